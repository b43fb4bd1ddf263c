"""What a place for one symbol costs, counting only what that symbol's place changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout import exact
from imh.drawing.layout.household_curve import PADDING, households
from imh.drawing.layout.rings import Room
from imh.drawing.layout.symbols import Point, Symbol, label_box, whole_box

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

CROSSING = 1.0
THROUGH_SYMBOL = 4.0
THROUGH_LABEL = 2.0
OVERLAP = 20.0
INTRUDER = 8.0
HOME_WIDTH = 1.0
SECTOR = 1.5
LENGTH = 1.2
CROWDING = 0.8
BALANCE = 6.0

LEAST_GAP = 5.0
"""Symbols with their names closer than this count as overlapping."""
TIGHT, SHARE = 35.0, 0.75
"""Neighbours feel crowded up to a distance that grows with the room there is for each."""
NEAR_MISS = 4.0
"""A tie this close to a symbol or name counts as running through it."""
DIRECTIONS = 16


@dataclass(frozen=True)
class _Own:
    """What belongs to one symbol and does not change while others move."""

    neighbours: Indices
    other_ties: Indices
    apart: Flags
    passing: Flags
    sector: Array


class Board:
    """All positions, and the cost of moving any one symbol.

    ``at`` holds the positions (n, 2); change them by ``move`` only, which keeps with them what
    follows from them: the middles of the symbols with their names (``whole``) and of the symbols
    and the names by themselves (``boxes``), how far each reaches in every direction as a member of
    a home and as a stranger (``outer_edge``, ``inner_edge``), and which way it stands from the
    picture's middle (``side``, ``pointing``). ``strictness`` scales what ties through symbols and
    names cost.
    """

    def __init__(self, symbols: Sequence[Symbol], pairs: Indices, room: Room, at: Array) -> None:
        origin = Point(0, 0)
        whole = np.array([whole_box(s, origin) for s in symbols])
        self.room, self.pairs, self.at = room, pairs, at.copy()
        self.whole_shift, self.whole_half = whole[:, :2], whole[:, 2:]
        body = np.array([[0, 0, s.width / 2, s.height / 2] for s in symbols])
        # a symbol without a name gets a name that nothing can ever touch
        name = np.array([label_box(s, origin) or (0, 0, -1e6, -1e6) for s in symbols])
        self.box_shift = np.stack([body[:, :2], name[:, :2]])
        self.box_half = np.stack([body[:, 2:], name[:, 2:]]) + NEAR_MISS
        n = len(symbols)
        self.box_weight = np.repeat([THROUGH_SYMBOL, THROUGH_LABEL], n)
        angle = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
        self.turn = exact.turns(angle)
        self.outmost = self._along(self.whole_shift) + _reach(self.whole_half, self.turn)
        self.inmost = -_reach(body[:, 2:], self.turn) - PADDING
        self.strictness = 1.0
        self.diagonal = float(exact.length(*room.axes)) * 2
        each = 2 * np.sqrt(room.axes.prod() / n) - 2 * np.sqrt(self.whole_half.prod(axis=1)).mean()
        self.easy_gap = max(TIGHT, SHARE * float(each))
        self.member = np.array(
            [[s in group for s in symbols] for group in households(symbols).values()]
        ).reshape(-1, n)
        self.own = [self._own(v, symbols) for v in range(n)]
        self.whole, self.boxes = np.empty((n, 2)), np.empty((2, n, 2))
        self.outer_edge, self.inner_edge = np.empty((n, DIRECTIONS)), np.empty((n, DIRECTIONS))
        self.side, self.pointing = np.empty((n, 2)), np.empty((n, 2))
        for v in range(n):
            self.move(v, self.at[v])

    def _own(self, v: int, symbols: Sequence[Symbol]) -> _Own:
        mine = (self.pairs == v).any(axis=1)
        neighbours = self.pairs[mine].sum(axis=1) - v
        others = self.pairs[~mine]
        n = len(symbols)
        passing = np.ones((len(neighbours), 2 * n), dtype=bool)
        rows = np.arange(len(neighbours))
        passing[:, [v, n + v]] = False
        passing[rows, neighbours] = passing[rows, n + neighbours] = False
        sector = np.array([s.sector == symbols[v].sector != "" for s in symbols], dtype=float)
        sector[v] = 0.0
        return _Own(
            neighbours=neighbours,
            other_ties=others,
            apart=(others[None] != neighbours[:, None, None]).all(axis=2),
            passing=passing,
            sector=sector / max(float(sector.sum()), 1.0),
        )

    def move(self, v: int, to: Array) -> None:
        """Put symbol ``v`` at a point (2,)."""
        self.at[v] = to
        self.whole[v] = to + self.whole_shift[v]
        self.boxes[:, v] = to + self.box_shift[:, v]
        along = self._along(to)
        self.outer_edge[v], self.inner_edge[v] = along + self.outmost[v], along + self.inmost[v]
        self.side[v] = side = (to - self.room.centre) / self.room.axes
        self.pointing[v] = side / max(float(exact.length(*side)), 1e-9)

    def _along(self, at: Array) -> Array:
        """How far points (..., 2) lie in each direction (..., k)."""
        return np.asarray(at[..., :1] * self.turn[0] + at[..., 1:] * self.turn[1])

    def cost(self, v: int, tries: Array) -> Array:
        """The cost (k,) of each place (k, 2) for symbol ``v`` while all others stay."""
        own = self.own[v]
        total = self._neighbourhood(v, tries) + self._direction(own, v, tries)
        if len(own.neighbours):
            total += self._own_ties(own, v, tries)
        if len(own.other_ties):
            total += self._ties_over(own, v, tries)
        along = self._along(tries)
        for inside in self.member:
            total += self._home(inside, v, along)
        return total

    def _neighbourhood(self, v: int, tries: Array) -> Array:
        """Overlaps with and crowding by other symbols and their names."""
        away = np.abs((tries + self.whole_shift[v])[:, None] - self.whole)
        gap = (away - (self.whole_half + self.whole_half[v])).max(axis=2)
        gap[:, v] = self.easy_gap
        over = gap < LEAST_GAP
        deep = np.where(over, OVERLAP + 0.5 * (LEAST_GAP - gap), 0.0).sum(axis=1)
        near = np.clip(1 - gap / self.easy_gap, 0.0, 1.0)
        return np.asarray(deep + CROWDING * (near * near).sum(axis=1))

    def _direction(self, own: _Own, v: int, tries: Array) -> Array:
        """Distance in angle from the sector, and the picture's weight to one side."""
        place = (tries - self.room.centre) / self.room.axes
        n = len(self.side)
        side = (self.side.sum(axis=0) - self.side[v] + place) / n
        uneven = BALANCE * n * (side * side).sum(axis=1)
        if not own.sector.any():
            return np.asarray(uneven)
        mates = (own.sector[:, None] * self.pointing).sum(axis=0)
        place = place / np.maximum(exact.length(*place.T), 1e-9)[:, None]
        return np.asarray(uneven + SECTOR * (1 - (place * mates).sum(axis=1)))

    def _own_ties(self, own: _Own, v: int, tries: Array) -> Array:
        """Crossings, length and obstacles of the symbol's own ties."""
        ends = self.at[own.neighbours]
        step = ends - tries[:, None]
        total = LENGTH / self.diagonal * 2 * exact.length(step[..., 0], step[..., 1]).sum(axis=1)
        middle, reach = tries[:, None] + step / 2, np.abs(step) / 2
        n = len(self.at)
        box_x, box_y = self.boxes.reshape(-1, 2).T
        dx = box_x - middle[..., 0, None]
        dy = box_y - middle[..., 1, None]
        ex, ey = reach[..., 0, None], reach[..., 1, None]
        hx, hy = self.box_half.reshape(-1, 2).T
        turn = step[..., 0, None] * dy - step[..., 1, None] * dx
        hit = (np.abs(dx) < hx + ex) & (np.abs(dy) < hy + ey) & own.passing
        hit &= np.abs(turn) < 2 * (hx * ey + hy * ex)
        total += self.strictness * (hit.sum(axis=1) * self.box_weight).sum(axis=1)
        if len(own.other_ties):
            left = turn[..., :n] > 0
            a, b = own.other_ties.T
            split = left[..., a] != left[..., b]
            base, other = self.at[a], self.at[b]
            line = other - base
            here = _cross(line, tries[:, None] - base) > 0
            there = _cross(line, ends[:, None] - base) > 0
            split &= (here[:, None] != there) & own.apart
            total += CROSSING * split.sum(axis=(1, 2))
        return np.asarray(total)

    def _ties_over(self, own: _Own, v: int, tries: Array) -> Array:
        """Ties of others that run through the symbol or its name."""
        a, b = self.at[own.other_ties.T]
        middle, reach, step = (a + b) / 2, np.abs(b - a) / 2, b - a
        away = (tries + self.box_shift[:, None, v])[:, :, None] - middle
        hx, hy = self.box_half[:, v].T[..., None, None]
        hit = (np.abs(away[..., 0]) < hx + reach[:, 0]) & (np.abs(away[..., 1]) < hy + reach[:, 1])
        hit &= np.abs(_cross(step, away)) < 2 * (hx * reach[:, 1] + hy * reach[:, 0])
        over, through = hit.sum(axis=2)
        return np.asarray(self.strictness * (THROUGH_SYMBOL * over + THROUGH_LABEL * through))

    def _home(self, inside: Flags, v: int, along: Array) -> Array:
        """Strangers inside a household's outline, and how far the outline stretches.

        ``inside`` tells its members, ``along`` how far each place lies in each direction.
        """
        if not inside[v]:
            edge = self.outer_edge[inside].max(axis=0)
            room = (along + self.inmost[v] - edge).max(axis=1)
            return _intrusion(room)
        mates = inside.copy()
        mates[v] = False
        edge = along + self.outmost[v]
        if mates.any():
            edge = np.maximum(edge, self.outer_edge[mates].max(axis=0))
        strangers = self.inner_edge[~inside]
        room = (strangers - edge[:, None]).max(axis=2)
        return np.asarray(_intrusion(room).sum(axis=1) + HOME_WIDTH / 50 * edge.mean(axis=1))


def _intrusion(room: Array) -> Array:
    """Cost of strangers by the space left between them and an outline (below 0: inside)."""
    return np.where(room < 0, INTRUDER + np.clip(-room / 40, 0.0, 2.0), 0.0)


def _reach(half: Array, turn: Array) -> Array:
    """How far boxes of these half sizes (n, 2) reach in each direction (n, k)."""
    return np.asarray(half[:, :1] * np.abs(turn[0]) + half[:, 1:] * np.abs(turn[1]))


def _cross(a: Array, b: Array) -> Array:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])
