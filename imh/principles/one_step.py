"""What counts as reading a fact one step differently, for two questions that are not the same.

What would change the result asks of a single fact and is read on screen, so a step is one that
somebody would weigh aloud: the next milder reading and the next harder one. How far coding may
differ asks what two clinicians do make of the same tie, so its steps are wider and, where no
mixed tie or cut-off is in them, can be taken back.
"""

from collections.abc import Mapping
from typing import Final

from imh.case.vocabulary import Quality

Steps = Mapping[str, tuple[str, ...]]

MILDER_OR_HARDER: Final[Mapping[str, Steps]] = {
    "Quality": {
        "warm": ("ordinary",),
        "ordinary": ("warm", "strained"),
        "tenuous": ("ordinary",),
        "strained": ("ordinary", "conflicted"),
        "conflicted": ("strained",),
        "cut_off": ("strained",),
        "mixed": ("ordinary", "strained"),
    },
    "Amount": {"none": ("some",), "some": ("none", "much"), "much": ("some",)},
    "PairRating": {
        "strength": ("no_concern",),
        "no_concern": ("strength", "concern"),
        "concern": ("no_concern",),
    },
    "DomainRating": {
        "on_track": ("watch",),
        "watch": ("on_track", "concern"),
        "concern": ("watch",),
    },
}
"""By vocabulary: for one fact, what would put another principle first."""

AS_ANOTHER_READER_MAY: Final[Mapping[Quality, tuple[Quality, ...]]] = {
    "warm": ("ordinary",),
    "ordinary": ("warm", "tenuous", "strained"),
    "tenuous": ("ordinary", "strained"),
    "mixed": ("ordinary", "strained"),
    "strained": ("ordinary", "tenuous", "mixed", "conflicted"),
    "conflicted": ("strained", "cut_off"),
    "cut_off": ("conflicted", "tenuous"),
}
"""Qualities of a tie; a known absence of one is not misread."""
