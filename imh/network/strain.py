"""Strain that reaches the child: on the child's own ties and on those of the caregivers.

Said aloud: "Two strained ties come close to Leo, and Ana is in both."

Definition: every pair of symbols of which one is an index child or a primary or shared
caregiver, joined by a current tie with some or much strain or of a hard quality (strained,
conflicted, cut off, mixed). Several ties of one pair are one strain.

Pitfall: a pair of which nobody has said how it is stands under ``unknown``; it is no strain,
and neither is it peace.
"""

from __future__ import annotations

from dataclasses import dataclass

from imh.case.vocabulary import UNSAID, Amount, Quality
from imh.network.family import caregivers, index_children
from imh.network.graph import CaseGraph, current_ties, ids, is_strained, ties_by_pair


@dataclass(frozen=True)
class StrainedPair:
    """One pair under strain.

    ``near`` are the ends through which it reaches the child (the child or caregivers),
    ``amount`` the most strain that any tie of the pair names, ``unknown`` when only the
    quality tells.
    """

    ends: tuple[str, str]
    near: tuple[str, ...]
    amount: Amount
    qualities: tuple[Quality, ...]
    ties: tuple[str, ...]


@dataclass(frozen=True)
class StrainAround:
    """Strained pairs around the child, and the ties of pairs of which it is not known."""

    pairs: tuple[StrainedPair, ...] = ()
    unknown: tuple[str, ...] = ()


def strain_reaching_child(graph: CaseGraph) -> StrainAround:
    """Find the strain on the ties of the index children and of their caregivers."""
    close = set(index_children(graph)) | caregivers(graph)
    pairs: list[StrainedPair] = []
    unknown: list[str] = []
    for ends, between in ties_by_pair(current_ties(graph)).items():
        near = tuple(end for end in ends if end in close)
        if not near:
            continue
        strained = [tie for tie in between if is_strained(tie)]
        if strained:
            amounts = {tie.strain for tie in strained}
            amount: Amount = (
                "much" if "much" in amounts else "some" if "some" in amounts else "unknown"
            )
            qualities = tuple(sorted({tie.quality for tie in strained} - set(UNSAID)))
            pairs.append(StrainedPair(ends, near, amount, qualities, ids(strained)))
        elif all(tie.strain in UNSAID and tie.quality in UNSAID for tie in between):
            unknown.extend(ids(between))
    return StrainAround(tuple(pairs), tuple(sorted(unknown)))
