"""What the home has to live on, who outside it can be counted on, what reaches in from outside."""

from collections.abc import Iterator

from imh.case.events import Event
from imh.case.vocabulary import MATERIAL_NEEDS
from imh.principles.evidence import RuleResult
from imh.principles.rules.enough import EnoughHelp
from imh.principles.rules.events import burden
from imh.principles.rules.places import at_a_place, lacking
from imh.principles.rules.registry import rule
from imh.principles.situation import Situation
from imh.principles.strain import strains_by_place

RECENT_MONTHS = 18
FADED = 0.6
"""What is left of the burden of a move that is no longer recent."""


@rule("C5")
def material_strain(s: Situation) -> Iterator[RuleResult]:
    """Housing, income, food or transport is in strain, as somebody named it."""
    for strain in strains_by_place(s, "material_strain"):
        yield at_a_place(s, "C5", strain)
    for setting in s.settings:
        if setting.kind in MATERIAL_NEEDS and setting.status == "none":
            yield lacking(s, "C5", setting)


OUTSIDE_HELP = EnoughHelp(
    lack="C7",
    lack_kind="isolation",
    too_little={"none": 1.0, "few": 0.6},
    plenty="C14+",
    plenty_kind="community_reach",
    likely=("none", "few", "enough"),
)


@rule("C7", "C14+")
def reach_into_community(s: Situation) -> Iterator[RuleResult]:
    """Nobody or few outside the home help (C7); enough do (C14+). Blank says nothing."""
    for home in s.case.households:
        if not set(home.members) & (set(s.case.children) | {c.id for c in s.caregivers}):
            continue
        members = s.names(m for m in home.members if m not in s.case.children) or "the family"
        yield from OUTSIDE_HELP.results(
            home.outside_help,
            f"home:{home.id}:outside-help",
            home.id,
            "outside_help",
            {"members": members},
        )


@rule("C9")
def exosystem(s: Situation) -> Iterator[RuleResult]:
    """A parent's work, a court, prison or service reaches into the child's day."""
    for strain in strains_by_place(s, "exosystem_strain"):
        if s.family & set(strain.people):
            yield at_a_place(s, "C9", strain)
    for event in s.events:
        if s.known.event_kinds[event.kind] == "exosystem_strain":
            yield burden(s, event, "C9", s.event_kind(event), "event")


@rule("C10")
def moves(s: Situation) -> Iterator[RuleResult]:
    """A recent move, or one that weighed."""
    for event in s.events:
        if s.event_kind(event) == "move":
            yield burden(s, event, "C10", "move", share=_left_of(s, event))


def _left_of(s: Situation, move: Event) -> float:
    recent = move.at_months is None or s.now - move.at_months <= RECENT_MONTHS
    return 1.0 if recent else FADED
