"""Professionals as the family knows them: its own helpers, and not the team that writes the case.

Who writes the case is the clinician and the team. Their colleagues and supervisors are whoever
of the professionals has to do with them or works where they work (or stands there without any tie),
and has no tie of their own to anybody of the family. A home visitor, a doctor or a therapist with
such a tie is the family's own.
"""

from __future__ import annotations

from collections.abc import Collection

from imh.case.case import Case
from imh.case.ties import Tie
from imh.case.vocabulary import CONTROLLING_SERVICES
from imh.formulation.material import ends, is_professional, is_team

PRIVATE_PLACES = CONTROLLING_SERVICES | {"substance_use_care", "mental_health_care", "income"}
"""Places that say something about one adult which others of the family may not know."""


def writers_and_colleagues(case: Case) -> frozenset[str]:
    """The clinician, the team, and the professionals whom the family knows by nothing else."""
    team = {person.id for person in case.people if is_team(case, person.id)}
    writers = team - {*case.children}
    near = {end for tie in case.ties if {*ends(tie)} & writers for end in ends(tie)} - writers
    near |= who_works_at(case, {each for each in near if each not in case.person})
    untied = {person.id for person in case.people} - {end for tie in case.ties for end in ends(tie)}
    colleagues = {each for each in near | untied if _is_professional(case, each)}
    return frozenset(writers | (colleagues - _with_family(case)))


def ties_of_ours(case: Case) -> tuple[Tie, ...]:
    """The ties of the clinician and the team with others than professionals."""
    return tuple(
        tie
        for tie in case.ties
        if any(is_team(case, end) for end in ends(tie)) and not is_among_professionals(case, tie)
    )


def who_works_at(case: Case, places: Collection[str]) -> frozenset[str]:
    """Professionals with a tie to one of some places."""
    at = {end for tie in case.ties if {*ends(tie)} & set(places) for end in ends(tie)}
    return frozenset(each for each in at if _is_professional(case, each))


def is_among_professionals(case: Case, tie: Tie) -> bool:
    """Whether a tie is one of professionals with each other: colleagues, supervision."""
    return all(_is_professional(case, end) for end in ends(tie))


def is_of_a_professional(case: Case, tie: Tie) -> bool:
    """Whether a tie has a professional at one end at least."""
    return any(_is_professional(case, end) for end in ends(tie))


def private_places(case: Case) -> frozenset[str]:
    """Ids of places which not everybody of the family may know to be one person's."""
    return frozenset(each.id for each in case.settings if each.kind in PRIVATE_PLACES)


def _is_professional(case: Case, identifier: str) -> bool:
    person = case.person.get(identifier)
    child = identifier in case.children  # whatever else was said of them
    return person is not None and is_professional(person) and not child


def _with_family(case: Case) -> set[str]:
    """Whoever has a tie of their own to somebody of the family."""
    family = {person.id for person in case.people if not is_professional(person)}
    return {end for tie in case.ties if {*ends(tie)} & family for end in ends(tie)}
