"""Who is in, and where: the library that is open in this browser session."""

from __future__ import annotations

from typing import Literal, NoReturn

import streamlit as st

from imh.library import local_libraries
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.errors import LibraryError
from imh.library.local_libraries import LocalCaseStore
from imh.library.roles import THIS_COMPUTER, Account
from imh.ui.core import libraries
from imh.ui.core.sign_in import screens, team_sign_in
from imh.ui.core.sign_in.session_lifetime import WindowSession
from imh.ui.session_state import (
    ACCOUNT_CASES,
    LIBRARY,
    SHOWN_BY_ITSELF,
    WHERE,
    WINDOW_SESSION,
    forget_all,
)

Where = Literal["practice", "own", "team"]
_LEFT = "The library was closed because nobody used it for a while."
_SIGNED_OUT = "You were signed out: in another window, or because nobody was here for a while."
_REPLACED = "The library was replaced by a backup in another window. Open it again."
_SAVED = "Everything is saved."
_MISSED = "What you did last came after that and was not saved; everything before it is."


def admit() -> None:
    """Let in who may come in; else show how to sign in, and stop. Called by app.py first of all."""
    used = not SHOWN_BY_ITSELF.take()
    try:
        if ACCOUNT_CASES.is_set() and not stays(used=used):
            leave(_why_it_is_over())
        if not ACCOUNT_CASES.is_set():
            _admit()
    except LibraryError as error:
        screens.nothing_opens(str(error))


def show_anew() -> NoReturn:
    """Show the page anew although nobody did anything: that is no use of the library."""
    SHOWN_BY_ITSELF.put(True)
    st.rerun()


def _admit() -> None:
    address = libraries.team_address()
    if address is not None:
        library = libraries.team(address)
        arrived = team_sign_in.arrive(library)
        enter(library, "team", arrived.account, arrived.mark)
        if account().visitor:
            st.rerun()  # away from the door
    elif local_libraries.is_set_up():
        opened = screens.passphrase_screen()
        if opened is None:
            enter(libraries.practice(), "practice")
        else:
            enter(opened, "own")
        st.rerun()
    else:
        enter(libraries.practice(), "practice")


def stays(*, used: bool) -> bool:
    """Whether whoever is in may stay; ``used`` says that they did something, and not a clock."""
    where, window_session = WHERE.get(), WINDOW_SESSION.get()
    if where == "team":
        return (
            team_sign_in.lasts(window_session)
            if used
            else not team_sign_in.left_alone(window_session)
        )
    return where == "practice" or (window_session is not None and window_session.lasts(used=used))


def _why_it_is_over() -> str:
    window_session = WINDOW_SESSION.get()
    if not libraries.is_open(library()):
        words = [_REPLACED]
    else:
        words = [_SIGNED_OUT if where() == "team" else _LEFT, _SAVED]
    return " ".join([words[0], _MISSED] if window_session and window_session.missed else words)


def enter(
    library: CaseStore, where: Where, account: Account = THIS_COMPUTER, mark: str = ""
) -> None:
    """Come in with a library; what was open before is closed.

    ``mark`` names the sign-in by which somebody came in to a team's.
    """
    if ACCOUNT_CASES.is_set():
        _forget()
    window_session = None if where == "practice" else WindowSession(library, mark)
    LIBRARY.put(library)
    WHERE.put(where)
    WINDOW_SESSION.put(window_session)
    ACCOUNT_CASES.put(library.for_account(account, window_session))
    if isinstance(library, LocalCaseStore):
        libraries.remember(library)


def leave(why: str = "") -> None:
    """Close the library in this session; the screen shows the door next."""
    _forget()
    screens.say(why)


def sign_out(why: str = "") -> None:
    """Close the library; in a team's, whoever came in is out in every window."""
    window_session = WINDOW_SESSION.get()
    who = account() if where() == "team" else None
    leave(why)
    if who and window_session:
        team_sign_in.sign_out(window_session, who)


def _forget() -> None:
    window_session, library = WINDOW_SESSION.get(), LIBRARY.get()
    if window_session:
        # Also for what still holds the library, such as a file that is on offer.
        window_session.left = True
    if WHERE.get() == "own" and library is not None:
        library.close()
    forget_all()


def account_cases() -> AccountCases:
    """The open library as this session's person has it."""
    if not ACCOUNT_CASES.is_set():
        admit()
    found = ACCOUNT_CASES.get()
    assert found is not None
    return found


def account() -> Account:
    """Who is in."""
    return account_cases().access.account


def library() -> CaseStore:
    """The open library itself, to look after it as a whole."""
    account_cases()
    found = LIBRARY.get()
    assert found is not None
    return found


def where() -> Where:
    """Which library is open: the practice library, one's own, or the team's."""
    account_cases()
    found = WHERE.get()
    assert found is not None
    return found
