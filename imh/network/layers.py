"""Bronfenbrenner's layers, derived from the ties and never asked for as a label.

Said aloud: "Little Steps is a place Leo is in; the warehouse reaches him only through Marco."

References: Bronfenbrenner 1979; Neal & Neal 2013 (settings are micro or exo by who takes
part in them, and the systems are networked, not nested).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import networkx as nx

from imh.case.ties import Tie
from imh.case.vocabulary import ANY_CARE, KIN_TIES, SOME_OR_MUCH, UNSAID
from imh.network.family import household_members, housemates, index_children
from imh.network.graph import CaseGraph, ids, influences, pair, people, ties

Layer = Literal["child", "micro", "exo", "macro", "unplaced"]


@dataclass(frozen=True)
class Placement:
    """The layer of one symbol and what it follows from.

    ``through`` names whom something of the exosystem reaches the child through. ``ties`` is
    empty where the layer follows from a home, a part in caring, or the kind of symbol.
    """

    layer: Layer
    through: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()


def layers(graph: CaseGraph) -> dict[str, Placement]:
    """Place every symbol of the map, by id.

    child: an index child. micro: lives with the child, has a part in caring for it, or is in
    touch with it (:func:`in_touch`). exo: reaches the child only through others. macro: every
    influence. unplaced: nothing on the map leads from here to the child.

    Past ties place too (an intensive care unit stays a place the child was in); whether a
    tie still holds matters to the measures, not to the ring. A setting's tie to the child of
    which nothing else is known counts; a person's bare kin tie does not, since being an uncle
    is not yet being in the child's day.
    """
    children = frozenset(index_children(graph))
    placed = {child: Placement("child") for child in children}
    placed |= {influence: Placement("macro") for influence in influences(graph)}
    placed |= _micro(graph, children)
    placed |= _exo(graph, children, placed)
    return {node: placed.get(node, Placement("unplaced")) for node in graph}


def in_touch(graph: CaseGraph, tie: Tie) -> bool:
    """Tell whether the two ends of a tie meet, as far as the map knows.

    Known contact decides. Without it a known quality or support says that they do, unless the
    tie is cut off; a tie of quality ``none`` is a known absence. When nothing was said, a
    bare kin tie or a tie of unknown kind between two people is no meeting.
    """
    if "none" in (tie.quality, tie.contact):
        return False
    if tie.contact not in UNSAID:
        return True
    if tie.quality not in UNSAID:
        return tie.quality != "cut_off"
    if {tie.support_to_source, tie.support_to_target} & SOME_OR_MUCH:
        return True
    between_people = {tie.source, tie.target} <= set(people(graph))
    return not (between_people and tie.kind in KIN_TIES | {"unknown"})


def _micro(graph: CaseGraph, children: frozenset[str]) -> dict[str, Placement]:
    near = household_members(graph) | {
        identifier for identifier, person in people(graph).items() if person.caregiver in ANY_CARE
    }
    meeting: dict[str, list[Tie]] = {}
    for tie in ties(graph):
        ends = {tie.source, tie.target}
        if len(ends & children) == 1 and in_touch(graph, tie):
            meeting.setdefault((ends - children).pop(), []).append(tie)
    found = (near | set(meeting)) - children - set(influences(graph))
    return {node: Placement("micro", ties=ids(meeting.get(node, []))) for node in sorted(found)}


def _exo(
    graph: CaseGraph, children: frozenset[str], placed: dict[str, Placement]
) -> dict[str, Placement]:
    reach: nx.Graph[str] = nx.Graph()
    by_pair: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties(graph):
        ends = {tie.source, tie.target}
        if tie.quality != "none" and not ends & (children | set(influences(graph))):
            reach.add_edge(tie.source, tie.target)
            by_pair.setdefault(pair(tie), []).append(tie)
    micro = {node for node, placement in placed.items() if placement.layer == "micro"}
    near = micro & set(reach)
    distance = nx.multi_source_dijkstra_path_length(reach, near) if near else {}
    found: dict[str, Placement] = {}
    for node in sorted(set(distance) - micro):
        steps = sorted(n for n in reach[node] if distance[n] < distance[node])
        carrying = [tie for step in steps for tie in by_pair[min(node, step), max(node, step)]]
        found[node] = Placement("exo", through=tuple(steps), ties=ids(carrying))
    return found


def mesosystem_ties(graph: CaseGraph) -> tuple[Tie, ...]:
    """Ties between two of the child's microsystems other than through the child.

    Said aloud: "who of those in Leo's day know one another". People of one home are one
    microsystem, so their ties are left out, and so are known absences.
    """
    micro = {node for node, placement in layers(graph).items() if placement.layer == "micro"}
    persons = set(people(graph))
    return tuple(
        tie
        for tie in ties(graph)
        if {tie.source, tie.target} <= micro
        and tie.quality != "none"
        and not (tie.source in persons and tie.target in housemates(graph, tie.source))
    )
