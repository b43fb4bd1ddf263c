"""Who rates: an account by itself, and on a computer that is passed around whoever says so."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from imh.ui.core import sign_in
from imh.ui.core.text_checks import fits
from imh.ui.rating.fields import NAME
from imh.ui.session_state import RATER


def who_rates() -> tuple[str | None, DeltaGenerator]:
    """Who rates by a name typed here, None as long as there is none; "" for an account's own.

    With it comes the place beside, for what there is to say.
    """
    if sign_in.where() == "team":
        return "", st.container()
    name, following, said = st.columns([3, 2, 6], vertical_alignment="bottom")
    st.session_state.setdefault(NAME, RATER.get())
    name.text_input("Your name or initials", key=NAME, max_chars=100)
    following.button("Next person", key="next-rater", on_click=_next_person)
    RATER.put(st.session_state[NAME])  # another page forgets the field
    who = st.session_state[NAME].strip()
    return who if who and fits(who) else None, said


def _next_person() -> None:
    st.session_state[NAME] = ""
