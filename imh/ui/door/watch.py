"""Closing a library that nobody uses, also when nobody touches the screen any more."""

import streamlit as st

from imh.ui import libraries
from imh.ui.door import admitted


def watch() -> None:
    """Look from time to time whether somebody is still there; if not, show the door."""
    if admitted.where() == "practice":
        return
    every = min(30.0, libraries.time_out().total_seconds() / 2)
    st.fragment(_look, run_every=every)()


def _look() -> None:
    if admitted.left_alone():
        st.rerun()
