"""The legend: a sample and a few words for each sign that is on this map, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from imh.case.case import Case
from imh.case.people import Person
from imh.case.surroundings import Setting
from imh.case.vocabulary import CLINICIAN_ROLES, FEMALE_OR_MALE, NOT_IN_PLACE
from imh.drawing.kin_lines import kin_marks
from imh.drawing.layout import Point, TiePath
from imh.drawing.scene_marks import LegendEntry, Mark, TieDrawing, Words
from imh.drawing.svg_path import cross, ellipse, polygon, polyline, rounded, square
from imh.drawing.text_width import width
from imh.drawing.tie_lines import Style, sampled, tie_marks
from imh.drawing.views import View

SIZE, ROW, GAP = 12.0, 21.0, 11.0
LINE_ROOM, SIGN_ROOM = 28.0, 18.0
SIGN = 6.5

LINES: Final[Mapping[Style, str]] = {
    "warm": "warm",
    "ordinary": "ordinary",
    "tenuous": "thin",
    "strained": "strained",
    "conflicted": "in conflict",
    "cut_off": "cut off",
    "mixed": "warm and hard",
    "unknown": "not asked yet",
    "declined": "chose not to say",
}
KIN: Final[Mapping[str, str]] = {
    "kin": "kin",
    "adoptive_parent_of": "adopted",
    "foster_parent_of": "fostered",
    "step_parent_of": "step-parent",
    "separated_from": "separated",
    "divorced_from": "divorced",
}
SIGNS: Final[Mapping[str, str]] = {
    "index": "index child",
    "primary": "main caregiver",
    "female": "female",
    "male": "male",
    "unspecified": "other or not said",
    "pregnancy": "pregnancy",
    "loss": "pregnancy loss",
    "died": "died",
    "home": "home",
    "setting": "place",
    "not_in_place": "not in place",
    "professional": "professional",
    "writer": "clinician",
    "influence": "influence",
}


@lru_cache(maxsize=64)
def legend_of(
    keys: frozenset[str], view: View, left: float, top: float, room: float
) -> tuple[tuple[LegendEntry, ...], float]:
    """Lay out a view's entries for these keys from the left; returns them and their height."""
    entries: list[LegendEntry] = []
    x, y = left, top + ROW / 2
    for key, says, sample_room in _known():
        if key not in keys:
            continue
        wide = sample_room + 5 + width(says, SIZE)
        full = x + wide > left + room
        first_sign = key in SIGNS and entries and entries[-1].key not in SIGNS
        if x > left and (full or first_sign):
            x, y = left, y + ROW
        words = Words(
            Point(x + sample_room + 5, y + SIZE * 0.34), says, "muted", SIZE, anchor="start"
        )
        entries.append(
            LegendEntry(key, says, tuple(_sample(key, x, y, view == "kin", keys)), (words,), view)
        )
        x += wide + GAP
    return tuple(entries), (y + ROW / 2 - top if entries else 0.0)


def _known() -> Iterable[tuple[str, str, float]]:
    yield from ((key, says, LINE_ROOM) for key, says in LINES.items())
    yield "support", "help reaches", LINE_ROOM
    yield "soft", "paler: told or past", LINE_ROOM
    yield from ((key, says, LINE_ROOM) for key, says in KIN.items())
    yield from ((key, says, SIGN_ROOM) for key, says in SIGNS.items())


def line_keys(ties: Iterable[TieDrawing], kinds: Mapping[str, str]) -> set[str]:
    """The keys of the lines drawn; ``kinds`` gives the kind of each tie by id."""
    keys = set()
    for tie in ties:
        if tie.style != "kin":
            keys.add(tie.style)
        else:
            kind = kinds[tie.id]
            keys.add(kind if kind in KIN else "kin")
    return keys


def sign_keys(case: Case, shown: Iterable[str]) -> set[str]:
    """The keys of the symbols drawn."""
    keys = set()
    for identifier in shown:
        entry = case.symbols[identifier]
        if isinstance(entry, Person):
            keys |= _person_keys(case, entry)
        elif isinstance(entry, Setting):
            keys.add("not_in_place" if entry.status in NOT_IN_PLACE else "setting")
        else:
            keys.add("influence")
    return keys


def _person_keys(case: Case, person: Person) -> set[str]:
    if person.role in CLINICIAN_ROLES:
        return {"writer"}
    if person.role == "professional":
        return {"professional"}
    keys = {"index"} if person.id in case.children else set()
    if person.caregiver == "primary":
        keys.add("primary")
    unborn = person.id in case.children and case.reference_age_months < 0
    if person.life == "pregnancy_loss":
        return keys | {"loss"}
    if person.life == "pregnancy" or unborn:
        return keys | {"pregnancy"}
    if person.life == "died":
        keys.add("died")
    return keys | {person.gender if person.gender in FEMALE_OR_MALE else "unspecified"}


def _sample(key: str, x: float, y: float, kin_only: bool, wanted: frozenset[str]) -> Sequence[Mark]:
    path = TiePath((Point(x, y), Point(x + LINE_ROOM, y)))
    course = sampled(path)
    if key in LINES:
        return tie_marks(course, next(style for style in LINES if style == key))
    if key == "support":
        return tie_marks(course, "ordinary", to_end="much")
    if key == "soft":
        return tie_marks(course, next(style for style in LINES if style in wanted), soft=True)
    if key in KIN:
        return kin_marks(course, key, strong=kin_only)
    return _sign(key, x + SIGN_ROOM / 2, y)


def _sign(key: str, x: float, y: float) -> list[Mark]:
    circle, box = ellipse(x, y, SIGN, SIGN), square(x, y, SIGN)
    pill = rounded(x, y, 9, 5.5, 5.5, 5.5)
    triangle = polyline([(x, y - SIGN), (x + SIGN, y + SIGN), (x - SIGN, y + SIGN)], closed=True)
    crossed = Mark(cross(x, y, SIGN * 0.7), "person", width=1.2)
    marks = {
        "index": [
            Mark(ellipse(x, y, 8, 8), "person", "paper", 1.2),
            Mark(ellipse(x, y, 5.4, 5.4), "person", "paper", 1.2),
        ],
        "primary": [Mark(circle, "person", "paper", 2.6)],
        "female": [Mark(circle, "person", "paper", 1.2)],
        "male": [Mark(box, "person", "paper", 1.2)],
        "unspecified": [Mark(polygon(x, y, 7.5, 7.5, 4, -90), "person", "paper", 1.2)],
        "pregnancy": [Mark(triangle, "person", "paper", 1.2)],
        "loss": [Mark(triangle, "person", "paper", 1.2), crossed],
        "died": [Mark(box, "person", "paper", 1.2), Mark(cross(x, y, SIGN), "person", width=1.2)],
        "home": [Mark(rounded(x, y, 9, 6.5, 5, 5), "home-line", "home", 1.3, (4, 3))],
        "setting": [Mark(rounded(x, y, 9, 6.5, 3, 3), "setting-line", "setting", 1.3)],
        "not_in_place": [
            Mark(rounded(x, y, 9, 6.5, 3, 3), "setting-line", "setting", 1.3, (3, 2.5))
        ],
        "professional": [Mark(pill, "setting-line", "paper", 1.3)],
        "writer": [Mark(pill, "clinician-line", "clinician", 2)],
        "influence": [Mark(polygon(x, y, 8.5, 7.5, 6, 0), "influence-line", "influence", 1.3)],
    }
    return marks[key]
