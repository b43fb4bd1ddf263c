"""Ties around what stands in their way: straight where possible, bent where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout import curves, exact
from imh.drawing.layout.symbols import (
    Box,
    Frame,
    Link,
    Point,
    Symbol,
    by_id,
    check_links,
    label_box,
    symbol_box,
)
from imh.drawing.layout.tie_ends import cut_at_ends
from imh.drawing.layout.tie_path import TiePath

Array = NDArray[np.float64]
Places = NDArray[np.intp]

CLEARANCES = ((3.0, 0.3), (0.3, 0.7))
"""Distance to keep from what stands in the way, and the share of the full cost if it is less."""
APART = 16.0
"""Distance in the middle between ties of the same two symbols."""
SHORTLIST = 16
"""Curves that clear most, among which crossings decide."""
STRETCH = 5
"""Pieces of a course that are compared with what stands in the way as a whole first."""
NUDGE = 0.25
"""A bend is kept while no end of its tie went farther than this share of the tie's length."""
DEGREES = (2, 3, 4)
"""How many points control a course: a straight one, a bow, a wave."""

THROUGH_SYMBOL, THROUGH_LABEL, CROSSING, BEND = 100.0, 60.0, 4.0, 0.03
OUTSIDE = 100.0


class Lane(NamedTuple):
    """A tie's place among those of the same two symbols, which are named in alphabetical order.

    ``aside`` is how far its middle keeps to the left of the straight line between them.
    """

    one: str
    other: str
    aside: float


class Way(NamedTuple):
    """How a tie runs from middle to middle of its symbols, from the first named to the other.

    ``through`` is the weight of what it runs through, 0 where it is clear.
    """

    path: TiePath
    through: float

    def moved(self, by: Point) -> Way:
        """The same on a map whose middle lies elsewhere."""
        return Way(self.path.moved(by), self.through)


Ways = Mapping[Lane, Way]


def route(
    symbols: Sequence[Symbol],
    positions: Mapping[str, Point],
    links: Sequence[Link],
    frame: Frame | None = None,
) -> dict[int, TiePath]:
    """The path of every tie, keyed by its place in ``links``: its course, cut at both ends.

    Ends stop short of the symbol, or of its name where the tie passes under it. Raises
    ValueError for a repeated id, a tie with an unknown end or from a symbol to itself.
    """
    found = ways(symbols, positions, links, frame)
    return dict(enumerate(cut(symbols, links, found)))


def ways(
    symbols: Sequence[Symbol],
    positions: Mapping[str, Point],
    links: Sequence[Link],
    frame: Frame | None = None,
    former: Ways | None = None,
) -> dict[Lane, Way]:
    """How every tie runs, from middle to middle.

    A tie is straight unless that would take it through a symbol or a name; then, among curves on
    both sides, the one that clears most, crosses least and bends least, in that order. Ties
    between the same two symbols are spread apart. With a ``frame``, no tie swings out of it if
    another way is as clear. ``former`` are those of an earlier map: a tie that has to bend keeps
    its bend while that is as clear as before and its ends stand near where they stood. Raises
    ValueError as ``route``.
    """
    check_links(by_id(symbols), links)
    obstacles = _Obstacles(symbols, positions, frame)
    ends = {one: np.array([positions[one.one], positions[one.other]]) for one in lanes(links)}
    chosen = {lane: curves.plain(both, lane.aside) for lane, both in ends.items()}
    through = _weights(chosen, obstacles)
    blocked = {lane for lane, weight in through.items() if weight > 0}
    kept = {lane: bend for lane in blocked if (bend := _kept(lane, ends[lane], former)) is not None}
    for lane, weight in _weights(kept, obstacles).items():
        if former and weight < former[lane].through + 1e-9:
            chosen[lane], through[lane] = kept[lane], weight
            blocked.remove(lane)
    pieces = {lane: curves.pieces(controls) for lane, controls in chosen.items()} if blocked else {}
    for lane in sorted(blocked, key=lambda lane: (curves.length(chosen[lane]), lane)):
        others = [laid for other, laid in pieces.items() if other != lane]
        now = chosen[lane], through[lane]
        chosen[lane], through[lane] = _around(*now, lane, obstacles, others)
        pieces[lane] = curves.pieces(chosen[lane])
    return {
        lane: Way(TiePath(tuple(Point(float(x), float(y)) for x, y in controls)), through[lane])
        for lane, controls in chosen.items()
    }


def _weights(courses: Mapping[Lane, Array], obstacles: _Obstacles) -> dict[Lane, float]:
    """The weight of what each tie runs through."""
    ties = list(courses)
    weights = _by_degree(
        list(courses.values()),
        lambda some, which: obstacles.costs(some, [ties[i] for i in which]),
    )
    return dict(zip(ties, map(float, weights), strict=True))


def _kept(lane: Lane, ends: Array, former: Ways | None) -> Array | None:
    """The former bend of a tie, which goes along with its ends unless one went far."""
    if not former or lane not in former:
        return None
    controls = np.array(former[lane].path.controls)
    went = float(exact.length(*(ends - controls[[0, -1]]).T).max())
    if went < 0.01:
        return controls
    length = float(exact.length(*(controls[-1] - controls[0])))
    return curves.between(controls, ends) if went < NUDGE * length else None


def cut(symbols: Sequence[Symbol], links: Sequence[Link], found: Ways) -> list[TiePath]:
    """The paths of ``links`` between the outlines of their symbols, from source to target."""
    known = by_id(symbols)
    paths = []
    for link, lane in zip(links, lanes(links), strict=True):
        controls = found[lane].path.controls
        path = TiePath(controls if link.source == lane.one else controls[::-1])
        paths.append(cut_at_ends(path, known[link.source], known[link.target]))
    return paths


def lanes(links: Sequence[Link]) -> list[Lane]:
    """The lane of every tie: those of the same two symbols keep ``APART``."""
    ends = [(link.source, link.target) for link in links]
    pairs = [(min(pair), max(pair)) for pair in ends]
    total, seen = Counter(pairs), Counter[tuple[str, str]]()
    found = []
    for pair in pairs:
        found.append(Lane(*pair, (seen[pair] - (total[pair] - 1) / 2) * APART))
        seen[pair] += 1
    return found


def straight(
    symbols: Sequence[Symbol], positions: Mapping[str, Point], links: Sequence[Link]
) -> dict[int, TiePath]:
    """Every tie as a straight line whose ends stop short as in ``route``."""
    known = by_id(symbols)
    check_links(known, links)
    return {
        k: cut_at_ends(
            TiePath((positions[link.source], positions[link.target])),
            known[link.source],
            known[link.target],
        )
        for k, link in enumerate(links)
    }


class _Obstacles:
    """All symbols and names as rectangles, against which many curves are tested at once."""

    def __init__(
        self, symbols: Sequence[Symbol], positions: Mapping[str, Point], frame: Frame | None
    ) -> None:
        ordered = sorted(symbols, key=lambda s: s.id)
        boxes: list[tuple[str, Box, float]] = []
        for s in ordered:
            boxes.append((s.id, symbol_box(s, positions[s.id]), THROUGH_SYMBOL))
            name = label_box(s, positions[s.id])
            if name is not None:
                boxes.append((s.id, name, THROUGH_LABEL))
        owner = np.array([owner for owner, _, _ in boxes])
        self.box = np.array([box for _, box, _ in boxes]).reshape(-1, 4)
        self.edge = np.array([frame.width, frame.height]) if frame else None
        weight = np.array([weight for _, _, weight in boxes])
        self.weight = {s.id: weight * self._avoidable(positions[s.id]) for s in ordered}
        for s in ordered:
            self.weight[s.id][owner == s.id] = 0

    def _avoidable(self, end: Point) -> NDArray[np.bool_]:
        """Which boxes do not lie over a tie's end, where every course runs through them."""
        away = np.abs(self.box[:, :2] - np.array(end)) - self.box[:, 2:]
        return np.asarray(away.max(axis=1) > CLEARANCES[0][0])

    def cost(self, courses: Array, lane: Lane) -> Array:
        """The weight of what each course (k, degree + 1, 2) runs through, its ends aside."""
        return self._through(courses, self._weight([lane]))

    def costs(self, courses: Array, lanes: Sequence[Lane]) -> Array:
        """The same for one course of each lane."""
        return self._through(courses, self._weight(lanes))

    def _weight(self, lanes: Sequence[Lane]) -> Array:
        """What each box weighs for each lane: 0 where it belongs to an end or lies over it."""
        return np.array(
            [np.minimum(self.weight[one], self.weight[other]) for one, other, _ in lanes]
        )

    def _through(self, courses: Array, weight: Array) -> Array:
        """``weight`` is that of each box, for all courses (1, boxes) or for each (k, boxes)."""
        line = np.moveaxis(curves.drawn(courses), -1, 0).copy()
        middle, half = (line[..., 1:] + line[..., :-1]) / 2, (line[..., 1:] - line[..., :-1]) / 2
        piece, met = self._near(middle, np.abs(half), weight)
        course = piece // middle.shape[2]
        dx, dy = self.box[met, :2].T - middle.reshape(2, -1)[:, piece]
        ex, ey = half.reshape(2, -1)[:, piece]
        across = np.abs(ex * dy - ey * dx)
        ex, ey = np.abs(ex), np.abs(ey)
        dx, dy = np.abs(dx) - ex, np.abs(dy) - ey
        total = np.zeros(len(courses))
        for clearance, share in CLEARANCES:
            hx, hy = (self.box[met, 2:] + clearance).T
            hit = (dx < hx) & (dy < hy) & (across < hx * ey + hy * ex)
            through = np.zeros((len(courses), len(self.box)), dtype=bool)
            through[course[hit], met[hit]] = True
            total += share * (through * weight).sum(axis=1)
        if self.edge is not None:
            total += OUTSIDE * ((line < 0) | (line > self.edge[:, None, None])).any(axis=(0, 2))
        return total

    def _near(self, middle: Array, half: Array, weight: Array) -> tuple[Places, Places]:
        """Pairs of a piece of a course, numbered through, and a box that it may meet.

        ``middle`` and ``half`` (2, k, n) are the pieces' middles and extents. Boxes are left out
        as a whole first, then for whole stretches of a course.
        """
        stretches = (2, -1, gcd(middle.shape[2], STRETCH))
        middle, half = middle.reshape(stretches), half.reshape(stretches)
        low, high = (middle - half).min(axis=2), (middle + half).max(axis=2)
        at, reach = self.box[:, :2].T, self.box[:, 2:].T + CLEARANCES[0][0]
        least, most = at - reach, at + reach
        around = (high.max(axis=1) > least.T) & (low.min(axis=1) < most.T)
        which = (around.all(axis=1) & weight.any(axis=0)).nonzero()[0]
        near = np.repeat(weight[:, which] > 0, len(low[0]) // len(weight), axis=0)
        for axis in (0, 1):
            near &= least[axis, which] < high[axis, :, None]
            near &= most[axis, which] > low[axis, :, None]
        stretch, met = near.nonzero()
        met = which[met]
        away = np.abs(at[:, met, None] - middle[:, stretch]) - half[:, stretch]
        pair, step = np.nonzero(np.all(away < reach[:, met, None], axis=0))
        return stretch[pair] * middle.shape[2] + step, met[pair]


def _around(
    now: Array, weight: float, lane: Lane, obstacles: _Obstacles, others: Sequence[Array]
) -> tuple[Array, float]:
    """The curve that clears most, and what it runs through all the same.

    ``weight`` is that of what the tie runs through now. Among equals, crossings and length
    decide; ``others`` are the pieces of all other ties.
    """
    families = [now[None], curves.bows(now, lane.aside)]
    through = np.concatenate([[weight], obstacles.cost(families[1], lane)])
    if through[1:].min() > 0:  # no simple curve is clear
        families.append(curves.waves(now, lane.aside))
        through = np.concatenate([through, obstacles.cost(families[-1], lane)])
    cost = through + BEND * np.concatenate([curves.detour(family) for family in families])
    best = np.argsort(cost, kind="stable")[:SHORTLIST]
    ends = np.cumsum([len(family) for family in families])
    of = np.searchsorted(ends, best, side="right")
    tries = [families[k][i - ends[k]] for i, k in zip(best, of, strict=True)]
    reach = np.concatenate(tries)
    laid = np.concatenate(others) if others else np.empty((0, 2, 2))
    near = (laid.max(axis=1) > reach.min(axis=0)) & (laid.min(axis=1) < reach.max(axis=0))
    laid = laid[near.all(axis=1)]
    crossed = _by_degree(tries, lambda some, _: curves.crossings(curves.pieces(some), laid))
    chosen = int(np.argmin(cost[best] + CROSSING * crossed))
    return tries[chosen], float(through[best[chosen]])


def _by_degree(tries: Sequence[Array], measure: Callable[[Array, list[int]], Array]) -> Array:
    """A measure of every curve; those of the same degree are measured together.

    ``measure`` is given the curves (k, degree + 1, 2) and their places in ``tries``.
    """
    found = np.empty(len(tries))
    for degree in DEGREES:
        same = [i for i, controls in enumerate(tries) if len(controls) == degree]
        if same:
            found[same] = measure(np.array([tries[i] for i in same]), same)
    return found
