"""Support that each person receives and gives.

Said aloud: "Ana carries her mother and her daughter's teacher; two people carry her."

Definition: every giver counts once, with the most that any of their current ties says: none 0,
some 1, much 2. Care for one's own children under six is not help given, and nothing that a
child under six gives is help received; otherwise every parent of an infant looks depleted.
Received: from people and settings. Given: to people. Faith or a value that holds somebody is
a resource and stands elsewhere.

Pitfalls: ``none`` (asked) adds nothing and is known; unknown and declined amounts add nothing
and are counted apart. The sum is an order of more and less, never a score to show a family.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from imh.case.vocabulary import UNSAID, Amount
from imh.network.family import is_young, own_children_of_unknown_age, own_young_children
from imh.network.graph import CaseGraph, current_ties, people, settings

AMOUNT: Final = {"none": 0, "some": 1, "much": 2}


class Flow(NamedTuple):
    """What one tie says about support in one direction."""

    giver: str
    receiver: str
    tie: str
    amount: Amount


class Source(NamedTuple):
    """One person or setting on the other side, the tie that says so, and how much."""

    who: str
    tie: str
    amount: Amount


@dataclass(frozen=True)
class Support:
    """Support in one direction, with what it rests on.

    ``sources`` lists each person or setting once, those known to give (or get) nothing left
    out. ``unknown`` are the ties that could say more, ``unknown_with`` who is at their other
    end; ``most`` is the amount if all of them turned out to be much.
    """

    amount: int = 0
    sources: tuple[Source, ...] = ()
    unknown: tuple[str, ...] = ()
    unknown_with: tuple[str, ...] = ()

    @property
    def most(self) -> int:
        """The greatest amount that what is known leaves possible."""
        return self.amount + AMOUNT["much"] * len(self.unknown_with)


@dataclass(frozen=True)
class Balance:
    """Support given beside support received, for one person."""

    person: str
    given: Support
    received: Support

    @property
    def difference(self) -> int:
        """Given less received, on what is known; above zero when more goes out."""
        return self.given.amount - self.received.amount

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest difference that the unknown amounts leave possible."""
        return (
            self.given.amount - self.received.most,
            self.given.most - self.received.amount,
        )


def support_flows(graph: CaseGraph) -> Iterator[Flow]:
    """Both directions of every current tie between people and settings, sorted by tie id."""
    actors = people(graph).keys() | settings(graph).keys()
    for tie in current_ties(graph):
        if {tie.source, tie.target} <= actors:
            yield Flow(tie.source, tie.target, tie.id, tie.support_to_target)
            yield Flow(tie.target, tie.source, tie.id, tie.support_to_source)


def support_received(graph: CaseGraph, person: str) -> Support:
    """Support that reaches a person from other people and from settings."""
    young = {other for other in people(graph) if is_young(graph, other)}
    return _add_up(
        Source(flow.giver, flow.tie, flow.amount)
        for flow in support_flows(graph)
        if flow.receiver == person and flow.giver not in young
    )


def support_given(graph: CaseGraph, person: str) -> Support:
    """Support that a person gives to other adults and kin, own young children left out.

    What goes to an own child of unknown age counts as unknown, whatever its amount.
    """
    own = own_young_children(graph, person)
    perhaps_young = own_children_of_unknown_age(graph, person)
    everybody = people(graph)
    return _add_up(
        Source(
            flow.receiver, flow.tie, "unknown" if flow.receiver in perhaps_young else flow.amount
        )
        for flow in support_flows(graph)
        if flow.giver == person and flow.receiver in everybody and flow.receiver not in own
    )


def support_balance(graph: CaseGraph, person: str) -> Balance:
    """What a person gives and receives, side by side."""
    return Balance(person, support_given(graph, person), support_received(graph, person))


def _add_up(sources: Iterable[Source]) -> Support:
    known: dict[str, Source] = {}
    unsaid: list[Source] = []
    for source in sources:
        if source.amount in UNSAID:
            unsaid.append(source)
        elif source.who not in known or AMOUNT[source.amount] > AMOUNT[known[source.who].amount]:
            known[source.who] = source
    open_ties = [source for source in unsaid if source.who not in known]
    return Support(
        amount=sum(AMOUNT[source.amount] for source in known.values()),
        sources=tuple(known[who] for who in sorted(known) if known[who].amount != "none"),
        unknown=tuple(sorted(source.tie for source in open_ties)),
        unknown_with=tuple(sorted({source.who for source in open_ties})),
    )
