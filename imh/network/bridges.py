"""Sole bridges: who or what alone connects the child's home with help outside.

Said aloud: "The clinic, the food programme and Lucía reach Leo only through Ana. If Ana falls
ill, nobody would know whom to call."

Definition: a caregiver (primary or shared) is a sole bridge for a helper when every way of
the support graph from the helper to an index child runs through that caregiver, in graph
terms when the caregiver is a cut point between them. Where all help is mutual these are the
articulation points of the undirected graph. A bridge tie is a pair whose ties, if they broke
off, would take a helper away.

Pitfall: a well-supported lone caregiver is always a sole bridge, and that alone is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from imh.network.family import caregivers, home_circle
from imh.network.graph import CaseGraph
from imh.network.support_graph import (
    SupportGraph,
    helpers,
    reaching_child,
    support_graph,
    undecided_ties,
)


@dataclass(frozen=True)
class SoleBridge:
    """A caregiver and the help that reaches the child through nobody else.

    ``ties`` are the caregiver's ties by which this help comes in. ``otherwise`` are helpers
    who have another way. ``unknown`` are ties from outside to others in the home of which it
    is not known whether they bring help: one of them could be another way.
    """

    caregiver: str
    helpers: tuple[str, ...]
    ties: tuple[str, ...]
    otherwise: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def carries_all(self) -> bool:
        """Whether all help from outside comes through this one person, as far as is known."""
        return not self.otherwise


@dataclass(frozen=True)
class BridgeTie:
    """Two symbols whose ties alone hold some helpers to the child."""

    giver: str
    receiver: str
    ties: tuple[str, ...]
    helpers: tuple[str, ...]


@dataclass(frozen=True)
class Crossing:
    """Help stepping over the threshold: from a helper outside to somebody inside."""

    helper: str
    receiver: str
    ties: tuple[str, ...]


def sole_bridges(graph: CaseGraph) -> tuple[SoleBridge, ...]:
    """Find each caregiver through whom alone some help reaches the child, sorted by id."""
    network = support_graph(graph)
    reached = helpers(graph)
    circle = home_circle(graph)
    found: list[SoleBridge] = []
    for caregiver in sorted(caregivers(graph) & circle & set(network)):
        lost = _lost(graph, network, reached, without=caregiver)
        if lost:
            found.append(
                SoleBridge(
                    caregiver=caregiver,
                    helpers=tuple(sorted(lost)),
                    ties=_ties_into(network, caregiver, lost),
                    otherwise=tuple(sorted(reached - lost)),
                    unknown=undecided_ties(graph, circle - {caregiver}),
                )
            )
    return tuple(found)


def _lost(
    graph: CaseGraph, network: SupportGraph, reached: frozenset[str], without: str
) -> frozenset[str]:
    remaining = network.copy()
    remaining.remove_node(without)
    return reached - reaching_child(graph, remaining)


def _ties_into(network: SupportGraph, caregiver: str, givers: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        sorted(
            {
                tie
                for giver in sorted(givers & set(network.predecessors(caregiver)))
                for tie in network.edges[giver, caregiver]["ties"]
            }
        )
    )


def bridge_ties(graph: CaseGraph) -> tuple[BridgeTie, ...]:
    """Find each pair whose ties alone hold a helper to the child, sorted by giver.

    A tie that was typed twice joins one pair and is one bridge. Pairs inside the home are
    left out: sharing a roof does not hang on one tie.
    """
    network = support_graph(graph)
    reached = helpers(graph)
    found: list[BridgeTie] = []
    for giver, receiver in network.edges:
        if giver not in reached:
            continue
        remaining: SupportGraph = network.copy()
        remaining.remove_edge(giver, receiver)
        lost = reached - reaching_child(graph, remaining)
        if lost:
            ties = network.edges[giver, receiver]["ties"]
            found.append(BridgeTie(giver, receiver, ties, tuple(sorted(lost))))
    return tuple(found)


def crossings(graph: CaseGraph) -> tuple[Crossing, ...]:
    """List where help from outside comes in: helper, who receives it, by which ties."""
    network, outside, circle = support_graph(graph), helpers(graph), home_circle(graph)
    return tuple(
        Crossing(giver, receiver, network.edges[giver, receiver]["ties"])
        for giver, receiver in network.edges
        if giver in outside and receiver in circle
    )
