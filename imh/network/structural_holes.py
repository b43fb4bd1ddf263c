"""Structural holes and density, for the analytic view only and never in a rule.

Effective size said aloud: "Ana's seven people count as about five, since some of them
know one another". Constraint: "how far all of somebody's ties lead back to the same
few". Density without the child: "take Leo away: how many of those around him know each other?"

Definition: on the undirected graph of people and settings present now, two of them joined
once when a current tie has a known quality other than ``none``. Effective size and constraint
after Burt 1992, unweighted.

Pitfalls: ties of unknown quality are left out and counted apart. Neither measure exists for
somebody without ties, and a network of fewer than five gives counts only: both are None. High
constraint may be a close family and no trouble at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import networkx as nx

from imh.case.vocabulary import UNSAID
from imh.network.family import index_children
from imh.network.graph import CaseGraph, current_ties, ids, influences, is_present

SMALLEST_NETWORK: Final = 5
_DIGITS: Final = 9
"""Summing in another order moves the last digits; a measure must not depend on names."""


@dataclass(frozen=True)
class StructuralHoles:
    """The place of one person or setting among the others.

    ``neighbours`` are those it is known to be tied to. ``effective_size`` runs from 1 (all of
    them tied to one another) to their number; ``constraint`` is higher the more they lead
    back to the same few.
    """

    who: str
    neighbours: tuple[str, ...]
    effective_size: float | None
    constraint: float | None


@dataclass(frozen=True)
class Density:
    """Pairs tied among those around the child, the child itself left out.

    ``value`` is ``tied`` / ``possible``, from 0 to 1. ``unknown`` are ties of which nobody
    has said how they are.
    """

    value: float | None
    tied: int
    possible: int
    unknown: tuple[str, ...]


def known_network(graph: CaseGraph) -> nx.Graph[str]:
    """People and settings present now, joined where a tie is known to be more than none."""
    apart = set(influences(graph))
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(node for node in graph if node not in apart and is_present(graph, node))
    network.add_edges_from(
        (tie.source, tie.target)
        for tie in current_ties(graph)
        if tie.quality not in (*UNSAID, "none") and not {tie.source, tie.target} & apart
    )
    return network


def structural_holes(graph: CaseGraph, identifier: str) -> StructuralHoles:
    """Effective size and constraint of one person or setting (Burt 1992)."""
    network = known_network(graph)
    neighbours = tuple(sorted(network[identifier])) if identifier in network else ()
    if len(network) < SMALLEST_NETWORK or not neighbours:
        return StructuralHoles(identifier, neighbours, None, None)
    return StructuralHoles(
        who=identifier,
        neighbours=neighbours,
        effective_size=round(nx.effective_size(network, nodes=[identifier])[identifier], _DIGITS),
        constraint=round(nx.constraint(network, nodes=[identifier])[identifier], _DIGITS),
    )


def density_without_child(graph: CaseGraph) -> Density:
    """Density among the people and settings around the child, once the child is taken away."""
    children = set(index_children(graph))
    network = known_network(graph)
    counts_only = len(network) < SMALLEST_NETWORK
    network.remove_nodes_from(children)
    number = network.number_of_nodes()
    left_out = children | set(influences(graph))
    unknown = [
        tie
        for tie in current_ties(graph)
        if tie.quality in UNSAID and not {tie.source, tie.target} & left_out
    ]
    return Density(
        value=None if counts_only else nx.density(network),
        tied=network.number_of_edges(),
        possible=number * (number - 1) // 2,
        unknown=ids(unknown),
    )
