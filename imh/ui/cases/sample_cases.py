"""The sample cases, each as a card with a small map; a click opens one."""

from __future__ import annotations

import streamlit as st

from imh.ui.components.case_cards import Card, case_cards
from imh.ui.core import session
from imh.ui.core.case_on_screen import CaseOnScreen

ONE_LINE = 100


def sample_cases() -> None:
    """Show the cards, and open the case that was chosen on the map."""
    st.header("Sample cases", anchor=False)
    st.caption("Fictional families, written for practice. They are never changed.")
    samples = session.samples()
    chosen = case_cards(
        [
            Card(name, sample.title, _line(sample), sample.picture(small=True))
            for name, sample in samples.items()
        ]
    )
    if chosen in samples:
        session.show(samples[chosen])
        st.switch_page("pages/map.py")


def _line(sample: CaseOnScreen) -> str:
    words = " ".join(sample.case.referral.words.split())
    if len(words) > ONE_LINE:
        words = words[:ONE_LINE].rsplit(" ", 1)[0] + " …"
    return f"“{words}”" if words else "No referral words noted."
