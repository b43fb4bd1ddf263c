"""The letters that codes and keys are written in."""

from typing import Final

CODE_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that is mistaken for something else when read aloud or by hand (0 O, 1 I L)."""
