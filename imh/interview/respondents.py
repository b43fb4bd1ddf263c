"""About whom the interview asks: found in the case anew after every answer."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations

from imh.case.ages import GROWN_YEARS
from imh.case.care_plan import Question
from imh.case.case import Case
from imh.case.people import Household, Person
from imh.case.ties import Tie
from imh.case.vocabulary import (
    CHILD_ROLES,
    DAILY_CARE,
    HARD_QUALITIES,
    NOT_BORN,
    NOT_LIVING,
    PARENT_ROLES,
    PROFESSIONAL_ROLES,
    SOME_OR_MUCH,
)
from imh.principles.evidence import Question as Worthwhile

Pair = tuple[str, str]


def homes(case: Case) -> tuple[Household, ...]:
    """The homes where an index child lives or sleeps."""
    children = set(case.children)
    return tuple(h for h in case.households if children & {*h.members, *h.nights})


def adults(case: Case) -> tuple[str, ...]:
    """Those at home and the parents, grown up and living: who may look after the child."""
    near = {member for home in homes(case) for member in home.members}
    return tuple(
        person.id
        for person in case.people
        if (person.id in near or person.role in PARENT_ROLES or person.caregiver != "unknown")
        and _grown(case, person)
    )


def _grown(case: Case, person: Person) -> bool:
    if person.id in case.children or person.life in NOT_LIVING | NOT_BORN:
        return False
    if person.role in PROFESSIONAL_ROLES:
        return False
    months = case.age_in_months(person.id)
    if months is not None:
        return months >= GROWN_YEARS * 12
    return person.role not in CHILD_ROLES


def caregivers(case: Case) -> tuple[str, ...]:
    """Those who look after the child most; before that is asked, the parents; else who is near."""
    caring = [p.id for p in case.people if p.caregiver in DAILY_CARE]
    caring.sort(key=lambda one: case.person[one].caregiver != "primary")
    grown = [one for one in caring if _grown(case, case.person[one]) or one not in case.children]
    if grown:
        return tuple(grown)
    return tuple(one for one in adults(case) if case.person[one].role in PARENT_ROLES)


def with_child(case: Case) -> Iterator[Pair]:
    """Every caregiver with every index child."""
    for caregiver in caregivers(case):
        for child in case.children:
            yield caregiver, child


def couples(case: Case) -> Iterator[Pair]:
    """Every two caregivers, once."""
    yield from combinations(caregivers(case), 2)


def givers(case: Case) -> Iterator[Pair]:
    """Every two caregivers, each way."""
    yield from permutations(caregivers(case), 2)


def named_as_worry(case: Case) -> Iterator[Pair]:
    """The first caregiver with everybody who was named as a worry."""
    near = caregivers(case)
    asked = {frozenset(pair) for pair in (*with_child(case), *couples(case))}
    for person in remembered(case, "worries") if near else ():
        new = frozenset((near[0], person)) not in asked
        if new and person not in (near[0], *case.children):
            yield near[0], person


def clinician_pairs(case: Case) -> Iterator[Pair]:
    """The clinician with everybody grown who is near the child."""
    for person in case.people:
        if person.role == "clinician":
            yield from ((person.id, other) for other in adults(case))


def services(case: Case, questions: Iterable[Worthwhile]) -> Iterator[Pair]:
    """Two services of which the assessment asks whether they speak with each other."""
    people = {p.id for p in case.people if p.role not in PROFESSIONAL_ROLES}
    for question in questions:
        if question.fact.startswith("tie:") and len(question.refs) == 2:
            one, other = question.refs
            if {one, other} <= set(case.symbols) and not {one, other} & people:
                yield one, other


def between(case: Case, one: str, other: str) -> tuple[Tie, ...]:
    """All ties between two."""
    return tuple(tie for tie in case.ties if {tie.source, tie.target} == {one, other})


def is_hard(ties: Sequence[Tie]) -> bool:
    """Whether it is known to be hard between two."""
    return any(t.quality in HARD_QUALITIES or t.strain in SOME_OR_MUCH for t in ties)


def helpers(case: Case, caregiver: str) -> tuple[str, ...]:
    """People of whom help reaches a caregiver."""
    found = []
    for tie in case.ties:
        if caregiver in (tie.source, tie.target):
            other = tie.target if tie.source == caregiver else tie.source
            amount = tie.support_to_source if tie.source == caregiver else tie.support_to_target
            if amount in SOME_OR_MUCH and other in case.person:
                found.append(other)
    return tuple(dict.fromkeys(found))


# What was asked and has no field of its own is noted as a question that was answered.


def marker_id(ask: str, about: Sequence[str] = ()) -> str:
    """The id under which an answered question is noted in the case."""
    name = "-".join(("asked", ask, *about))
    return name if len(name) <= 48 else f"{name[:39]}-{sum(map(ord, name)) % 10**6}"


def marker(case: Case, ask: str, about: Sequence[str] = ()) -> Question | None:
    """The note of an answered question, None while it is not answered."""
    found = case.entries.get(marker_id(ask, about))
    return found if isinstance(found, Question) else None


def remembered(case: Case, ask: str) -> tuple[str, ...]:
    """Whom a question brought up ("missed", "worries")."""
    noted = marker(case, ask)
    return tuple(one for one in noted.about if one in case.person) if noted else ()
