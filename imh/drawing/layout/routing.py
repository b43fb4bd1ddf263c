"""Ties around what stands in their way: straight where possible, bent where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

THROUGH_SYMBOL, THROUGH_LABEL, CROSSING, BEND = 100.0, 60.0, 4.0, 0.03
OUTSIDE = 100.0


def route(
    symbols: Sequence[Symbol],
    positions: Mapping[str, Point],
    links: Sequence[Link],
    frame: Frame | None = None,
) -> dict[int, Path]:
    """The path of every tie, keyed by its place in ``links``.

    A tie is straight unless that would take it through a symbol or a name; then, among curves on
    both sides, the one that clears most, crosses least and bends least, in that order. Ties
    between the same two symbols are spread apart. Ends stop short of the symbol, or of its name
    where the tie passes under it. With a ``frame``, no tie swings out of it if another way is as
    clear. Raises ValueError for a repeated id, a tie with an unknown end
    or from a symbol to itself.
    """
    known = by_id(symbols)
    check_links(known, links)
    obstacles = _Obstacles(symbols, positions, frame)
    side_by_side = _offsets(links)
    chosen: dict[int, Array] = {}
    blocked: list[int] = []
    for k, link in enumerate(links):
        ends = np.array([positions[e] for e in sorted((link.source, link.target))])
        chosen[k] = _course(ends, side_by_side[k])
        if obstacles.cost(chosen[k][None], link)[0] > 0:
            blocked.append(k)
    rank = {k: (_length(chosen[k]), links[k].source, links[k].target, k) for k in blocked}
    for k in sorted(blocked, key=rank.__getitem__):
        others = [controls for j, controls in chosen.items() if j != k]
        bows = [chosen[k], *_bows(chosen[k], side_by_side[k])]
        if obstacles.cost(np.array(bows[1:]), links[k]).min() > 0:
            bows += _waves(chosen[k], side_by_side[k])  # no simple curve is clear
        chosen[k] = _least(bows, links[k], obstacles, others)
    paths = {}
    for k, link in enumerate(links):
        controls = chosen[k] if link.source <= link.target else chosen[k][::-1]
        path = Path(tuple(Point(float(x), float(y)) for x, y in controls))
        paths[k] = _cut(path, known[link.source], known[link.target])
    return paths


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

    def cost(self, curves: Array, link: Link) -> Array:
        """The weight of what each curve (k, degree + 1, 2) runs through, its ends aside."""
        others = (self.owner != link.source) & (self.owner != link.target)
        box, weight = self.box[others], self.weight[others]
        line = bezier(curves, SAMPLES) if curves.shape[1] > 2 else curves
        middle, reach = (line[:, 1:] + line[:, :-1]) / 2, (line[:, 1:] - line[:, :-1]) / 2
        away = box[:, :2] - middle[:, :, None]
        dx, dy = away[..., 0], away[..., 1]
        ex, ey = reach[:, :, None, 0], reach[:, :, None, 1]
        total = np.zeros(len(curves))
        for clearance, share in CLEARANCES:
            hx, hy = box[:, 2] + clearance, box[:, 3] + clearance
            hit = (np.abs(dx) < hx + np.abs(ex)) & (np.abs(dy) < hy + np.abs(ey))
            hit &= np.abs(ex * dy - ey * dx) < hx * np.abs(ey) + hy * np.abs(ex)
            total += share * (hit.any(axis=1) @ weight)
        if self.edge is not None:
            total += OUTSIDE * ((line < 0) | (line > self.edge)).any(axis=(1, 2))
        return total


def _least(
    tries: Sequence[Array], link: Link, obstacles: _Obstacles, others: Sequence[Array]
) -> Array:
    """The curve that clears most; among equals, crossings and length decide."""
    cost = np.empty(len(tries))
    for degree in (2, 3, 4):
        same = [i for i, c in enumerate(tries) if len(c) == degree]
        if same:
            cost[same] = obstacles.cost(np.array([tries[i] for i in same]), link)
    cost += [BEND * _swing(controls) for controls in tries]
    laid = np.concatenate([_pieces(c) for c in others]) if others else np.empty((0, 2, 2))
    best = np.argsort(cost, kind="stable")[:SHORTLIST]
    crossed = [CROSSING * _crossings(_pieces(tries[i]), laid) for i in best]
    return tries[int(best[np.argmin(cost[best] + crossed)])]


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


def _swing(controls: Array) -> float:
    """How much longer the way over the control points is than the straight one."""
    steps = np.hypot(*np.diff(controls, axis=0).T)
    return float(steps.sum() - np.hypot(*(controls[-1] - controls[0])))


def _offsets(links: Sequence[Link]) -> list[float]:
    """How far each tie keeps to the side of the straight line between its symbols."""
    pairs = [tuple(sorted((link.source, link.target))) for link in links]
    total = {pair: pairs.count(pair) for pair in set(pairs)}
    seen: dict[tuple[str, ...], int] = {}
    offsets = []
    for pair in pairs:
        rank = seen[pair] = seen.get(pair, -1) + 1
        offsets.append((rank - (total[pair] - 1) / 2) * APART)
    return offsets


def _pieces(controls: Array) -> Array:
    """The straight pieces (k, 2, 2) that stand for a curve when crossings are counted."""
    line = bezier(controls, SAMPLES[::2]) if len(controls) > 2 else controls
    return np.stack([line[:-1], line[1:]], axis=1)


def _crossings(one: Array, other: Array) -> int:
    """How often pieces of one path cross those of the others; a shared end does not count."""
    (a, b), (c, d) = one.swapaxes(0, 1)[:, :, None], other.swapaxes(0, 1)[:, None]
    apart = _turn(a, b, c) * _turn(a, b, d) < -1e-6
    return int((apart & (_turn(c, d, a) * _turn(c, d, b) < -1e-6)).sum())


def _turn(a: Array, b: Array, c: Array) -> Array:
    u, v = b - a, c - a
    return np.asarray(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])


def _length(controls: Array) -> float:
    line = bezier(controls, SAMPLES)
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


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
