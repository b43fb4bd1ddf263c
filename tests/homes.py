"""Where a program looks for a person's own folder, on any system."""

HOME_VARIABLES = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
