"""What can be typed, one construct a file: how it is read, how it is said and how it is written."""
