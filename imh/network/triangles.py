"""Signed triangles: three who are all tied, and whether their ties fit together.

Said aloud: "The clinician is warm with Ana and at odds with Marco, and Ana and Marco are in
conflict: she has been drawn onto one side" (balanced), or "Rosa and Elena are both close to
Leo and do not speak to each other: Leo is in between" (unbalanced).

Definition: a pair counts + when its current ties are warm or ordinary, - when they are strained,
conflicted or cut off. Unknown, tenuous and mixed ties have no sign, nor has a pair whose ties
disagree. A triangle is balanced when the product of its three signs is + (Cartwright & Harary
1956); unbalanced with one - or with three.

Pitfalls: balance is a pull that the three may feel, not health: two against one is balanced.
Nobody is at fault for standing in a triangle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import networkx as nx

from imh.case.vocabulary import GOOD_QUALITIES, ONLY_HARD_QUALITIES
from imh.network.graph import CaseGraph, current_ties, ids, ties_by_pair

Sign = Literal[1, -1]


@dataclass(frozen=True)
class SignedPair:
    """Two who are tied with a sign, and the ties that give it."""

    ends: tuple[str, str]
    sign: Sign
    ties: tuple[str, ...]


@dataclass(frozen=True)
class Triangle:
    """Three symbols, sorted by id, and their three signed pairs."""

    members: tuple[str, str, str]
    pairs: tuple[SignedPair, SignedPair, SignedPair]

    @property
    def balanced(self) -> bool:
        """Whether the product of the three signs is +."""
        return len(self.negative) % 2 == 0

    @property
    def negative(self) -> tuple[SignedPair, ...]:
        """The pairs that are strained, conflicted or cut off."""
        return tuple(pair for pair in self.pairs if pair.sign == -1)

    @property
    def ties(self) -> tuple[str, ...]:
        """The ids of all ties of the triangle, sorted."""
        return tuple(sorted(tie for pair in self.pairs for tie in pair.ties))


def signed_pairs(graph: CaseGraph) -> dict[tuple[str, str], SignedPair]:
    """Every pair with a sign, by its two sorted ids."""
    found: dict[tuple[str, str], SignedPair] = {}
    for ends, between in ties_by_pair(current_ties(graph)).items():
        good = [tie for tie in between if tie.quality in GOOD_QUALITIES]
        bad = [tie for tie in between if tie.quality in ONLY_HARD_QUALITIES]
        mixed = any(tie.quality == "mixed" for tie in between)
        if bool(good) != bool(bad) and not mixed:
            found[ends] = SignedPair(ends, 1 if good else -1, ids(good or bad))
    return found


def triangles(graph: CaseGraph) -> tuple[Triangle, ...]:
    """Every signed triangle of the map, sorted by its members."""
    pairs = signed_pairs(graph)
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from(pairs)
    found: list[Triangle] = []
    for one, two in pairs:
        for three in sorted(set(network[one]) & set(network[two])):
            if three > two:
                sides = (pairs[one, two], pairs[one, three], pairs[two, three])
                found.append(Triangle((one, two, three), sides))
    return tuple(sorted(found, key=lambda triangle: triangle.members))


def unbalanced_triangles(graph: CaseGraph) -> tuple[Triangle, ...]:
    """The triangles whose three ties pull against one another."""
    return tuple(triangle for triangle in triangles(graph) if not triangle.balanced)
