"""The page on which people rate a case, each for themselves, before all ratings are shown."""
