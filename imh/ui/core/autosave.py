"""What was typed beside the open case and is not in it yet, so that nothing typed is lost.

It lives in the session, and in the library beside the case; there it outlives a reload. What was
typed beside a sample case goes along to the copy that is begun of it.
"""

from __future__ import annotations

import streamlit as st

from imh.library.errors import LibraryError
from imh.ui.core import sign_in
from imh.ui.core.case_on_screen import CaseOnScreen


def saved(on_screen: CaseOnScreen, place: str) -> str:
    """What was typed in a place, "" when nothing is left there."""
    return _beside(on_screen).get(place, "")


def save(on_screen: CaseOnScreen, place: str, text: str) -> None:
    """Keep what stands in a place; blank text leaves nothing behind."""
    _beside(on_screen)[place] = text
    if on_screen.open_case is None:
        return
    try:
        sign_in.account_cases().autosave(
            on_screen.open_case.token, place, text if text.strip() else ""
        )
    except LibraryError:
        return  # the session still has it


def copy_over(sample: CaseOnScreen, copy: CaseOnScreen) -> None:
    """What was typed beside a sample is beside its copy from now on."""
    for place, text in _beside(sample).items():
        save(copy, place, text)
    del st.session_state[_name(sample)]


def _beside(on_screen: CaseOnScreen) -> dict[str, str]:
    name = _name(on_screen)
    if name not in st.session_state:
        typed = (
            sign_in.account_cases().autosaved(on_screen.open_case.token)
            if on_screen.open_case
            else {}
        )
        st.session_state[name] = dict(typed)
    found: dict[str, str] = st.session_state[name]
    return found


def _name(on_screen: CaseOnScreen) -> str:
    return f"typed beside {on_screen.key}"
