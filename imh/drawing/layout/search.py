"""Finding places: heat-bath annealing from a barycentre start, one symbol at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout import exact
from imh.drawing.layout.cost import Board
from imh.drawing.layout.initial_places import barycentre_start, middle_row, settled_order
from imh.drawing.layout.large_maps import CROWDED
from imh.drawing.layout.rings import Room
from imh.drawing.layout.symbols import Frame, Link, Point, Symbol, by_id, check_links

Array = NDArray[np.float64]
Indices = NDArray[np.intp]

SWEEPS, USUAL = 30, 42
"""How often everybody is moved, in a map of up to so many symbols; less often in a larger one."""
TRIES = 24
EXCHANGES = 4
"""In every so many sweeps symbols of one ring are exchanged as well."""
HOT, COLD = 3.0, 0.06
SETTLING, ROUNDS = 48, 6
"""Better places tried for each symbol in the end, and how often; fewer where it is crowded."""
STAY = 2.5
"""What it must save to move a symbol from its former place."""
SLACK = 0.08
"""How far outside a shifted band a symbol may keep its former place."""
LENIENT = 0.3
"""Ties may run through symbols cheaply at first, while the order is found that crosses least."""
SEED = 20_230_401


def place(
    symbols: Sequence[Symbol],
    links: Sequence[Link],
    frame: Frame | None = None,
    fixed: Mapping[str, Point] | None = None,
    near: Mapping[str, Point] | None = None,
) -> dict[str, Point]:
    """A place for every symbol, each within its ring's band and, with its name, in the frame.

    ``fixed`` places are kept exactly, wherever they are. Symbols in ``near`` start from their
    former place and leave it only when that clears an overlap or an obstructed tie. Ids in
    either that are not among the symbols do not matter. The same symbols and ties give the same
    places in whatever order they come. Raises ValueError for a repeated id, a tie with an
    unknown end or from a symbol to itself.
    """
    known = by_id(symbols)
    check_links(known, links)
    if fixed and known.keys() <= fixed.keys():
        return {who: fixed[who] for who in known}
    if not known:
        return {}
    ordered = settled_order(known.values(), links)
    room = Room.of(ordered, frame or Frame())
    search = _Search(ordered, _pairs(ordered, links), room, fixed or {}, near or {})
    return {
        s.id: Point(float(x), float(y)) for s, (x, y) in zip(ordered, search.run(), strict=True)
    }


def _pairs(ordered: Sequence[Symbol], links: Sequence[Link]) -> Indices:
    number = {s.id: i for i, s in enumerate(ordered)}
    ends = {tuple(sorted((number[k.source], number[k.target]))) for k in links}
    return np.array(sorted(ends), dtype=np.intp).reshape(-1, 2)


class _Search:
    """One search: which symbols may move, where they are, and the moves tried."""

    def __init__(
        self,
        symbols: Sequence[Symbol],
        pairs: Indices,
        room: Room,
        fixed: Mapping[str, Point],
        near: Mapping[str, Point],
    ) -> None:
        self.symbols, self.room = symbols, room
        self.random = np.random.default_rng(SEED)
        n = len(symbols)
        self.fixed = np.array([s.id in fixed for s in symbols])
        self.kept = np.array([s.id in near and s.id not in fixed for s in symbols])
        self.middle = np.array([s.ring == 0 for s in symbols])
        start = barycentre_start(symbols, pairs, room)
        for v, s in enumerate(symbols):
            if s.id in fixed:
                start[v] = fixed[s.id]
            elif s.id in near:
                start[v] = room.inside(v, np.array([near[s.id]], dtype=float), SLACK)[0]
            else:
                start[v] = room.inside(v, start[v : v + 1])[0]
        self._seat_children(start)
        self.board = Board(symbols, pairs, room, start)
        self.former = start.copy()
        self.scale = float(np.min(room.axes))
        self.free = np.flatnonzero(~self.fixed & ~self.middle)
        self.new = np.array([v for v in self.free if not self.kept[v]], dtype=np.intp)
        self.peers = [
            np.array([w for w in self.new if w != v and symbols[w].ring == symbols[v].ring])
            for v in range(n)
        ]

    def _seat_children(self, start: Array) -> None:
        """Side by side in the middle, in the order in which they sat before."""
        seated = np.flatnonzero(self.middle & ~self.fixed)
        if self.kept[seated].all():
            return
        row = middle_row([self.symbols[int(v)] for v in seated], self.room.centre)
        before = np.where(self.kept[seated], start[seated, 0], np.inf)
        for v, place in zip(seated[np.argsort(before, kind="stable")], row, strict=True):
            start[v] = self.room.inside(int(v), place[None], slack=1.0)[0]

    def run(self) -> Array:
        """The places (n, 2) found."""
        if self.kept.sum() > len(self.new):
            for v in self.new:
                self._visit(v, self._tries(v, 120, 0.0, 1.0), 0.0)
        else:
            self._anneal()
        self.board.strictness = 1.0
        self._settle()
        return self.board.at

    def _anneal(self) -> None:
        """Cooling sweeps: each symbol moves to one of several places drawn by their cost."""
        sweeps = SWEEPS * USUAL // max(USUAL, len(self.symbols))
        for sweep in range(sweeps):
            cooled = sweep / (sweeps - 1)
            heat = HOT * (COLD / HOT) ** cooled
            reach = self.scale * 0.5 * 0.06**cooled
            self.board.strictness = LENIENT + (1 - LENIENT) * cooled
            for v in self.random.permutation(self.new):
                self._visit(v, self._tries(v, TRIES, reach, 0.6 * (1 - cooled) + 0.1), heat)
            if sweep % EXCHANGES == 0:
                self._exchange(heat)

    def _exchange(self, heat: float) -> None:
        """Each symbol and one that is drawn from its ring change places if that pays."""
        for v in self.new:
            if len(self.peers[v]):
                self._swap(v, int(self.random.choice(self.peers[v])), heat)

    def _settle(self) -> None:
        """Only better places, until nobody moves."""
        large = len(self.symbols) > CROWDED
        tries = SETTLING * CROWDED // len(self.symbols) if large else SETTLING
        for again in range(ROUNDS // 3 if large else ROUNDS):
            moved = [
                self._visit(v, self._tries(v, tries, self.scale * 0.15 / (1 + again), 0.5), 0.0)
                for v in self.random.permutation(self.free)
            ]
            if not any(moved):
                break

    def _tries(self, v: int, count: int, reach: float, wide: float) -> Array:
        """The present place, places anywhere in the band (a share ``wide``), and close ones."""
        anywhere = int(count * wide)
        inner, outer = self.room.inner[v], self.room.outer[v]
        share = np.sqrt(self.random.uniform(inner**2, outer**2, anywhere))
        angle = self.random.uniform(-np.pi, np.pi, anywhere)
        here = self.board.at[v]
        close = exact.on_grid(here + reach * self.random.standard_normal((count - anywhere, 2)))
        tries = self.room.inside(v, np.concatenate([self.room.points(share, angle), close]))
        return np.concatenate([here[None], tries])

    def _visit(self, v: int, tries: Array, heat: float) -> bool:
        """Move the symbol to one of the places; whether it moved."""
        cost = self.board.cost(v, tries)
        if self.kept[v]:
            far = exact.length(*(tries - self.former[v]).T)
            cost += np.where(far > 0, STAY + far / self.scale, 0.0)
        if heat > 0:
            chance = np.cumsum(np.exp((cost.min() - cost) / heat))
            pick = int(np.searchsorted(chance, self.random.random() * chance[-1]))
        else:
            pick = int(np.argmin(cost))
        self.board.move(v, tries[pick])
        return pick > 0

    def _swap(self, v: int, w: int, heat: float) -> None:
        """Exchange two symbols of one ring if the exchange pays at this heat."""
        board = self.board
        here, there = board.at[v].copy(), board.at[w].copy()
        to_v = self.room.inside(v, there[None])[0]
        to_w = self.room.inside(w, here[None])[0]
        before, after = board.cost(v, np.array([here, to_v]))
        change = after - before
        board.move(v, to_v)
        before, after = board.cost(w, np.array([there, to_w]))
        change += after - before
        if change <= 0 or self.random.random() < np.exp(-change / heat):
            board.move(w, to_w)
        else:
            board.move(v, here)
