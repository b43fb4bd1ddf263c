"""The others at home: brothers and sisters, and how the adults get on."""

from collections.abc import Iterator

from imh import network
from imh.case.vocabulary import DAILY_CARE, GOOD_QUALITIES, SIBLING_ROLES, WORRYING_RATINGS
from imh.principles.evidence import RuleResult
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, no_evidence
from imh.principles.situation import Situation, surest
from imh.principles.strain import ADULT_STRAIN, SOME_STRAIN, strain_between


@rule("W5")
def siblings(s: Situation) -> Iterator[RuleResult]:
    """Other children's needs compete, or a sibling carries care."""
    carers = {caregiver.id for caregiver in s.caregivers}
    siblings = [p for p in s.case.people if p.role in SIBLING_ROLES and p.id not in s.case.children]
    for sibling in siblings:
        name = s.name(sibling.id)
        for carer in sorted(carers):
            strain = strain_between(s, carer, sibling.id)
            if strain:
                yield found(
                    "W5",
                    strain.fact,
                    "sibling_need",
                    strain.reading,
                    strain.refs,
                    "strain",
                    slots={"sibling": name, "carer": s.name(carer)},
                )
        for load in sibling.loads:
            if load.state == "current" and load.kind != "disability":
                yield found(
                    "W5",
                    f"load:{sibling.id}:{load.kind}",
                    "sibling_need",
                    0.7,
                    [f"{sibling.id}.loads.{load.kind}"],
                    "need",
                    low=surest(0.7, [load.basis]),
                    slots={"sibling": name, "child": s.children_names},
                )
        for seen in s.child_observations:
            if seen.child == sibling.id and seen.rating in WORRYING_RATINGS:
                yield found(
                    "W5",
                    f"child:{sibling.id}:{seen.domain}",
                    "sibling_need",
                    0.7 if seen.rating == "concern" else 0.4,
                    [seen.id],
                    "need",
                    slots={"sibling": name, "child": s.children_names},
                )
        if network.is_young(s.graph, sibling.id) is not False:
            continue
        if sibling.caregiver in DAILY_CARE and s.is_child(sibling.id):
            yield found(
                "W5",
                f"care-by:{sibling.id}",
                "sibling_need",
                0.7,
                [f"{sibling.id}.caregiver"],
                "carries",
                slots={"sibling": name, "child": s.children_names},
            )


@rule("W11")
def partner_strain(s: Situation) -> Iterator[RuleResult]:
    """Conflict between the adults around the child."""
    adults = s.household | {p.id for p in s.parents}
    for one, other, _ in s.pairs:
        if not {one, other} <= adults - set(s.case.children):
            continue
        strain = strain_between(s, one, other)
        if strain and strain.kind in ADULT_STRAIN:
            yield found(
                "W11",
                strain.fact,
                strain.kind,
                strain.reading,
                strain.refs,
                "some" if strain.reading.strength <= SOME_STRAIN else "one",
                slots={"one": s.name(one), "other": s.name(other)},
            )
        elif s.quality(one, other) in GOOD_QUALITIES:
            yield no_evidence("W11", s.tie_fact(one, other))
