"""What was hard before birth and in the first three years."""

from collections.abc import Iterator

from imh.case.ages import CONCEPTION_MONTHS, EARLY_WEEKS
from imh.case.events import Event
from imh.case.vocabulary import SOME_OR_MUCH, UNSAID
from imh.principles.evidence import RuleResult
from imh.principles.phrases import event_words, length_of
from imh.principles.rules.events import burden, event_slots
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found
from imh.principles.situation import Situation, read
from imh.principles.strain import ADULT_STRAIN, strains

BIRTH, EARLY_END = 0.0, 36.0
VERY_EARLY_WEEKS = 32
"""Born before this, a child was born very early; before ``EARLY_WEEKS``, early (WHO)."""

ELSEWHERE = frozenset({"violence", "medical", "prenatal", "deprivation"})
NOT_A_BURDEN = frozenset({"nurture", "early_help", "recovery", "concrete_help", "reunion"})


def _moderation(s: Situation, event: Event) -> float:
    """Recency moderates: what is over for more than two years counts a little less."""
    if event.at_months is None or event.ongoing == "yes":
        return 1.0
    end = event.until_months if event.until_months is not None else event.at_months
    return 1.0 if s.now - end <= 24 else 0.8


def _burdens(s: Situation) -> list[Event]:
    return [
        event
        for event in s.events
        if event.at_months is not None
        and CONCEPTION_MONTHS <= event.at_months <= EARLY_END
        and s.event_kind(event) not in ELSEWHERE | NOT_A_BURDEN
        and not (event.burden in UNSAID and event.nurture in SOME_OR_MUCH)
    ]


@rule("E1", "E4")
def adversity(s: Situation) -> Iterator[RuleResult]:
    """Burdensome events from birth to three years (E1), and heavy stress before birth (E4)."""
    for event in _burdens(s):
        indicator = "E1" if event.at_months is not None and event.at_months >= BIRTH else "E4"
        share = _moderation(s, event)
        yield burden(s, event, indicator, s.event_kind(event), asks="one", share=share)
    yield from _exposures(s)


def _exposures(s: Situation) -> Iterator[RuleResult]:
    for event in s.events:
        if s.event_kind(event) == "prenatal":
            yield burden(s, event, "E4", "prenatal", "exposure", base=0.5)


@rule("E2")
def violence(s: Situation) -> Iterator[RuleResult]:
    """Violence that the child saw or suffered, or that was near."""
    nearness = {"none": 0.3, "nearby": 0.6, "saw": 0.8, "suffered": 1.0}
    for event in s.events:
        long_before = event.at_months is not None and event.at_months < CONCEPTION_MONTHS
        if event.kind == "violence" and not long_before:
            near = read(nearness, event.exposure, (), event.basis, base=0.3)
            yield found(
                "E2",
                s.event_fact(event),
                "violence",
                near.times(_moderation(s, event)),
                [event.id],
                event.exposure if event.exposure in ("nearby", "saw", "suffered") else "one",
                slots=event_slots(s, event),
            )


@rule("E3")
def medical(s: Situation) -> Iterator[RuleResult]:
    """Prematurity, intensive care, painful or long medical care."""
    for child in s.children:
        if child.gestation_weeks is not None and child.gestation_weeks < EARLY_WEEKS:
            yield found(
                "E3",
                f"prematurity:{child.id}",
                "medical",
                1.0 if child.gestation_weeks < VERY_EARLY_WEEKS else 0.6,
                [f"{child.id}.gestation_weeks"],
                "early_birth",
                slots={"child": s.name(child.id), "weeks": f"{child.gestation_weeks:g}"},
            )
    for event in s.events:
        if s.event_kind(event) == "medical" and set(event.who) & set(s.case.children):
            length = length_of(event, s.now)
            base = 0.6 if length is not None and length >= 1 else 0.4
            yield burden(s, event, "E3", "medical", base=base, share=_moderation(s, event))


@rule("E5")
def deprivation(s: Situation) -> Iterator[RuleResult]:
    """Neglect, or a long time without somebody who cared consistently."""
    for event in s.events:
        if event.kind == "neglect" and (not event.who or set(event.who) & set(s.case.children)):
            length = length_of(event, s.now)
            base = 0.8 if length is not None and length >= 3 else 0.6
            yield burden(s, event, "E5", "deprivation", base=base)


@rule("E10")
def pile_up(s: Situation) -> Iterator[RuleResult]:
    """Three or more burdensome events within six months."""
    heavy = [
        event
        for event in s.events
        if event.at_months is not None
        and CONCEPTION_MONTHS <= event.at_months <= EARLY_END
        and event.burden in SOME_OR_MUCH
        and s.event_kind(event) not in NOT_A_BURDEN
    ]
    distinct = list({s.event_fact(event): event for event in heavy}.values())
    best: list[Event] = []
    for start in distinct:
        near = [e for e in distinct if 0 <= (e.at_months or 0) - (start.at_months or 0) <= 6]
        best = max(best, near, key=len)
    if len(best) >= 3:
        facts = {s.event_fact(event) for event in best}
        more = ["more"] if len(best) > 3 else []
        yield found(
            "E10",
            "pile-up:" + "+".join(sorted(facts)),
            "pile_up",
            0.7 if len(best) == 3 else 1.0,
            (event.id for event in heavy if s.event_fact(event) in facts),
            slots={
                "events": s.listed([*(event_words(event) for event in best[:3]), *more]),
                "count": s.count(len(best)),
            },
        )


@rule("E8")
def window(s: Situation) -> Iterator[RuleResult]:
    """A stressor in the home now, while the child is unborn or in the first year."""
    if s.now >= 12:
        return
    stage = "before the birth" if s.now < 0 else "in the first year"
    for caregiver in s.caregivers:
        for load in caregiver.loads:
            now = read({"current": 1.0}, load.state, load.accounts, load.basis)
            if load.kind in ("mood", "substance_use") and now.strength > 0:
                yield found(
                    "E8",
                    f"load:{caregiver.id}:{load.kind}",
                    "caregiver_load",
                    now,
                    [f"{caregiver.id}.loads.{load.kind}"],
                    load.kind,
                    slots={"caregiver": s.name(caregiver.id), "stage": stage},
                )
    for one, other, strain in strains(s, *ADULT_STRAIN):
        if {one, other} <= s.household - set(s.case.children):
            yield found(
                "E8",
                strain.fact,
                strain.kind,
                strain.reading,
                strain.refs,
                "conflict",
                slots={"one": s.name(one), "other": s.name(other), "stage": stage},
            )
