"""What the practice library is not for, said where a clinician would begin a case."""

import streamlit as st

from imh.library import local_libraries
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed


def practice_notice() -> None:
    """In the practice library: not for real families, and the way to a library for them."""
    if sign_in.where() != "practice":
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="practice"):
        st.markdown(
            "**This is the practice library. It is not for real families:** it has no passphrase, "
            "so whoever uses this computer can read it."
        )
        way = (
            "Open your own library"
            if local_libraries.is_set_up()
            else "Set up a library of your own"
        )
        st.page_link("pages/library.py", label=as_typed(way), icon=":material/lock_open:")
