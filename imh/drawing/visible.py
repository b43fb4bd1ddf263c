"""What a map shows of a case: a moment, layers, and the line or lines of each pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from imh.case.case import Case
from imh.case.labels import label
from imh.case.people import Person
from imh.case.surroundings import Setting
from imh.case.ties import Tie
from imh.case.vocabulary import (
    COUPLE_TIES,
    KIN_TIES,
    NOT_LIVING,
    PARENT_TIES,
    PROFESSIONAL_ROLES,
    UNSAID,
)
from imh.drawing.symbol_names import called
from imh.drawing.tie_lines import ARROWS, Style
from imh.drawing.views import Layer, View
from imh.network import is_strained


@dataclass(frozen=True)
class VisibleLine:
    """One line between two symbols: the tie that gives it its look, and all that it stands for.

    ``style`` is the quality drawn, or ``kin`` for a bare line of kinship; ``views`` are those
    that show the line.
    """

    tie: Tie
    ids: tuple[str, ...]
    style: Style | Literal["kin"]
    past: bool
    views: frozenset[View]


def case_at(case: Case, months: float) -> Case:
    """The case as it was when the index child was ``months`` old, as far as times are noted.

    Ties and what hangs only on later ties, deaths and siblings not yet born are taken back;
    ages are counted back. What has no time stays.
    """
    back = case.reference_age_months - months
    if back <= 0:
        return case
    ties = tuple(
        tie.model_copy(update={"until_months": None})
        if tie.until_months is not None and tie.until_months > months
        else tie
        for tie in case.ties
        if tie.since_months is None or tie.since_months <= months
    )
    here = _not_yet(case, ties, months)
    at_home = tuple(
        home.model_copy(update={"members": tuple(who for who in home.members if who not in here)})
        for home in case.households
    )
    return case.supposing(
        reference_age_months=months,
        people=tuple(_younger(case, who, months) for who in case.people if who.id not in here),
        households=at_home,
        settings=tuple(setting for setting in case.settings if setting.id not in here),
        influences=tuple(each for each in case.influences if each.id not in here),
        ties=tuple(tie for tie in ties if not {tie.source, tie.target} & here),
    )


def _not_yet(case: Case, ties: Iterable[Tie], months: float) -> set[str]:
    """Symbols that were not there yet: born later, or tied only by ties that began later."""
    back = case.reference_age_months - months
    tied_then = {end for tie in ties for end in (tie.source, tie.target)}
    tied_ever = {end for tie in case.ties for end in (tie.source, tie.target)}
    at_home = {member for home in case.households for member in home.members}
    later = tied_ever - tied_then - at_home
    for person in case.people:
        age = case.age_in_months(person.id)
        if age is not None and age < back - 9:
            later.add(person.id)
    return later - set(case.children)


def _younger(case: Case, person: Person, months: float) -> Person:
    back = case.reference_age_months - months
    changes: dict[str, object] = {}
    if not isinstance(person.age_years, str):
        changes["age_years"] = max(0.0, person.age_years - back / 12)
    if person.age_months is not None:
        changes["age_months"] = person.age_months - back
    died_later = person.died_at_months is not None and person.died_at_months > months
    if person.life in NOT_LIVING and died_later:
        changes["life"] = "alive" if person.life == "died" else "pregnancy"
    return person.model_copy(update=changes)


def layer_of(case: Case, identifier: str) -> Layer:
    """The layer that switches a symbol on or off."""
    entry = case.symbols[identifier]
    if isinstance(entry, Person):
        return "professionals" if entry.role in PROFESSIONAL_ROLES else "people"
    return "settings" if isinstance(entry, Setting) else "influences"


def visible_lines(case: Case) -> list[VisibleLine]:
    """The lines to draw, in the order of the case's ties.

    A pair has one line for each quality that is known of it. Only where nothing is known of it
    does its kinship show there; the view of kin has a line of its own for every related pair.
    Known absences are not drawn.
    """
    by_pair: dict[frozenset[str], list[Tie]] = {}
    for tie in case.ties:
        if tie.quality != "none":
            by_pair.setdefault(frozenset((tie.source, tie.target)), []).append(tie)
    return [line for ties in by_pair.values() for line in _of_pair(ties)]


def _of_pair(ties: list[Tie]) -> list[VisibleLine]:
    kin = sorted((tie for tie in ties if tie.kind in KIN_TIES), key=_nearness)
    telling = sorted((tie for tie in ties if _tells(tie)), key=lambda tie: not _supports(tie))
    by_style: dict[Style, list[Tie]] = {}
    for tie in telling:
        by_style.setdefault(style_of(tie), []).append(tie)
    if by_style:
        rest = [tie for tie in ties if tie not in telling]
        lines = [
            _strand([*same, *(rest if k == 0 else ())], style)
            for k, (style, same) in enumerate(by_style.items())
        ]
    elif kin:
        lines = [_strand([*kin, *(tie for tie in ties if tie not in kin)], "kin")]
    else:
        lines = [_strand(ties, style_of(ties[0]))]
    return [*lines, _strand(kin, "kin", frozenset({"kin"}))] if kin else lines


def _strand(
    ties: list[Tie], style: Style | Literal["kin"], views: frozenset[View] | None = None
) -> VisibleLine:
    ended = all(tie.until_months is not None for tie in ties)
    ids = tuple(tie.id for tie in ties)
    return VisibleLine(ties[0], ids, style, ended, views or _views_of(ties))


def _views_of(ties: Iterable[Tie]) -> frozenset[View]:
    found: set[View] = {"everything"}
    for tie in ties:
        if _supports(tie):
            found.add("support")
        if is_strained(tie):
            found.add("strain")
    return frozenset(found)


def _tells(tie: Tie) -> bool:
    return tie.quality not in UNSAID or _supports(tie) or is_strained(tie)


def _supports(tie: Tie) -> bool:
    return tie.support_to_source in ARROWS or tie.support_to_target in ARROWS


def _nearness(tie: Tie) -> int:
    return 0 if tie.kind in PARENT_TIES else 1 if tie.kind in COUPLE_TIES else 2


def style_of(tie: Tie) -> Style:
    """How a tie is drawn: its quality, or ``strained`` where only strain is known of it."""
    if tie.quality in UNSAID:
        return (
            "strained"
            if is_strained(tie)
            else "declined"
            if tie.quality == "declined"
            else "unknown"
        )
    if tie.quality == "none":
        raise ValueError(f"tie {tie.id!r} is a known absence and has no line")
    return tie.quality


def line_aloud(case: Case, line: VisibleLine) -> str:
    """A line in words: ``Ana and Marco: in conflict, separated from, some help to Marco``."""
    tie = line.tie
    one, other = called(case, tie.source), called(case, tie.target)
    parts = [] if line.style == "kin" else [label("Quality", tie.quality)]
    if line.style == "strained" and tie.quality in UNSAID:
        parts = ["strain"]
    stands_for = (entry for each in line.ids if isinstance(entry := case.entries[each], Tie))
    kinds = dict.fromkeys(each.kind for each in stands_for if each.kind in KIN_TIES - {"kin"})
    parts += [label("TieKind", kind) for kind in kinds]
    for amount, who in ((tie.support_to_target, other), (tie.support_to_source, one)):
        if amount in ARROWS:
            parts.append(f"{amount} help to {who}")
    if line.past:
        parts.append("in the past")
    return f"{one} and {other}: {', '.join(parts or ['related'])}"
