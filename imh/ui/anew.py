"""Showing the page anew after a change."""

from typing import NoReturn

import streamlit as st


def show_anew() -> NoReturn:
    """Run the page again from its top, unless the person has gone to another one meanwhile.

    Streamlit would let the rerun of this page take the place of a click in the menu that waits.
    A look into the state lets what waits go first. So would any element that is sent, but it would
    take the place of what stands on the screen there, and of what is being typed into it.
    """
    st.session_state.get("view:anything")
    st.rerun()
