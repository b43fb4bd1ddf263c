"""The symbols: a genogram's for people (McGoldrick, Gerson & Petry 2020), an ecomap's else."""

from __future__ import annotations

from imh.case.case import Case
from imh.case.people import Person
from imh.case.surroundings import Setting
from imh.case.vocabulary import CLINICIAN_ROLES, NOT_BORN, NOT_IN_PLACE, NOT_LIVING
from imh.drawing.family_map import NAME_LEADING, ROLE_LEADING, SIZES, kind_of
from imh.drawing.glyphs import glyph
from imh.drawing.layout import Point
from imh.drawing.layout.symbols import LABEL_GAP
from imh.drawing.scene_marks import Mark, SymbolDrawing, Words
from imh.drawing.svg_path import cross, ellipse, polygon, polyline, rounded, square
from imh.drawing.symbol_names import (
    NAME_ROOM,
    NAME_SIZE,
    ROLE_SIZE,
    age,
    aloud,
    called,
    initials,
    is_bold,
    name_lines,
    role_lines,
)
from imh.drawing.text_width import wrapped

THIN, BOLD = 1.6, 3.2
RIM = 4.5
"""Distance between the two outlines of an index child."""
SMALL_NAME = 50.0


def drawn_symbol(
    case: Case, identifier: str, at: Point, *, faded: bool = False, small: bool = False
) -> SymbolDrawing:
    """Draw one symbol with its name; on small maps only the child keeps a name."""
    kind = kind_of(case, identifier)
    entry = case.symbols[identifier]
    if isinstance(entry, Person):
        if kind == "professional":
            marks, words = _professional(case, entry, at)
        else:
            marks, words = _person(case, entry, at)
    elif isinstance(entry, Setting):
        marks, words = _setting(entry, at), ()
    else:
        marks, words = _influence(at), ()
    if small:
        marks = marks[:1] if kind == "setting" else marks  # an icon would be a speck
        words = _small_label(case, identifier, at)
    else:
        words = (*words, *_label(case, identifier, at))
    return SymbolDrawing(
        identifier, kind, at, max(SIZES[kind]), aloud(case, identifier), marks, words, faded
    )


def shape(person: Person, at: Point, half: float) -> str:
    """The outline that stands for a person; without a known gender a diamond, never a guess."""
    x, y = at
    if person.life in NOT_BORN:
        return triangle(at, half)
    if person.gender == "male":
        return square(x, y, half)
    if person.gender == "female":
        return ellipse(x, y, half, half)
    return polygon(x, y, half * 1.08, half * 1.08, 4, -90)


def triangle(at: Point, half: float) -> str:
    """The triangle of a pregnancy."""
    x, y = at
    return polyline([(x, y - half), (x + half, y + half), (x - half, y + half)], closed=True)


def _person(case: Case, person: Person, at: Point) -> tuple[tuple[Mark, ...], tuple[Words, ...]]:
    child = person.id in case.children
    half = SIZES["loss" if person.life == "pregnancy_loss" else "person"][0] / 2
    if child:
        half = SIZES["child"][0] / 2 - RIM
    width = BOLD if person.caregiver == "primary" else THIN
    unborn = child and case.reference_age_months < 0 and person.life != "pregnancy"
    if unborn:
        person = person.model_copy(update={"life": "pregnancy"})
    marks = []
    if child:
        rim = RIM * 1.9 if person.life == "pregnancy" else RIM
        outer = Point(at.x, at.y - RIM * 0.6) if person.life == "pregnancy" else at
        marks.append(Mark(shape(person, outer, half + rim), "person", "paper", THIN))
    marks.append(Mark(shape(person, at, half), "person", "paper", width))
    if person.life in NOT_LIVING:
        round_or_diamond = person.life == "died" and person.gender != "male"
        reach = half * (0.72 if person.gender == "female" else 0.55) if round_or_diamond else half
        marks.append(Mark(cross(at.x, at.y, reach), "person", "none", THIN))
        return tuple(marks), ()
    text = age(case, person)
    unborn = person.life == "pregnancy"
    low = 0.42 * half if unborn else 0.0
    size = 11.5 if unborn else 14.0 if child else 13.0
    words = (_inside(text, at, "text", size=size, low=low),) if text else ()
    return tuple(marks), words


def _professional(
    case: Case, person: Person, at: Point
) -> tuple[tuple[Mark, ...], tuple[Words, ...]]:
    """A pill with initials; whoever writes the case has a filled one with a bold outline."""
    half_width, half_height = (side / 2 for side in SIZES["professional"])
    writes = person.role in CLINICIAN_ROLES
    line, fill = ("clinician-line", "clinician") if writes else ("setting-line", "paper")
    outline = rounded(at.x, at.y, half_width, half_height, half_height, half_height)
    mark = Mark(outline, line, fill, 2.4 if writes else THIN)
    return (mark,), (_inside(initials(called(case, person.id)), at, line, bold=writes),)


def _setting(setting: Setting, at: Point) -> tuple[Mark, ...]:
    half_width, half_height = (side / 2 for side in SIZES["setting"])
    dash = (4.0, 3.5) if setting.status in NOT_IN_PLACE else ()
    outline = rounded(at.x, at.y, half_width, half_height, 8, 8)
    return (
        Mark(outline, "setting-line", "setting", THIN, dash),
        Mark(glyph(setting.kind, at.x, at.y, 1.15), "setting-line", "none", 1.4),
    )


def _influence(at: Point) -> tuple[Mark, ...]:
    half_width, half_height = (side / 2 for side in SIZES["influence"])
    outline = polygon(at.x, at.y, half_width, half_height * 1.15, 6, 0)
    return (Mark(outline, "influence-line", "influence", THIN),)


def _inside(
    text: str, at: Point, ink: str, *, size: float = 13.0, low: float = 0.0, bold: bool = False
) -> Words:
    return Words(Point(at.x, at.y + low + size * 0.34), text, ink, size, bold)


def _small_label(case: Case, identifier: str, at: Point) -> tuple[Words, ...]:
    """On a thumbnail only a lone child has a name, readable at a quarter of the size."""
    if case.children != (identifier,):
        return ()
    name = "".join(wrapped(called(case, identifier), 4 * NAME_ROOM, SMALL_NAME, lines=1))
    place = Point(at.x, at.y + SIZES["child"][1] / 2 + SMALL_NAME)
    return (Words(place, name, "text", SMALL_NAME, bold=True, halo=True),)


def _label(case: Case, identifier: str, at: Point) -> tuple[Words, ...]:
    y = at.y + SIZES[kind_of(case, identifier)][1] / 2 + LABEL_GAP
    bold = is_bold(case, identifier)
    words = []
    for line in name_lines(case, identifier):
        words.append(Words(Point(at.x, y + NAME_SIZE * 0.86), line, "text", NAME_SIZE, bold, True))
        y += NAME_LEADING
    for line in role_lines(case, identifier):
        place = Point(at.x, y + ROLE_LEADING * 0.72)
        words.append(Words(place, line, "muted", ROLE_SIZE, halo=True))
        y += ROLE_LEADING
    return tuple(words)
