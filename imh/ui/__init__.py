"""What the pages share: the session, the inspector, the map on screen."""
