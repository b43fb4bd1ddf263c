"""Separate ways by which help from outside reaches the child.

Said aloud: "Help reaches Leo by two separate ways: through Ana, and from Little Steps itself."

Definition: the greatest number of ways from helpers outside to the child on the support graph
that share nobody (node-disjoint paths; by Menger's theorem, the least number of people or
places whose loss would cut the child off from all help).

Pitfalls: many helpers behind one caregiver are one way. The number is certain, the ways shown
are one example of that number. Two ways are not twice the help.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from imh.network.family import home_circle
from imh.network.graph import CaseGraph
from imh.network.support_graph import helpers, support_graph, undecided_ties

_OUTSIDE = ""
"""Stands for all outside help at once; no entry has an empty id."""


@dataclass(frozen=True)
class Way:
    """One way: from a helper to the child, and the ties it runs along.

    Two people who share a roof may have no tie of their own, so a way of three steps can rest
    on fewer than three ties.
    """

    path: tuple[str, ...]
    ties: tuple[str, ...]


@dataclass(frozen=True)
class Ways:
    """The separate ways to one child; ``unknown`` are ties that could open another."""

    child: str
    ways: tuple[Way, ...]
    unknown: tuple[str, ...]

    @property
    def count(self) -> int:
        """The number of separate ways on what is known."""
        return len(self.ways)


def ways_to_child(graph: CaseGraph, child: str) -> Ways:
    """Find the separate ways by which outside help reaches one index child."""
    network = support_graph(graph)
    outside = helpers(graph)
    unknown = undecided_ties(graph, home_circle(graph))
    if not outside:
        return Ways(child, (), unknown)
    with_source = network.copy()
    with_source.add_edges_from((_OUTSIDE, helper) for helper in sorted(outside))
    try:
        paths = list(nx.node_disjoint_paths(with_source, _OUTSIDE, child))
    except nx.NetworkXNoPath:
        paths = []
    ways = []
    for path in paths:
        inward = tuple(path[1:])
        ties = {tie for step in pairwise(inward) for tie in network.edges[step]["ties"]}
        ways.append(Way(inward, tuple(sorted(ties))))
    return Ways(child, tuple(sorted(ways, key=lambda way: way.path)), unknown)
