"""How the lines of a map run: around what is in their way, children from their parents' line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from imh.case.case import Case
from imh.case.vocabulary import COUPLE_TIES
from imh.drawing.family_map import (
    NOTHING_BEFORE,
    SIZES,
    Before,
    Bends,
    bends,
    family_map,
    kind_of,
    places,
)
from imh.drawing.household_outline import boxes_of, within
from imh.drawing.kin_lines import drop, hanging_from
from imh.drawing.layout import Frame, Link, Point, Symbol, cut
from imh.drawing.tie_lines import SampledPath, sampled
from imh.drawing.visible import VisibleLine, visible_lines

LineKey = tuple[str, bool]
"""What tells a line from the others: its tie, and whether it is of the kin view."""


def tie_bends(case: Case, before: Before = NOTHING_BEFORE) -> Bends:
    """How the ties run on a case's full map."""
    problem, at = family_map(case), places(case, before.places)
    return _bends(visible_lines(case), problem.symbols, at, problem.frame, before.bends)


def tie_paths(
    case: Case,
    lines: Sequence[VisibleLine],
    symbols: tuple[Symbol, ...],
    at: Mapping[str, Point],
    frame: Frame,
    former: Bends,
) -> list[SampledPath]:
    """The course of every line. A line of the kin view runs as another one of the same pair
    does, unless it is a child's that can hang from its parents' line."""
    drawn = [line for line in lines if "everything" in line.views]
    links = _links(drawn)
    found = dict(_bends(lines, symbols, at, frame, former))
    courses = dict(zip(map(_key, drawn), map(sampled, cut(symbols, links, found)), strict=True))
    of_pair = {frozenset((line.tie.source, line.tie.target)): line for line in reversed(drawn)}
    for line in lines:
        if "everything" not in line.views:
            other = of_pair[frozenset((line.tie.source, line.tie.target))]
            courses[_key(line)] = (
                courses[_key(other)]
                if other.tie.source == line.tie.source
                else sampled(courses[_key(other)].path.turned)
            )
    courses |= _hanging(case, [line for line in lines if "kin" in line.views], courses, symbols, at)
    return [courses[_key(line)] for line in lines]


def _key(line: VisibleLine) -> LineKey:
    return line.tie.id, "kin" in line.views


def _links(lines: Iterable[VisibleLine]) -> tuple[Link, ...]:
    return tuple(Link(line.tie.source, line.tie.target) for line in lines)


def _bends(
    lines: Iterable[VisibleLine],
    symbols: tuple[Symbol, ...],
    at: Mapping[str, Point],
    frame: Frame,
    former: Bends,
) -> Bends:
    standing = tuple((symbol.id, at[symbol.id]) for symbol in symbols)
    links = _links(line for line in lines if "everything" in line.views)
    return bends(symbols, standing, links, frame, former)


def _hanging(
    case: Case,
    kin: Sequence[VisibleLine],
    courses: Mapping[LineKey, SampledPath],
    symbols: tuple[Symbol, ...],
    at: Mapping[str, Point],
) -> dict[LineKey, SampledPath]:
    """Children's lines in the kin view that hang from the middle of their parents' line."""
    couples = {
        frozenset((line.tie.source, line.tie.target)): line.tie.id
        for line in kin
        if line.tie.kind in COUPLE_TIES
    }
    ties = {line.tie.id: line.tie for line in kin}
    owner, boxes = np.array([symbol.id for symbol in symbols]), boxes_of(symbols, at)
    found = {}
    for child, couple in hanging_from(ties.values(), couples).items():
        target = ties[child].target
        reach = SIZES[kind_of(case, target)][0] / 2 + 4
        course = sampled(drop(courses[couple, True], at[target], reach))
        if not (within(course.sampled, boxes) & (owner != target)).any():
            found[child, True] = course
    return found
