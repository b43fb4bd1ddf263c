"""Events on lines: several at once, one a line, as somebody tells them; understood as typed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.edits import Change, apply
from imh.case.quick_entry import Reading, read_lines
from imh.case.quick_entry.syntax.line_opening import read_opening
from imh.interview import answers
from imh.interview.question_order import Screen
from imh.ui.components.writing_box import writing_box
from imh.ui.core import autosave
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import bullets, element, show
from imh.ui.interview.steps import Steps, answer
from imh.ui.quick_entry import STYLE, understood, written
from imh.ui.quick_entry.entering import put_right, take

PLACE = "event lines"
_UNTIMED = "event: "
_EXAMPLES = (
    "-2m: loss of José, Ana, burden much",
    "birth: NICU, until 1m",
    "8m: father moved out; sudden, told by Ana",
)


def read_events(text: str, case: Case) -> Reading:
    """Read every line as an event; a line without an age has its time left open.

    Numbers, texts and suggestions are those of the lines as they were typed.
    """
    typed = text.splitlines()
    reading = read_lines("\n".join(map(_as_event, typed)), onto=case)
    lines = [
        replace(
            line,
            text=typed[line.number - 1],
            suggestion=line.suggestion and _as_typed(line.suggestion, typed[line.number - 1]),
        )
        for line in reading.lines
    ]
    return replace(reading, lines=tuple(lines))


def _as_event(line: str) -> str:
    note = not line.strip() or line.strip().startswith("#")
    untimed = not note and read_opening(1, line.strip()).head is not None
    return _UNTIMED + line.strip() if untimed else line


def _as_typed(suggestion: str, line: str) -> str:
    return suggestion if line.startswith(_UNTIMED) else suggestion.removeprefix(_UNTIMED)


def events_told(case: Case, screen: Screen, text: str, telling: answers.Telling) -> Case:
    """Every understood event; who is telling is the source where a line says no other."""
    reading = read_events(text, case)
    after = reading.case
    if after is None or not any(line.understood for line in reading.lines):
        raise answers.NotUnderstood("None of these lines is understood yet.")
    known = {event.id for event in case.events}
    for event in after.events:
        if event.id not in known and event.basis.kind == "unknown":
            after = apply(after, Change(id=event.id, fields={"basis": plain(telling.basis)}))
    return answers.noted(after, screen)


def event_lines(on_screen: CaseOnScreen, screen: Screen, here: Steps) -> None:
    """The box, what was understood of each line, and a button that adds all of it as one step."""
    st.html(STYLE)
    box = written(on_screen, PLACE, read_events)
    by_key = writing_box(
        box.text,
        case=box.key,
        revision=box.revision,
        before=box.before,
        on_text=partial(autosave.save, on_screen, PLACE),
        names=[symbol.name for symbol in on_screen.case.symbols.values() if symbol.name],
        height=150,
        label="Or several at once: one event a line",
        key="event-lines",
    )
    if box.reading.lines:
        understood(box.reading, partial(put_right, on_screen, place=PLACE))
    else:
        show(
            element("p", "The child's age, a colon, what happened. For example:", "small"),
            bullets(_EXAMPLES, "examples"),
        )
    count = "1 event" if box.understood == 1 else f"{box.understood or 'these'} events"
    by_button = st.button(
        as_typed(f"Add {count}"), key="add-event-lines", disabled=not box.understood
    )
    if (by_key or by_button) and box.understood:
        told = partial(events_told, screen=screen, text=box.text, telling=here.telling)
        if answer(screen, told, go_on=False):
            take(box, PLACE)
            st.rerun()
