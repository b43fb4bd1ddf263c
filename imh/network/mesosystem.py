"""How far the places in the child's day are in touch with one another.

Said aloud: "Of the three places that know Leo, the clinic and the nursery talk; early
intervention and the nursery do not; of the third pair we have not asked."

Definition: the places are the settings of the child's microsystem that are in place now, and
the professionals in touch with the child who belong to none of them. A person who works at a
setting speaks for it. Each pair of places is one of

- conflicted: a tie between them is strained or of a hard quality;
- linked: a tie with known quality, contact or support;
- absent: asked, and there is none (quality or contact ``none``);
- unknown: no tie drawn, or one of which nothing is known.

Density is the share of pairs known to be linked or conflicted. Reference: Bronfenbrenner 1979;
Neal & Neal 2013.

Pitfalls: unknown pairs lower the density without being known to be apart, so the greatest
possible density stands beside it. With two places it is all or nothing: say the pair. The home
is not a place here: how it gets on with each place is read from the family's own ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from imh.case.ties import Tie
from imh.case.vocabulary import SOME_OR_MUCH, STAFF_ROLES, UNSAID
from imh.network.graph import (
    CaseGraph,
    current_ties,
    ids,
    is_present,
    is_strained,
    people,
    settings,
)
from imh.network.layers import layers

PairState = Literal["linked", "conflicted", "absent", "unknown"]


@dataclass(frozen=True)
class PlacePair:
    """Two places in the child's day, how they are in touch, and the ties that tell."""

    places: tuple[str, str]
    state: PairState
    ties: tuple[str, ...]


@dataclass(frozen=True)
class Mesosystem:
    """Every pair of the child's places."""

    places: tuple[str, ...]
    pairs: tuple[PlacePair, ...]

    def of(self, state: PairState) -> tuple[PlacePair, ...]:
        """The pairs in one state."""
        return tuple(pair for pair in self.pairs if pair.state == state)

    @property
    def density(self) -> float | None:
        """Known ties / possible ties, 0 to 1; None with fewer than two places."""
        if not self.pairs:
            return None
        return (len(self.of("linked")) + len(self.of("conflicted"))) / len(self.pairs)

    @property
    def greatest_density(self) -> float | None:
        """The density if every unknown pair turned out to be in touch."""
        if not self.pairs:
            return None
        return 1 - len(self.of("absent")) / len(self.pairs)


def mesosystem(graph: CaseGraph) -> Mesosystem:
    """Sort the pairs of the child's places by how they are in touch."""
    members = _places(graph)
    now = current_ties(graph)
    pairs = []
    for one, other in combinations(sorted(members), 2):
        between = [
            tie
            for tie in now
            if (tie.source in members[one] and tie.target in members[other])
            or (tie.source in members[other] and tie.target in members[one])
        ]
        pairs.append(_judge((one, other), between))
    return Mesosystem(tuple(sorted(members)), tuple(pairs))


def _places(graph: CaseGraph) -> dict[str, frozenset[str]]:
    """The child's places, each with the ids of the people who speak for it."""
    micro = {node for node, placement in layers(graph).items() if placement.layer == "micro"}
    here = {node for node in micro if is_present(graph, node)}
    staff = {node for node, person in people(graph).items() if person.role in STAFF_ROLES}
    places = {setting: {setting} for setting in settings(graph) if setting in here}
    employed: set[str] = set()
    for tie in current_ties(graph):
        if tie.kind in ("works_with", "membership"):
            for setting, person in ((tie.source, tie.target), (tie.target, tie.source)):
                if setting in places and person in staff:
                    places[setting].add(person)
                    employed.add(person)
    on_their_own = {person: {person} for person in (staff & here) - employed}
    return {place: frozenset(who) for place, who in (places | on_their_own).items()}


def _judge(places: tuple[str, str], between: list[Tie]) -> PlacePair:
    conflicted = [tie for tie in between if is_strained(tie)]
    absent = [tie for tie in between if "none" in (tie.quality, tie.contact)]
    linked = [
        tie
        for tie in between
        if tie not in absent
        and (
            tie.quality not in UNSAID
            or tie.contact not in UNSAID
            or {tie.support_to_source, tie.support_to_target} & SOME_OR_MUCH
        )
    ]
    if conflicted:
        return PlacePair(places, "conflicted", ids(conflicted))
    if linked:
        return PlacePair(places, "linked", ids(linked))
    if absent:
        return PlacePair(places, "absent", ids(absent))
    return PlacePair(places, "unknown", ids(between))
