"""A case as the rules look at it: who cares for the child, who is family, what is between two.

Everything here is derived once for a case, so that a rule reads like the sentence that a
clinician would say.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from imh import network
from imh.case.ages import GROWN_YEARS
from imh.case.basis import Basis, InformantReport
from imh.case.case import Case
from imh.case.events import Event
from imh.case.labels import label
from imh.case.observations import (
    ChildObservation,
    DailyObservation,
    Observation,
    PairObservation,
    Screening,
)
from imh.case.people import Load, Person
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.case.vocabulary import (
    DAILY_CARE,
    HARDEST_FIRST,
    PARENT_ROLES,
    SEPARATIONS,
    SERVICES,
    SIBLING_ROLES,
    UNSAID,
    Amount,
)
from imh.network.support import Flow
from imh.principles.knowledge import Knowledge
from imh.principles.phrases import domain_words
from imh.principles.sentences import joined, name_of, number_word


class Situation:
    """What the rules ask of a case; ``known`` is the knowledge they are weighed by.

    ``worked_out`` keeps what several rules ask for, such as the strain between two.
    """

    def __init__(self, case: Case, known: Knowledge) -> None:
        self.case = case
        self.known = known
        self.now = case.reference_age_months
        self.worked_out: dict[Any, Any] = {}

    @cached_property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The case as a graph, for the measures of ``imh.network``."""
        return network.build(self.case)

    # People

    def name(self, identifier: str) -> str:
        """How a sentence names somebody or something."""
        return name_of(self.case, identifier)

    def names(self, identifiers: Iterable[str]) -> str:
        """Several names joined."""
        return joined(self.name(identifier) for identifier in identifiers)

    def names_or_words(self, tellers: Iterable[str]) -> str:
        """Those who told something: names of people on the map, other words as they are."""
        return joined(
            self.name(teller) if teller in self.case.symbols else teller for teller in tellers
        )

    def need(self, setting: Setting) -> str:
        """What a family goes without: ``Heating`` as it was named, else ``food``."""
        return setting.name or label("SettingKind", setting.kind)

    def event_word(self, event: Event) -> str:
        """The field's word for an event's kind."""
        return label("EventKind", event.kind).lower()

    def observed(self, seen: Observation) -> str:
        """What an observation is about, in words."""
        if isinstance(seen, PairObservation):
            aspect = label("PairAspect", seen.aspect).lower()
            return f"{aspect} between {self.name(seen.caregiver)} and {self.name(seen.child)}"
        if isinstance(seen, ChildObservation):
            return f"{self.name(seen.child)}'s {domain_words(seen.domain)}"
        if isinstance(seen, DailyObservation):
            return f"daily life with {self.name(seen.child)}"
        return f"the reading of {seen.name} for {self.name(seen.about)}"

    def listed(self, words: Iterable[str]) -> str:
        """Words joined as one would say them."""
        return joined(words)

    def count(self, number: int) -> str:
        """A small number as a word."""
        return number_word(number)

    @cached_property
    def children(self) -> tuple[Person, ...]:
        """The index child or children."""
        return self.case.index_children

    @cached_property
    def children_names(self) -> str:
        """The index children's names joined."""
        return self.names(self.case.children)

    @cached_property
    def caregivers(self) -> tuple[Person, ...]:
        """Those who care for the child as their main or shared task, and are alive."""
        caring = network.caregivers(self.graph)
        return tuple(person for person in self.case.people if person.id in caring)

    @cached_property
    def carers(self) -> frozenset[str]:
        """Ids of everybody with a known part in caring for the child, occasional included."""
        return network.caregivers(self.graph) | network.occasional_caregivers(self.graph)

    @cached_property
    def parents(self) -> tuple[Person, ...]:
        """Living parents of an index child, by tie or by role."""
        parents = network.parents(self.graph)
        return tuple(p for p in self.case.people if p.id in parents and p.life != "died")

    @cached_property
    def professionals(self) -> frozenset[str]:
        """Ids of professionals, the clinician and the team."""
        return network.professionals(self.graph)

    @cached_property
    def helpers(self) -> frozenset[str]:
        """Ids of services and of professionals."""
        services = {s.id for s in self.case.settings if s.kind in SERVICES}
        return self.professionals | services

    @cached_property
    def family(self) -> frozenset[str]:
        """Ids of everybody who is not a professional: kin, friends, neighbours, the children."""
        return frozenset(p.id for p in self.case.people if p.id not in self.professionals)

    @cached_property
    def household(self) -> frozenset[str]:
        """Ids of those who share a home with an index child, and of the child's caregivers."""
        return network.home_circle(self.graph)

    # Ties

    @cached_property
    def _between(self) -> dict[frozenset[str], list[Tie]]:
        pairs: dict[frozenset[str], list[Tie]] = defaultdict(list)
        for tie in self.case.ties:
            if tie.until_months is None or tie.until_months >= self.now:
                pairs[frozenset((tie.source, tie.target))].append(tie)
        return pairs

    @cached_property
    def pairs(self) -> tuple[tuple[str, str, tuple[Tie, ...]], ...]:
        """Every two that are tied today, with all ties between them."""
        order = {identifier: place for place, identifier in enumerate(self.case.symbols)}
        return tuple(
            (*sorted(pair, key=order.__getitem__), tuple(ties))  # type: ignore[misc]
            for pair, ties in self._between.items()
        )

    def between(self, one: str, other: str) -> tuple[Tie, ...]:
        """All present ties between two."""
        return tuple(self._between.get(frozenset((one, other)), ()))

    def quality(self, one: str, other: str) -> str:
        """The quality known between two: the hardest that is noted, ``unknown`` when none is.

        Kin ties without a quality of their own say nothing about how the two get on.
        """
        noted = [tie.quality for tie in self.between(one, other) if tie.quality not in UNSAID]
        return next((quality for quality in HARDEST_FIRST if quality in noted), "unknown")

    def tie_fact(self, one: str, other: str) -> str:
        """How it is between two as one fact, whoever is named first."""
        return f"tie:{'~'.join(sorted((one, other)))}"

    def declined(self, one: str, other: str) -> bool:
        """Whether the family chose not to speak of this tie."""
        return any(tie.quality == "declined" for tie in self.between(one, other))

    def refs(self, ties: Iterable[Tie]) -> tuple[str, ...]:
        """Ids of ties."""
        return tuple(tie.id for tie in ties)

    def qualified(self, one: str, other: str) -> tuple[str, ...]:
        """Ids of the ties between two that say how they get on."""
        return tuple(t.id for t in self.between(one, other) if t.quality not in UNSAID)

    # Events and observations

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events by the child's age; those without an age last."""
        return tuple(
            sorted(
                self.case.events,
                key=lambda e: (e.at_months is None, e.at_months or 0.0, e.kind, e.id),
            )
        )

    def event_kind(self, event: Event) -> str:
        """What kind of fact an event is; losing a caregiver is one of its own.

        A caregiver in prison or deployed is a caregiver whom the child is without.
        """
        if event.kind in ("loss", *SEPARATIONS) and self.cared(event.away):
            return "loss_of_caregiver" if event.kind == "loss" else "separation"
        if event.kind == "separation":
            return "adversity"
        return self.known.event_kinds[event.kind]

    def cared(self, person: str | None) -> bool:
        """Whether somebody who went away cares or cared for the child as their task."""
        if person is None or person not in self.case.person:
            return False
        gone = self.case.person[person]
        return gone.caregiver in DAILY_CARE or gone.role in PARENT_ROLES

    def event_fact(self, event: Event) -> str:
        """The event as one fact, however many entries tell of it."""
        who = ",".join(sorted({*event.who, *((event.away,) if event.away else ())}))
        return f"event:{event.kind}:{event.at_months}:{who or event.title}"

    @cached_property
    def pair_observations(self) -> tuple[PairObservation, ...]:
        """Observations of a caregiver and a child together."""
        return tuple(o for o in self.case.observations if isinstance(o, PairObservation))

    @cached_property
    def child_observations(self) -> tuple[ChildObservation, ...]:
        """Observations of how a child is doing."""
        return tuple(o for o in self.case.observations if isinstance(o, ChildObservation))

    @cached_property
    def daily_observations(self) -> tuple[DailyObservation, ...]:
        """Observations of daily life."""
        return tuple(o for o in self.case.observations if isinstance(o, DailyObservation))

    @cached_property
    def screenings(self) -> tuple[Screening, ...]:
        """Screenings with the clinician's reading."""
        return tuple(o for o in self.case.observations if isinstance(o, Screening))

    # Settings and influences

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """All settings."""
        return self.case.settings

    @cached_property
    def setting_kinds(self) -> dict[str, str]:
        """What kind of place each setting is, by id."""
        return {setting.id: setting.kind for setting in self.case.settings}

    @cached_property
    def influences(self) -> tuple[Influence, ...]:
        """All influences."""
        return self.case.influences

    def partners(self, identifier: str) -> tuple[str, ...]:
        """Everybody and everything that is tied to somebody or something today."""
        order = {name: place for place, name in enumerate(self.case.symbols)}
        others = {
            other
            for pair in self._between
            if identifier in pair
            for other in pair
            if other != identifier
        }
        return tuple(sorted(others, key=order.__getitem__))

    # What a person carries and receives

    def is_child(self, person: str) -> bool:
        """Whether a person is known to be a child: under sixteen, or a sibling of unknown age."""
        age = self.case.age_in_months(person)
        if age is None:
            return self.case.person[person].role in SIBLING_ROLES
        return age < GROWN_YEARS * 12

    def help_between(self, giver: str, receiver: str) -> tuple[Flow, ...]:
        """What ties say of help from one to another, a known ``none`` among it."""
        return tuple(
            Flow(giver, receiver, tie.id, amount)
            for tie in self.between(giver, receiver)
            for target, amount in (
                (tie.target, tie.support_to_target),
                (tie.source, tie.support_to_source),
            )
            if target == receiver and amount not in UNSAID
        )

    def help_around(self, person: str) -> tuple[str, ...]:
        """Ties that say how much help a person gives or gets."""
        return tuple(
            flow.tie
            for other in self.partners(person)
            for flow in (*self.help_between(person, other), *self.help_between(other, person))
        )

    def support_known(self, person: str) -> bool:
        """Whether enough is known of the help that reaches a person: some of it, or two noes."""
        kin = self.family - set(self.case.children)
        said = [
            flow
            for other in self.partners(person)
            if other in kin
            for flow in self.help_between(other, person)
        ]
        noes = {flow.giver for flow in said if flow.amount == "none"}
        return any(flow.amount != "none" for flow in said) or len(noes) >= 2

    def load(self, person: Person, kind: str) -> Load | None:
        """What is noted about one kind of load of a person: the heaviest where several are."""
        noted = [load for load in person.loads if load.kind == kind]
        return min(noted, key=lambda load: _STATES.index(load.state), default=None)


_STATES = ("current", "in_treatment", "past", "none", "declined", "unknown")

AMOUNTS: Mapping[str, float] = {"some": 0.6, "much": 1.0}
"""How much an amount counts; what is not known counts as the least that it can be."""


WORRY: Mapping[str, float] = {"watch": 0.5, "concern": 1.0}
"""How much a domain of the child's development, or a screening, counts."""


def amount(word: Amount, base: float = 0.0) -> float:
    """An amount as a strength in [0, 1], at least ``base``."""
    return max(base, AMOUNTS.get(word, 0.0))


@dataclass(frozen=True, order=True)
class Reading:
    """What one field says: its strength on what is known, and its bounds.

    The hardest of several is the greatest: by strength, then by how sure it is.
    """

    strength: float
    low: float
    high: float

    def times(self, share: float) -> "Reading":
        """The same reading, counting less."""
        return Reading(self.strength * share, self.low * share, self.high * share)


def burden_of(event: Event, base: float = 0.0) -> Reading:
    """How much an event weighed, at least ``base`` where its kind alone is a burden."""
    return read(AMOUNTS, event.burden, event.accounts, event.basis, base)


def read(
    scale: Mapping[str, float],
    value: str,
    accounts: Iterable[InformantReport],
    basis: Basis,
    base: float = 0.0,
) -> Reading:
    """Read a field on a scale from code to strength, other accounts of it beside it.

    Where accounts differ, the bounds reach from the mildest to the hardest, and the strength is
    that of the coded value, or half the hardest account where that is more. An assumption may
    turn out to be nothing. An unknown value never reads harder than a known ``none``.
    ``base`` is what a fact counts whatever the field says; with it, an unknown field may turn
    out to be anything above.
    """
    if base:
        scale = {code: max(base, strength) for code, strength in scale.items()}
    strength = scale.get(value, base)
    told = [scale.get(a.value, base) for a in accounts if a.value and a.value not in UNSAID]
    if told:
        every = [*told, strength] if value not in (*UNSAID, "") else told
        return Reading(max(strength, max(told) / 2), min(every), max(every))
    high = max(scale.values()) if base and value in UNSAID else strength
    return Reading(strength, 0.0 if basis.kind == "assumed" else strength, high)


def surest(strength: float, bases: Iterable[Basis]) -> float:
    """The lowest a strength may be: what is only assumed may turn out to be nothing."""
    several = tuple(bases)
    assumed = several and all(basis.kind == "assumed" for basis in several)
    return 0.0 if assumed else strength
