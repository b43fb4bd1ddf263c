"""The timeline in words: every event as a line that opens it, and a new one in one line."""

from typing import Any

import streamlit as st

from imh.case.case import Case
from imh.case.events import Event
from imh.forms.controls import NOT_ASKED, title, words_of
from imh.forms.event import event_in_a_line
from imh.principles.phrases import event_words, since
from imh.principles.sentences import basis_words, joined, name_of
from imh.ui.core import session
from imh.ui.core.markdown import Markdown, as_typed
from imh.ui.core.markup import element, show
from imh.ui.inspector.form_widgets import take
from imh.ui.session_state import EVENT_REFUSED, SELECTED_EVENT
from imh.ui.timeline.timeline_figure import side_of

SIDES = {"nurture": "nurtured", "burden": "weighed", "other": "not known yet"}
WEIGHTS = {
    NOT_ASKED: ("", ""),
    "weighed some": ("burden", "some"),
    "weighed much": ("burden", "much"),
    "nurtured some": ("nurture", "some"),
    "nurtured much": ("nurture", "much"),
}
_NEW = {part: f"view:new-event:{part}" for part in ("kind", "what", "age", "weight")}


def selected_event(case: Case) -> str | None:
    """The event that is open beside the timeline, None when there is none."""
    selected = SELECTED_EVENT.get()
    return selected if any(event.id == selected for event in case.events) else None


def select_event(identifier: str | None) -> None:
    """Open an event beside the timeline."""
    SELECTED_EVENT.put(identifier)


def event_list(case: Case) -> None:
    """All events in order, those without an age last; each opens beside the timeline."""
    events = sorted(case.events, key=lambda e: (e.at_months is None, e.at_months or 0.0))
    if not events:
        return
    show(element("h2", "In words", "part"))
    with st.container(key="events-in-words", gap="xsmall"):
        for event in events:
            st.button(
                as_typed(_line(case, event)),
                key=f"view:event:{side_of(event)}:{event.id}",
                type="tertiary",
                width="stretch",
                on_click=select_event,
                args=(event.id,),
            )


def _line(case: Case, event: Event) -> Markdown:
    who = joined(name_of(case, w) for w in event.who if w in case.person)
    source = "" if event.basis.kind == "unknown" else basis_words(case, [event.basis])
    told = "; ".join(filter(None, (who, source)))
    small = ": ".join(filter(None, (SIDES[side_of(event)], told)))
    what = title(event_words(event))
    return Markdown(f"**{as_typed(what)}**, {as_typed(since(event))}  \n:gray[{as_typed(small)}]")


def new_event_line() -> None:
    """A new event in one line; what was typed stays when it is refused."""
    st.session_state.setdefault(_NEW["weight"], NOT_ASKED)
    kinds = words_of("EventKind")
    with st.form("new event", border=False, enter_to_submit=True):
        what, kind, age, weight, add = st.columns([4, 3, 2.4, 3, 1.3], vertical_alignment="bottom")
        what.text_input("New event: what happened", key=_NEW["what"])
        kind.selectbox(
            "Kind",
            list(kinds),
            index=None,
            format_func=lambda code: kinds[code],
            placeholder="choose",
            key=_NEW["kind"],
        )
        age.number_input(
            "Child's age (months)",
            step=1.0,
            value=None,
            format="%g",
            key=_NEW["age"],
        )
        weight.selectbox("How it was", list(WEIGHTS), key=_NEW["weight"])
        add.form_submit_button("Add", on_click=_add, width="stretch")
    refused = EVENT_REFUSED.take()
    if refused:
        show(f'<div class="refused" role="alert">{element("p", refused)}</div>')


def _add() -> None:
    on_screen = session.on_screen()
    if on_screen is None:
        return
    given: dict[str, Any] = {part: st.session_state.get(key) for part, key in _NEW.items()}
    if not (given["what"] or "").strip() and not given["kind"]:
        EVENT_REFUSED.put("Say what happened, or choose a kind.")
        return
    weight, amount = WEIGHTS[given["weight"]]
    kind, what = given["kind"] or "other", given["what"] or ""
    step = event_in_a_line(on_screen.case, kind, what, given["age"], weight, amount)
    if step.edit and take(step.edit):
        select_event(step.opens)
        st.session_state.update({_NEW["what"]: "", _NEW["kind"]: None, _NEW["age"]: None})
        st.session_state[_NEW["weight"]] = NOT_ASKED
    else:
        EVENT_REFUSED.put(f"Not added. {session.pop_notice()}")
