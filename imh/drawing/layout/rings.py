"""The rings, each a band between two ellipses so that symbols can make room for one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout import exact
from imh.drawing.layout.symbols import Frame, Point, Symbol, whole_box

Array = NDArray[np.float64]

MIDDLE = 0.16
"""Share of the frame's half axes kept for the child or children."""
OUTERMOST = 1.12
"""The outermost band reaches past the ellipse, into the frame's corners."""
LEEWAY = 0.04
"""How far neighbouring bands reach into each other, as a share of the half axes."""
MARGIN = 4.0
"""Space kept between a symbol with its name and the edge of the frame."""


@dataclass(frozen=True)
class Band:
    """The part of the picture where one ring's symbols stand.

    ``inner`` and ``outer`` are shares of the frame's half axes, so 1 is the ellipse that touches
    the frame; ``line`` is where a painter draws the ring.
    """

    ring: int
    inner: float
    line: float
    outer: float


def bands(symbols: Iterable[Symbol]) -> dict[int, Band]:
    """A band for each ring in use, from the inside out and without gaps.

    Rings that nobody is on take no room. A band's share of the picture lies half way between
    equally wide bands and equally crowded ones.
    """
    need: dict[int, float] = {}
    for symbol in symbols:
        box = whole_box(symbol, Point(0, 0))
        room = 4 * (box.half_width + 10) * (box.half_height + 10)
        need[symbol.ring] = need.get(symbol.ring, 0.0) + room
    found: dict[int, Band] = {}
    start = 0.0
    if 0 in need:
        start = MIDDLE
        found[0] = Band(0, 0.0, MIDDLE, MIDDLE)
        del need[0]
    if not need:
        return found
    rings = sorted(need)
    even = np.linspace(start, 1.0, len(rings) + 1)
    crowd = np.cumsum([0.0] + [need[ring] for ring in rings]) / sum(need.values())
    crowded = np.sqrt(start**2 + crowd * (1 - start**2))
    edges = (even + crowded) / 2
    for k, ring in enumerate(rings):
        inner, outer = float(edges[k]), float(edges[k + 1])
        last = k == len(rings) - 1
        found[ring] = Band(ring, inner, (inner + outer) / 2, OUTERMOST if last else outer)
    return found


@dataclass(frozen=True)
class Room:
    """Where each of n symbols may stand: its band and the frame, as arrays of n rows."""

    centre: Array
    axes: Array
    inner: Array
    outer: Array
    low: Array
    high: Array

    @classmethod
    def of(cls, symbols: Sequence[Symbol], frame: Frame) -> Room:
        """The room of the symbols, in their order."""
        own = bands(symbols)
        leeway = np.array([LEEWAY if s.ring > 0 else 0.0 for s in symbols])
        boxes = [whole_box(s, Point(0, 0)) for s in symbols]
        reach = np.array([[b.half_width, b.half_height] for b in boxes]) + MARGIN
        shift = np.array([[b.x, b.y] for b in boxes])
        size = np.array([frame.width, frame.height])
        low, high = reach - shift, size - reach - shift
        tight = low > high
        middle = size / 2 - shift
        return cls(
            centre=size / 2,
            axes=size / 2,
            inner=np.array([own[s.ring].inner for s in symbols]) - leeway,
            outer=np.array([own[s.ring].outer for s in symbols]) + leeway,
            low=np.where(tight, middle, low),
            high=np.where(tight, middle, high),
        )

    def polar(self, at: Array) -> tuple[Array, Array]:
        """Share of the half axes and angle of each point (..., 2)."""
        x, y = ((at - self.centre) / self.axes).T
        return exact.length(x, y).T, exact.angles(x, y).T

    def points(self, share: Array, angle: Array) -> Array:
        """The points (..., 2) at these shares of the half axes and angles, on the grid."""
        turn = np.moveaxis(exact.turns(angle), 0, -1)
        return exact.on_grid(self.centre + self.axes * turn * share[..., None])

    def inside(self, v: int, at: Array, slack: float = 0.0) -> Array:
        """The points (k, 2) brought into symbol ``v``'s band, then into the frame."""
        share, angle = self.polar(at)
        held = np.clip(share, self.inner[v] - slack, self.outer[v] + slack)
        moved = np.where((held == share)[:, None], at, self.points(held, angle))
        return np.asarray(np.clip(moved, self.low[v], self.high[v]))
