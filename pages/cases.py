"""Cases: sample cases as cards, a file of one's own, a new case from a short form."""

import streamlit as st

from imh.ui import session
from imh.ui.case_cards import case_cards
from imh.ui.new_case import new_case_form
from imh.ui.open_file import open_file

session.through_the_front_door()
title, file, new = st.columns([6, 3, 3], vertical_alignment="bottom")
title.title("Cases")
with new:
    new_case_form()
with file:
    opener = st.container()
open_file(opener)
st.header("Sample cases", anchor=False)
st.caption("Fictional families, written for practice. They are never changed.")
chosen = case_cards(session.samples())
if chosen:
    session.open_case(chosen)
    st.switch_page("pages/map.py")
