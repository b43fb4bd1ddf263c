"""Rating before reading: who was asked for a consultation is asked to rate first."""

from __future__ import annotations

import streamlit as st

from imh.library.roles import Role
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markup import safety_banner
from imh.ui.session_state import READ_ALL_THE_SAME


def rate_first(on_screen: CaseOnScreen) -> None:
    """Ask a guest who has not rated yet to do so; the page goes no further until they choose."""
    if on_screen.open_case is None or on_screen.open_case.role is not Role.GUEST:
        return
    if READ_ALL_THE_SAME.get() or on_screen.open_case.own_rating():
        return
    safety_banner(on_screen.assessment)
    st.info("Rate first: what one has read cannot be unread.", icon=":material/how_to_vote:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("pages/rating.py", label="Go to Rate", icon=":material/how_to_vote:")
        st.button(
            "Show it all the same",
            key="read-all-the-same",
            on_click=READ_ALL_THE_SAME.put,
            args=(True,),
        )
    st.stop()
