"""What may be shown to everybody in the family: nothing that was told in confidence.

Besides, a thing that one person told goes in only when it was switched on, and what is hard
between people only when it was seen or stands in a record, or was switched on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from imh.case.basis import Basis, Record
from imh.case.case import COLLECTIONS, Case
from imh.case.edits import Change, Edit, Remove, apply
from imh.case.people import Load
from imh.case.ties import Tie
from imh.case.vocabulary import HARD_QUALITIES
from imh.network import is_strained

PRIVATE_PLACES = frozenset(
    {
        "substance_use_care",
        "mental_health_care",
        "child_protection",
        "court",
        "immigration",
        "police",
        "income",
    }
)
"""Places that say something about one adult which others of the family may not know."""


def seen(basis: Basis) -> bool:
    """Whether something was seen or stands in a record."""
    return basis.kind in ("observed", "record")


def told(basis: Basis) -> bool:
    """Whether something is known only because a person told it."""
    return basis.kind == "told"


def without_confidence(case: Case) -> Case:
    """The case without anything that was told in confidence."""
    for edit in _confidential(case):
        if _target(edit) in case.entries:  # may have gone along with something else
            case = apply(case, edit)
    return case


def for_the_family_map(case: Case, allowed: Collection[str]) -> Case:
    """The case as its map may be shown to the whole family.

    ``allowed`` holds ``map/<id>`` of ties and places that were switched on. What weighs on
    somebody, and what the team reflects on, is never on this map.
    """
    before = _tied(case)
    case = without_confidence(case)
    for edit in _not_for_all(case, allowed):
        if _target(edit) in case.entries:
            case = apply(case, edit)
    for loose in before - _tied(case) - set(case.children):
        if loose in case.entries:  # known to this map only through what was told in confidence
            case = apply(case, Remove(id=loose))
    return case


def _tied(case: Case) -> set[str]:
    return {end for tie in case.ties for end in (tie.source, tie.target)}


def _target(edit: Edit) -> str:
    assert isinstance(edit, Remove | Change)
    return edit.id


def _confidential(case: Case) -> Iterator[Edit]:
    for collection in COLLECTIONS:
        for entry in getattr(case, collection):
            if _secret(entry):
                yield Remove(id=entry.id)
                continue
            kept = {
                part: [each for each in getattr(entry, part) if not _secret(each)]
                for part in ("accounts", "loads", "resources")
                if any(_secret(each) for each in getattr(entry, part, []))
            }
            if "loads" not in kept and getattr(entry, "loads", []):
                kept |= _without_secret_accounts(entry)
            if kept:
                yield Change.of(entry.id, **kept)


def _without_secret_accounts(person: Record) -> dict[str, list[Any]]:
    before: list[Load] = list(getattr(person, "loads", []))
    loads = []
    for load in before:
        open_ = tuple(each for each in load.accounts if not _secret(each))
        loads.append(load.model_copy(update={"accounts": open_}))
    return {"loads": loads} if loads != before else {}


def _secret(part: object) -> bool:
    basis = getattr(part, "basis", None)
    return isinstance(basis, Basis) and basis.in_confidence


def _not_for_all(case: Case, allowed: Collection[str]) -> Iterator[Edit]:
    for person in case.people:
        if person.loads or person.resources or person.support_fits_task != "unknown":
            yield Change.of(person.id, loads=[], resources=[], support_fits_task="unknown")
    for setting in case.settings:
        if setting.kind in PRIVATE_PLACES and f"map/{setting.id}" not in allowed:
            yield Remove(id=setting.id)
    for tie in case.ties:
        if is_hard(tie) and not seen(tie.basis) and f"map/{tie.id}" not in allowed:
            yield Change.of(tie.id, quality="unknown", strain="unknown", topics=[], accounts=[])


def is_hard(tie: Tie) -> bool:
    """Whether a tie carries strain, or people tell it differently."""
    return is_strained(tie) or tie.quality in HARD_QUALITIES or bool(tie.accounts)
