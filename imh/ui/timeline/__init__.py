"""The page Timeline: events as a figure and as a list."""
