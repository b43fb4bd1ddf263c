"""Plain line icons for settings, so that a place is known by its sign on any machine.

Each is path data (M, L, C, Z) on a grid from -8 to 8.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from imh.drawing.svg_path import ellipse, number, rounded

_HOUSE: Final = "M-7 0 L0 -6.5 L7 0 M-5 -1.5 L-5 6.5 L5 6.5 L5 -1.5"
_SHIELD: Final = "M0 -7 L6 -5 L6 0 C6 4 3 6 0 7.5 C-3 6 -6 4 -6 0 L-6 -5 Z"
_PERSON: Final = ellipse(0, -3.5, 2.6, 2.6) + " M-5 6.5 C-5 2 -2.5 .8 0 .8 C2.5 .8 5 2 5 6.5"
_HEART: Final = (
    "M0 6 C-8 0 -7 -5.5 -3.5 -5.5 C-1.5 -5.5 -.5 -4 0 -2.8 C.5 -4 1.5 -5.5 3.5 -5.5 "
    "C7 -5.5 8 0 0 6Z"
)

GLYPHS: Final[Mapping[str, str]] = {
    "childcare": "M-7 7 L-7 1 L-1 1 L-1 7 Z M1 7 L1 1 L7 1 L7 7 Z M-3 -1 L0 -7 L3 -1 Z",
    "school": "M0 -4.5 C-2 -6 -5 -6 -7 -5 L-7 5.5 C-5 4.5 -2 4.5 0 6 C2 4.5 5 4.5 7 5.5 L7 -5 "
    "C5 -6 2 -6 0 -4.5 Z M0 -4.5 L0 6",
    "health_care": "M-2 -7 L2 -7 L2 -2 L7 -2 L7 2 L2 2 L2 7 L-2 7 L-2 2 L-7 2 L-7 -2 L-2 -2 Z",
    "hospital": "M-6.5 7 L-6.5 -7 L6.5 -7 L6.5 7 Z M-2.5 -3.5 L-2.5 3.5 M2.5 -3.5 L2.5 3.5 "
    "M-2.5 0 L2.5 0",
    "intensive_care": "M-8 1 L-3.5 1 L-1.5 -6 L1.5 6 L3.5 -2 L4.5 1 L8 1",
    "early_intervention": "M0 7 L0 -1 M0 1 C-6 1 -6.5 -3 -6.5 -5 C-2 -5 0 -3 0 1 Z "
    "M0 -1 C5 -1 5.5 -5 5.5 -7 C1.5 -7 0 -5 0 -1 Z",
    "home_visiting": _HOUSE + " M-1.8 6.5 L-1.8 1.5 L1.8 1.5 L1.8 6.5",
    "mental_health_care": "M-7 -6 L7 -6 L7 3 L-1 3 L-4.5 7 L-4.5 3 L-7 3 Z M-3.5 -2.8 L3.5 -2.8 "
    "M-3.5 0 L1 0",
    "substance_use_care": "M0 -7 C3 -3 5 -.5 5 2.5 C5 5.5 2.8 7 0 7 C-2.8 7 -5 5.5 -5 2.5 "
    "C-5 -.5 -3 -3 0 -7 Z",
    "child_protection": _SHIELD,
    "court": "M0 -7 L0 7 M-4 7 L4 7 M-6 -5 L6 -5 M-6 -5 L-8 1 L-4 1 Z M6 -5 L4 1 L8 1 Z",
    "immigration": ellipse(0, 0, 7, 7) + " " + ellipse(0, 0, 3, 7) + " M-7 0 L7 0",
    "police": _SHIELD + " M0 -3.5 L0 3.5 M-3 0 L3 0",
    "faith_community": "M-2.2 7 L-2.2 -.5 L2.2 -.5 L2.2 7 Z M0 -.5 L0 -2 "
    "M0 -7.5 C1.8 -5.5 1.8 -3 0 -2.6 C-1.8 -3 -1.8 -5.5 0 -7.5 Z",
    "cultural_community": ellipse(0, -4.5, 6, 2.2) + " M-6 -4.5 L-4 6 C-2 7.2 2 7.2 4 6 L6 -4.5",
    "neighbourhood": "M-8 7 L-8 0 L-4 -4 L0 0 L0 7 Z M0 7 L0 0 L4 -4 L8 0 L8 7 Z",
    "peer_group": ellipse(-3.8, -3.5, 2.3, 2.3)
    + " "
    + ellipse(3.8, -3.5, 2.3, 2.3)
    + " M-7.5 6 C-7.5 1.5 -5.5 .8 -3.8 .8 C-2 .8 0 1.5 0 6 C0 1.5 2 .8 3.8 .8 "
    "C5.5 .8 7.5 1.5 7.5 6",
    "work": "M-7 -3.5 L7 -3.5 L7 6 L-7 6 Z M-2.5 -3.5 L-2.5 -6.5 L2.5 -6.5 L2.5 -3.5 M-7 1 L7 1",
    "income": ellipse(0, -4, 6, 2.5) + " M-6 -4 L-6 4 C-5 7.2 5 7.2 6 4 L6 -4 "
    "M-6 0 C-5 3.2 5 3.2 6 0",
    "food": "M-7.5 0 L7.5 0 C7.5 4 4 6.5 0 6.5 C-4 6.5 -7.5 4 -7.5 0 Z M-2.5 -3 C-4 -4.5 -1 -5.5 "
    "-2.5 -7 M2.5 -3 C1 -4.5 4 -5.5 2.5 -7",
    "housing": ellipse(-3.8, 0, 3.6, 3.6) + " M-.2 0 L8 0 L8 3.5 M4.8 0 L4.8 2.8",
    "transport": rounded(0, -1, 7, 5, 1.5, 1.5)
    + " M-7 -1 L7 -1 "
    + ellipse(-3.8, 5, 1.4, 1.4)
    + " "
    + ellipse(3.8, 5, 1.4, 1.4),
    "military": "M-6 -2 L0 -6.5 L6 -2 M-6 2.5 L0 -2 L6 2.5 M-6 7 L0 2.5 L6 7",
    "media": rounded(0, 0, 4.2, 7.3, 1.3, 1.3) + " M-1.2 5 L1.2 5",
    "family_support": _HEART,
    "other": ellipse(0, 0, 6, 6) + " " + ellipse(0, 0, 1.2, 1.2),
}
"""An icon for every kind of setting."""

_NUMBER: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


@lru_cache(maxsize=1024)
def glyph(kind: str, x: float, y: float, scale: float = 1.0) -> str:
    """The icon of a kind of setting with its middle at a point."""
    place = (x, y)
    turn = [0]

    def moved(found: re.Match[str]) -> str:
        axis = turn[0] % 2
        turn[0] += 1
        return number(float(found[0]) * scale + place[axis])

    return _NUMBER.sub(moved, GLYPHS[kind])
