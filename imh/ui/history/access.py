"""Who may not look back reads so in one sentence."""

import streamlit as st

from imh.library.roles import IN_WORDS, Act, Role, may
from imh.ui import door, session


def who_may_not_look_back() -> None:
    """Stop the page with one sentence for a guest or an auditor; they are shown nothing more."""
    session.through_the_front_door()
    opened = session.opened()
    role: Role | None = door.desk().access.account.everywhere
    if opened is not None and opened.work is not None:
        role = opened.work.role
    if role is None or may(role, Act.LOOK_BACK):
        return
    st.title("History")
    st.markdown(f"{IN_WORDS[role]} may not {Act.LOOK_BACK}.")
    st.stop()
