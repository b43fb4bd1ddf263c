"""How many caregivers are warm with the child, for each index child.

Said aloud: "Warmth reaches Leo through two people, Ana and Rosa."

Definition: primary and shared caregivers, sorted by the quality of their current ties with
the child. A caregiver is warm when one of these ties is; known but not warm when a quality
was named and none is warm; unknown when nobody has said, or no tie is drawn.

Pitfalls: one warm caregiver is enough for a child, and a small number is no lack. Warmth is
what was said or seen of a tie, not what a pair showed in an observation.
"""

from __future__ import annotations

from dataclasses import dataclass

from imh.case.vocabulary import NURTURING_QUALITIES, UNSAID, Quality
from imh.network.family import caregivers, occasional_caregivers, parents
from imh.network.graph import (
    CaseGraph,
    current_ties_of,
    ids,
    is_present,
    is_strained,
    other_end,
    people,
)


@dataclass(frozen=True)
class CaregiverTie:
    """A caregiver's ties with one child taken together."""

    caregiver: str
    ties: tuple[str, ...]
    qualities: tuple[Quality, ...]
    strained: bool

    @property
    def warm(self) -> bool:
        """Whether one of the ties is warm."""
        return bool(NURTURING_QUALITIES & set(self.qualities))


@dataclass(frozen=True)
class Warmth:
    """The caregivers of one child by what is known of their tie.

    ``occasional`` are warm people who care now and then. ``perhaps`` are
    parents, and people with a caregiving tie to the child, of whom nobody has said what part
    they have in caring.
    """

    child: str
    warm: tuple[CaregiverTie, ...]
    not_warm: tuple[CaregiverTie, ...]
    unknown: tuple[CaregiverTie, ...]
    occasional: tuple[CaregiverTie, ...]
    perhaps: tuple[str, ...]


def warmth(graph: CaseGraph, child: str) -> Warmth:
    """Sort the caregivers of one index child by the warmth of their tie with the child."""
    every = [caregiver_tie(graph, person, child) for person in sorted(caregivers(graph))]
    now_and_then = [
        caregiver_tie(graph, person, child) for person in sorted(occasional_caregivers(graph))
    ]
    return Warmth(
        child=child,
        warm=tuple(tie for tie in every if tie.warm),
        not_warm=tuple(tie for tie in every if tie.qualities and not tie.warm),
        unknown=tuple(tie for tie in every if not tie.qualities),
        occasional=tuple(tie for tie in now_and_then if tie.warm),
        perhaps=_perhaps_caregivers(graph, child),
    )


def caregiver_tie(graph: CaseGraph, caregiver: str, child: str) -> CaregiverTie:
    """Everything that current ties say about one caregiver and one child."""
    between = [tie for tie in current_ties_of(graph, child) if other_end(tie, child) == caregiver]
    qualities = tuple(sorted({tie.quality for tie in between} - set(UNSAID)))
    strained = any(is_strained(tie) for tie in between)
    return CaregiverTie(caregiver, ids(between), qualities, strained)


def _perhaps_caregivers(graph: CaseGraph, child: str) -> tuple[str, ...]:
    near = parents(graph) | {
        other_end(tie, child) for tie in current_ties_of(graph, child) if tie.kind == "caregiving"
    }
    return tuple(
        identifier
        for identifier, person in people(graph).items()
        if identifier in near and person.caregiver in UNSAID and is_present(graph, identifier)
    )
