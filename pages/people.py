"""Sharing: who has a part in the open case, and for its owner giving parts and taking them back."""

import streamlit as st

from imh.library.errors import LibraryError
from imh.library.roles import Act
from imh.ui import door, part, session
from imh.ui.markdown import as_typed
from imh.ui.sharing.giving import giving
from imh.ui.sharing.parts import parts
from imh.ui.sharing.tickets import ticket_panel
from imh.ui.sharing.words import what_each_may_do

opened = session.required()
st.title("Sharing")
if door.where() != "team" or opened.work is None:
    st.info("Only a case of a team's library is shared. Here nobody else can open it.")
    st.stop()
trouble = session.trouble()
if trouble:
    st.warning(as_typed(trouble))
why_not = part.why_not(opened, Act.SEE_PEOPLE)
if why_not:
    st.info(as_typed(why_not))
    st.stop()
owner = part.may(opened, Act.SHARE)
who, what = st.columns([3, 2], gap="large")
try:
    with who:
        parts(opened.work, owner=owner)
        what_each_may_do()
    with what:
        if owner:
            giving(opened.work)
            ticket_panel(opened.work)
        else:
            st.caption("Whoever owns the case says who has a part in it.")
except LibraryError as error:
    st.warning(as_typed(error))
