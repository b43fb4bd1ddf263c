"""Who is who around the child: homes, caregivers, young children, professionals.

Nothing here weighs anything. Family form is read from what was recorded (a home, a part in
caring, a parent tie), never from gender, marriage or number of adults.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import networkx as nx

from imh.case.vocabulary import (
    ANY_CARE,
    CHILD_ROLES,
    CLINICIAN_ROLES,
    DAILY_CARE,
    FULL_SIBLING_ROLES,
    OPEN_CODES,
    PARENT_ROLES,
    PARENT_TIES,
    PROFESSIONAL_ROLES,
    STAFF_ROLES,
)
from imh.network.graph import (
    CaseGraph,
    case_of,
    current_ties,
    is_present,
    people,
    remembered,
    ties,
)

YOUNG_MONTHS: Final = 72
"""A child counts as young until the sixth birthday."""

_ROLES_OF_ANY_AGE: Final = CHILD_ROLES | OPEN_CODES | {"cousin"}


def index_children(graph: CaseGraph) -> tuple[str, ...]:
    """Ids of the index child or children, in the order of the case."""
    return case_of(graph).children


@remembered
def caregivers(graph: CaseGraph) -> frozenset[str]:
    """People known to care for the child as a primary or shared caregiver."""
    return _caring(graph, DAILY_CARE)


def primary_caregivers(graph: CaseGraph) -> frozenset[str]:
    """People known to be a primary caregiver of the child."""
    return _caring(graph, {"primary"})


@remembered
def occasional_caregivers(graph: CaseGraph) -> frozenset[str]:
    """People who look after the child now and then."""
    return _caring(graph, {"occasional"})


def _caring(graph: CaseGraph, parts: Collection[str]) -> frozenset[str]:
    return frozenset(
        identifier
        for identifier, person in people(graph).items()
        if person.caregiver in parts
        and is_present(graph, identifier)
        and identifier not in index_children(graph)
    )


@remembered
def professionals(graph: CaseGraph) -> frozenset[str]:
    """Professionals of any discipline, the clinician and the team among them."""
    return _with_role(graph, PROFESSIONAL_ROLES)


def clinicians(graph: CaseGraph) -> frozenset[str]:
    """Those who write this case: the clinician and the consultation team."""
    return _with_role(graph, CLINICIAN_ROLES)


@remembered
def parents(graph: CaseGraph) -> frozenset[str]:
    """Parents of an index child, by their role or by a parent tie, past or present."""
    by_tie = {
        tie.source
        for tie in ties(graph)
        if tie.kind in PARENT_TIES and tie.target in index_children(graph)
    }
    return _with_role(graph, PARENT_ROLES) | by_tie


def _with_role(graph: CaseGraph, roles: frozenset[str]) -> frozenset[str]:
    return frozenset(node for node, person in people(graph).items() if person.role in roles)


@remembered
def homes(graph: CaseGraph) -> dict[str, frozenset[str]]:
    """Who lives in each household now, by household id.

    An index child lives where it is a member or spends at least part of a week's nights.
    People who died are not housemates.
    """
    return {
        household.id: frozenset(
            identifier
            for identifier in (
                *household.members,
                *(child for child, nights in household.nights.items() if nights > 0),
            )
            if is_present(graph, identifier)
        )
        for household in case_of(graph).households
    }


def housemates(graph: CaseGraph, person: str) -> frozenset[str]:
    """People who live with a person: in one household, or by a tie "lives with"."""
    together = {mate for home in homes(graph).values() if person in home for mate in home}
    neighbours = _living_together(graph)
    if person in neighbours:
        together.update(neighbours[person])
    return frozenset(together - {person})


@remembered
def household_members(graph: CaseGraph) -> frozenset[str]:
    """Everybody who lives in a home of an index child, the child included.

    A child of separated parents has two homes, and both count. Where somebody is only said to
    live with a member ("Rosa lives with Ana"), they live there too.
    """
    children = set(index_children(graph))
    members = set(children)
    for home in homes(graph).values():
        if home & children:
            members |= home
    living_together = _living_together(graph)
    for member in sorted(members & set(living_together)):
        members |= nx.node_connected_component(living_together, member)
    return frozenset(members)


@remembered
def _living_together(graph: CaseGraph) -> nx.Graph[str]:
    """People joined by current ties "lives with"."""
    everybody = people(graph)
    return nx.Graph(
        (tie.source, tie.target)
        for tie in current_ties(graph)
        if tie.contact == "lives_with" and tie.source in everybody and tie.target in everybody
    )


@remembered
def home_circle(graph: CaseGraph) -> frozenset[str]:
    """The inside of "outside help": the child's homes and the child's caregivers.

    A father who shares the care from a home of his own is no outside helper. Professionals
    and teachers are outside unless they live with the child, as a foster parent does.
    """
    outside = _with_role(graph, STAFF_ROLES)
    return household_members(graph) | (caregivers(graph) - outside)


def is_young(graph: CaseGraph, person: str) -> bool | None:
    """Tell whether a person is a child under six; None when nobody has said.

    Index children and pregnancies are young; a twin without an age is as old as the index
    child. Without an age, only roles that any age can have (sibling, cousin, other) stay
    open, and not for somebody who is a parent or a caregiver.
    """
    case = case_of(graph)
    entry = case.person[person]
    if person in case.children or entry.life == "pregnancy":
        return True
    age = case.age_in_months(person)
    if age is not None:
        return age < YOUNG_MONTHS
    if entry.role == "twin":
        return True
    is_parent = any(tie.kind in PARENT_TIES and tie.source == person for tie in ties(graph))
    cares = entry.caregiver in ANY_CARE
    return None if entry.role in _ROLES_OF_ANY_AGE and not is_parent and not cares else False


def own_children(graph: CaseGraph, person: str) -> frozenset[str]:
    """Children whom a person parents or brings up, whatever their age.

    Those at the end of a parent tie; for a parent or caregiver (primary, shared) the index
    children; for a parent by role also the index child's full siblings and twins; for a
    caregiver also the children of the family who live with them.
    """
    everybody = people(graph)
    entry = everybody[person]
    own = {
        tie.target for tie in ties(graph) if tie.kind in PARENT_TIES and tie.source == person
    } & set(everybody)
    cares = person in caregivers(graph)
    if cares or entry.role in PARENT_ROLES:
        own |= set(index_children(graph))
    if entry.role in PARENT_ROLES:
        own |= _with_role(graph, FULL_SIBLING_ROLES)
    if cares:
        own |= housemates(graph, person) & _with_role(graph, CHILD_ROLES)
    return frozenset(own - {person})


def own_young_children(graph: CaseGraph, person: str) -> frozenset[str]:
    """A person's own children known to be under six: caring for them is not help given."""
    return frozenset(child for child in own_children(graph, person) if is_young(graph, child))


def own_children_of_unknown_age(graph: CaseGraph, person: str) -> frozenset[str]:
    """A person's own children of whom nobody has said whether they are under six."""
    return frozenset(
        child for child in own_children(graph, person) if is_young(graph, child) is None
    )
