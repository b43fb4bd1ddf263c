"""Timeline: what happened, by the child's age, from before the birth to today."""

import streamlit as st

from imh.ui import session
from imh.ui.event_list import event_list
from imh.ui.markup import safety_banner
from imh.ui.timeline_figure import timeline_figure

opened = session.required()
st.title("Timeline")
safety_banner(opened.assessment)
if any(event.at_months is not None for event in opened.case.events):
    st.caption(
        "Above the line what nurtured (round), below what weighed (diamond, larger when much); "
        "open rings where nobody has said. A bar is how long it lasted."
    )
    dark = st.context.theme.type == "dark"
    figure = timeline_figure(opened.case, dark=dark)
    st.plotly_chart(figure, key="view:timeline", config={"displayModeBar": False})
else:
    st.info("No event with an age is noted yet.")
event_list(opened.case)
