"""Showing the page anew after a change."""

from typing import NoReturn

import streamlit as st


def show_anew() -> NoReturn:
    """Run the page again from its top, unless the person has gone to another one meanwhile.

    Streamlit would let the rerun of this page take the place of a click in the menu that waits.
    Any element sent lets what waits go first.
    """
    st.empty()
    st.rerun()
