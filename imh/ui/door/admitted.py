"""Who is in, and where: the library that is open in this browser session."""

from __future__ import annotations

import time
from typing import Literal

import streamlit as st

from imh.library import own
from imh.library.errors import LibraryError
from imh.library.library import Desk, Library
from imh.library.own import OwnLibrary
from imh.library.roles import THIS_COMPUTER, Account
from imh.ui import libraries
from imh.ui.door import screens, team

Where = Literal["practice", "own", "team"]
_DESK, _WHERE, _LIBRARY, _SEEN = "desk", "where", "library", "last seen"
_LEFT = "The library was closed because nobody used it for a while. Everything is saved."
_REPLACED = "The library was replaced by a backup in another window. Open it again."


def admit() -> None:
    """Let in who may come in; else show the door and stop. Called by app.py first of all."""
    try:
        if _DESK in st.session_state and not _stays():
            leave(_LEFT)
        if _DESK in st.session_state and not libraries.is_open(st.session_state[_LIBRARY]):
            leave(_REPLACED)
        if _DESK not in st.session_state:
            _let_in()
    except LibraryError as error:
        screens.nothing_opens(str(error))
    st.session_state[_SEEN] = _now()


def _let_in() -> None:
    address = libraries.team_address()
    if address is not None:
        library = libraries.team(address)
        enter(library, "team", team.arrive(library))
        if account().visitor:
            st.rerun()  # away from the door
    elif own.is_set_up():
        opened = screens.passphrase_screen()
        if opened is None:
            enter(libraries.practice(), "practice")
        else:
            enter(opened, "own")
        st.rerun()
    else:
        enter(libraries.practice(), "practice")


def _stays() -> bool:
    """Whether whoever is in may stay; a sign-in to a team's library was used now."""
    if _signed_in():
        return team.goes_on(st.session_state[_LIBRARY])
    return not left_alone()


def _signed_in() -> bool:
    return st.session_state[_WHERE] == "team" and not account().visitor


def enter(library: Library, where: Where, account: Account = THIS_COMPUTER) -> None:
    """Come in with a library; what was open before is closed."""
    if _DESK in st.session_state:
        _forget()
    st.session_state[_LIBRARY] = library
    st.session_state[_WHERE] = where
    st.session_state[_DESK] = library.as_(account)
    st.session_state[_SEEN] = _now()
    if isinstance(library, OwnLibrary):
        libraries.remember(library)


def leave(why: str = "") -> None:
    """Close the library in this session; the screen shows the door next."""
    _forget()
    screens.say(why)


def sign_out() -> None:
    """Close the library; in a team's, who signed in is signed out in every window."""
    signed_in, library = _signed_in(), st.session_state[_LIBRARY]
    leave()
    if signed_in:
        team.sign_out(library)


def _forget() -> None:
    if st.session_state.get(_WHERE) == "own":
        st.session_state[_LIBRARY].close()
    for key in list(st.session_state):
        del st.session_state[key]


def desk() -> Desk:
    """The open library as this session's person has it."""
    if _DESK not in st.session_state:
        admit()
    found: Desk = st.session_state[_DESK]
    return found


def account() -> Account:
    """Who is in."""
    return desk().access.account


def library() -> Library:
    """The open library itself, to look after it as a whole."""
    desk()
    found: Library = st.session_state[_LIBRARY]
    return found


def where() -> Where:
    """Which library is open: the practice library, one's own, or the team's."""
    desk()
    found: Where = st.session_state[_WHERE]
    return found


def left_alone() -> bool:
    """Whether nobody has been here for longer than a library may lie open unused."""
    if st.session_state[_WHERE] == "practice":
        return False
    if _signed_in():
        return team.left_alone(st.session_state[_LIBRARY])
    unused = max(now - seen for now, seen in zip(_now(), st.session_state[_SEEN], strict=True))
    return bool(unused > libraries.time_out().total_seconds())


def _now() -> tuple[float, float]:
    """By both clocks: one stands still while the computer sleeps, the other can be set back."""
    return time.monotonic(), time.time()
