"""The practice library: what it is, and the way to a library of one's own."""

from __future__ import annotations

import streamlit as st

from imh.library import local_libraries
from imh.library.errors import LibraryError
from imh.library.local_libraries import LocalCaseStore
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.core.sign_in.passphrase_fields import new_passphrase, same
from imh.ui.core.sign_in.restore_panel import restore_panel
from imh.ui.library.audit_record import record_panel
from imh.ui.library.keys import NOT_NOTED, noted_down
from imh.ui.session_state import LIBRARY_SET_UP


def practice_library() -> None:
    """Say what the practice library is; set up one's own, open it, or bring it by a backup."""
    set_up = LIBRARY_SET_UP.get()
    if set_up:
        _show_the_recovery_key(*set_up)
        return
    st.markdown(
        "This is the **practice library**. It needs no passphrase, so whoever uses this computer "
        "can read it. It is for trying things out with made-up families, **not for real ones**. "
        "A library of your own is one encrypted file on this computer, which only your passphrase "
        "or your recovery key opens."
    )
    if local_libraries.is_set_up():
        st.button("Open my own library", type="primary", on_click=_to_the_door)
    else:
        _set_up()
        with st.expander("I have a backup of my library"):
            restored = restore_panel()
        if restored:
            _to_the_door(restored)
            st.rerun()
    with st.expander("The record of the practice library"):
        record_panel()


def _to_the_door(saying: str = "") -> None:
    st.query_params.clear()
    sign_in.leave(saying)


def _set_up() -> None:
    st.header("Set up my own library", anchor=False)
    with st.form("set up", border=False, width=520):
        new, again = new_passphrase("set-up")
        asked = st.form_submit_button("Set up my own library", type="primary")
    if not asked:
        return
    try:
        same(new, again)
        library, key = local_libraries.set_up(new)
        library.for_account(sign_in.account_cases().access.account).autosave(None, NOT_NOTED, "yes")
    except LibraryError as error:
        st.warning(as_typed(error), icon=":material/error:")
        return
    LIBRARY_SET_UP.put((library, key))
    st.rerun()


def _show_the_recovery_key(library: LocalCaseStore, key: str) -> None:
    st.header("Your recovery key", anchor=False)
    if noted_down(key, "Open my library"):
        library.for_account(sign_in.account_cases().access.account).autosave(None, NOT_NOTED, "")
        st.query_params.clear()
        sign_in.enter(library, "own")
        st.rerun()
