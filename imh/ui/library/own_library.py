"""One's own library: where it lies, what opens it, its backups, and its record."""

from __future__ import annotations

import streamlit as st

from imh.library import locations
from imh.library.local_libraries import LocalCaseStore
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.core.sign_in.idle_timeout import TIME_OUT, time_out
from imh.ui.core.sign_in.restore_panel import restore_panel
from imh.ui.library.audit_record import record_panel
from imh.ui.library.backup import backup_button
from imh.ui.library.keys import (
    NOT_NOTED,
    change_passphrase_form,
    key_is_shown,
    new_recovery_key_form,
)
from imh.ui.library.practice_transfer import take_along_panel


def own_library() -> None:
    """Look after one's own library."""
    library = sign_in.library()
    assert isinstance(library, LocalCaseStore)
    with st.container():  # always there, so that the tabs below stay as they are
        _remind()
    this, opens, backups, record = st.tabs(
        ["This library", "Passphrase and recovery key", "Backup", "The record"]
    )
    with this:
        _about()
        take_along_panel()
    with opens:
        passphrase, recovery = st.columns(2, gap="large")
        with passphrase:
            change_passphrase_form(library)
        with recovery:
            new_recovery_key_form(library)
    with backups:
        st.header("Back up now", anchor=False)
        backup_button(library)
        st.header("Restore a backup", anchor=False)
        restored = restore_panel(library.data_key)
    if restored:  # the library that this window had open is no more
        st.query_params.clear()
        sign_in.leave(restored)
        st.rerun()
    with record:
        record_panel()


def _remind() -> None:
    if amiss := sign_in.library().amiss:
        st.warning(as_typed(amiss), icon=":material/error:")
    if NOT_NOTED in sign_in.account_cases().autosaved(None) and not key_is_shown():
        st.warning(
            "Nobody has said yet that the recovery key is written down. If you do not have it, "
            "make a new one.",
            icon=":material/key:",
        )


def _about() -> None:
    minutes = time_out().total_seconds() / 60
    cases = sign_in.account_cases().count()
    file, keys = locations.own_file(), locations.own_keys()
    st.markdown(
        as_typed(
            f"This is your own library. It is encrypted, and holds {_counted(cases)}. It lies in "
            f"two files in the folder {locations.folder()}: {file.name} with your cases, and "
            f"{keys.name}, which lets your passphrase or your recovery key open it. Every step is "
            "saved at once."
        )
    )
    st.markdown(
        f"It closes by itself when nobody has used it for **{minutes:g} minutes** (the setting "
        f"{as_typed(TIME_OUT)})."
    )
    st.button("Close it now", icon=":material/lock:", key="library:close", on_click=sign_in.leave)


def _counted(cases: int) -> str:
    return f"{cases} case" if cases == 1 else f"{cases} cases"
