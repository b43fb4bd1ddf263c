"""Short readable ids for the entries of a case."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

_ID_LENGTH: Final = 40


def slug(text: str) -> str:
    """Make a short readable id from a name: "José" becomes "jose"."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_ID_LENGTH].strip("-") or "entry"


def free_id(wanted: str, taken: Iterable[str] | Mapping[str, object]) -> str:
    """Return an id made from ``wanted`` that nothing has yet: rosa, rosa-2, rosa-3 ..."""
    first = slug(wanted)
    number, found = 2, first
    while found in taken:
        found = f"{first}-{number}"
        number += 1
    return found
