"""Whether private reflections are told in words on a screen that others may see."""

import streamlit as st

from imh.case.redaction import has_private
from imh.ui.core.case_on_screen import CaseOnScreen


def private_notes_switch(on_screen: CaseOnScreen) -> CaseOnScreen:
    """Offer to read private notes in the reasons; returns the case as it is to be read.

    Off unless the case is fictional: a team may be looking at the same screen.
    """
    may = on_screen.open_case is None or on_screen.open_case.can_change
    if not may or not has_private(on_screen.case, but=on_screen.of_others):
        return on_screen
    shown = st.toggle(
        "Show my private notes in the reasons",
        value=on_screen.case.fictional,
        key="view:private",
        help="Keep this off while others see the screen.",
    )
    return on_screen.with_private_notes if shown else on_screen
