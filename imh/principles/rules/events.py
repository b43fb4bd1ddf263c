"""Events as evidence: how much one weighed, and the words that tell of it."""

from imh.case.events import Event
from imh.case.vocabulary import UNSAID
from imh.principles.evidence import RuleResult, Slots
from imh.principles.phrases import event_words, since, when
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.sentences import age_words
from imh.principles.situation import AMOUNTS, Situation, burden_of

AT_SOME_POINT = "at some point"
AROUND_BIRTH = 0.25


def event_slots(s: Situation, event: Event) -> Slots:
    """What happened, whom of the family it met, and when."""
    return {
        "what": event_words(event),
        "who": s.names(w for w in event.who if w in s.family) or "the family",
        "when": AT_SOME_POINT if event.at_months is None else when(event),
        "since": AT_SOME_POINT if event.at_months is None else since(event),
        "child": s.children_names,
    }


def at_home_then(s: Situation, event: Event) -> str:
    """When something happened to an adult, by the child's age: ``when Leo was two years old``."""
    if event.at_months is None:
        return AT_SOME_POINT
    if event.at_months < AROUND_BIRTH:
        return when(event)
    were = "were" if len(s.children) > 1 else "was"
    goes_on = ", and it goes on" if event.ongoing == "yes" else ""
    return f"when {s.children_names} {were} {age_words(event.at_months)} old{goes_on}"


def burden(
    s: Situation,
    event: Event,
    indicator: str,
    kind: str,
    says: str = "one",
    *,
    asks: str = "burden",
    base: float = 0.0,
    share: float = 1.0,
) -> RuleResult:
    """An event that weighed; a gap when it is not known how much.

    ``base`` is what it counts at least, where its kind alone is a burden; ``share`` is what is
    left of it by now.
    """
    fact, slots = s.event_fact(event), event_slots(s, event)
    weighed = burden_of(event, base).times(share)
    if weighed.strength > 0:
        return found(indicator, fact, kind, weighed, [event.id], says, slots=slots)
    if event.burden not in UNSAID:
        return no_evidence(indicator, fact)
    answers = {"little": 0.0, **{word: strength * share for word, strength in AMOUNTS.items()}}
    declined = event.burden == "declined"
    return gap(indicator, fact, kind, answers, (event.id,), asks, declined=declined, slots=slots)
