"""Islands: parts of the map from which no tie leads to the child.

Said aloud: "Mei stands on the map, but we have not said how she belongs to Leo's family."

Definition: connected components without an index child, over all ties whatever their quality,
past ones too, and over shared homes. Only a known absence (quality ``none``) does not connect.

Pitfall: an island is more often a gap in the map than a gap in the family.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from imh.network.family import homes, household_members, index_children
from imh.network.graph import CaseGraph, ids, ties


@dataclass(frozen=True)
class Island:
    """Symbols that hang together, without the child; ``absences`` are ties asked and none."""

    members: tuple[str, ...]
    ties: tuple[str, ...]
    absences: tuple[str, ...]


def islands(graph: CaseGraph) -> tuple[Island, ...]:
    """Find the parts of the map that are not connected with any index child."""
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(graph)
    for home in (household_members(graph), *homes(graph).values()):
        nx.add_path(network, sorted(home))
    network.add_edges_from((tie.source, tie.target) for tie in ties(graph) if tie.quality != "none")
    found: list[Island] = []
    for part in nx.connected_components(network):
        if not part & set(index_children(graph)):
            touching = [tie for tie in ties(graph) if {tie.source, tie.target} & part]
            found.append(
                Island(
                    members=tuple(sorted(part)),
                    ties=ids([tie for tie in touching if tie.quality != "none"]),
                    absences=ids([tie for tie in touching if tie.quality == "none"]),
                )
            )
    return tuple(sorted(found, key=lambda island: island.members))
