"""A genogram's kin lines: calm grey, dashed if adopted or fostered, slashed where parted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Final

from imh.case.ties import Tie
from imh.case.vocabulary import PARENT_TIES
from imh.drawing.layout import Point, TiePath
from imh.drawing.scene_marks import Mark
from imh.drawing.svg_path import polyline
from imh.drawing.tie_lines import SampledPath

INK, WIDTH = "kin", 1.3
DASHES: Final[Mapping[str, tuple[float, ...]]] = {
    "adoptive_parent_of": (9, 4),
    "foster_parent_of": (3, 4),
    "step_parent_of": (9, 4, 2, 4),
}
SLASHES: Final[Mapping[str, int]] = {"separated_from": 1, "divorced_from": 2}
SLASH, BETWEEN = 6.5, 5.0


@lru_cache(maxsize=1024)
def kin_marks(course: SampledPath, kind: str, strong: bool = False) -> tuple[Mark, ...]:
    """One kin tie as a line; ``strong`` is for the view that shows kinship only."""
    ink, width = ("person", 1.5) if strong else (INK, WIDTH)
    line = polyline(course.between(0, course.length))
    marks = [Mark(line, ink, width=width, dash=DASHES.get(kind, ()))]
    count = SLASHES.get(kind, 0)
    middle = course.length / 2
    slashes = [
        polyline([course.at(at - 3, SLASH), course.at(at + 3, -SLASH)])
        for at in (middle + (k - (count - 1) / 2) * BETWEEN for k in range(count))
    ]
    if slashes:
        marks.append(Mark(" ".join(slashes), ink, width=1.8))
    return tuple(marks)


def hanging_from(ties: Iterable[Tie], couples: Mapping[frozenset[str], str]) -> dict[str, str]:
    """Parent ties that hang from a couple's line, by id, with the id of the couple's tie.

    A child hangs from a couple when both of them are its parents in the same way.
    """
    parents: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        if tie.kind in PARENT_TIES:
            parents.setdefault((tie.target, tie.kind), []).append(tie)
    found = {}
    for of in parents.values():
        for one, other in combinations(of, 2):
            pair = frozenset((one.source, other.source))
            if pair in couples:
                found.update({one.id: couples[pair], other.id: couples[pair]})
    return found


def drop(couple: SampledPath, child: Point, reach: float) -> TiePath:
    """The line from a couple's middle to a child, ending ``reach`` before the child's centre."""
    start = couple.at(couple.length / 2)
    whole = max(math.dist(start, child), 1e-9)
    share = max(0.0, 1 - reach / whole)
    end = Point(start.x + (child.x - start.x) * share, start.y + (child.y - start.y) * share)
    return TiePath((start, end))
