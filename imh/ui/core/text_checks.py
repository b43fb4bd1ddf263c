"""What was typed for a paper or a list is looked at before anything is made of it.

What goes into the case is refused by the case itself, with its place. Streamlit hands over
whatever a browser sends, and a text can be pasted with characters that no document can hold.
"""

import streamlit as st

from imh.case.text import LONGEST, unfit_character
from imh.ui.core.markdown import as_typed


def why_not(text: str) -> str:
    """Why a text cannot be kept, in a sentence; empty when it can."""
    unfit = unfit_character(text)
    if unfit:
        return f"Not kept: the text holds {unfit}. Take it out, and try again."
    if len(text) > LONGEST:
        return f"Not kept: the text has {len(text):,} characters; {LONGEST:,} are the most."
    return ""


def fits(text: str) -> bool:
    """Whether a text can be kept; the screen says here why not."""
    reason = why_not(text)
    if reason:
        st.warning(as_typed(reason), icon=":material/error:")
    return not reason
