"""Whether private reflections are told in words on a screen that others may see."""

import streamlit as st

from imh.case.redaction import has_private
from imh.ui.core.session import Opened


def private_notes_switch(opened: Opened) -> Opened:
    """Offer to read private notes in the reasons; returns the case as it is to be read.

    Off unless the case is fictional: a team may be looking at the same screen.
    """
    may = opened.open_case is None or opened.open_case.can_change
    if not may or not has_private(opened.case, but=opened.of_others):
        return opened
    shown = st.toggle(
        "Show my private notes in the reasons",
        value=opened.case.fictional,
        key="view:private",
        help="Keep this off while others see the screen.",
    )
    return opened.with_private_notes if shown else opened
