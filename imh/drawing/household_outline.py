"""Households: an outline around who lives together, with its name and the child's nights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from imh.case.case import Case
from imh.case.people import Household
from imh.drawing.layout import Box, Point, Symbol, exact, household_outline, whole_box
from imh.drawing.scene_marks import HomeDrawing, Mark, Words
from imh.drawing.svg_path import polyline, rounded
from imh.drawing.symbol_names import called
from imh.drawing.text_width import width, wrapped

Array = NDArray[np.float64]
Hits = NDArray[np.bool_]
Places = NDArray[np.intp]

SIZE = 12.5
ROOM = 140.0
PLATE = 9.0
"""Half the height of the plate with a home's name."""
SOME = 25
"""How many places for a plate are compared by the ties beneath at once, the best first."""


def drawn_home(
    case: Case,
    household: Household,
    members: Sequence[Symbol],
    at: Mapping[str, Point],
    boxes: Sequence[Box],
    courses: Sequence[Array],
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
    courses: Sequence[Array],
    frame: Box,
) -> Point:
    """The middle of the plate, on the outline or just outside, where it covers least."""
    on = _along(outline, 10.0)
    high, low = on[:, 1].min(), on[:, 1].max()
    outward = np.where(on[:, 1:] > (high + low) / 2, 1.0, -1.0)
    shifts = [(x, y) for x in (0.0, -half, half) for y in (0.0, PLATE, 2 * PLATE)]
    spots = np.concatenate([on + np.hstack([0 * outward + x, outward * y]) for x, y in shifts])
    touching = within(spots, boxes, (half, PLATE)).sum(axis=1)
    outside = ~within(spots, [frame], (-half, -PLATE)).all(axis=1)
    slanted = np.minimum(np.abs(low - spots[:, 1]), np.abs(spots[:, 1] - high))
    cost = 40 * (touching + outside) + 0.05 * slanted + 0.002 * (low - spots[:, 1])
    reach = np.array([half, PLATE])
    return Point(*_least_crossed(spots, cost, courses, reach).tolist())


def _least_crossed(spots: Array, cost: Array, courses: Sequence[Array], reach: Array) -> Array:
    """The spot of least cost, where every course that comes nearer than ``reach`` costs 5 more."""
    points = np.concatenate([np.empty((0, 2)), *courses])
    course = np.repeat(np.arange(len(courses)), [len(course) for course in courses])
    order = np.argsort(cost, kind="stable")
    best, least = spots[order[0]], np.inf
    for some in np.split(order, range(SOME, len(order), SOME)):
        if cost[some[0]] >= least:
            break
        whole = cost[some] + 5 * _crossed(spots[some], points, course, reach)
        if whole.min() < least:
            best, least = spots[some[int(whole.argmin())]], whole.min()
    return np.asarray(best)


def within(spots: Array, boxes: Sequence[Box], margin: tuple[float, float] = (0, 0)) -> Hits:
    """Which spots (k, 2) lie in which boxes (n), or less than ``margin`` outside."""
    box = np.array(boxes).reshape(-1, 4)
    return _near(spots, box[:, :2], box[:, 2:] + margin)


def _near(spots: Array, middles: Array, reach: Array) -> Hits:
    """Which spots (k, 2) are nearer than ``reach`` to which middles (n, 2), on both axes."""
    (x, y), (mx, my), (rx, ry) = spots.T, middles.T, reach.T
    return np.asarray((np.abs(x[:, None] - mx) < rx) & (np.abs(y[:, None] - my) < ry))


def _crossed(spots: Array, points: Array, course: Places, reach: Array) -> Array:
    """How many courses, by their points (n, 2), come nearer than ``reach`` to each spot."""
    (low_x, low_y), (high_x, high_y) = spots.min(axis=0) - reach, spots.max(axis=0) + reach
    x, y = points.T
    around = (x > low_x) & (x < high_x) & (y > low_y) & (y < high_y)
    if not around.any():
        return np.zeros(len(spots))
    touched = _near(points[around], spots, reach[None])
    firsts = np.flatnonzero(np.diff(course[around], prepend=-1))
    return np.asarray(np.logical_or.reduceat(touched, firsts).sum(axis=0), dtype=float)


def _along(outline: Sequence[Point], step: float) -> Array:
    """Points (n, 2) on the closed outline, about ``step`` apart."""
    corners = np.array(outline)
    sides = np.roll(corners, -1, axis=0) - corners
    counts = np.maximum(1, (exact.length(*sides.T) / step).astype(int))
    of = np.repeat(np.arange(len(corners)), counts)
    k = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.asarray(corners[of] + sides[of] * (k / counts[of])[:, None])


def boxes_of(symbols: Iterable[Symbol], at: Mapping[str, Point]) -> list[Box]:
    """What each symbol with its name covers."""
    return [whole_box(symbol, at[symbol.id]) for symbol in symbols]
