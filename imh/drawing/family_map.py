"""From a case to a layout problem: rings around the child, kin sides, homes, and where all stand.

The rings are Bronfenbrenner's as a clinician draws them: the child, those who live with and care
for it, wider family and friends, settings and professionals, influences.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

import networkx as nx

from imh.case.case import Case
from imh.case.people import Person
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.case.vocabulary import COMMUNITY_ROLES, COUPLE_TIES, KIN_TIES, PROFESSIONAL_ROLES
from imh.drawing.layout import (
    CROWDED,
    Box,
    Frame,
    Lane,
    Link,
    Point,
    Symbol,
    Way,
    place,
    spread,
    ways,
    whole_box,
)
from imh.drawing.symbol_names import NAME_SIZE, ROLE_SIZE, is_bold, name_lines, role_lines
from imh.drawing.text_width import width
from imh.network import (
    build,
    caregivers,
    homes,
    household_members,
    layers,
    parents,
    primary_caregivers,
)

FRAME_WIDTH, FRAME_HEIGHT = 900.0, 545.0
ROOMY = 30
"""As many symbols fit the frame well; beyond, the frame grows with their number."""
NAME_LEADING, ROLE_LEADING = 15.0, 13.0
SIZES: Mapping[str, tuple[float, float]] = {
    "child": (52.0, 52.0),
    "person": (40.0, 40.0),
    "loss": (24.0, 22.0),
    "setting": (46.0, 32.0),
    "professional": (50.0, 30.0),
    "influence": (38.0, 33.0),
}
"""Width and height of each kind of symbol."""


Bends = tuple[tuple[Lane, Way], ...]
"""How ties run on a map, from middle to middle; (0, 0) is the middle of the map."""


@dataclass(frozen=True)
class Before:
    """An earlier map that the next one stays close to: where symbols stood, how ties ran."""

    places: Mapping[str, Point] = field(default_factory=dict)
    bends: Bends = ()


NOTHING_BEFORE: Final = Before()


@dataclass(frozen=True)
class FamilyMap:
    """A case as a layout problem; equal maps have equal places, whatever else the cases hold.

    ``fixed`` are the places set by hand, held to the frame.
    """

    frame: Frame
    symbols: tuple[Symbol, ...]
    links: tuple[Link, ...]
    fixed: tuple[tuple[str, Point], ...]


_recent: deque[tuple[Case, FamilyMap]] = deque(maxlen=16)


def family_map(case: Case) -> FamilyMap:
    """Lay out the problem: who stands on which ring, on which side, in which homes."""
    for known, found in _recent:
        if known is case:
            return found
    moved = next((found for known, found in reversed(_recent) if case.only_moved(known)), None)
    found = moved or _laid_out(case)
    found = replace(found, fixed=_fixed(case, found))
    _recent.append((case, found))
    return found


def _fixed(case: Case, problem: FamilyMap) -> tuple[tuple[str, Point], ...]:
    """The places set by hand, as near as they can be with the whole symbol in the frame.

    A place that is farther out would stretch the picture, and with it all that is painted.
    """
    edge = Box(0.0, 0.0, problem.frame.width / 2, problem.frame.height / 2)
    return tuple(
        (symbol.id, _held(symbol, Point(*case.positions[symbol.id]), edge))
        for symbol in problem.symbols
        if symbol.id in case.positions
    )


def _held(symbol: Symbol, at: Point, edge: Box) -> Point:
    box = whole_box(symbol, Point(0.0, 0.0))
    across, down = edge.half_width - box.half_width, edge.half_height - box.half_height
    return Point(_between(-across, at.x, across), _between(-down - box.y, at.y, down - box.y))


def _between(low: float, value: float, high: float) -> float:
    return min(max(value, low), high)


def _laid_out(case: Case) -> FamilyMap:
    graph = build(case)
    rings, sides = rings_of(case), sides_of(case)
    lives_in: dict[str, tuple[str, ...]] = {}
    for home, members in homes(graph).items():
        if len(members) > 1:
            for member in sorted(members):
                lives_in[member] = (*lives_in.get(member, ()), home)
    scale = max(1.0, math.sqrt(len(case.symbols) / ROOMY))
    frame = Frame(round(FRAME_WIDTH * scale), round(FRAME_HEIGHT * scale))
    symbols = tuple(
        _symbol(
            case, identifier, rings[identifier], sides[identifier], lives_in.get(identifier, ())
        )
        for identifier in sorted(case.symbols)
    )
    pairs = sorted({_pair(tie) for tie in case.ties if tie.quality != "none"})
    return FamilyMap(frame, symbols, tuple(Link(a, b) for a, b in pairs), ())


def _symbol(case: Case, identifier: str, ring: int, side: str, lives_in: tuple[str, ...]) -> Symbol:
    across, down = SIZES[kind_of(case, identifier)]
    bold, roles = is_bold(case, identifier), role_lines(case, identifier)
    lines = name_lines(case, identifier)
    widths = [width(line, NAME_SIZE, bold) for line in lines]
    widths += [width(line, ROLE_SIZE) for line in roles]
    return Symbol(
        identifier,
        ring,
        side,
        lives_in,
        width=across,
        height=down,
        label_width=math.ceil(max(widths)) + 2.0,
        label_height=NAME_LEADING * len(lines) + ROLE_LEADING * len(roles),
        round=_is_round(case, identifier),
    )


def _is_round(case: Case, identifier: str) -> bool:
    entry = case.symbols[identifier]
    return isinstance(entry, Influence) or (isinstance(entry, Person) and entry.gender != "male")


def kind_of(case: Case, identifier: str) -> str:
    """Which kind of symbol stands for an entry: a key of ``SIZES``."""
    entry = case.symbols[identifier]
    if isinstance(entry, Setting):
        return "setting"
    if isinstance(entry, Influence):
        return "influence"
    if identifier in case.children:
        return "child"
    if entry.life == "pregnancy_loss":
        return "loss"
    return "professional" if entry.role in PROFESSIONAL_ROLES else "person"


def _pair(tie: Tie) -> tuple[str, str]:
    return (tie.source, tie.target) if tie.source < tie.target else (tie.target, tie.source)


def rings_of(case: Case) -> dict[str, int]:
    """The ring of every symbol, from 0 for the index children to 4 for influences.

    Ring 1: who lives with the child, its primary and shared caregivers, and parents who have a
    part in its day. Ring 3 holds professionals, teachers and clergy beside the settings, unless
    they live with the child.
    """
    graph = build(case)
    home, placed, parental = household_members(graph), layers(graph), parents(graph)
    close = caregivers(graph) | {who for who in parental if placed[who].layer == "micro"}
    rings = {}
    for identifier, entry in case.symbols.items():
        if not isinstance(entry, Person):
            rings[identifier] = 3 if isinstance(entry, Setting) else 4
        elif identifier in case.children:
            rings[identifier] = 0
        elif identifier in home:
            rings[identifier] = 1
        elif entry.role in COMMUNITY_ROLES:
            rings[identifier] = 3
        else:
            rings[identifier] = 1 if identifier in close else 2
    return rings


def sides_of(case: Case) -> dict[str, str]:
    """The kin side of every symbol: the parent through whom it is nearest to the child.

    Kin ties count as nearer than others, and a couple's own tie joins no sides. What is as near
    to two parents, or to none, is on no side.
    """
    graph = build(case)
    seeds = parents(graph) or primary_caregivers(graph) or caregivers(graph)
    seeds = frozenset(seeds) - set(case.children)
    near: nx.Graph[str] = nx.Graph()
    near.add_nodes_from(case.symbols)
    for tie in case.ties:
        couple = tie.kind in COUPLE_TIES and {tie.source, tie.target} <= seeds
        if tie.quality == "none" or couple or {tie.source, tie.target} & set(case.children):
            continue
        weight = 1.0 if tie.kind in KIN_TIES or tie.kind in COUPLE_TIES else 1.5
        if near.has_edge(tie.source, tie.target):
            weight = min(weight, near.edges[tie.source, tie.target]["weight"])
        near.add_edge(tie.source, tie.target, weight=weight)
    reach = {seed: nx.single_source_dijkstra_path_length(near, seed) for seed in sorted(seeds)}
    return {identifier: _nearest(identifier, reach) for identifier in case.symbols}


def _nearest(identifier: str, reach: Mapping[str, Mapping[str, float]]) -> str:
    steps = sorted(
        (found[identifier], seed) for seed, found in reach.items() if identifier in found
    )
    if not steps or (len(steps) > 1 and steps[0][0] == steps[1][0]):
        return ""
    return steps[0][1]


def places(case: Case, near: Mapping[str, Point] | None = None) -> dict[str, Point]:
    """Where every symbol stands, in pixels from the middle of the map.

    Places set by hand (``case.positions``) are kept, held to the frame. ``near`` holds places of
    an earlier map that symbols leave only for a good reason. The search runs once for equal maps.
    """
    former = tuple(sorted((who, Point(*at)) for who, at in (near or {}).items()))
    problem = family_map(case)
    return dict(_remembered.get(problem) or _searched(problem, former))


_remembered: dict[FamilyMap, tuple[tuple[str, Point], ...]] = {}


def remember_places(case: Case, stood: Mapping[str, Point]) -> None:
    """Take these places for a case as it is now, so that no search is needed."""
    _remembered[family_map(case)] = tuple(stood.items())


@lru_cache(maxsize=64)
def _searched(
    problem: FamilyMap, former: tuple[tuple[str, Point], ...]
) -> tuple[tuple[str, Point], ...]:
    middle = problem.frame.centre
    fixed = {who: Point(at.x + middle.x, at.y + middle.y) for who, at in problem.fixed}
    near = {who: Point(at.x + middle.x, at.y + middle.y) for who, at in former}
    if not near and len(problem.symbols) > CROWDED:
        near = spread(problem.symbols, problem.links, problem.frame)
    found = place(problem.symbols, problem.links, problem.frame, fixed, near)
    return tuple((who, Point(at.x - middle.x, at.y - middle.y)) for who, at in found.items())


@lru_cache(maxsize=128)
def bends(
    symbols: tuple[Symbol, ...],
    at: tuple[tuple[str, Point], ...],
    links: tuple[Link, ...],
    frame: Frame,
    former: Bends = (),
) -> Bends:
    """How the ties run around the symbols and names shown; see :func:`layout.ways`."""
    middle = frame.centre
    standing = {who: place.moved(middle) for who, place in at}
    before = {lane: way.moved(middle) for lane, way in former}
    found = ways(symbols, standing, links, frame, before)
    back = Point(-middle.x, -middle.y)
    return tuple((lane, way.moved(back)) for lane, way in found.items())
