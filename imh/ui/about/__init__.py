"""The page About: what the app knows, for reading."""
