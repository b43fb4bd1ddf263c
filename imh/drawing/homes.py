"""Households: an outline around who lives together, with its name and the child's nights."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from imh.case.case import Case
from imh.case.people import Household
from imh.drawing.layout import Box, Point, Symbol, household_outline, whole_box
from imh.drawing.lettering import width, wrapped
from imh.drawing.marks import HomeDrawing, Mark, Words
from imh.drawing.names import called
from imh.drawing.outlines import polyline, rounded

Array = NDArray[np.float64]

SIZE = 12.5
ROOM = 140.0
PLATE = 9.0
"""Half the height of the plate with a home's name."""
SHORTLIST = 150
"""Places for a plate that cover least, among which the ties beneath decide."""


def drawn_home(
    case: Case,
    household: Household,
    members: Sequence[Symbol],
    at: Mapping[str, Point],
    boxes: Sequence[Box],
    courses: Sequence[Sequence[Point]],
    frame: Box,
    *,
    faded: bool = False,
) -> tuple[HomeDrawing, Box]:
    """Draw a household; its plate sits on the outline where least else is.

    ``boxes`` and ``courses`` are what the plate keeps away from, ``frame`` what it stays in. The
    second result is the plate's own box.
    """
    outline = household_outline(members, at)
    name = "".join(wrapped(household.name or "home", ROOM, SIZE, lines=1))
    text = ", ".join([name, *nights(case, household)])
    half = width(text, SIZE) / 2 + 5
    place = _clearest(outline, half, boxes, courses, frame)
    shape = polyline(outline, closed=True)
    names = ", ".join(called(case, member.id) for member in members)
    drawing = HomeDrawing(
        household.id,
        f"{', '.join([household.name or 'home', *nights(case, household)])}: {names}",
        area=Mark(shape, fill="home"),
        members=tuple(member.id for member in members),
        outline=Mark(shape, "home-line", width=1.4, dash=(7, 5)),
        plate=(Mark(rounded(*place, half, PLATE, PLATE, PLATE), fill="paper"),),
        words=(Words(Point(place.x, place.y + 4), text, "home-text", SIZE),),
        faded=faded,
    )
    return drawing, Box(*place, half, PLATE)


def nights(case: Case, household: Household) -> list[str]:
    """How many nights a week each index child sleeps here; children alike are said once."""
    slept = {child: count for child, count in household.nights.items() if count > 0}
    counts = [f"{count:g} night" + ("" if count == 1 else "s") for count in slept.values()]
    if len(case.children) > 1 and len(set(counts)) > 1:
        counts = [
            f"{called(case, child)} {count}" for child, count in zip(slept, counts, strict=True)
        ]
    return list(dict.fromkeys(counts))


def _clearest(
    outline: Sequence[Point],
    half: float,
    boxes: Sequence[Box],
    courses: Sequence[Sequence[Point]],
    frame: Box,
) -> Point:
    """The middle of the plate, on the outline or just outside, where it covers least."""
    on = np.array(_along(outline, 10.0))
    high, low = on[:, 1].min(), on[:, 1].max()
    outward = np.where(on[:, 1:] > (high + low) / 2, 1.0, -1.0)
    shifts = [(x, y) for x in (0.0, -half, half) for y in (0.0, PLATE, 2 * PLATE)]
    spots = np.concatenate([on + np.hstack([0 * outward + x, outward * y]) for x, y in shifts])
    taken = np.array(boxes)
    touching = _within(spots, taken[:, :2], taken[:, 2:] + (half, PLATE)).sum(axis=1)
    room = np.array([[frame.half_width - half, frame.half_height - PLATE]])
    outside = ~_within(spots, np.array([[frame.x, frame.y]]), room).all(axis=1)
    slanted = np.minimum(np.abs(low - spots[:, 1]), np.abs(spots[:, 1] - high))
    cost = 40 * (touching + outside) + 0.05 * slanted + 0.002 * (low - spots[:, 1])
    best = np.argsort(cost, kind="stable")[:SHORTLIST]
    crossed = _crossed(spots[best], courses, np.array([half, PLATE]))
    x, y = spots[best[int((cost[best] + 5 * crossed).argmin())]]
    return Point(float(x), float(y))


def _within(spots: Array, middles: Array, reach: Array) -> NDArray[np.bool_]:
    """Which spots (k, 2) are nearer than ``reach`` to which middles (n, 2), on both axes."""
    near = np.abs(spots[:, None, 0] - middles[:, 0]) < reach[:, 0]
    return np.asarray(near & (np.abs(spots[:, None, 1] - middles[:, 1]) < reach[:, 1]))


def _crossed(spots: Array, courses: Sequence[Sequence[Point]], reach: Array) -> Array:
    """How many courses come nearer than ``reach`` to each spot, on both axes."""
    points = np.array([point for course in courses for point in course]).reshape(-1, 2)
    course = np.repeat(np.arange(len(courses)), [len(course) for course in courses])
    low, high = spots.min(axis=0) - reach, spots.max(axis=0) + reach
    near = ((points > low) & (points < high)).all(axis=1)
    if not near.any():
        return np.zeros(len(spots))
    touched = _within(spots, points[near], reach[None])
    firsts = np.flatnonzero(np.diff(course[near], prepend=-1))
    return np.asarray(np.logical_or.reduceat(touched, firsts, axis=1).sum(axis=1), dtype=float)


def _along(outline: Sequence[Point], step: float) -> list[Point]:
    """Points on the closed outline, about ``step`` apart."""
    spots = []
    for a, b in zip(outline, [*outline[1:], outline[0]], strict=True):
        count = max(1, int(math.dist(a, b) / step))
        spots += [
            Point(a.x + (b.x - a.x) * k / count, a.y + (b.y - a.y) * k / count)
            for k in range(count)
        ]
    return spots


def boxes_of(symbols: Iterable[Symbol], at: Mapping[str, Point]) -> list[Box]:
    """What each symbol with its name covers."""
    return [whole_box(symbol, at[symbol.id]) for symbol in symbols]


def covers(box: Box, point: Point) -> bool:
    """Whether a point lies in a box."""
    return abs(point.x - box.x) < box.half_width and abs(point.y - box.y) < box.half_height
