"""The form in which two texts are compared: accents, capitals, spaces and signs left out."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return a text in the form in which it is compared: letters and digits only."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum()) or text.casefold()
