"""Map: the whole family on one screen, to draw, to change and to read."""

import streamlit as st

from imh.drawing import describe
from imh.forms.entry_facts import facts_about
from imh.ui.core import session
from imh.ui.core.markup import safety_banner
from imh.ui.inspector.inspector_panel import inspector_panel
from imh.ui.map.map_editor import FAMILY_MAP, map_editor, selected
from imh.ui.map.moment_slider import moment_slider
from imh.ui.map.network_tab import network_tab

NETWORK = "view:network_open"

on_screen = session.required()
case = on_screen.case
title, moment = st.columns([3, 1], gap="medium", vertical_alignment="center")
title.title("Family map")
with moment:
    as_of = moment_slider(case)
safety_banner(on_screen.assessment)

picture, panel = st.columns([3, 1], gap="medium")
with picture:
    only_here = not st.session_state.get(NETWORK)
    map_editor(key=FAMILY_MAP, height=560, as_of=as_of, only_here=only_here)
    # The browser paints these with much less work than tabs, after every change to the map.
    words = st.expander("The map in words", on_change="rerun", key="view:words_open")
    network = st.expander("Network view", on_change="rerun", key=NETWORK)
with panel:
    chosen = selected(FAMILY_MAP)
    one = chosen[0] if len(chosen) == 1 else None
    inspector_panel(on_screen, facts_about(case, one, on_screen.assessment) if one else None)

if words.open:
    words.text(describe(case))
if network.open:
    with network:
        network_tab(on_screen)
