"""Who went away from the child, how often care changed hands, and who came back."""

from collections.abc import Iterator

from imh.case.events import Event
from imh.principles.evidence import RuleResult
from imh.principles.phrases import length_of, since
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found
from imh.principles.situation import Reading, Situation, surest


@rule("R5", "R6")
def continuity(s: Situation) -> Iterator[RuleResult]:
    """Separation from or loss of a caregiver (R5); two or more changes of caregiver (R6)."""
    changes = [event for event in s.events if event.kind == "placement_change"]
    if len({s.event_fact(event) for event in changes}) >= 2:
        count = len({s.event_fact(event) for event in changes})
        yield found(
            "R6",
            "changes-of-caregiver",
            "placement_change",
            0.8 if count == 2 else 1.0,
            (event.id for event in changes),
            slots={
                "child": s.children_names,
                "times": "twice" if count == 2 else f"{s.count(count)} times",
            },
        )
        changes = []
    for event in s.events:
        if s.event_kind(event) in ("separation", "loss_of_caregiver") or event in changes:
            yield _apart(s, event)


def _apart(s: Situation, event: Event) -> RuleResult:
    strength = 0.5
    if event.at_months is not None and 6 <= event.at_months <= 36:
        strength += 0.2
    length = length_of(event, s.now)
    lasting = event.kind == "loss" or event.ongoing == "yes" or (length is not None and length >= 1)
    settled = event.kind == "loss" or event.ongoing in ("yes", "none") or length is not None
    if lasting:
        strength += 0.3
    return found(
        "R5",
        s.event_fact(event),
        s.event_kind(event),
        Reading(
            strength,
            surest(strength, [event.basis]),
            strength if settled else min(1.0, strength + 0.3),
        ),
        [event.id],
        {"loss": "loss", "placement_change": "placement"}.get(event.kind, "one"),
        slots={
            "child": s.children_names,
            "away": s.name(event.away) if event.away else "the caregiver until then",
            "since": since(event),
        },
    )


@rule("R12+")
def found_again(s: Situation) -> Iterator[RuleResult]:
    """The child and somebody they had been apart from came together again."""
    for event in s.events:
        about_the_child = not event.who or event.away or set(event.who) & set(s.case.children)
        if event.kind == "reunion" and about_the_child:
            others = [*((event.away,) if event.away else ()), *event.who]
            yield found(
                "R12+",
                s.event_fact(event),
                "reunion",
                {"none": 0.2, "much": 1.0, "some": 0.7}.get(event.nurture, 0.5),
                [event.id],
                slots={
                    "child": s.children_names,
                    "others": s.names(w for w in others if w not in s.case.children)
                    or "the family",
                    "since": since(event),
                },
            )
