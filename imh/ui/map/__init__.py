"""The page Map: the moment that is shown, and the network view."""
