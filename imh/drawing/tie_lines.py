"""How a tie looks along its course: line style by quality, arrowheads where support arrives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imh.case.vocabulary import UNSAID
from imh.drawing.layout import Point, TiePath, exact
from imh.drawing.scene_marks import Mark, Words
from imh.drawing.svg_path import polyline

Array = NDArray[np.float64]

Style = Literal[
    "warm",
    "ordinary",
    "tenuous",
    "strained",
    "conflicted",
    "cut_off",
    "mixed",
    "unknown",
    "declined",
]

INKS: Final[dict[Style, str]] = {
    "warm": "warm",
    "ordinary": "ordinary",
    "tenuous": "tenuous",
    "strained": "strained",
    "conflicted": "conflict",
    "cut_off": "conflict",
    "mixed": "conflict",
    "unknown": "tenuous",
    "declined": "tenuous",
}
ARROWS: Final = {"some": 9.0, "much": 14.0}
"""Length of an arrowhead by how much support arrives."""
STEP = 8.0
HATCH_EVERY, HATCH = 12.0, 4.5
WAVE, SWING = 8.0, 4.0
GAP, BAR = 5.0, 7.0
ASIDE = 3.6
"""How far the two lines of a mixed tie keep from the middle."""
LEAD = 6.0


@lru_cache(maxsize=4096)
def sampled(path: TiePath) -> SampledPath:
    """The course along a path, measured once."""
    return SampledPath(path)


class SampledPath:
    """A tie's course measured along its length, in pixels."""

    def __init__(self, path: TiePath) -> None:
        self.path = path
        count = 2 if path.straight else max(3, round(path.length / STEP) + 1)
        self.points: Sequence[Point] = path.points(count)
        self._corners = np.array(self.points)
        pieces = np.diff(self._corners, axis=0)
        lengths = exact.length(*pieces.T)
        self._ahead = pieces / np.maximum(lengths, 1e-9)[:, None]
        self.stations = np.concatenate([[0.0], np.cumsum(lengths)])
        self.length = float(self.stations[-1])

    def line(self, along: ArrayLike, aside: ArrayLike = 0.0) -> list[Point]:
        """The points so far along the course and so far to its right."""
        return [Point(x, y) for x, y in self._line(along, aside).tolist()]

    def _line(self, along: ArrayLike, aside: ArrayLike = 0.0) -> Array:
        along = np.asarray(along, dtype=float)
        piece = np.searchsorted(self.stations[1:-1], along)
        ahead = self._ahead[piece]
        right = ahead[:, ::-1] * (-1, 1) * np.broadcast_to(aside, along.shape)[:, None]
        rest = along - self.stations[piece]
        return np.asarray(self._corners[piece] + ahead * rest[:, None] + right)

    def at(self, along: float, aside: float = 0.0) -> Point:
        """The point so far along the course and so far to its right."""
        return self.line([along], aside)[0]

    def between(self, start: float, end: float, aside: float = 0.0) -> list[Point]:
        """The points of a piece of the course, shifted to its right."""
        inside = (self.stations > start) & (self.stations < end)
        return self.line([start, *self.stations[inside], end], aside)

    @cached_property
    def sampled(self) -> Array:
        """Points (n, 2) all along, close enough to test what the tie runs through."""
        return self._line(np.linspace(0, self.length, max(2, round(self.length / STEP))))


@lru_cache(maxsize=4096)
def tie_marks(
    course: SampledPath, style: Style, *, soft: bool = False, to_start: str = "", to_end: str = ""
) -> tuple[Mark, ...]:
    """The lines of one tie; ``to_start`` and ``to_end`` are amounts of support that arrive."""
    ink = INKS[style] + ("-soft" if soft else "")
    first, last = ARROWS.get(to_start, 0.0), ARROWS.get(to_end, 0.0)
    room = course.length * 0.42
    first, last = min(first, room), min(last, room)
    start, end = first * 0.8, course.length - last * 0.8
    marks = _line(course, style, start, end, ink, soft)
    if first:
        marks.append(_arrow(course, 0.0, first, ink))
    if last:
        marks.append(_arrow(course, course.length, -last, ink))
    return tuple(marks)


def _line(
    course: SampledPath, style: Style, start: float, end: float, ink: str, soft: bool
) -> list[Mark]:
    plain = polyline(course.between(start, end))
    if style == "warm":
        return [Mark(plain, ink, width=3.6)]
    if style == "ordinary":
        return [Mark(plain, ink, width=1.5)]
    if style == "tenuous":
        return [Mark(plain, ink, width=1.6, dash=(6, 6))]
    if style in UNSAID:
        return [Mark(plain, ink, width=1.7, dash=(0.2, 5))]
    if style == "strained":
        return [Mark(plain, ink, width=1.7), Mark(_hatches(course, start, end), ink, width=1.7)]
    if style == "conflicted":
        return [Mark(_zigzag(course, start, end), ink, width=1.7)]
    if style == "cut_off":
        middle = (start + end) / 2
        bars = [course.line([middle + side * GAP] * 2, [-BAR, BAR]) for side in (-1, 1)]
        halves = [course.between(start, middle - GAP), course.between(middle + GAP, end)]
        line = " ".join(polyline(half) for half in halves)
        return [Mark(line, ink, width=1.7), Mark(" ".join(map(polyline, bars)), ink, width=2.2)]
    warm = "warm-soft" if soft else "warm"
    return [
        Mark(polyline(course.between(start, end, -ASIDE)), warm, width=2.8),
        Mark(_zigzag(course, start, end, ASIDE, 2.6), ink, width=1.5),
    ]


def _hatches(course: SampledPath, start: float, end: float) -> str:
    count = max(1, int((end - start - 6) / HATCH_EVERY))
    begin = (start + end - (count - 1) * HATCH_EVERY) / 2
    at = begin + np.arange(count) * HATCH_EVERY
    ends = zip(course.line(at, -HATCH), course.line(at, HATCH), strict=True)
    return " ".join(map(polyline, ends))


def _zigzag(
    course: SampledPath, start: float, end: float, aside: float = 0.0, swing: float = SWING
) -> str:
    lead = min(LEAD, (end - start) / 6)
    room = end - start - 2 * lead
    waves = max(2, round(room / (WAVE / 2) / 2) * 2)
    corner = np.arange(waves)
    along = start + lead + room * (corner + 0.5) / waves
    swings = aside + np.where(corner % 2, swing, -swing)
    return polyline(
        course.line(
            [start, start + lead, *along, end - lead, end],
            [aside, aside, *swings, aside, aside],
        )
    )


def _arrow(course: SampledPath, tip: float, back: float, ink: str) -> Mark:
    """A filled head whose tip touches the end and whose base lies ``back`` along the course."""
    half = abs(back) * 0.42
    corners = course.line([tip, tip + back, tip + back], [0.0, half, -half])
    return Mark(polyline(corners, closed=True), "none", ink)


def question_mark(course: SampledPath) -> tuple[Words, ...]:
    """The sign on a tie of which nobody has asked; too short a tie has none."""
    if course.length < 34:
        return ()
    x, y = course.at(course.length / 2)
    return (Words(Point(x, y + 4.4), "?", "muted", 12.5, bold=True, halo=True),)
