"""Cases: those of the open library, what is due in them, sample cases, a new case, a file."""

import streamlit as st

from imh.ui import door, front_door, session
from imh.ui.case_cards import case_cards
from imh.ui.case_list import former_drafts, library_cases, practice_notice
from imh.ui.caseload import due_in_short
from imh.ui.markdown import as_typed
from imh.ui.new_case import new_case_form
from imh.ui.open_file import open_file

front_door.through()
title, file, new = st.columns([6, 3, 3], vertical_alignment="bottom")
title.title("Cases")
trouble = session.trouble()
if trouble:
    st.warning(as_typed(trouble))
if door.account().may_begin:
    with new:
        new_case_form()
    with file:
        opener = st.container()
    open_file(opener)
practice_notice()
former_drafts()
due_in_short()
library_cases()
st.header("Sample cases", anchor=False)
st.caption("Fictional families, written for practice. They are never changed.")
chosen = case_cards(session.samples())
if chosen:
    session.open_case(chosen)
    st.switch_page("pages/map.py")
