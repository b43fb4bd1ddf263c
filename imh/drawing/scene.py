"""From a case to a finished scene: everything in its place, ready for any painter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from imh.case.case import Case
from imh.case.ties import Tie
from imh.case.vocabulary import SEEN_OR_RECORDED, UNSAID
from imh.drawing.family_map import (
    NOTHING_BEFORE,
    Before,
    FamilyMap,
    family_map,
    kind_of,
    places,
)
from imh.drawing.household_outline import boxes_of, drawn_home
from imh.drawing.kin_lines import kin_marks
from imh.drawing.layout import Box, Frame, Point, Symbol, bands
from imh.drawing.legend import legend_of, line_keys, sign_keys
from imh.drawing.scene_marks import (
    HomeDrawing,
    LegendEntry,
    Mark,
    Scene,
    SymbolDrawing,
    TieDrawing,
    Words,
)
from imh.drawing.svg_path import ellipse
from imh.drawing.symbol_names import age_aloud, called
from imh.drawing.symbol_shapes import drawn_symbol
from imh.drawing.tie_lines import SampledPath, question_mark, tie_marks
from imh.drawing.tie_paths import tie_paths
from imh.drawing.views import VIEWS, View
from imh.drawing.visible import VisibleLine, case_at, layer_of, line_aloud, visible_lines

MARGIN = 14.0


def scene_of(
    case: Case,
    *,
    highlighted: Collection[str] = frozenset(),
    views: Sequence[View] = ("everything",),
    as_of: float | None = None,
    small: bool = False,
    legend: bool = True,
    before: Before = NOTHING_BEFORE,
) -> Scene:
    """Put a case in the picture.

    ``highlighted`` are ids of symbols, ties and households that stand out while the rest fades;
    none lights everything. ``views`` are what the picture can show: all ties, or those alone that
    carry support, strain or kinship. ``as_of`` is the index child's age in months at the moment
    shown; symbols keep their places through time. ``small`` leaves out names and legend,
    ``legend=False`` the legend alone. ``before`` is an earlier map to stay close to.
    """
    problem, at = family_map(case), places(case, before.places)
    now = case if as_of is None else case_at(case, as_of)
    symbols = tuple(_plain(s) if small else s for s in problem.symbols if s.id in now.symbols)
    lines = visible_lines(now)
    courses = tie_paths(now, lines, symbols, at, problem.frame, before.bends)
    ties = [
        _tie(now, line, course, highlighted)
        for line, course in zip(lines, courses, strict=True)
        if not line.views.isdisjoint(views)
    ]
    if small:
        ties = [replace(tie, words=()) for tie in ties]
    drawn_homes = _homes(now, symbols, at, courses, highlighted, small, problem.frame)
    drawings = [
        _symbol(now, who, at[who], ties, views, highlighted, small)
        for who in _reading_order(now, problem)
    ]
    width, height = problem.frame.width, problem.frame.height
    left, top = -width / 2, -height / 2
    entries: list[LegendEntry] = []
    below = 0.0
    for view in () if small or not legend else views:
        keys = _keys(now, drawings, [tie for tie in ties if view in tie.views], drawn_homes)
        more, tall = legend_of(keys, view, left + MARGIN, top + height + 4, width - 2 * MARGIN)
        entries += more
        below = max(below, tall)
    return Scene(
        title=title_of(now),
        left=left,
        top=top,
        width=width,
        height=height + (below + 8 if entries else 0.0),
        rings=_rings(problem),
        homes=tuple(drawn_homes),
        ties=tuple(ties),
        symbols=tuple(drawings),
        legend=tuple(entries),
        views=tuple(views),
        small=small,
    )


def _faded(identifier: str, highlighted: Collection[str]) -> bool:
    return bool(highlighted) and identifier not in highlighted


def _plain(symbol: Symbol) -> Symbol:
    return replace(symbol, label_width=0.0, label_height=0.0)


def _reading_order(case: Case, problem: FamilyMap) -> list[str]:
    """From the child outwards, so that the tab key and a screen reader follow the rings."""
    rings = {symbol.id: symbol.ring for symbol in problem.symbols}
    return sorted(case.symbols, key=lambda who: rings[who])


def _symbol(
    case: Case,
    who: str,
    at: Point,
    ties: Sequence[TieDrawing],
    views: Sequence[View],
    highlighted: Collection[str],
    small: bool,
) -> SymbolDrawing:
    child = who in case.children
    tied = {view for tie in ties if who in tie.ends for view in tie.views}
    seen_in = frozenset(VIEWS if child else {"everything", *tied})
    faded = _faded(who, highlighted) or (len(views) == 1 and views[0] not in seen_in)
    drawing = drawn_symbol(case, who, at, faded=faded, small=small)
    return replace(drawing, views=seen_in, layer=None if child else layer_of(case, who))


def _tie(
    case: Case, line: VisibleLine, course: SampledPath, highlighted: Collection[str]
) -> TieDrawing:
    tie = line.tie
    words: tuple[Words, ...] = ()
    if line.style == "kin":
        marks = kin_marks(course, tie.kind, strong="kin" in line.views)
    else:
        unasked = line.style in UNSAID
        soft = unasked or line.past or tie.basis.kind not in SEEN_OR_RECORDED
        marks = tie_marks(
            course,
            line.style,
            soft=soft,
            to_start=tie.support_to_source,
            to_end=tie.support_to_target,
        )
        if line.style == "unknown" and _worth_asking(case, tie):
            words = question_mark(course)
    return TieDrawing(
        ids=line.ids,
        ends=(tie.source, tie.target),
        style=line.style,
        says=line_aloud(case, line),
        marks=marks,
        words=words,
        course=tuple(course.points),
        views=line.views,
        faded=bool(highlighted) and not set(line.ids) & set(highlighted),
    )


def _worth_asking(case: Case, tie: Tie) -> bool:
    """Whether an unknown tie gets its question mark: between two of the family and friends."""
    kinds = {kind_of(case, tie.source), kind_of(case, tie.target)}
    return kinds <= {"child", "person"}


def _homes(
    case: Case,
    symbols: tuple[Symbol, ...],
    at: Mapping[str, Point],
    courses: list[SampledPath],
    highlighted: Collection[str],
    small: bool,
    size: Frame,
) -> list[HomeDrawing]:
    frame = Box(0, 0, size.width / 2, size.height / 2)
    boxes = boxes_of(symbols, at)
    sampled = [course.sampled for course in courses]
    drawn: list[HomeDrawing] = []
    for household in case.households:
        members = [symbol for symbol in symbols if household.id in symbol.household]
        if len(members) < 2:
            continue
        mine = {member.id for member in members}
        faded = bool(highlighted) and not (mine | {household.id}) & set(highlighted)
        home, plate = drawn_home(case, household, members, at, boxes, sampled, frame, faded=faded)
        boxes.append(plate)
        drawn.append(replace(home, plate=(), words=()) if small else home)
    return drawn


def _keys(
    case: Case,
    symbols: list[SymbolDrawing],
    ties: list[TieDrawing],
    drawn_homes: list[HomeDrawing],
) -> frozenset[str]:
    """The keys of everything that the legend has to explain."""
    keys = line_keys(ties, {tie.id: tie.kind for tie in case.ties})
    keys |= sign_keys(case, [symbol.id for symbol in symbols])
    if drawn_homes:
        keys.add("home")
    if any(mark.line == "none" for tie in ties for mark in tie.marks):  # arrowheads alone
        keys.add("support")
    asked = [tie for tie in ties if tie.style not in (*UNSAID, "kin")]
    if any(mark.line.endswith("-soft") for tie in asked for mark in tie.marks):
        keys.add("soft")
    return frozenset(keys)


def _rings(problem: FamilyMap) -> tuple[Mark, ...]:
    width, height = problem.frame.width / 2, problem.frame.height / 2
    lines = sorted((band.line for band in bands(problem.symbols).values()), reverse=True)
    return tuple(
        Mark(
            ellipse(0, 0, width * line, height * line),
            "ring-line",
            "ring" if k % 2 == 0 else "paper",
            1.2,
        )
        for k, line in enumerate(line for line in lines if line < 1)
    )


def title_of(case: Case) -> str:
    """What a map is a map of: ``Family map of Leo, 9 months``."""
    children = [
        ", ".join(part for part in (called(case, child.id), age_aloud(case, child)) if part)
        for child in case.index_children
    ]
    return "Family map of " + "; ".join(children)
