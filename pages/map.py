"""Map: the whole family on one screen; select somebody to read everything known about them."""

import streamlit as st

from imh.drawing import describe
from imh.ui import session
from imh.ui.inspector import facts_about
from imh.ui.inspector_panel import inspector_panel
from imh.ui.map_controls import map_controls
from imh.ui.map_view import map_view
from imh.ui.markup import safety_banner
from imh.ui.network_tab import network_tab

opened = session.required()
case = opened.case
title, controls = st.columns([1, 3], vertical_alignment="center")
title.title("Family map")
with controls:
    choice = map_controls(case)
safety_banner(opened.assessment)

picture, panel = st.columns([3, 1], gap="medium")
with picture:
    svg = opened.picture(show=choice.show, layers=choice.layers, as_of=choice.as_of)
    selected = map_view(svg, key="view:map", height=560)
with panel:
    facts = facts_about(case, selected, opened.assessment) if selected in case.entries else None
    inspector_panel(opened, facts)

words, network = st.tabs(["The map in words", "Network view"])
with words:
    st.text(describe(case))
with network:
    network_tab(opened)
