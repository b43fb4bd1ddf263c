"""The timeline in words: every event with the child's age, who was part of it, how it is known."""

from html import escape

from imh.case.case import Case
from imh.case.events import Event
from imh.principles.sentences import basis_words, joined, name_of
from imh.principles.words import event_words, since
from imh.ui.markup import element, show
from imh.ui.timeline_figure import side_of

SIDES = {"nurture": "nurtured", "burden": "weighed", "other": "not known yet"}


def event_list(case: Case) -> None:
    """Show all events in order, those without an age last."""
    events = sorted(case.events, key=lambda e: (e.at_months is None, e.at_months or 0.0))
    if events:
        lines = "".join(_line(case, event) for event in events)
        show(element("h2", "In words", "part"), f'<ol class="events">{lines}</ol>')


def _line(case: Case, event: Event) -> str:
    side = side_of(event)
    words = event_words(event)
    who = joined(name_of(case, w) for w in event.who if w in case.person)
    source = "" if event.basis.kind == "unknown" else basis_words(case, [event.basis])
    small = ": ".join([SIDES[side], *filter(None, ["; ".join(filter(None, (who, source)))])])
    return (
        f'<li class="{side}"><strong>{escape(words[:1].upper() + words[1:])}</strong>, '
        f"{escape(since(event))} <em>{escape(small)}</em></li>"
    )
