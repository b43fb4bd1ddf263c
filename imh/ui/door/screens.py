"""What somebody sees who is not in yet."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from imh.library import keys
from imh.library.errors import LibraryError
from imh.library.library import Library
from imh.ui import libraries

_SAID = "said at the door"


def say(words: str) -> None:
    """What the door says at the next look, once."""
    if words:
        st.session_state[_SAID] = words


def passphrase_screen() -> Library | None:
    """Ask for the passphrase; returns the library, None for whoever would rather practise.

    Stops the page as long as neither happened.
    """
    with _door():
        with st.form("door", border=False):
            passphrase = st.text_input("Passphrase", type="password", key="door:passphrase")
            asked = st.form_submit_button("Open my cases", type="primary")
        opened = _opened(passphrase) if asked else None
        practise = st.button("Practise with made-up families instead", type="tertiary")
        opened = opened or _by_recovery_key()
    if opened is None and not practise:
        st.stop()
    return opened


def _by_recovery_key() -> Library | None:
    """The way in for whoever lost the passphrase: the printed key, and a new passphrase."""
    with st.expander("The passphrase is lost"), st.form("lost", border=False):
        st.markdown(
            "Type the recovery key that you printed when this library was set up, and choose a new "
            "passphrase. Without the passphrase and without the recovery key nobody can open the "
            "library, not even whoever made this program."
        )
        recovery_key = st.text_input("Recovery key", key="door:recovery", autocomplete="off")
        new = st.text_input("New passphrase", type="password", key="door:new")
        if not st.form_submit_button("Open with the recovery key"):
            return None
        try:
            keys.change_passphrase(libraries.own_keys(), new, recovery_key=recovery_key)
        except LibraryError as error:
            st.error(str(error))
            return None
        return _opened(new)


def _opened(passphrase: str) -> Library | None:
    try:
        return libraries.open_own(passphrase=passphrase)
    except LibraryError as error:
        st.error(str(error))
        return None


def sign_in_screen() -> NoReturn:
    """The way to the team's sign-in service."""
    with _door():
        st.markdown("Sign in to see the cases of your team.")
        st.button("Sign in", type="primary", on_click=st.login)
    st.stop()


def _door() -> st.delta_generator.DeltaGenerator:
    _, middle, _ = st.columns([1, 2, 1])
    middle.title("Family context formulation")
    said = st.session_state.pop(_SAID, "")
    if said:
        middle.info(said)
    return middle
