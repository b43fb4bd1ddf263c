"""Words for times, lengths and aspects inside sentences."""

from collections.abc import Iterable

from imh.case.events import Event
from imh.case.labels import label
from imh.principles.sentences import age_words, joined, length_words


def aspects(codes: Iterable[str], child: str) -> str:
    """Aspects of a pair as words: ``soothing and Leo coming for comfort``."""
    coming = {"comfort_seeking": f"{child} coming for comfort"}
    return joined(coming.get(code) or label("PairAspect", code).lower() for code in codes)


def domain_words(code: str) -> str:
    """A domain of development as something that a child has: ``Leo's sleep``."""
    way = {"social_emotional": "way of being with others"}
    return way.get(code) or label("Domain", code).lower()


def event_words(event: Event) -> str:
    """An event as words inside a sentence: its title, or the field's word for its kind."""
    return event.title or label("EventKind", event.kind).lower()


def length_of(event: Event, now: float) -> float | None:
    """How long an event lasted in months, up to now when it goes on; None when not known."""
    if event.at_months is None:
        return None
    if event.until_months is not None:
        return event.until_months - event.at_months
    return now - event.at_months if event.ongoing == "yes" else None


def when(event: Event) -> str:
    """``at five months``, ``three weeks before the birth``, ``at a time not noted``."""
    if event.at_months is None:
        return "at a time not noted"
    words = age_words(event.at_months)
    return words if event.at_months < 0 else f"at {words}"


def since(event: Event) -> str:
    """When an event was and how long it lasted, as the end of a sentence."""
    words = when(event)
    if event.ongoing == "yes":
        return f"{words}, and it goes on"
    if event.at_months is not None and event.until_months is not None:
        length = event.until_months - event.at_months
        return f"{words}, for {length_words(length)}" if length > 0 else words
    return words
