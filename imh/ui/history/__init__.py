"""The history of a case on the screen: what was done, former states, and the way back."""
