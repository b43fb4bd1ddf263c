"""The form of an event, and a new one in one line."""

from imh.case.case import Case
from imh.case.edits import Add, Change
from imh.case.events import Event
from imh.case.ids import free_id
from imh.case.labels import label
from imh.case.vocabulary import APART_OR_LOST
from imh.forms.additions import removal
from imh.forms.controls import (
    Choice,
    Form,
    FormPart,
    FormStep,
    choice,
    day,
    number,
    said,
    setting,
    several,
    words,
)
from imh.forms.source import accounts, source
from imh.principles.sentences import name_of

FRIGHTENING = frozenset({"violence", "arrest", "detention", "accident", "disaster"})
"""Events of which it matters how near the child was."""


def event_form(case: Case, event: Event) -> Form:
    """Everything about an event; what its kind asks for comes before the rest."""
    symbols = {symbol: name_of(case, symbol) for symbol in case.symbols}
    apart, near = _away(case, event), choice(event, "exposure", "Exposure")
    first: list[FormPart] = []
    rest: list[FormPart] = []
    (first if event.kind in APART_OR_LOST or event.away else rest).append(apart)
    (first if event.kind in FRIGHTENING else rest).append(near)
    return Form(
        (
            words(event, "title"),
            choice(event, "kind", "EventKind"),
            number(event, "at_months"),
            choice(event, "burden", "Amount"),
            choice(event, "nurture", "Amount"),
            choice(event, "ongoing", "YesNo"),
            several(event, "who", symbols),
            *first,
            source(case, event.basis, setting(event, "basis")),
            *accounts(case, event.accounts, "Amount", setting(event, "accounts")),
            words(event, "note", long=True),
            *removal(case, event, "this event"),
        ),
        (number(event, "until_months"), *rest, day(event, "date")),
    )


def _away(case: Case, event: Event) -> Choice:
    return Choice(
        name="away",
        label=said(event, "away"),
        value=event.away or "",
        edit=lambda who: Change.of(event.id, away=who or None),
        options={"": "nobody, or not known"}
        | {person.id: name_of(case, person.id) for person in case.people},
    )


def event_in_a_line(
    case: Case, kind: str, what: str, age: float | None, weight: str, amount: str
) -> FormStep:
    """A new event from one line: kind, what happened, the child's age, burden or nurture.

    ``weight`` is ``burden``, ``nurture`` or "" when nobody has asked; ``amount`` some or much.
    """
    identifier = free_id(what or label("EventKind", kind), case.entries)
    entry = {"id": identifier, "kind": kind, "title": what.strip(), "at_months": age}
    if weight:
        entry[weight] = amount
    kept = {field: value for field, value in entry.items() if value not in (None, "")}
    return FormStep(Add(collection="events", entry=kept), identifier)
