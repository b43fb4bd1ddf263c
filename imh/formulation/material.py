"""What every section is written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from imh.case.case import Case
from imh.case.observations import PairObservation
from imh.case.people import Person
from imh.case.ties import Tie
from imh.case.vocabulary import CLINICIAN_ROLES, PROFESSIONAL_ROLES, UNSAID
from imh.network import CaseGraph, build, current_ties
from imh.principles.evidence import Assessment

STILL_NOW_MONTHS = 3
"""What was seen of a child so long ago at the most is told as how it is now."""
_CARE_ORDER = {"primary": 0, "shared": 1, "occasional": 2}


@dataclass(frozen=True)
class Material:
    """The case, its map as a graph and its assessment, and who may read what comes of it."""

    case: Case
    assessment: Assessment
    with_reflection: bool = False

    @cached_property
    def graph(self) -> CaseGraph:
        """The case as a graph."""
        return build(self.case)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """The ties that hold now, sorted by id."""
        return current_ties(self.graph)

    @cached_property
    def carers(self) -> tuple[Person, ...]:
        """Who has a part in the care or was seen with a child: main caregivers first."""
        seen = {each.caregiver for each in pair_observations(self.case)}
        tied = {end for tie in self.case.ties if tie.kind == "caregiving" for end in ends(tie)}
        found = [
            person
            for person in self.case.people
            if person.id not in self.case.children
            and (person.caregiver in _CARE_ORDER or person.id in seen or person.id in tied)
        ]
        return tuple(sorted(found, key=lambda person: _CARE_ORDER.get(person.caregiver, 3)))

    def between(self, one: str, other: str) -> tuple[Tie, ...]:
        """Every tie of two people, past ones too."""
        return self._of_two.get(frozenset((one, other)), ())

    @cached_property
    def _of_two(self) -> dict[frozenset[str], tuple[Tie, ...]]:
        found: dict[frozenset[str], tuple[Tie, ...]] = {}
        for tie in self.case.ties:
            two = frozenset(ends(tie))
            found[two] = (*found.get(two, ()), tie)
        return found


def ends(tie: Tie) -> tuple[str, str]:
    """The two ends of a tie."""
    return tie.source, tie.target


def pair_observations(case: Case) -> tuple[PairObservation, ...]:
    """What was seen or told of pairs of caregiver and child."""
    return tuple(each for each in case.observations if isinstance(each, PairObservation))


def is_professional(person: Person) -> bool:
    """Professionals, the clinician and the team among them."""
    return person.role in PROFESSIONAL_ROLES


def is_team(case: Case, identifier: str) -> bool:
    """Whether an id is the clinician's or the team's."""
    person = case.person.get(identifier)
    return person is not None and person.role in CLINICIAN_ROLES


def is_about_team(case: Case, about: tuple[str, ...]) -> bool:
    """Whether something is about the team first of all, so that it belongs to the reflection."""
    return bool(about) and is_team(case, about[0])


def is_said(code: str) -> bool:
    """Whether a coded field was asked and answered with something to tell."""
    return code not in UNSAID and code not in ("none", "not_observed")


def unique(refs: Iterable[str]) -> tuple[str, ...]:
    """Ids, each once, in order."""
    return tuple(dict.fromkeys(refs))
