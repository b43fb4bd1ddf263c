"""What somebody sees who is not in yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import streamlit as st

from imh.library import keys, local_libraries, locations
from imh.library.case_store import CaseStore
from imh.library.errors import LibraryError, NotWritable
from imh.library.keys import KeyProblem
from imh.library.tickets import Visit
from imh.ui.core.markdown import as_typed
from imh.ui.core.sign_in.passphrase_fields import new_passphrase, present_passphrase, same
from imh.ui.core.sign_in.restore_panel import restore_panel
from imh.ui.session_state import SAID_AT_THE_DOOR


def say(words: str) -> None:
    """What the door says at the next look, once."""
    if words:
        SAID_AT_THE_DOOR.put(words)


def passphrase_screen() -> CaseStore | None:
    """Ask for the passphrase; returns the library, None for whoever would rather practise.

    Stops the page as long as neither happened.
    """
    with _door():
        trouble = _what_is_amiss()
        if trouble:
            _error(f"{trouble} {_help()}")
            opened = None
        else:
            opened = _by_passphrase() or _by_recovery_key()
        with st.expander("Restore a backup", expanded=bool(trouble)):
            restored = restore_panel()
        practise = st.button("Practise with made-up families instead", type="tertiary")
    if restored:
        say(restored)
        st.rerun()
    if opened is None and not practise:
        st.stop()
    return opened


def _what_is_amiss() -> str:
    """Why no passphrase can open the library, empty when one can."""
    try:
        keys.kind(locations.own_keys())
    except LibraryError as error:
        return str(error)
    file = locations.own_file()
    return "" if file.exists() else f"The library's file {file.name} is missing."


def _help() -> str:
    return (
        f"Nothing was changed. Your library lies in {locations.folder()}: put a copy of the file "
        "back there, or restore a backup."
    )


def _by_passphrase() -> CaseStore | None:
    with st.form("door", border=False):
        passphrase = present_passphrase("Passphrase", "door:passphrase")
        if not st.form_submit_button("Open my cases", type="primary"):
            return None
        try:
            return local_libraries.open_own(passphrase=passphrase)
        except LibraryError as error:
            _cannot_open(error)
            return None


def _by_recovery_key() -> CaseStore | None:
    """The way in for whoever lost the passphrase: the printed key, and a new passphrase."""
    with st.expander("The passphrase is lost"), st.form("lost", border=False):
        st.markdown(
            "Type the recovery key that you printed when this library was set up, and choose a new "
            "passphrase. Without the passphrase and without the recovery key nobody can open the "
            "library, not even whoever made this program."
        )
        recovery_key = st.text_input("Recovery key", key="door:recovery", autocomplete="off")
        new, again = new_passphrase("door")
        if not st.form_submit_button("Open with the recovery key"):
            return None
        try:
            same(new, again)
            return local_libraries.open_after_loss(recovery_key, new)
        except LibraryError as error:
            _cannot_open(error)
            return None


def _cannot_open(error: LibraryError) -> None:
    says_it_all = isinstance(error, KeyProblem | NotWritable)
    _error(str(error) if says_it_all else f"{error} {_help()}")


def nothing_opens(why: str) -> NoReturn:
    """When not even a passphrase would help."""
    with _door():
        _error(why)
        st.button("Try again")
    st.stop()


def crowded_screen() -> NoReturn:
    """When too many windows are at the door already; whoever has an account can sign in."""
    with _door():
        st.info("Many windows are waiting at the door. Please try again in a moment.")
        st.button("Sign in", type="primary", on_click=st.login)
        st.button("Try again")
    st.stop()


def sign_in_screen(opened: Callable[[str], Visit]) -> Visit:
    """The ways in to a team's library: its sign-in service, or the code of a guest's ticket.

    ``opened`` gives what a code opens, or raises :class:`LibraryError`. Stops the page unless a
    code opens something.
    """
    visit = None
    with _door():
        st.markdown("Sign in to see the cases of your team.")
        st.button("Sign in", type="primary", on_click=st.login)
        with st.form("ticket", border=False):
            code = st.text_input(
                "Or come to a meeting as a guest, with the code that you were given",
                placeholder="for example 7KQM-X4TP-9HRC",
                max_chars=100,
                autocomplete="off",
                key="door:code",
            )
            asked = st.form_submit_button("Come in as a guest")
        if asked:
            try:
                visit = opened(code)
            except LibraryError as error:
                _error(str(error))
    if visit is None:
        st.stop()
    return visit


def _error(words: str) -> None:
    st.warning(as_typed(words), icon=":material/error:")


def _door() -> st.delta_generator.DeltaGenerator:
    _, middle, _ = st.columns([1, 2, 1])
    middle.title("Family context formulation")
    said = SAID_AT_THE_DOOR.take()
    if said:
        middle.info(as_typed(said))
    return middle
