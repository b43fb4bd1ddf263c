"""The map's colours, by what they mean, for screens in light and dark and for paper.

A colour only doubles what a line's style, a symbol's shape or a word already says. Text keeps a
contrast of 4.5 and lines of 3 on every surface of their theme; ``soft`` variants are for what was
told or assumed rather than seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Theme = Literal["screen", "light", "dark", "print"]
"""``screen`` follows the page between light and dark; the others are fixed."""

SURFACES: Final = ("paper", "ring", "home", "setting", "influence", "clinician")
TEXTS: Final = ("text", "muted", "home-text", "setting-line", "influence-line", "clinician-line")
LINES: Final = (
    *("warm", "ordinary", "tenuous", "strained", "conflict", "kin", "person"),
    *("home-line", "setting-line", "influence-line", "clinician-line"),
    *("warm-soft", "ordinary-soft", "tenuous-soft", "strained-soft", "conflict-soft"),
)

COLOURS: Final[Mapping[str, Mapping[str, str]]] = {
    "light": {
        "paper": "#ffffff",
        "ring": "#f8fafc",
        "ring-line": "#e3e7ec",
        "home": "#eef4fc",
        "home-line": "#1f5fa8",
        "home-text": "#1f5fa8",
        "text": "#1d2733",
        "muted": "#566170",
        "person": "#1d2733",
        "setting": "#eef3fb",
        "setting-line": "#1f5fa8",
        "influence": "#f5effb",
        "influence-line": "#6b3f99",
        "clinician": "#e7f4ee",
        "clinician-line": "#0b6247",
        "warm": "#0b6e4f",
        "warm-soft": "#469179",
        "ordinary": "#1d2733",
        "ordinary-soft": "#4a545f",
        "tenuous": "#5b6675",
        "tenuous-soft": "#6b7583",
        "strained": "#b35510",
        "strained-soft": "#bf7036",
        "conflict": "#a31c35",
        "conflict-soft": "#c2697a",
        "kin": "#838c97",
    },
    "dark": {
        "paper": "#14181f",
        "ring": "#181d26",
        "ring-line": "#2a323e",
        "home": "#1b2636",
        "home-line": "#7db3f0",
        "home-text": "#8fbdf3",
        "text": "#e6eaf0",
        "muted": "#adb7c4",
        "person": "#e6eaf0",
        "setting": "#1b2b40",
        "setting-line": "#8fbdf3",
        "influence": "#2e2540",
        "influence-line": "#cbaff0",
        "clinician": "#15322a",
        "clinician-line": "#6fd0aa",
        "warm": "#6fdcbc",
        "warm-soft": "#4a9a84",
        "ordinary": "#e6eaf0",
        "ordinary-soft": "#b4b9c1",
        "tenuous": "#9aa5b3",
        "tenuous-soft": "#848e9c",
        "strained": "#e8954e",
        "strained-soft": "#a5703f",
        "conflict": "#f06a80",
        "conflict-soft": "#b8606f",
        "kin": "#78818f",
    },
    "print": {
        "paper": "#ffffff",
        "ring": "#ffffff",
        "ring-line": "#dddddd",
        "home": "#ffffff",
        "home-line": "#24507f",
        "home-text": "#24507f",
        "text": "#000000",
        "muted": "#444444",
        "person": "#000000",
        "setting": "#ffffff",
        "setting-line": "#24507f",
        "influence": "#ffffff",
        "influence-line": "#55307a",
        "clinician": "#ffffff",
        "clinician-line": "#00513a",
        "warm": "#005a3c",
        "warm-soft": "#4d8a73",
        "ordinary": "#000000",
        "ordinary-soft": "#3c3c3c",
        "tenuous": "#4a4a4a",
        "tenuous-soft": "#666666",
        "strained": "#8f3f00",
        "strained-soft": "#ab6f3f",
        "conflict": "#8c1028",
        "conflict-soft": "#b35f70",
        "kin": "#858585",
    },
}


def paint(name: str, theme: Theme) -> str:
    """The value of a colour in an SVG attribute; ``none`` stays none."""
    if name == "none":
        return name
    return f"var(--fm-{name})" if theme == "screen" else COLOURS[theme][name]


def style_sheet() -> str:
    """The colours as CSS custom properties that follow the page's colour scheme."""
    light, dark = COLOURS["light"], COLOURS["dark"]
    names = "".join(f"--fm-{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return f".fm{{{names}}}"
