"""The lists of a case: people, ties, events and the others."""

from typing import Literal, get_args

Collection = Literal[
    "people",
    "households",
    "settings",
    "influences",
    "ties",
    "events",
    "observations",
    "reflections",
    "safety",
    "questions",
    "hypotheses",
    "goals",
    "strengths",
    "agreements",
    "visits",
]
"""The lists of a case whose entries carry an id, in the order of the case file."""

COLLECTIONS: tuple[str, ...] = get_args(Collection)
