"""How the child is growing, what changed after an event, and what builds and helps."""

from collections.abc import Iterator

from imh.case.observations import Observation, Screening
from imh.case.vocabulary import AWAITED, SOME_OR_MUCH, UNSAID
from imh.principles.evidence import RuleResult
from imh.principles.phrases import domain_words, event_words
from imh.principles.rules.early_experiences.adversity import NOT_A_BURDEN
from imh.principles.rules.events import event_slots
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.situation import WORRY, Situation, amount, read

DEVELOPMENT_DOMAINS = frozenset({"language", "motor", "growth", "play", "health"})
ACCESS_DOMAINS = frozenset({"hearing", "vision"})


@rule("E6", "E11", "E13+")
def development(s: Situation) -> Iterator[RuleResult]:
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
                    "domain": domain_words(observation.domain),
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
                "unborn" if s.now < 0 else "one",
                slots={"child": s.name(child.id)},
            )
            yield no_evidence("E6", f"development:{child.id}")
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


def _screenings(s: Situation, child: str, screened: list[Screening]) -> Iterator[RuleResult]:
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
def after_an_event(s: Situation) -> Iterator[RuleResult]:
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
                "domain": domain_words(observation.domain),
                "event": event_words(events[observation.since_event]),
            },
        )


@rule("E9+")
def nurture(s: Situation) -> Iterator[RuleResult]:
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
        good = event.nurture in SOME_OR_MUCH and event.burden not in SOME_OR_MUCH
        if good and s.event_kind(event) not in NOT_A_BURDEN - {"nurture"}:
            yield found(
                "E9+",
                s.event_fact(event),
                "nurture",
                amount(event.nurture),
                [event.id],
                "event",
                slots=event_slots(s, event),
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


@rule("E12+")
def early_help(s: Situation) -> Iterator[RuleResult]:
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
        elif setting.status in AWAITED.union(UNSAID):
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
                slots=event_slots(s, event),
            )
