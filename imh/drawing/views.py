"""The ways of looking at one map: which ties it shows, and which layers of symbols."""

from typing import Final, Literal

View = Literal["everything", "support", "strain", "kin"]
VIEWS: Final[tuple[View, ...]] = ("everything", "support", "strain", "kin")

Layer = Literal["people", "settings", "influences", "professionals"]
