"""The panel beside the map or the timeline: an entry read, and changed, on the screen."""
