"""Which symbols and ties a piece of evidence lights up on the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imh.case.basis import Record
from imh.case.care_plan import Agreement, Goal, Hypothesis, Question, SafetyConcern, Strength, Visit
from imh.case.case import Case
from imh.case.events import Event
from imh.case.observations import ChildObservation, DailyObservation, PairObservation, Screening
from imh.case.people import Household
from imh.case.reflections import Reflection
from imh.case.ties import Tie


def evidence_ids(case: Case, refs: Iterable[str]) -> set[str]:
    """The ids to light for the references of evidence (``Item.refs``): an id, or ``id.field``.

    A tie lights itself and both ends; an event those in it and whom the child was apart from; an
    observation its pair and what ties them; a home its members; a reflection who reflects and on
    whom. References that are not on the map light nothing.
    """
    highlighted: set[str] = set()
    for ref in refs:
        identifier = ref.partition(".")[0]
        if identifier in case.symbols:
            highlighted.add(identifier)
        elif identifier in case.entries:
            entry = case.entries[identifier]
            highlighted.update(who for who in _touched(entry) if who)
            highlighted.update(_tellers(case, entry))
            if isinstance(entry, Tie | Household):
                highlighted.add(identifier)
            if isinstance(entry, PairObservation):
                highlighted.update(_between(case, entry.caregiver, entry.child))
    return highlighted


def _touched(entry: Record) -> Iterator[str | None]:
    match entry:
        case Tie():
            yield from (entry.source, entry.target)
        case Event():
            yield from (*entry.who, entry.away)
        case PairObservation():
            yield from (entry.caregiver, entry.child)
        case ChildObservation():
            yield entry.child
        case DailyObservation():
            yield from (entry.child, *entry.with_whom)
        case Screening():
            yield entry.about
        case Household():
            yield from (*entry.members, *(who for who, count in entry.nights.items() if count > 0))
        case Reflection():
            yield from (entry.by, *entry.towards, *(view.who for view in entry.views))
        case SafetyConcern() | Goal():
            yield from entry.who
        case Question() | Hypothesis():
            yield from entry.about
        case Strength():
            yield from (entry.by, *entry.about)
        case Agreement():
            yield from entry.by
        case Visit():
            yield from entry.present


def _tellers(case: Case, entry: Record) -> Iterator[str]:
    """Those who tell something differently: where accounts differ, they are part of it."""
    for account in getattr(entry, "accounts", ()):
        yield from (teller for teller in account.basis.by if teller in case.symbols)


def _between(case: Case, one: str, other: str) -> Iterator[str]:
    for tie in case.ties:
        if {tie.source, tie.target} == {one, other}:
            yield tie.id
