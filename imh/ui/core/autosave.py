"""What was typed beside the open case and is not in it yet, so that nothing typed is lost.

It lives in the session, and in the library beside the case; there it outlives a reload. What was
typed beside a sample case goes along to the copy that is begun of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from imh.library.errors import LibraryError
from imh.ui.core import sign_in

if TYPE_CHECKING:
    from imh.ui.core.session import Opened


def saved(opened: Opened, place: str) -> str:
    """What was typed in a place, "" when nothing is left there."""
    return _beside(opened).get(place, "")


def save(opened: Opened, place: str, text: str) -> None:
    """Keep what stands in a place; blank text leaves nothing behind."""
    _beside(opened)[place] = text
    if opened.open_case is None:
        return
    try:
        sign_in.account_cases().autosave(
            opened.open_case.token, place, text if text.strip() else ""
        )
    except LibraryError:
        return  # the session still has it


def copy_over(sample: Opened, copy: Opened) -> None:
    """What was typed beside a sample is beside its copy from now on."""
    for place, text in _beside(sample).items():
        save(copy, place, text)
    del st.session_state[_name(sample)]


def _beside(opened: Opened) -> dict[str, str]:
    name = _name(opened)
    if name not in st.session_state:
        typed = (
            sign_in.account_cases().autosaved(opened.open_case.token) if opened.open_case else {}
        )
        st.session_state[name] = dict(typed)
    found: dict[str, str] = st.session_state[name]
    return found


def _name(opened: Opened) -> str:
    return f"typed beside {opened.key}"
