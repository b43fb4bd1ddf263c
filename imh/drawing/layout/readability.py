"""How readable a finished map is, counted plainly and apart from the search that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from imh.drawing.layout.household_curve import household_outline, households
from imh.drawing.layout.symbols import (
    Box,
    Link,
    Point,
    Symbol,
    by_id,
    check_links,
    label_box,
    symbol_box,
)
from imh.drawing.layout.tie_path import TiePath

Segment = tuple[Point, Point]


@dataclass(frozen=True)
class Quality:
    """What makes a map hard to read, each a number of pairs; 0 is best.

    ``crossings``: two ties that meet. ``ties_through_symbols``: a tie and a symbol that is not
    one of its ends. ``ties_through_labels``: a tie and any name, its own ends' included.
    ``label_overlaps``: a name and another name or another symbol. ``symbol_overlaps``: two
    symbols. ``intruders``: a household's outline and a symbol that does not belong to it.
    """

    crossings: int
    ties_through_symbols: int
    ties_through_labels: int
    label_overlaps: int
    symbol_overlaps: int
    intruders: int


def quality(
    symbols: Sequence[Symbol],
    positions: Mapping[str, Point],
    links: Sequence[Link],
    paths: Mapping[int, TiePath],
) -> Quality:
    """Count what disturbs in a map whose tie number k runs along ``paths[k]``.

    Raises ValueError for a repeated id, a tie with an unknown end or from a symbol to itself.
    """
    check_links(by_id(symbols), links)
    course = {k: _segments(path.flattened()) for k, path in paths.items()}
    bodies = {s.id: symbol_box(s, positions[s.id]) for s in symbols}
    names = {s.id: box for s in symbols if (box := label_box(s, positions[s.id])) is not None}
    return Quality(
        crossings=sum(_meet(course[j], course[k]) for j, k in combinations(sorted(course), 2)),
        ties_through_symbols=sum(
            _through(segments, body)
            for k, segments in course.items()
            for one, body in bodies.items()
            if one not in (links[k].source, links[k].target)
        ),
        ties_through_labels=sum(
            _through(segments, name) for segments in course.values() for name in names.values()
        ),
        label_overlaps=sum(_overlap(names[a], names[b]) for a, b in combinations(names, 2))
        + sum(_overlap(names[a], bodies[b]) for a in names for b in bodies if a != b),
        symbol_overlaps=sum(_overlap(bodies[a], bodies[b]) for a, b in combinations(bodies, 2)),
        intruders=_intruders(symbols, positions),
    )


def _intruders(symbols: Sequence[Symbol], positions: Mapping[str, Point]) -> int:
    count = 0
    for home, members in households(symbols).items():
        outline = household_outline(members, positions)
        edges = _segments([*outline, outline[0]])
        for symbol in symbols:
            if home not in symbol.household:
                body = symbol_box(symbol, positions[symbol.id])
                count += _through(edges, body) or _encloses(edges, positions[symbol.id])
    return count


def _segments(points: Sequence[Point]) -> list[Segment]:
    return list(pairwise(points))


def _meet(one: Sequence[Segment], other: Sequence[Segment]) -> bool:
    return any(_cross(a, b) for a in one for b in other)


def _cross(one: Segment, other: Segment) -> bool:
    """Whether two segments have a point in common, a touching end included."""
    (a, b), (c, d) = one, other
    if max(a.x, b.x) < min(c.x, d.x) or max(c.x, d.x) < min(a.x, b.x):
        return False
    if max(a.y, b.y) < min(c.y, d.y) or max(c.y, d.y) < min(a.y, b.y):
        return False
    return _side(a, b, c) * _side(a, b, d) <= 0 and _side(c, d, a) * _side(c, d, b) <= 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def _overlap(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) < one.half_width + other.half_width
        and abs(one.y - other.y) < one.half_height + other.half_height
    )


def _through(segments: Sequence[Segment], box: Box) -> bool:
    return any(_enters(a, b, box) for a, b in segments)


def _enters(a: Point, b: Point, box: Box) -> bool:
    """Whether a part of the segment lies inside the box (clipping, Liang and Barsky 1984)."""
    start, end = 0.0, 1.0
    for at, step, middle, half in (
        (a.x, b.x - a.x, box.x, box.half_width),
        (a.y, b.y - a.y, box.y, box.half_height),
    ):
        if step == 0:
            if abs(at - middle) >= half:
                return False
            continue
        near, far = sorted(((middle - half - at) / step, (middle + half - at) / step))
        start, end = max(start, near), min(end, far)
    return start < end


def _encloses(edges: Sequence[Segment], point: Point) -> bool:
    """Whether the closed outline lies around the point (a ray to the right leaves it once)."""
    inside = False
    for a, b in edges:
        if (a.y > point.y) != (b.y > point.y):
            x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
            inside ^= x > point.x
    return inside
