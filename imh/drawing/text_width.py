"""How wide words are in Source Sans and where they wrap, so that names keep out of each other."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Final

# Advance widths of Source Sans Pro Regular for U+0020 to U+007E, in thousandths of the size.
_WIDTHS: Final = (
    *(200, 289, 425, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350),
    *(497, 497, 497, 497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425),
    *(847, 544, 588, 571, 615, 527, 494, 617, 652, 263, 480, 579, 486, 727, 647, 664),
    *(566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500),
    *(542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542),
    *(555, 555, 347, 419, 338, 544, 467, 718, 446, 467, 425, 303, 241, 303, 497),
)
_BOLD: Final = 1.05
_OTHER, _WIDE = 600, 1050


@lru_cache(maxsize=8192)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line of text in pixels; an estimate for letters beyond Latin."""
    return _pixels(sum(map(_advance, text)), size, bold)


def _pixels(units: int, size: float, bold: bool) -> float:
    return units * size / 1000 * (_BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    if " " <= character <= "~":
        return _WIDTHS[ord(character) - 32]
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if " " <= base <= "~":
        return _WIDTHS[ord(base) - 32]
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _OTHER


@lru_cache(maxsize=4096)
def wrapped(
    text: str, room: float, size: float, lines: int = 2, bold: bool = False
) -> tuple[str, ...]:
    """The text on at most so many lines of at most ``room`` pixels; what does not fit is cut.

    Breaks fall between words, within a word only when it does not fit on a line by itself.
    Two lines are made about equally long.
    """
    whole = width(" ".join(text.split()), size, bold)
    words = [part for word in text.split() for part in _parts(word, room, size, bold)]
    if whole <= room or lines == 1:
        return (_cut(" ".join(text.split()), room, size, bold),) if words else ()
    even = max(whole / lines, max(width(word, size, bold) for word in words))
    for limit in (min(room, even * 1.1), room):
        found = _filled(words, limit, size, bold)
        if len(found) <= lines:
            return tuple(found)
    return (*found[: lines - 1], _cut(" ".join(found[lines - 1 :]), room, size, bold))


def _filled(words: list[str], room: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _parts(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word that is too long for a line, in pieces that fit."""
    parts = [""]
    for character in word:
        if parts[-1] and width(parts[-1] + character, size, bold) > room:
            parts.append("")
        parts[-1] += character
    return parts


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    if width(line, size, bold) <= room:
        return line
    dots = width("…", size, bold)
    widths = [_pixels(units, size, bold) + dots for units in accumulate(map(_advance, line))]
    return line[: bisect_right(widths, room)].rstrip() + "…"
