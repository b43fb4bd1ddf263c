"""The case as a graph: every symbol a node, every tie an edge that can be named."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

import networkx as nx

from imh.case.case import Case, Symbol
from imh.case.people import Person
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.case.vocabulary import HARD_QUALITIES, NOT_IN_PLACE, NOT_LIVING, SOME_OR_MUCH

if TYPE_CHECKING:
    CaseGraph: TypeAlias = nx.MultiDiGraph[str]
else:
    CaseGraph: TypeAlias = nx.MultiDiGraph

NodeKind = Literal["person", "setting", "influence"]


Found = TypeVar("Found")


def remembered(measure: Callable[[CaseGraph], Found]) -> Callable[[CaseGraph], Found]:
    """Work out a measure once for each graph; a graph from :func:`build` is never changed.

    What is returned is shared between callers: copy it before changing it.
    """
    known: WeakKeyDictionary[CaseGraph, Found] = WeakKeyDictionary()

    @wraps(measure)
    def recall(graph: CaseGraph) -> Found:
        if graph not in known:
            known[graph] = measure(graph)
        return known[graph]

    return recall


def build(case: Case) -> CaseGraph:
    """Turn a case into a directed multigraph.

    Nodes are the ids of people, settings and influences, with ``entry`` (the model) and
    ``kind`` ("person", "setting" or "influence"). Each tie is an edge from its source to its
    target whose key is the tie's id and whose ``tie`` is the model. Nodes and edges are
    sorted by id, so the order in which a case was typed changes no measure.
    """
    graph: CaseGraph = nx.MultiDiGraph(case=case)
    for identifier, entry in sorted(case.symbols.items()):
        graph.add_node(identifier, entry=entry, kind=_kind(entry))
    for tie in sorted(case.ties, key=lambda tie: tie.id):
        graph.add_edge(tie.source, tie.target, key=tie.id, tie=tie)
    return graph


def _kind(entry: Symbol) -> NodeKind:
    if isinstance(entry, Person):
        return "person"
    return "setting" if isinstance(entry, Setting) else "influence"


def case_of(graph: CaseGraph) -> Case:
    """The case that a graph was built from."""
    case = graph.graph["case"]
    assert isinstance(case, Case)
    return case


def entries(graph: CaseGraph) -> dict[str, Symbol]:
    """Every symbol of the map by id, sorted by id."""
    return {node: graph.nodes[node]["entry"] for node in graph}


@remembered
def people(graph: CaseGraph) -> dict[str, Person]:
    """People by id, sorted by id."""
    return {node: entry for node, entry in entries(graph).items() if isinstance(entry, Person)}


@remembered
def settings(graph: CaseGraph) -> dict[str, Setting]:
    """Settings by id, sorted by id."""
    return {node: entry for node, entry in entries(graph).items() if isinstance(entry, Setting)}


@remembered
def influences(graph: CaseGraph) -> dict[str, Influence]:
    """Influences by id, sorted by id."""
    return {node: entry for node, entry in entries(graph).items() if isinstance(entry, Influence)}


@remembered
def ties(graph: CaseGraph) -> tuple[Tie, ...]:
    """Every tie of the map, past ones too, sorted by id."""
    found: list[Tie] = [attributes["tie"] for _, _, attributes in graph.edges(data=True)]
    return tuple(sorted(found, key=lambda tie: tie.id))


def is_present(graph: CaseGraph, identifier: str) -> bool:
    """Tell whether somebody is alive, or a setting is not known to be ordered, ended ..."""
    entry = graph.nodes[identifier]["entry"]
    if isinstance(entry, Person):
        return entry.life not in NOT_LIVING
    return not (isinstance(entry, Setting) and entry.status in NOT_IN_PLACE)


@remembered
def current_ties(graph: CaseGraph) -> tuple[Tie, ...]:
    """Ties that hold at the reference age, sorted by id.

    A tie with ``until_months`` has ended. A tie to somebody who died, to a pregnancy that was
    lost, or to a service that is not in place (ordered, waiting, ended, refused, none) gives
    and strains nothing today.
    """
    return tuple(
        tie
        for tie in ties(graph)
        if tie.until_months is None
        and is_present(graph, tie.source)
        and is_present(graph, tie.target)
    )


def current_ties_of(graph: CaseGraph, identifier: str) -> tuple[Tie, ...]:
    """The current ties of one person, setting or influence, sorted by id."""
    return tuple(tie for tie in current_ties(graph) if identifier in (tie.source, tie.target))


def other_end(tie: Tie, identifier: str) -> str:
    """The id at the other end of a tie."""
    return tie.target if identifier == tie.source else tie.source


def pair(tie: Tie) -> tuple[str, str]:
    """The two ids that a tie joins, sorted: several ties may join one pair."""
    return (tie.source, tie.target) if tie.source < tie.target else (tie.target, tie.source)


def ties_by_pair(ties: tuple[Tie, ...]) -> dict[tuple[str, str], tuple[Tie, ...]]:
    """Ties grouped by the two ids that they join, so that a tie typed twice is one thing."""
    grouped: dict[tuple[str, str], tuple[Tie, ...]] = {}
    for tie in sorted(ties, key=lambda tie: (pair(tie), tie.id)):
        grouped[pair(tie)] = (*grouped.get(pair(tie), ()), tie)
    return grouped


def is_strained(tie: Tie) -> bool:
    """Tell whether strain is known on a tie: some or much, or a hard quality.

    Hard qualities are strained, conflicted, cut off and mixed.
    """
    return tie.strain in SOME_OR_MUCH or tie.quality in HARD_QUALITIES


def ids(ties: tuple[Tie, ...] | list[Tie]) -> tuple[str, ...]:
    """The sorted ids of ties."""
    return tuple(sorted(tie.id for tie in ties))
