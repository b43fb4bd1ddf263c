"""The closed curve around the members of one household."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from imh.drawing.layout.exact import DIGITS
from imh.drawing.layout.symbols import Box, Point, Symbol, whole_box

PADDING = 10.0
ARC = math.radians(15)
"""Largest turn between two points of a rounded corner."""


def hull(boxes: Iterable[Box], padding: float = PADDING) -> list[Point]:
    """The rounded convex outline at distance ``padding`` around the boxes.

    Its corner points follow one another clockwise on screen; the last joins the first. No boxes,
    no points.
    """
    corners = {
        (box.x + sx * box.half_width, box.y + sy * box.half_height)
        for box in boxes
        for sx in (-1, 1)
        for sy in (-1, 1)
    }
    ring = _convex(sorted(corners))
    outline: list[Point] = []
    for k, (x, y) in enumerate(ring):
        before, after = ring[k - 1], ring[(k + 1) % len(ring)]
        start = _outward(before, (x, y))
        turn = (_outward((x, y), after) - start) % (2 * math.pi)
        if len(ring) == 1:
            start, turn = 0.0, 2 * math.pi
        steps = max(1, math.ceil(round(turn / ARC, DIGITS)))
        for step in range(steps + (len(ring) > 1)):
            angle = start + turn * step / steps
            across, down = round(math.cos(angle), DIGITS), round(math.sin(angle), DIGITS)
            outline.append(Point(x + padding * across, y + padding * down))
    return outline


def households(symbols: Iterable[Symbol]) -> dict[str, list[Symbol]]:
    """Each household's members, households and members in order of their ids."""
    members: dict[str, list[Symbol]] = {}
    for symbol in sorted(symbols, key=lambda s: s.id):
        for home in set(symbol.household):
            members.setdefault(home, []).append(symbol)
    return dict(sorted(members.items()))


def household_outline(
    members: Iterable[Symbol], positions: Mapping[str, Point], padding: float = PADDING
) -> list[Point]:
    """The outline around the members of a household and their names."""
    return hull([whole_box(s, positions[s.id]) for s in members], padding)


def _outward(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The angle of the normal that points away from the hull on the side from a to b."""
    return math.atan2(b[1] - a[1], b[0] - a[0]) - math.pi / 2


def _convex(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of the convex hull of sorted points (monotone chain, Andrew 1979)."""
    if len(points) < 3:
        return points

    def chain(ordered: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for point in ordered:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return chain(points) + chain(reversed(points))


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
