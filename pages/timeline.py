"""Timeline: what happened, by the child's age; every event can be read and changed beside it."""

import streamlit as st

from imh.forms.entry_facts import facts_about
from imh.ui.core import permissions, session
from imh.ui.core.markup import safety_banner
from imh.ui.inspector.inspector_panel import inspector_panel
from imh.ui.timeline.event_list import event_list, new_event_line, select_event, selected_event
from imh.ui.timeline.timeline_figure import clicked, timeline_figure

FIGURE = "view:timeline"

on_screen = session.required()
case = on_screen.case
st.title("Timeline")
safety_banner(on_screen.assessment)
if permissions.may_change(on_screen):
    new_event_line()

picture, panel = st.columns([3, 1], gap="medium")
selected = selected_event(case)
with picture:
    if any(event.at_months is not None for event in case.events):
        st.caption(
            "Above the line what nurtured (round), below what weighed (diamond, larger when much); "
            "open rings where nobody has said. A bar is how long it lasted."
        )
        dark = st.context.theme.type == "dark"
        st.plotly_chart(
            timeline_figure(case, dark=dark, selected=selected),
            key=FIGURE,
            config={"displayModeBar": False},
            on_select=lambda: select_event(clicked(st.session_state[FIGURE])),
            selection_mode="points",
        )
    else:
        st.info("No event with an age is noted yet.")
    event_list(case)
with panel:
    if selected:
        inspector_panel(on_screen, facts_about(case, selected, on_screen.assessment))
    else:
        st.caption("Choose an event in the picture or in the list to read or change it.")
