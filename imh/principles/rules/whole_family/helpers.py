"""Services and helpers: whom they reach, whom they leave out, on whom they all rest."""

from collections.abc import Iterator
from itertools import combinations

from imh import network
from imh.case.ties import Tie
from imh.case.vocabulary import MATERIAL_NEEDS, ONLY_HARD_QUALITIES, SERVICES, UNSAID
from imh.principles.evidence import RuleResult
from imh.principles.rules.events import event_slots
from imh.principles.rules.places import at_a_place, lacking
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.rules.whole_family.caregivers import HEALTH_LOADS, STORY_LOADS
from imh.principles.situation import Situation, amount, surest
from imh.principles.strain import strains_by_place

CONCRETE_KINDS = MATERIAL_NEEDS | {"family_support"}


@rule("W4")
def sole_bridge(s: Situation) -> Iterator[RuleResult]:
    """Nearly all help reaches the child through one caregiver with a load, or another is shut out.

    A lone caregiver who is well is always such a bridge, and that alone is nothing.
    """
    for bridge in network.sole_bridges(s.graph):
        if len(bridge.helpers) < 2 or len(bridge.otherwise) > len(bridge.helpers) / 4:
            continue
        caregiver = s.case.person[bridge.caregiver]
        loads = [
            load.kind
            for load in caregiver.loads
            if load.state == "current" and load.kind in (*HEALTH_LOADS, *STORY_LOADS)
        ]
        shut_out = [
            tie.id
            for other in s.caregivers
            if other.id != caregiver.id
            for tie in _left_out_ties(s, other.id)
        ]
        if not loads and not shut_out:
            continue
        ways = network.support_graph(s.graph)
        steps = [(helper, to) for helper in bridge.helpers for to in ways.successors(helper)]
        help_ties = sorted({tie for step in steps for tie in ways.edges[step]["ties"]})
        refs = [*help_ties, *(f"{caregiver.id}.loads.{kind}" for kind in loads), *shut_out]
        yield found(
            "W4",
            f"bridge:{caregiver.id}",
            "sole_bridge",
            0.8 if bridge.unknown else 1.0,
            refs,
            "load" if loads else "shut_out",
            low=0.4 if bridge.unknown else None,
            slots={
                "caregiver": s.name(caregiver.id),
                "helpers": s.names(bridge.helpers),
                "count": s.count(len(bridge.helpers)),
            },
        )


def _left_out_ties(s: Situation, person: str) -> list[Tie]:
    return [
        tie
        for helper in s.partners(person)
        if helper in s.helpers
        for tie in s.between(person, helper)
        if tie.quality == "none" or "left_out" in tie.topics
    ]


@rule("W6")
def left_out(s: Situation) -> Iterator[RuleResult]:
    """A parent or caregiver is left out by services, known to be so."""
    key = dict.fromkeys([*(p.id for p in s.parents), *(c.id for c in s.caregivers)])
    for person in key:
        out = _left_out_ties(s, person)
        if out:
            helpers = dict.fromkeys(t.source if t.target == person else t.target for t in out)
            low = surest(0.8, (t.basis for t in out))
            yield found(
                "W6",
                f"left-out:{person}",
                "left_out",
                0.8,
                (t.id for t in out),
                low=low,
                absent=True,
                slots={"person": s.name(person), "helpers": s.names(helpers)},
            )
        elif any(helper in s.helpers for helper in s.partners(person)):
            yield no_evidence("W6", f"left-out:{person}")
        else:
            yield gap(
                "W6",
                f"left-out:{person}",
                "left_out",
                {"left out": 0.8, "spoken with": 0.0},
                (person,),
                slots={"person": s.name(person)},
            )


@rule("W7", "W7+")
def concrete_help(s: Situation) -> Iterator[RuleResult]:
    """A concrete need is unmet (W7), or concrete help is in place (W7+)."""
    for strain in strains_by_place(s, "material_strain"):
        yield at_a_place(s, "W7", strain)
    for setting in s.settings:
        if setting.kind not in CONCRETE_KINDS:
            continue
        helped = [
            flow
            for person in s.partners(setting.id)
            for flow in s.help_between(setting.id, person)
            if flow.amount != "none"
        ]
        if helped:
            yield found(
                "W7+",
                f"help:{setting.id}",
                "concrete_help",
                0.8,
                (flow.tie for flow in helped),
                slots={
                    "place": s.name(setting.id),
                    "people": s.names(flow.receiver for flow in helped),
                },
            )
        elif setting.status == "none":
            yield lacking(s, "W7", setting)
    for event in s.events:
        if event.kind == "help_arrived":
            yield found(
                "W7+",
                s.event_fact(event),
                "concrete_help",
                amount(event.nurture, 0.5),
                [event.id],
                "event",
                slots=event_slots(s, event),
            )


@rule("W8")
def service_load(s: Situation) -> Iterator[RuleResult]:
    """Many services on one caregiver, known not to speak with each other."""
    services = [x.id for x in s.settings if x.kind in SERVICES]
    loads = {
        caregiver.id: [x for x in services if s.quality(caregiver.id, x) not in (*UNSAID, "none")]
        for caregiver in s.caregivers
    }
    for caregiver in s.caregivers:
        mine = loads[caregiver.id]
        shared = any(len(set(mine) & set(o)) > 1 for c, o in loads.items() if c != caregiver.id)
        if len(mine) < 4 or shared:
            continue
        apart = [
            tie.id
            for one, other in combinations(mine, 2)
            for tie in s.between(one, other)
            if tie.quality in ONLY_HARD_QUALITIES | {"none"} or tie.contact == "none"
        ]
        names = {"caregiver": s.name(caregiver.id), "count": s.count(len(mine))}
        fact = f"service-load:{caregiver.id}"
        if apart:
            refs = [*apart, *(ref for x in mine for ref in s.qualified(caregiver.id, x))]
            yield found(
                "W8",
                fact,
                "service_load",
                0.7 if len(apart) == 1 else 1.0,
                refs,
                absent=True,
                slots={"services": s.names(mine), **names},
            )
        else:
            yield gap(
                "W8",
                fact,
                "service_load",
                {"each on its own": 0.8, "joined up": 0.0},
                (caregiver.id,),
                slots={"services": s.names(mine), **names},
            )
