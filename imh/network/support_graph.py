"""The ways that help takes: who passes help on to whom, from outside into the child's home.

Help has a direction. A neighbour whom Ana looks after is no way by which help reaches Leo,
though there is a tie; so the graph is directed, from the giver to the receiver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from imh.case.surroundings import Setting
from imh.case.ties import Tie
from imh.case.vocabulary import CONTROLLING_SERVICES, GOOD_QUALITIES, SOME_OR_MUCH, UNSAID
from imh.network.family import (
    caregivers,
    home_circle,
    housemates,
    index_children,
    is_young,
    professionals,
)
from imh.network.graph import CaseGraph, current_ties, influences, people, remembered
from imh.network.support import support_flows

if TYPE_CHECKING:
    SupportGraph: TypeAlias = nx.DiGraph[str]
else:
    SupportGraph: TypeAlias = nx.DiGraph


@remembered
def support_graph(graph: CaseGraph) -> SupportGraph:
    """Build the directed graph of help: giver to receiver, ``ties`` the ids it rests on.

    There is a way from one symbol to the next

    - where a current tie says that support is some or much in that direction;
    - from a service (or a professional) to a person where the tie is of kind "service", warm
      or ordinary, and nobody said that it gives none; not from a court, the police,
      immigration or child protection;
    - between people of one home, from everybody not known to have no part in caring
      (``ties`` may be empty: they share a roof);
    - from a primary or shared caregiver to the child.

    The index child only receives. Other children under six pass nothing on and are left out:
    a four-year-old's nursery is no way to help for the baby. So are influences.
    """
    children = set(index_children(graph))
    left_out = set(influences(graph)) | {
        person for person in people(graph) if person not in children and is_young(graph, person)
    }
    passing = set(graph) - left_out
    carried: dict[tuple[str, str], set[str]] = {}
    for flow in support_flows(graph):
        if flow.amount in SOME_OR_MUCH:
            carried.setdefault((flow.giver, flow.receiver), set()).add(flow.tie)
    for tie in current_ties(graph):
        for giver, receiver in _served(graph, tie):
            carried.setdefault((giver, receiver), set()).add(tie.id)
    for giver, receiver in _within_home(graph):
        carried.setdefault((giver, receiver), set())
    network: SupportGraph = nx.DiGraph()
    network.add_nodes_from(sorted(passing))
    for (giver, receiver), ties in sorted(carried.items()):
        if {giver, receiver} <= passing and giver not in children:
            network.add_edge(giver, receiver, ties=tuple(sorted(ties)))
    return network


def _served(graph: CaseGraph, tie: Tie) -> list[tuple[str, str]]:
    """Directions in which a service tie of good quality brings help without saying how much."""
    if tie.kind != "service" or tie.quality not in GOOD_QUALITIES:
        return []
    directions = (
        (tie.source, tie.target, tie.support_to_target),
        (tie.target, tie.source, tie.support_to_source),
    )
    return [
        (giver, receiver)
        for giver, receiver, amount in directions
        if amount in UNSAID and _serves(graph, giver) and not _serves(graph, receiver)
    ]


def _serves(graph: CaseGraph, identifier: str) -> bool:
    entry = graph.nodes[identifier]["entry"]
    if isinstance(entry, Setting):
        return entry.kind not in CONTROLLING_SERVICES
    return identifier in professionals(graph)


@remembered
def _within_home(graph: CaseGraph) -> list[tuple[str, str]]:
    everybody, circle, children = people(graph), home_circle(graph), index_children(graph)
    under_one_roof = [
        (giver, receiver)
        for giver in sorted(circle)
        for receiver in sorted(housemates(graph, giver) & circle)
        if everybody[giver].caregiver != "none"
    ]
    return under_one_roof + [
        (carer, child) for carer in sorted(caregivers(graph) & circle) for child in children
    ]


@remembered
def helpers(graph: CaseGraph) -> frozenset[str]:
    """People and settings outside the child's homes and caregivers whose help reaches it."""
    return reaching_child(graph, support_graph(graph)) - home_circle(graph)


def reaching_child(graph: CaseGraph, network: SupportGraph) -> frozenset[str]:
    """Everybody from whom a way of a support graph leads to an index child."""
    reaching: set[str] = set()
    for child in index_children(graph):
        reaching |= nx.ancestors(network, child)
    return frozenset(reaching)


def undecided_ties(graph: CaseGraph, receivers: frozenset[str]) -> tuple[str, ...]:
    """Ties from outside to some receivers of which nobody has said whether they bring help."""
    network = support_graph(graph)
    outside = set(network) - home_circle(graph)
    return tuple(
        sorted(
            {
                flow.tie
                for flow in support_flows(graph)
                if flow.giver in outside
                and flow.receiver in receivers
                and flow.amount in UNSAID
                and not network.has_edge(flow.giver, flow.receiver)
            }
        )
    )
