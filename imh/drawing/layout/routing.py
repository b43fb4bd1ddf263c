"""Ties around what stands in their way: straight where possible, bent where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout.path import Path, bezier
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

Array = NDArray[np.float64]

GAP = 3.0
"""Space between a tie's end and the symbol or name where it stops."""
CLEARANCES = ((3.0, 0.3), (0.3, 0.7))
"""Distance to keep from what stands in the way, and the share of the full cost if it is less."""
APART = 16.0
"""Distance in the middle between ties of the same two symbols."""
BENDS = (12.0, 18.0, 26.0, 36.0, 48.0, 62.0, 80.0, 105.0, 135.0, 170.0)
"""How far a tie may swing out, tried on both sides."""
LEANS = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where along the tie the swing is widest."""
SHORTLIST = 16
"""Curves that clear most, among which crossings decide."""
SAMPLES = np.linspace(0, 1, 21)
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


Courses = Mapping[Lane, Path]
"""Ties from middle to middle of their symbols, from the first named to the other."""


def route(
    symbols: Sequence[Symbol],
    positions: Mapping[str, Point],
    links: Sequence[Link],
    frame: Frame | None = None,
) -> dict[int, Path]:
    """The path of every tie, keyed by its place in ``links``: its course, cut at both ends.

    Ends stop short of the symbol, or of its name where the tie passes under it. Raises
    ValueError for a repeated id, a tie with an unknown end or from a symbol to itself.
    """
    found = courses(symbols, positions, links, frame)
    return dict(enumerate(cut(symbols, links, found)))


def courses(
    symbols: Sequence[Symbol],
    positions: Mapping[str, Point],
    links: Sequence[Link],
    frame: Frame | None = None,
    former: Courses | None = None,
) -> dict[Lane, Path]:
    """How every tie runs, from middle to middle.

    A tie is straight unless that would take it through a symbol or a name; then, among curves on
    both sides, the one that clears most, crosses least and bends least, in that order. Ties
    between the same two symbols are spread apart. With a ``frame``, no tie swings out of it if
    another way is as clear. ``former`` are courses on an earlier map: a tie that has to bend
    keeps its bend while that is clear and both its ends stand where they stood. Raises ValueError
    as ``route``.
    """
    check_links(by_id(symbols), links)
    obstacles = _Obstacles(symbols, positions, frame)
    ends = {one: np.array([positions[one.one], positions[one.other]]) for one in lanes(links)}
    chosen = {lane: _course(both, lane.aside) for lane, both in ends.items()}
    blocked = _blocked(chosen, obstacles)
    kept = {lane: bend for lane in blocked if (bend := _kept(lane, ends[lane], former)) is not None}
    for lane in kept.keys() - _blocked(kept, obstacles):
        chosen[lane] = kept[lane]
        blocked.remove(lane)
    pieces = {lane: _pieces(controls) for lane, controls in chosen.items()} if blocked else {}
    for lane in sorted(blocked, key=lambda lane: (_length(chosen[lane]), lane)):
        others = [laid for other, laid in pieces.items() if other != lane]
        chosen[lane] = _around(chosen[lane], lane, obstacles, others)
        pieces[lane] = _pieces(chosen[lane])
    return {
        lane: Path(tuple(Point(float(x), float(y)) for x, y in controls))
        for lane, controls in chosen.items()
    }


def _blocked(courses: Mapping[Lane, Array], obstacles: _Obstacles) -> set[Lane]:
    """The ties that run through something."""
    ties = list(courses)
    cost = _by_degree(
        list(courses.values()),
        lambda curves, which: obstacles.costs(curves, [ties[i] for i in which]),
    )
    return {lane for lane, through in zip(ties, cost, strict=True) if through > 0}


def _kept(lane: Lane, ends: Array, former: Courses | None) -> Array | None:
    """The former bend of a tie whose ends both stand where they stood."""
    if not former or lane not in former:
        return None
    controls = np.array(former[lane].controls)
    return controls if np.abs(controls[[0, -1]] - ends).max() < 0.01 else None


def cut(symbols: Sequence[Symbol], links: Sequence[Link], found: Courses) -> list[Path]:
    """The paths of ``links`` between the outlines of their symbols, from source to target."""
    known = by_id(symbols)
    paths = []
    for link, lane in zip(links, lanes(links), strict=True):
        controls = found[lane].controls
        path = Path(controls if link.source == lane.one else controls[::-1])
        paths.append(_cut(path, known[link.source], known[link.target]))
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
) -> dict[int, Path]:
    """Every tie as a straight line whose ends stop short as in ``route``."""
    known = by_id(symbols)
    check_links(known, links)
    return {
        k: _cut(
            Path((positions[link.source], positions[link.target])),
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
        boxes: list[tuple[str, Box, float]] = []
        for s in sorted(symbols, key=lambda s: s.id):
            boxes.append((s.id, symbol_box(s, positions[s.id]), THROUGH_SYMBOL))
            name = label_box(s, positions[s.id])
            if name is not None:
                boxes.append((s.id, name, THROUGH_LABEL))
        self.owner = np.array([owner for owner, _, _ in boxes])
        self.box = np.array([box for _, box, _ in boxes]).reshape(-1, 4)
        self.weight = np.array([weight for _, _, weight in boxes])
        self.edge = np.array([frame.width, frame.height]) if frame else None

    def cost(self, curves: Array, lane: Lane) -> Array:
        """The weight of what each curve (k, degree + 1, 2) runs through, its ends aside."""
        low, high = curves.min(axis=(0, 1)), curves.max(axis=(0, 1))
        reach = self.box[:, 2:] + CLEARANCES[0][0]
        near = ((self.box[:, :2] + reach > low) & (self.box[:, :2] - reach < high)).all(axis=1)
        near &= self._others(lane)
        return self._through(curves, self.box[near], self.weight[near][None])

    def costs(self, curves: Array, lanes: Sequence[Lane]) -> Array:
        """The same for one curve of each lane."""
        return self._through(
            curves, self.box, self.weight * np.array(list(map(self._others, lanes)))
        )

    def _others(self, lane: Lane) -> NDArray[np.bool_]:
        """What does not belong to an end of this tie."""
        return np.asarray((self.owner != lane.one) & (self.owner != lane.other))

    def _through(self, curves: Array, box: Array, weight: Array) -> Array:
        """``weight`` is that of each box, for all curves (1, boxes) or for each (k, boxes)."""
        line = bezier(curves, SAMPLES) if curves.shape[1] > 2 else curves
        middle, half = (line[:, 1:] + line[:, :-1]) / 2, (line[:, 1:] - line[:, :-1]) / 2
        close = np.ones((*middle.shape[:2], len(box)), dtype=bool)
        for axis in (0, 1):
            away = np.abs(box[:, axis] - middle[:, :, None, axis])
            away -= np.abs(half[:, :, None, axis])
            close &= away < box[:, 2 + axis] + CLEARANCES[0][0]
        curve, piece, met = close.nonzero()  # few: only these are looked at closely
        dx, dy = (box[met, :2] - middle[curve, piece]).T
        ex, ey = half[curve, piece].T
        across = np.abs(ex * dy - ey * dx)
        ex, ey = np.abs(ex), np.abs(ey)
        dx, dy = np.abs(dx) - ex, np.abs(dy) - ey
        total = np.zeros(len(curves))
        for clearance, share in CLEARANCES:
            hx, hy = (box[met, 2:] + clearance).T
            hit = (dx < hx) & (dy < hy) & (across < hx * ey + hy * ex)
            through = np.zeros((len(curves), len(box)), dtype=bool)
            through[curve[hit], met[hit]] = True
            total += share * (through * weight).sum(axis=1)
        if self.edge is not None:
            total += OUTSIDE * ((line < 0) | (line > self.edge)).any(axis=(1, 2))
        return total


def _around(now: Array, lane: Lane, obstacles: _Obstacles, others: Sequence[Array]) -> Array:
    """The curve that clears most; among equals, crossings and length decide.

    ``others`` are the pieces of all other ties.
    """
    tries = [now, *_bows(now, lane.aside)]
    cost = _by_degree(tries, lambda curves, _: obstacles.cost(curves, lane))
    if cost[1:].min() > 0:  # no simple curve is clear
        waves = _waves(now, lane.aside)
        tries += waves
        cost = np.concatenate([cost, obstacles.cost(np.array(waves), lane)])
    cost += BEND * _by_degree(tries, lambda curves, _: _swing(curves))
    best = np.argsort(cost, kind="stable")[:SHORTLIST]
    reach = np.concatenate([tries[i] for i in best])
    laid = np.concatenate(others) if others else np.empty((0, 2, 2))
    laid = laid[
        ((laid.max(axis=1) > reach.min(axis=0)) & (laid.min(axis=1) < reach.max(axis=0))).all(
            axis=1
        )
    ]
    crossed = _by_degree([tries[i] for i in best], lambda c, _: _crossings(_pieces(c), laid))
    return tries[int(best[np.argmin(cost[best] + CROSSING * crossed)])]


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


_SWINGS = [sign * bend for bend in BENDS for sign in (1, -1)]


def _bows(now: Array, offset: float) -> list[Array]:
    """Curves that swing out to either side."""
    a, b = now[0], now[-1]
    along, normal = b - a, _normal(b - a)
    return [
        np.array([a, a + lean * along + 2 * (offset + bend) * normal, b])
        for bend in _SWINGS
        for lean in LEANS
    ]


def _waves(now: Array, offset: float) -> list[Array]:
    """Curves that swing out to both sides in turn."""
    a, b = now[0], now[-1]
    along, normal = b - a, _normal(b - a)
    return [
        np.array(
            [
                a,
                a + along / 3 + 2 * (offset + one) * normal,
                a + along * 2 / 3 + 2 * (offset + other) * normal,
                b,
            ]
        )
        for one in _SWINGS[::2] + _SWINGS[1::2]
        for other in _SWINGS
        if one * other < 0
    ]


def _course(ends: Array, offset: float) -> Array:
    """The straight tie, or a curve that keeps ``offset`` to the left of it in the middle."""
    if offset == 0:
        return ends
    middle = ends.mean(axis=0) + 2 * offset * _normal(ends[1] - ends[0])
    return np.array([ends[0], middle, ends[1]])


def _normal(along: Array) -> Array:
    return np.array([along[1], -along[0]]) / max(float(np.hypot(*along)), 1e-9)


def _swing(curves: Array) -> Array:
    """How much longer the way over each curve's control points is than the straight one."""
    steps = np.hypot(*np.moveaxis(np.diff(curves, axis=1), -1, 0))
    return np.asarray(steps.sum(axis=1) - np.hypot(*(curves[:, -1] - curves[:, 0]).T))


def _pieces(controls: Array) -> Array:
    """The straight pieces (..., k, 2, 2) that stand for curves when crossings are counted."""
    line = bezier(controls, SAMPLES[::2]) if controls.shape[-2] > 2 else controls
    return np.stack([line[..., :-1, :], line[..., 1:, :]], axis=-2)


def _crossings(curves: Array, other: Array) -> Array:
    """How often the pieces (k, m, 2, 2) of each curve cross others; a shared end does not count."""
    (a, b), (c, d) = np.moveaxis(curves[:, :, None], -2, 0), np.moveaxis(other, -2, 0)
    apart = _turn(a, b, c) * _turn(a, b, d) < -1e-6
    return np.asarray((apart & (_turn(c, d, a) * _turn(c, d, b) < -1e-6)).sum(axis=(1, 2)))


def _turn(a: Array, b: Array, c: Array) -> Array:
    u, v = b - a, c - a
    return np.asarray(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])


def _length(controls: Array) -> float:
    line = bezier(controls, SAMPLES)
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


@lru_cache(maxsize=4096)
def _cut(path: Path, source: Symbol, target: Symbol) -> Path:
    """The path between the two symbols' boundaries."""
    controls = np.array(path.controls)
    start = _leaves(controls, source)
    end = 1 - _leaves(controls[::-1], target)
    if start >= end:  # the symbols touch: keep a trace of the tie between them
        middle = min(max((start + end) / 2, 0.01), 0.99)
        start, end = middle - 0.005, middle + 0.005
    return path.part(start, end)


def _leaves(controls: Array, symbol: Symbol) -> float:
    """The parameter at which a curve that starts in the symbol has left it and its name."""
    t = np.linspace(0, 0.9, 181)
    for _ in range(2):
        within = np.flatnonzero(_covered(bezier(controls, t) - controls[0], symbol))
        last = int(within[-1]) if len(within) else 0
        t = np.linspace(t[last], t[min(last + 1, len(t) - 1)], 21)
    return float(t[-1])


def _covered(at: Array, symbol: Symbol) -> Array:
    """Whether points, seen from the symbol's centre, lie on the symbol or its name."""
    reach = np.array([symbol.width, symbol.height]) / 2 + GAP
    share = np.abs(at) / reach
    on = (share**2).sum(axis=1) <= 1 if symbol.round else share.max(axis=1) <= 1
    name = label_box(symbol, Point(0, 0))
    if name is not None:
        away = np.abs(at - np.array(name[:2]))
        on |= (away <= np.array(name[2:]) + GAP).all(axis=1)
    return np.asarray(on)
