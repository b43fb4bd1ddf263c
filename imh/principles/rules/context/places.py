"""The places the child goes to: whether they hold, hold still, and speak with each other."""

from collections.abc import Iterator
from itertools import combinations

from imh.case.surroundings import Setting
from imh.case.vocabulary import AUTHORITIES, GOOD_QUALITIES, NOT_IN_PLACE, SERVICES
from imh.principles.evidence import RuleResult
from imh.principles.rules.events import burden
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.situation import Situation
from imh.principles.strain import strain_between

NOT_YET_OR_OVER = NOT_IN_PLACE - {"none"}
"""A place known to be missing (``none``) never weighs less than one of which nobody asked."""
CHILD_PLACES = SERVICES - AUTHORITIES


def _places_of_the_child(s: Situation) -> list[Setting]:
    return [
        setting
        for setting in s.settings
        if setting.kind in CHILD_PLACES
        and setting.status not in NOT_YET_OR_OVER
        and any(s.quality(setting.id, child.id) != "none" for child in s.children)
        and any(s.between(setting.id, child.id) for child in s.children)
    ]


@rule("C6", "C13+")
def mesosystem(s: Situation) -> Iterator[RuleResult]:
    """The child's settings do not talk to each other or are in conflict (C6); they do (C13+)."""
    for one, other in combinations(_places_of_the_child(s), 2):
        names = {
            "one": s.name(one.id),
            "other": s.name(other.id),
            "child": s.children_names,
        }
        fact = s.tie_fact(one.id, other.id)
        ties = s.between(one.id, other.id)
        strain = strain_between(s, one.id, other.id)
        apart = [t.id for t in ties if t.quality == "none" or t.contact == "none"]
        well = [t.id for t in ties if t.quality in GOOD_QUALITIES]
        if strain:
            yield found(
                "C6", fact, "mesosystem_gap", strain.reading, strain.refs, "conflict", slots=names
            )
        elif apart:
            yield found("C6", fact, "mesosystem_gap", 0.7, apart, absent=True, slots=names)
        elif well:
            yield found("C13+", fact, "mesosystem_link", 0.8, well, slots=names)
            yield no_evidence("C6", fact)
        else:
            refs, declined = (one.id, other.id), s.declined(one.id, other.id)
            yield gap(
                "C6",
                fact,
                "mesosystem_gap",
                {"they talk": 0.0, "they do not": 0.7},
                refs,
                declined=declined,
                slots=names,
            )
            yield gap(
                "C13+",
                fact,
                "mesosystem_link",
                {"they talk": 0.8, "they do not": 0.0},
                refs,
                declined=declined,
                slots=names,
            )


@rule("C11")
def childcare(s: Situation) -> Iterator[RuleResult]:
    """Childcare that changes, a lost place, an exclusion."""
    for setting in s.settings:
        if setting.kind != "childcare" or setting.status in NOT_YET_OR_OVER:
            continue
        if not any(s.between(setting.id, child.id) for child in s.children):
            continue
        fact = f"childcare:{setting.id}"
        if setting.stability == "changing":
            yield found(
                "C11",
                fact,
                "childcare_instability",
                0.7,
                [f"{setting.id}.stability"],
                "changing",
                slots={"place": s.name(setting.id), "child": s.children_names},
            )
        elif setting.stability == "steady":
            yield no_evidence("C11", fact)
        else:
            yield gap(
                "C11",
                fact,
                "childcare_instability",
                {"changing": 0.7, "steady": 0.0},
                (setting.id,),
                declined=setting.stability == "declined",
                slots={"place": s.name(setting.id)},
            )
    for event in s.events:
        touches_child = not event.who or set(event.who) & set(s.case.children)
        if s.event_kind(event) == "childcare_instability" and touches_child:
            base = 0.5 if event.kind == "expulsion" else 0.0
            yield burden(s, event, "C11", "childcare_instability", event.kind, base=base)


@rule("C12+")
def holding_setting(s: Situation) -> Iterator[RuleResult]:
    """A setting that holds the child well and works with the family."""
    for setting in s.settings:
        if setting.kind not in CHILD_PLACES:
            continue
        holds = [c.id for c in s.children if s.quality(setting.id, c.id) == "warm"]
        with_family = [c.id for c in s.caregivers if s.quality(setting.id, c.id) in GOOD_QUALITIES]
        if holds:
            refs = [
                ref for person in (*holds, *with_family) for ref in s.qualified(setting.id, person)
            ]
            yield found(
                "C12+",
                f"holding:{setting.id}",
                "holding_setting",
                1.0 if with_family else 0.6,
                refs,
                "both" if with_family else "child",
                slots={
                    "place": s.name(setting.id),
                    "child": s.names(holds),
                    "caregivers": s.names(with_family),
                },
            )
