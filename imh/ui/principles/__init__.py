"""The page Principles: stability, overrides, and the numbers behind the reasons."""
