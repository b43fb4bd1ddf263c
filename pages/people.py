"""Sharing: who has a part in the open case, and for its owner giving parts and taking them back."""

import streamlit as st

from imh.library.errors import LibraryError
from imh.library.roles import Act
from imh.ui.core import permissions, session, sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.core.role_sentences import what_each_may_do
from imh.ui.people.grant import giving
from imh.ui.people.members import parts
from imh.ui.people.tickets import ticket_panel

on_screen = session.required()
st.title("Sharing")
if sign_in.where() != "team" or on_screen.open_case is None:
    st.info("Only a case of a team's library is shared. Here nobody else can open it.")
    st.stop()
trouble = session.pop_notice()
if trouble:
    st.warning(as_typed(trouble))
why_not = permissions.why_not(on_screen, Act.SEE_PEOPLE)
if why_not:
    st.info(as_typed(why_not))
    st.stop()
owner = permissions.may(on_screen, Act.SHARE)
who, what = st.columns([3, 2], gap="large")
try:
    with who:
        parts(on_screen.open_case, owner=owner)
        what_each_may_do()
    with what:
        if owner:
            giving(on_screen.open_case)
            ticket_panel(on_screen.open_case)
        else:
            st.caption("Whoever owns the case says who has a part in it.")
except LibraryError as error:
    st.warning(as_typed(error))
