"""Somebody's part in the open case: what it lets them do on the screens, and when it changes."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from imh.library import roles
from imh.library.errors import LibraryError, Refused
from imh.library.roles import IN_WORDS, Act
from imh.ui.core import session, sign_in
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.role_sentences import in_words
from imh.ui.core.sign_in import landing
from imh.ui.session_state import WHY_REFUSED

_IS_OVER = "Your part in this meeting is over. Whoever invited you can give you another code."


def may_change(on_screen: CaseOnScreen) -> bool:
    """Whether this account may change the case; a sample case is changed as a copy of one's own."""
    return on_screen.open_case.can_change if on_screen.open_case else sign_in.account().may_begin


def may(on_screen: CaseOnScreen, act: Act) -> bool:
    """Whether this account's part in a case of the library lets it do this."""
    return on_screen.open_case is not None and roles.may(on_screen.open_case.role, act)


def why_not(on_screen: CaseOnScreen, act: Act) -> str:
    """Why this account may not do this with a case of the library, as a sentence; "" when it may.

    The library is asked, so that a refusal is on the record: once, as long as the case is open.
    """
    assert on_screen.open_case is not None
    known = WHY_REFUSED.of(act.name)
    if not known.is_set():
        try:
            with sign_in.account_cases().access.to(act, on_screen.open_case.token, writes=False):
                return ""
        except Refused as error:
            known.put(str(error))
    return known.get()


def to_change(title: str) -> CaseOnScreen:
    """The open case for a page that changes it; who may only read it is told so, and it stops."""
    on_screen = session.required()
    if not may_change(on_screen):
        _only_to_read(on_screen, title)
    return on_screen


def _only_to_read(on_screen: CaseOnScreen, title: str) -> NoReturn:
    st.title(as_typed(title))
    if on_screen.open_case:
        who = IN_WORDS[on_screen.open_case.role]
        st.info(
            f"{as_typed(who)} may only read this case, its map, its timeline and its principles, "
            "and rate it."
        )
        st.page_link("pages/map.py", label="Go to the map", icon=":material/hub:")
    else:
        st.info("This account may begin no cases, so there is nothing here to change.")
    st.stop()


def to_look_back() -> None:
    """Stop a page about the past with one sentence for who may not look back, as an auditor."""
    landing.through()
    reason = _why_not_back()
    if reason:
        st.title("History")
        st.markdown(as_typed(reason))
        st.stop()


def _why_not_back() -> str:
    on_screen, everywhere = session.on_screen(), sign_in.account().everywhere
    if on_screen is not None and on_screen.open_case is not None:
        return why_not(on_screen, Act.LOOK_BACK)
    if everywhere is None or roles.may(everywhere, Act.LOOK_BACK):
        return ""
    return f"{IN_WORDS[everywhere]} may not {Act.LOOK_BACK}."


def changed() -> bool:
    """Whether somebody else gave this account another part in the open case, or took it back."""
    on_screen = session.on_screen()
    if sign_in.where() != "team" or on_screen is None or on_screen.open_case is None:
        return False
    return sign_in.account_cases().role(on_screen.open_case.token) is not on_screen.open_case.role


def _say_so() -> None:
    now = session.required()
    if now.open_case:
        st.warning(as_typed(f"Your part in this case has changed. {in_words(now.open_case.role)}"))


def keep_up() -> None:
    """Called by app.py before a page is shown: go on with the part that one has now.

    Who has none any more has the case open no longer; a visitor is shown the door.
    """
    on_screen = session.on_screen()
    try:
        if on_screen and on_screen.open_case and changed():
            session.close_case()
            session.resume(on_screen.open_case.token)
            _say_so()
        elif on_screen is None and sign_in.account().visitor:
            session.resume(sign_in.account_cases().list(limit=1)[0].token)
    except (LibraryError, IndexError) as error:
        if sign_in.account().visitor:
            sign_in.sign_out(_IS_OVER)
            st.rerun()
        session.notify(str(error))
