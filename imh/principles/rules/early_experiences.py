"""Early Experiences Matter: what happened while the brain was being built, and what builds it.

Timing is modest: an early date alone never makes a fact heavy, it only moderates it.
"""

from collections.abc import Iterator

from imh.case.events import Event
from imh.case.labels import label
from imh.case.observations import Observation, Screening
from imh.case.vocabulary import UNSAID
from imh.principles.evidence import Heard
from imh.principles.rules import found, gap, quiet, rule
from imh.principles.situation import WORRY, Situation, amount, burden_of, read
from imh.principles.strain import strain_between
from imh.principles.words import event_words, length_of, since, when

BIRTH, CONCEPTION, EARLY_END = 0.0, -10.0, 36.0
ELSEWHERE = frozenset({"violence", "medical", "prenatal", "deprivation"})
NOT_A_BURDEN = frozenset({"nurture", "early_help", "recovery", "concrete_help", "reunion"})
DEVELOPMENT_DOMAINS = frozenset({"language", "motor", "growth", "play", "health"})
ACCESS_DOMAINS = frozenset({"hearing", "vision"})


def _slots(s: Situation, event: Event) -> dict[str, str]:
    return {
        "what": event_words(event),
        "who": s.names(w for w in event.who if w in s.case.person) or "the family",
        "when": when(event),
        "since": since(event),
        "child": s.children_names,
    }


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
        and CONCEPTION <= event.at_months <= EARLY_END
        and s.event_kind(event) not in ELSEWHERE | NOT_A_BURDEN
        and not (event.burden in UNSAID and event.nurture in ("some", "much"))
    ]


@rule("E1", "E4")
def adversity(s: Situation) -> Iterator[Heard]:
    """Burdensome events from birth to three years (E1), and heavy stress before birth (E4)."""
    for event in _burdens(s):
        indicator = "E1" if event.at_months is not None and event.at_months >= BIRTH else "E4"
        kind, fact = s.event_kind(event), s.event_fact(event)
        share = _moderation(s, event)
        burden = burden_of(event).times(share)
        if burden.strength > 0:
            yield found(indicator, fact, kind, burden, [event.id], slots=_slots(s, event))
        elif event.burden == "none":
            yield quiet(indicator, fact)
        else:
            yield gap(
                indicator,
                fact,
                kind,
                {"little": 0.0, "some": 0.6 * share, "much": share},
                (event.id,),
                declined=event.burden == "declined",
                slots=_slots(s, event),
            )
    yield from _exposures(s)


def _exposures(s: Situation) -> Iterator[Heard]:
    for event in s.events:
        if s.event_kind(event) == "prenatal":
            burden, slots = burden_of(event, 0.5), _slots(s, event)
            fact = s.event_fact(event)
            yield found("E4", fact, "prenatal", burden, [event.id], "exposure", slots=slots)


@rule("E2")
def violence(s: Situation) -> Iterator[Heard]:
    """Violence that the child saw or suffered, or that was near."""
    nearness = {"none": 0.3, "nearby": 0.6, "saw": 0.8, "suffered": 1.0}
    for event in s.events:
        long_before = event.at_months is not None and event.at_months < CONCEPTION
        if event.kind == "violence" and not long_before:
            near = read(nearness, event.exposure, (), event.basis, base=0.3)
            yield found(
                "E2",
                s.event_fact(event),
                "violence",
                near.times(_moderation(s, event)),
                [event.id],
                event.exposure if event.exposure in ("nearby", "saw", "suffered") else "one",
                slots=_slots(s, event),
            )


@rule("E3")
def medical(s: Situation) -> Iterator[Heard]:
    """Prematurity, intensive care, painful or long medical care."""
    for child in s.children:
        if child.gestation_weeks is not None and child.gestation_weeks < 37:
            yield found(
                "E3",
                f"prematurity:{child.id}",
                "medical",
                1.0 if child.gestation_weeks < 32 else 0.6,
                [f"{child.id}.gestation_weeks"],
                "early_birth",
                slots={"child": s.name(child.id), "weeks": f"{child.gestation_weeks:g}"},
            )
    for event in s.events:
        if s.event_kind(event) == "medical" and set(event.who) & set(s.case.children):
            length = length_of(event, s.now)
            base = 0.6 if length is not None and length >= 1 else 0.4
            burden = burden_of(event, base).times(_moderation(s, event))
            fact, slots = s.event_fact(event), _slots(s, event)
            yield found("E3", fact, "medical", burden, [event.id], slots=slots)


@rule("E5")
def deprivation(s: Situation) -> Iterator[Heard]:
    """Neglect, or a long time without somebody who cared consistently."""
    for event in s.events:
        if event.kind == "neglect" and (not event.who or set(event.who) & set(s.case.children)):
            length = length_of(event, s.now)
            base = 0.8 if length is not None and length >= 3 else 0.6
            burden, slots = burden_of(event, base), _slots(s, event)
            fact = s.event_fact(event)
            yield found("E5", fact, "deprivation", burden, [event.id], slots=slots)


@rule("E6", "E11", "E13+")
def development(s: Situation) -> Iterator[Heard]:
    """A domain of concern now (E6, E11 where access is time-bound); all on track (E13+)."""
    for child in s.children:
        seen = [o for o in s.child_observations if o.child == child.id]
        for observation in seen:
            worry = read(WORRY, observation.rating, observation.accounts, observation.basis)
            if observation.since_event or worry.strength == 0:
                continue
            access = observation.domain in ACCESS_DOMAINS
            if not access and observation.domain not in DEVELOPMENT_DOMAINS:
                continue
            yield found(
                "E11" if access else "E6",
                f"child:{child.id}:{observation.domain}",
                "access" if access else "development_domain",
                worry,
                [observation.id],
                "concern" if observation.rating == "concern" else "watch",
                slots={
                    "child": s.name(child.id),
                    "domain": label("Domain", observation.domain).lower(),
                },
            )
        screened = [o for o in s.screenings if o.about == child.id]
        yield from _screenings(s, child.id, screened)
        fine = [o for o in seen if o.rating == "on_track"]
        worrying: list[Observation] = [
            *(o for o in seen if o.rating in WORRY),
            *(o for o in screened if o.reading in WORRY),
        ]
        if len(fine) >= 2 and not worrying:
            yield found(
                "E13+",
                f"on-track:{child.id}",
                "on_track",
                0.7 if len(fine) < 4 else 1.0,
                (o.id for o in fine),
                slots={"child": s.name(child.id)},
            )
            yield quiet("E6", f"development:{child.id}")
        elif not fine and not worrying:
            yield gap(
                "E6",
                f"development:{child.id}",
                "development_domain",
                {"of concern": 1.0, "on track": 0.0},
                (child.id,),
                declined=any(o.rating == "declined" for o in seen),
                slots={"child": s.name(child.id)},
            )


def _screenings(s: Situation, child: str, screened: list[Screening]) -> Iterator[Heard]:
    for seen in screened:
        worry = read(WORRY, seen.reading, seen.accounts, seen.basis)
        if worry.strength > 0:
            yield found(
                "E6",
                f"screening:{child}:{seen.name}",
                "development_domain",
                worry,
                [seen.id],
                "screening_watch" if seen.reading == "watch" else "screening",
                slots={"child": s.name(child), "screening": seen.name},
            )


@rule("E7")
def after_an_event(s: Situation) -> Iterator[Heard]:
    """Sleep, feeding, regulation or play changed after something happened."""
    events = {event.id: event for event in s.events}
    for observation in s.child_observations:
        worry = read(WORRY, observation.rating, observation.accounts, observation.basis)
        if observation.since_event is None or worry.strength == 0:
            continue
        yield found(
            "E7",
            f"child:{observation.child}:{observation.domain}",
            "change_after_event",
            worry,
            [observation.id],
            slots={
                "child": s.name(observation.child),
                "domain": label("Domain", observation.domain).lower(),
                "event": event_words(events[observation.since_event]),
            },
        )


@rule("E8")
def window(s: Situation) -> Iterator[Heard]:
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
    for one, other, _ in s.pairs:
        if {one, other} <= s.household - set(s.case.children):
            strain = strain_between(s, one, other)
            if strain and strain.kind in ("couple_strain", "coparenting_conflict"):
                yield found(
                    "E8",
                    strain.fact,
                    strain.kind,
                    strain.reading,
                    strain.refs,
                    "conflict",
                    slots={"one": s.name(one), "other": s.name(other), "stage": stage},
                )


@rule("E9+")
def nurture(s: Situation) -> Iterator[Heard]:
    """Routines, play, talk, rituals and moments that build."""
    told = [o for o in s.daily_observations if o.rating == "strength"]
    for observation in told:
        yield found(
            "E9+",
            f"daily:{observation.child}:{observation.aspect}",
            "nurture",
            0.8,
            [observation.id],
            observation.aspect,
            slots={
                "child": s.name(observation.child),
                "others": s.names(observation.with_whom) or "the family",
            },
        )
    for event in s.events:
        good = event.nurture in ("some", "much") and event.burden not in ("some", "much")
        if good and s.event_kind(event) not in NOT_A_BURDEN - {"nurture"}:
            yield found(
                "E9+",
                s.event_fact(event),
                "nurture",
                amount(event.nurture),
                [event.id],
                "event",
                slots=_slots(s, event),
            )
    if not s.daily_observations:
        yield gap(
            "E9+",
            "daily-life",
            "nurture",
            {"much that builds": 0.8, "little": 0.0},
            s.case.children,
            slots={"child": s.children_names},
        )


@rule("E10")
def pile_up(s: Situation) -> Iterator[Heard]:
    """Three or more burdensome events within six months."""
    heavy = [
        event
        for event in s.events
        if event.at_months is not None
        and CONCEPTION <= event.at_months <= EARLY_END
        and event.burden in ("some", "much")
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


@rule("E12+")
def early_help(s: Situation) -> Iterator[Heard]:
    """Help for the child's early development is in place and working."""
    kinds = {"early_intervention", "mental_health_care"}
    for setting in s.settings:
        if setting.kind not in kinds or not any(
            s.between(setting.id, child.id) for child in s.children
        ):
            continue
        fact = f"early-help:{setting.id}"
        names = {"place": s.name(setting.id), "child": s.children_names}
        if setting.status in ("working", "in_place"):
            yield found(
                "E12+",
                fact,
                "early_help",
                1.0 if setting.status == "working" else 0.6,
                [f"{setting.id}.status"],
                setting.status,
                slots=names,
            )
        elif setting.status in ("unknown", "declined", "ordered", "waiting"):
            yield gap(
                "E12+",
                fact,
                "early_help",
                {"working": 1.0, "in place": 0.6, "not yet": 0.0},
                (setting.id,),
                declined=setting.status == "declined",
                slots=names,
            )
    for event in s.events:
        if event.kind == "treatment_start" and set(event.who) & set(s.case.children):
            yield found(
                "E12+",
                s.event_fact(event),
                "early_help",
                amount(event.nurture, 0.5),
                [event.id],
                "event",
                slots=_slots(s, event),
            )
