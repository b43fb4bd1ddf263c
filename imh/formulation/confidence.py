"""What may be shown to everybody in the family: nothing that was told in confidence.

Besides, a thing that one person told goes in only when it was switched on, and what is hard
between people only when it was seen or stands in a record, or was switched on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from imh.case.basis import Basis, Record
from imh.case.case import Case
from imh.case.collections import COLLECTIONS
from imh.case.edits import Change, Edit, Remove, Several, apply
from imh.case.people import Load
from imh.case.ties import Tie
from imh.case.vocabulary import ANY_CARE, HARD_QUALITIES, SEEN_OR_RECORDED
from imh.formulation.family_professionals import (
    is_among_professionals,
    is_of_a_professional,
    private_places,
    ties_of_ours,
    who_works_at,
    writers_and_colleagues,
)
from imh.formulation.material import ends, is_professional
from imh.network import build, is_strained, parents


def seen(basis: Basis) -> bool:
    """Whether something was seen or stands in a record."""
    return basis.kind in SEEN_OR_RECORDED


def told(basis: Basis) -> bool:
    """Whether something is known only because a person told it."""
    return basis.kind == "told"


def without_confidence(case: Case) -> Case:
    """The case without anything that was told in confidence."""
    return _with_edits(case, _confidential(case))


def for_the_family_map(case: Case, allowed: Collection[str]) -> Case:
    """The case as its map may be shown to the whole family.

    ``allowed`` holds ``map/<id>`` of ties, places and people that were switched on. What weighs
    on somebody, what the team reflects on, and what is among professionals, is never on this map.
    """
    known = without_confidence(case)
    shown = without_ours(_with_edits(known, _not_for_all(known, allowed)), allowed)
    loose = (_tied(case) - _tied(shown)) & shown.symbols.keys()
    return _with_edits(shown, (Remove(id=one) for one in loose if not _is_known(shown, one)))


def without_ours(case: Case, allowed: Collection[str] = ()) -> Case:
    """The case without the ties and the symbols of professionals who are not the family's own.

    A tie of the clinician or the team to somebody of the family stays when it is ``allowed``, as
    ``map/<id>``; what is among professionals never does.
    """
    return _with_edits(case, _ours(case, allowed))


def _ours(case: Case, allowed: Collection[str]) -> Iterator[Edit]:
    ties = {tie.id: tie for tie in ties_of_ours(case)}
    staying = {end for key, tie in ties.items() if f"map/{key}" in allowed for end in ends(tie)}
    for tie in case.ties:
        if is_among_professionals(case, tie) or (tie.id in ties and f"map/{tie.id}" not in allowed):
            yield Remove(id=tie.id)
    for one in writers_and_colleagues(case) - staying:
        yield Remove(id=one)


def _with_edits(case: Case, edits: Iterable[Edit]) -> Case:
    """The case after some edits at once, symbols last: whatever hangs on them goes along."""
    in_order = sorted(
        edits, key=lambda edit: isinstance(edit, Remove) and 1 + (edit.id in case.symbols)
    )
    return apply(case, Several(edits=tuple(in_order))) if in_order else case


def _is_known(case: Case, identifier: str) -> bool:
    """Whether the family knows somebody without any tie: the child, who lives or cares with it."""
    person = case.person.get(identifier)
    if person is None or is_professional(person):
        return False
    return (
        identifier in case.children
        or person.caregiver in ANY_CARE
        or (person.caregiver != "none" and identifier in parents(build(case)))
        or any(identifier in home.members for home in case.households)
    )


def _tied(case: Case) -> set[str]:
    return {end for tie in case.ties for end in (tie.source, tie.target)}


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
    private = private_places(case) - {each for each in case.entries if f"map/{each}" in allowed}
    for one in private | who_works_at(case, private):
        if f"map/{one}" not in allowed:
            yield Remove(id=one)
    for tie in case.ties:
        open_ = seen(tie.basis) and not is_of_a_professional(case, tie)
        if is_hard(tie) and not open_ and f"map/{tie.id}" not in allowed:
            yield Change.of(tie.id, quality="unknown", strain="unknown", topics=[], accounts=[])


def is_hard(tie: Tie) -> bool:
    """Whether a tie carries strain, or people tell it differently."""
    return is_strained(tie) or tie.quality in HARD_QUALITIES or bool(tie.accounts)
