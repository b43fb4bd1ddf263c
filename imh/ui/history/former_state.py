"""A former state of the case: its map, what differs from now or another state, and the way back."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from imh.library.open_case import OpenCase
from imh.library.revision_contents import Contents
from imh.library.revisions import Revision
from imh.ui.core import change_lines, session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markup import bullets, element, show
from imh.ui.history.steps import day_of, time_of
from imh.ui.session_state import FORMER_MAPS, STEP_CHOSEN

NOW = 0
"""Stands for the case as it is now where a state is chosen."""

_WITH = "view:history:with"


def chosen_state(on_screen: CaseOnScreen, revisions: Sequence[Revision]) -> None:
    """Show the state that was chosen among the steps."""
    by_number = {one.number: one for one in revisions}
    chosen = by_number.get(STEP_CHOSEN.get())
    if chosen is None or on_screen.open_case is None:
        show(element("p", "Choose a step to see the case as it was after it.", "nothing"))
        return
    open_case, now = on_screen.open_case, on_screen.open_case.contents
    state = open_case.at(chosen.number)
    show(element("h2", f"The case {when(chosen)}", "part"))
    if chosen.names:
        show(element("p", ", ".join(f"“{name}”" for name in chosen.names), "small"))
    _way_back(open_case, chosen, same=state == now)
    _picture(on_screen, chosen, state)
    other = _compared_with(chosen, by_number)
    states = {chosen.number: state, other: now if other == NOW else open_case.at(other)}
    _differences(chosen.number, other, states)


def when(revision: Revision) -> str:
    """The moment of a revision in a sentence: ``today at 14:05``."""
    day = day_of(revision)
    day = day.lower() if day in ("Today", "Yesterday") else f"on {day}"
    return f"{day} at {time_of(revision)}"


def _compared_with(chosen: Revision, by_number: Mapping[int, Revision]) -> int:
    """Ask which state to compare with; now, unless another one is chosen."""
    options = [NOW, *(number for number in by_number if number != chosen.number)]
    if st.session_state.get(_WITH) not in options:
        st.session_state[_WITH] = NOW
    number: int = st.selectbox(
        "Compare with",
        options,
        format_func=lambda one: label(by_number[one]) if one else "the case as it is now",
        key=_WITH,
    )
    return number


def label(revision: Revision) -> str:
    """A state in one line, to be chosen from many."""
    said = "".join(f"“{name}”, " for name in revision.names)
    return f"{said}{when(revision)}, after: {revision.what}"


def _way_back(open_case: OpenCase, chosen: Revision, *, same: bool) -> None:
    if same:
        show(element("p", "This is what the case says now.", "small"))
    elif open_case.can_change and st.button(
        "Go back to this state",
        icon=":material/history:",
        key="go-back",
        help="What came after it stays in the history, and Undo takes this step back.",
    ):
        session.go_back_to(chosen.number)
        st.rerun()


def _picture(on_screen: CaseOnScreen, chosen: Revision, state: Contents) -> None:
    """The map of that time, with symbols standing where they stand now."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    drawn = FORMER_MAPS.keep()
    if (chosen.number, theme) not in drawn:
        placement = on_screen.placement.after_edit(state.case)
        drawn[chosen.number, theme] = placement.picture(legend=False, theme=theme)
    svg = base64.b64encode(drawn[chosen.number, theme].encode()).decode()
    alternative = escape(f"The map {when(chosen)}")
    show(f'<img class="state-map" alt="{alternative}" src="data:image/svg+xml;base64,{svg}">')


def _differences(chosen: int, other: int, states: Mapping[int, Contents]) -> None:
    """What became of the older of two states in the newer one."""
    newer_first = chosen > other if other else False
    old, new = (other, chosen) if newer_first else (chosen, other)
    told = change_lines.lines(states[old], states[new])
    heading = "Since then" if not other else "From the earlier to the later of the two"
    show(
        element("h3", heading, "part"),
        bullets(told, "plain") or element("p", "Both say the same.", "nothing"),
    )
