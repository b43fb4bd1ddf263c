"""Supporting the Whole Family: whether those who care are seen, supported and equipped."""

from collections.abc import Iterator
from itertools import combinations

from imh import network
from imh.case.labels import label
from imh.case.people import Person
from imh.case.ties import Tie
from imh.case.vocabulary import UNSAID
from imh.principles.evidence import Heard
from imh.principles.rules import found, gap, quiet, rule
from imh.principles.situation import (
    SERVICE_KINDS,
    SIBLING_ROLES,
    WORRY,
    Situation,
    amount,
    read,
    surest,
)
from imh.principles.strain import strain_between, strains_by_place
from imh.principles.words import event_words, since, when

HEALTH_LOADS = ("mood", "health", "substance_use")
STORY_LOADS = ("grief", "trauma_history")
CONCRETE_KINDS = frozenset({"income", "food", "housing", "transport", "family_support"})
OWN_GROWTH = frozenset({"own_treatment", "learning", "recovery"})


@rule("W1")
def balance(s: Situation) -> Iterator[Heard]:
    """A caregiver gives other adults and kin much more than reaches them.

    Care for one's own young children is not help given. What nobody has asked about is left
    out on both sides; where nothing that reaches the caregiver is known, the rule is silent.
    """
    for caregiver in s.caregivers:
        fact = f"balance:{caregiver.id}"
        both = network.support_balance(s.graph, caregiver.id)
        others = s.load(caregiver, "care_for_others")
        given = both.given.amount + (2 if others and others.state == "current" else 0)
        received, known = both.received, s.support_known(caregiver.id)
        difference = given - received.amount
        name = s.name(caregiver.id)
        if difference >= 2 and known:
            refs = [*s.support_ties(caregiver.id)]
            if others and others.state == "current":
                refs.append(f"{caregiver.id}.loads.care_for_others")
            strength = min(1.0, 0.4 + 0.15 * difference)
            possible = given - received.most
            yield found(
                "W1",
                fact,
                "support_balance",
                strength,
                refs,
                "some" if received.sources else "none",
                low=strength if possible >= 2 else 0.0,
                slots={
                    "caregiver": name,
                    "given": s.names(source.who for source in both.given.sources) or "others",
                    "received": s.names(source.who for source in received.sources),
                },
            )
        elif known:
            yield quiet("W1", fact)
        else:
            yield gap(
                "W1",
                fact,
                "support_balance",
                {"gives more": 0.7, "held well": 0.0},
                (caregiver.id,),
                slots={"caregiver": name},
            )


@rule("W2")
def caregiver_health(s: Situation) -> Iterator[Heard]:
    """A caregiver's mood, health or substance use needs support now."""
    states = {"current": 1.0, "in_treatment": 0.6}
    for caregiver in s.caregivers:
        for kind in HEALTH_LOADS:
            yield from _load(s, caregiver, kind, "W2", "caregiver_load", states)
        for seen in s.screenings:
            worry = read(WORRY, seen.reading, seen.accounts, seen.basis).times(0.9)
            if seen.about == caregiver.id and worry.strength > 0:
                yield found(
                    "W2",
                    f"load:{caregiver.id}:mood",
                    "caregiver_load",
                    worry,
                    [seen.id],
                    "screening_watch" if seen.reading == "watch" else "screening",
                    slots={"caregiver": s.name(caregiver.id), "screening": seen.name},
                )
    for event in s.events:
        if event.kind == "caregiver_crisis" and event.burden in ("some", "much"):
            yield found(
                "W2",
                s.event_fact(event),
                "caregiver_crisis",
                amount(event.burden),
                [event.id],
                "crisis",
                slots={
                    "caregiver": s.names(w for w in event.who if w not in s.case.children)
                    or "a caregiver",
                    "what": event_words(event),
                    "when": when(event),
                },
            )


@rule("W3")
def caregiver_story(s: Situation) -> Iterator[Heard]:
    """A caregiver's grief, trauma or violence suffered."""
    states = {"current": 1.0, "in_treatment": 0.6, "past": 0.4}
    for caregiver in s.caregivers:
        for kind in STORY_LOADS:
            yield from _load(s, caregiver, kind, "W3", "caregiver_story", states)
    carers = {caregiver.id for caregiver in s.caregivers}
    for event in s.events:
        if event.kind == "violence" and carers & set(event.who):
            yield found(
                "W3",
                s.event_fact(event),
                "violence",
                0.8,
                [event.id],
                "violence",
                low=surest(0.8, [event.basis]),
                slots={
                    "caregiver": s.names(w for w in event.who if w in carers),
                    "since": since(event),
                },
            )


def _load(
    s: Situation,
    caregiver: Person,
    kind: str,
    indicator: str,
    fact_kind: str,
    states: dict[str, float],
) -> Iterator[Heard]:
    fact = f"load:{caregiver.id}:{kind}"
    load = s.load(caregiver, kind)
    names = {"caregiver": s.name(caregiver.id), "load": label("LoadKind", kind).lower()}
    weight = read(states, load.state, load.accounts, load.basis) if load else None
    if load and weight and weight.strength > 0:
        known = load.state in states
        yield found(
            indicator,
            fact,
            fact_kind,
            weight,
            [f"{caregiver.id}.loads.{kind}"],
            f"{kind}_{load.state}" if known else f"{kind}_disputed",
            slots=names,
        )
    elif load and load.state not in UNSAID:
        yield quiet(indicator, fact)
    elif kind in ("mood", "grief") or load:
        yield gap(
            indicator,
            fact,
            fact_kind,
            {"weighs now": 1.0, "in treatment": 0.6, "no": 0.0},
            (caregiver.id,),
            kind,
            declined=load is not None and load.state == "declined",
            slots=names,
        )


@rule("W4")
def sole_bridge(s: Situation) -> Iterator[Heard]:
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
        refs = [*bridge.ties, *(f"{caregiver.id}.loads.{kind}" for kind in loads), *shut_out]
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


@rule("W5")
def siblings(s: Situation) -> Iterator[Heard]:
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
            if seen.child == sibling.id and seen.rating in ("watch", "concern"):
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
        age = s.case.age_in_months(sibling.id)
        if sibling.caregiver in ("primary", "shared") and age is not None and age < 16 * 12:
            yield found(
                "W5",
                f"care-by:{sibling.id}",
                "sibling_need",
                0.7,
                [f"{sibling.id}.caregiver"],
                "carries",
                slots={"sibling": name, "child": s.children_names},
            )


@rule("W6")
def left_out(s: Situation) -> Iterator[Heard]:
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
            yield quiet("W6", f"left-out:{person}")
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
def concrete_help(s: Situation) -> Iterator[Heard]:
    """A concrete need is unmet (W7), or concrete help is in place (W7+)."""
    for strain in strains_by_place(s, "material_strain"):
        slots = {"people": s.names(strain.people), "need": s.name(strain.place)}
        yield found("W7", strain.fact, strain.kind, strain.reading, strain.refs, slots=slots)
    for setting in s.settings:
        if setting.kind not in CONCRETE_KINDS:
            continue
        helped = [
            t
            for person in s.partners(setting.id)
            for t in s.between(person, setting.id)
            if _comes_from(setting.id, t.source, t.support_to_target, t.support_to_source)
        ]
        if helped:
            people = dict.fromkeys(t.target if t.source == setting.id else t.source for t in helped)
            yield found(
                "W7+",
                f"help:{setting.id}",
                "concrete_help",
                0.8,
                (t.id for t in helped),
                slots={"place": s.name(setting.id), "people": s.names(people)},
            )
        elif setting.status == "none":
            yield found(
                "W7",
                f"lack:{setting.kind}",
                "material_strain",
                0.9,
                [f"{setting.id}.status"],
                "lack",
                absent=True,
                slots={"need": s.need(setting)},
            )
    for event in s.events:
        if event.kind == "help_arrived":
            yield found(
                "W7+",
                s.event_fact(event),
                "concrete_help",
                amount(event.nurture, 0.5),
                [event.id],
                "event",
                slots={"what": event_words(event), "when": when(event)},
            )


def _comes_from(setting: str, source: str, to_target: str, to_source: str) -> bool:
    return (to_target if source == setting else to_source) in ("some", "much")


@rule("W8")
def service_load(s: Situation) -> Iterator[Heard]:
    """Many services on one caregiver, known not to speak with each other."""
    services = [x.id for x in s.settings if x.kind in SERVICE_KINDS]
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
            if tie.quality in ("none", "strained", "conflicted", "cut_off") or tie.contact == "none"
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


@rule("W9+")
def kin(s: Situation) -> Iterator[Heard]:
    """Warm ties or help from partner, kin and friends reach a caregiver."""
    carers = {caregiver.id for caregiver in s.caregivers}
    for caregiver in s.caregivers:
        fact = f"kin:{caregiver.id}"
        helping = []
        for other in s.partners(caregiver.id):
            if other in s.case.children or other not in s.family or s.is_child(other):
                continue
            strength, refs = _reaches(s, other, caregiver.id)
            if refs:
                helping.append(other)
                yield found(
                    "W9+",
                    f"kin:{'~'.join(sorted((other, caregiver.id)))}",
                    "kin_support",
                    strength,
                    refs,
                    "partner" if other in carers else "one",
                    slots={"other": s.name(other), "caregiver": s.name(caregiver.id)},
                )
        if not helping and caregiver.support_fits_task in UNSAID:
            yield gap(
                "W9+",
                fact,
                "kin_support",
                {"somebody": 0.8, "nobody named": 0.0},
                (caregiver.id,),
                slots={"caregiver": s.name(caregiver.id)},
            )


def _reaches(s: Situation, other: str, caregiver: str) -> tuple[float, list[str]]:
    """How strongly warmth or help reaches a caregiver from one person, and by which ties."""
    refs, strength = [], 0.0
    for tie in s.between(other, caregiver):
        to_caregiver = tie.support_to_target if tie.target == caregiver else tie.support_to_source
        reach = max(amount(to_caregiver), 0.7 if tie.quality == "warm" else 0.0)
        if reach > 0:
            refs.append(tie.id)
            strength = max(strength, reach)
    return strength, refs


@rule("W10+")
def recovery(s: Situation) -> Iterator[Heard]:
    """A caregiver is engaged in their own treatment, learning or recovery."""
    for caregiver in s.caregivers:
        name = s.name(caregiver.id)
        for resource in caregiver.resources:
            if resource.kind in OWN_GROWTH:
                yield found(
                    "W10+",
                    f"growth:{caregiver.id}:{resource.kind}",
                    "recovery",
                    0.8,
                    [f"{caregiver.id}.resources.{resource.kind}"],
                    resource.kind,
                    slots={"caregiver": name},
                )
    for event in s.events:
        own = [p for p in event.who if p in {c.id for c in s.caregivers}]
        if (event.kind == "recovery_step" and (own or not event.who)) or (
            event.kind == "treatment_start" and own and not set(event.who) & set(s.case.children)
        ):
            yield found(
                "W10+",
                s.event_fact(event),
                "recovery",
                amount(event.nurture, 0.5),
                [event.id],
                "event",
                slots={
                    "caregiver": s.names(own) or "a caregiver",
                    "what": event_words(event),
                    "when": when(event),
                },
            )


@rule("W11")
def partner_strain(s: Situation) -> Iterator[Heard]:
    """Conflict between the adults around the child."""
    adults = s.household | {p.id for p in s.parents}
    for one, other, _ in s.pairs:
        if not {one, other} <= adults - set(s.case.children):
            continue
        strain = strain_between(s, one, other)
        if strain and strain.kind in ("couple_strain", "coparenting_conflict"):
            yield found(
                "W11",
                strain.fact,
                strain.kind,
                strain.reading,
                strain.refs,
                slots={"one": s.name(one), "other": s.name(other)},
            )
        elif s.quality(one, other) in ("warm", "ordinary"):
            yield quiet("W11", f"tie:{'~'.join(sorted((one, other)))}")


@rule("W12", "W13+")
def support_for_the_task(s: Situation) -> Iterator[Heard]:
    """The support around a caregiver was named as thinner than the task (W12), or enough (W13+)."""
    for caregiver in s.caregivers:
        fact, refs = f"fit:{caregiver.id}", [f"{caregiver.id}.support_fits_task"]
        name = s.name(caregiver.id)
        if caregiver.support_fits_task in ("thin", "none"):
            yield found(
                "W12",
                fact,
                "thin_support",
                0.7 if caregiver.support_fits_task == "thin" else 1.0,
                refs,
                caregiver.support_fits_task,
                absent=True,
                slots={"caregiver": name},
            )
        elif caregiver.support_fits_task == "enough":
            yield found("W13+", fact, "enough_support", 0.8, refs, slots={"caregiver": name})
            yield quiet("W12", fact)
        else:
            declined = caregiver.support_fits_task == "declined"
            for indicator, kind, answers in (
                ("W12", "thin_support", {"thin": 0.7, "enough": 0.0}),
                ("W13+", "enough_support", {"thin": 0.0, "enough": 0.8}),
            ):
                yield gap(
                    indicator,
                    fact,
                    kind,
                    answers,
                    (caregiver.id,),
                    declined=declined,
                    slots={"caregiver": name},
                )
