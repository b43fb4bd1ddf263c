"""The course of one tie: a straight line or a Bezier curve."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout import exact
from imh.drawing.layout.symbols import Point

Array = NDArray[np.float64]

FINE = 480
"""Straight pieces by which a curve is measured."""
CURVE_STEPS = 24
"""Straight pieces by which a curve is replaced where it is tested for meeting something."""


@dataclass(frozen=True)
class TiePath:
    """A tie's course by its control points: 2 straight, 3 quadratic, 4 cubic Bezier.

    An SVG painter writes them as ``M`` and ``L``, ``Q`` or ``C``. Raises ValueError for any other
    number of control points.
    """

    controls: tuple[Point, ...]

    def __post_init__(self) -> None:
        if not 2 <= len(self.controls) <= 4:
            raise ValueError(f"a path has 2 to 4 control points, not {len(self.controls)}")

    def moved(self, by: Point) -> TiePath:
        """The same course elsewhere."""
        return TiePath(tuple(at.moved(by) for at in self.controls))

    @property
    def turned(self) -> TiePath:
        """The same course from its end to its start."""
        return TiePath(self.controls[::-1])

    @property
    def straight(self) -> bool:
        """Whether the tie does not bend."""
        return len(self.controls) == 2

    @cached_property
    def length(self) -> float:
        """How long the tie is, in pixels."""
        return float(self._measured[1][-1])

    @cached_property
    def _measured(self) -> tuple[Array, Array]:
        """Parameters close to each other, and how far along the path each of them is."""
        n = 2 if self.straight else FINE + 1
        x, y = np.diff(evenly(np.array(self.controls), n), axis=0).T
        return np.linspace(0, 1, n), np.concatenate([[0.0], np.cumsum(exact.length(x, y))])

    def points(self, n: int) -> list[Point]:
        """``n`` points from end to end, equally far apart along the path (n at least 2)."""
        if n < 2:
            raise ValueError("a path is sampled by at least its 2 ends")
        fine, along = self._measured
        t = np.interp(np.linspace(0, along[-1], n), along, fine)
        return _points(bezier(np.array(self.controls), t))

    def flattened(self) -> list[Point]:
        """The path as the corner points of straight pieces; a straight tie is its 2 ends."""
        return list(self.controls) if self.straight else self.points(CURVE_STEPS + 1)

    def part(self, start: float, end: float) -> TiePath:
        """The piece between two parameters, 0 <= start < end <= 1 (subdivision, de Casteljau)."""
        _, rest = _split(np.array(self.controls), start)
        piece, _ = _split(rest, (end - start) / (1 - start))
        return TiePath(tuple(_points(piece)))


def bezier(controls: Array, t: Array) -> Array:
    """Points (..., len(t), 2) at parameters ``t`` of curves by controls (..., degree + 1, 2)."""
    return exact.weighted(_shares(controls.shape[-2] - 1, t), controls)


def evenly(controls: Array, n: int, end: float = 1.0) -> Array:
    """Points (..., n, 2) of curves at parameters equally far apart from 0 to ``end``."""
    return exact.weighted(_even_shares(controls.shape[-2] - 1, n, end), controls)


@lru_cache(maxsize=64)
def _even_shares(degree: int, n: int, end: float) -> Array:
    return _shares(degree, np.linspace(0, end, n))


def _shares(degree: int, t: Array) -> Array:
    """How much each control counts at each parameter (Bernstein's polynomials)."""
    s = 1 - t
    match degree:
        case 1:
            each = [s, t]
        case 2:
            each = [s * s, 2 * s * t, t * t]
        case _:
            each = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
    return np.stack(each, axis=1)


def _split(controls: Array, t: float) -> tuple[Array, Array]:
    level = controls
    first, last = [level[0]], [level[-1]]
    while len(level) > 1:
        level = (1 - t) * level[:-1] + t * level[1:]
        first.append(level[0])
        last.append(level[-1])
    return np.array(first), np.array(last[::-1])


def _points(rows: Array) -> list[Point]:
    return [Point(x, y) for x, y in rows.tolist()]
