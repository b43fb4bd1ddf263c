"""What every page rests on: the session, permissions, sign-in, autosave, the rerun guard."""
