"""Who may not look back reads so in one sentence."""

import streamlit as st

from imh.library.roles import IN_WORDS, Act, may
from imh.ui.core import permissions, session, sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.core.sign_in import landing


def who_may_not_look_back() -> None:
    """Stop the page with one sentence for a guest or an auditor; they are shown nothing more."""
    landing.through()
    why_not = _why_not()
    if why_not:
        st.title("History")
        st.markdown(as_typed(why_not))
        st.stop()


def _why_not() -> str:
    on_screen, everywhere = session.on_screen(), sign_in.account().everywhere
    if on_screen is not None and on_screen.open_case is not None:
        return permissions.why_not(on_screen, Act.LOOK_BACK)
    if everywhere is None or may(everywhere, Act.LOOK_BACK):
        return ""
    return f"{IN_WORDS[everywhere]} may not {Act.LOOK_BACK}."
