"""How each caregiver is: health, what they have been through, and the way they are on."""

from collections.abc import Iterator

from imh.case.labels import label
from imh.case.people import Person
from imh.case.vocabulary import SOME_OR_MUCH, UNSAID
from imh.principles.evidence import RuleResult
from imh.principles.phrases import event_words
from imh.principles.rules.events import at_home_then
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.situation import WORRY, Situation, amount, read, surest

HEALTH_LOADS = ("mood", "health", "substance_use")
STORY_LOADS = ("grief", "trauma_history")
OWN_GROWTH = frozenset({"own_treatment", "learning", "recovery"})


@rule("W2")
def caregiver_health(s: Situation) -> Iterator[RuleResult]:
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
        if event.kind == "caregiver_crisis" and event.burden in SOME_OR_MUCH:
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
                    "when": at_home_then(s, event),
                },
            )


@rule("W3")
def caregiver_story(s: Situation) -> Iterator[RuleResult]:
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
                    "when": at_home_then(s, event),
                },
            )


def _load(
    s: Situation,
    caregiver: Person,
    kind: str,
    indicator: str,
    fact_kind: str,
    states: dict[str, float],
) -> Iterator[RuleResult]:
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
        yield no_evidence(indicator, fact)
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


@rule("W10+")
def recovery(s: Situation) -> Iterator[RuleResult]:
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
                    "when": at_home_then(s, event),
                },
            )
