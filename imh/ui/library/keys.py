"""What opens one's own library: changing the passphrase, and the recovery key, shown once."""

from __future__ import annotations

from datetime import date

import streamlit as st

from imh.library import recovery_sheet
from imh.library.errors import LibraryError
from imh.library.local_libraries import LocalCaseStore
from imh.library.locations import own_file
from imh.ui.components.save_button import save_button
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.core.sign_in.passphrase_fields import new_passphrase, present_passphrase, same
from imh.ui.session_state import NEW_RECOVERY_KEY

NOT_NOTED = "recovery key not written down"
"""The place in the library that says so until the person says otherwise."""


def change_passphrase_form(library: LocalCaseStore) -> None:
    """Ask for the old passphrase and twice for another."""
    st.header("Change the passphrase", anchor=False)
    with st.form("change passphrase", border=False, clear_on_submit=True):
        old = present_passphrase("Present passphrase", "change:old")
        new, again = new_passphrase("change")
        if not st.form_submit_button("Change the passphrase"):
            return
        try:
            same(new, again)
            library.change_passphrase(old, new)
        except LibraryError as error:
            st.warning(
                as_typed(f"The passphrase was not changed. {error}"), icon=":material/error:"
            )
            return
        st.success(
            "From now on the new passphrase opens the library. Backups that were made before still "
            "open by the old one."
        )


def key_is_shown() -> bool:
    """Whether a new recovery key is on the screen just now."""
    return NEW_RECOVERY_KEY.is_set()


def new_recovery_key_form(library: LocalCaseStore) -> None:
    """Ask for the passphrase; show another recovery key until it is written down."""
    st.header("New recovery key", anchor=False)
    if key_is_shown():
        if noted_down(NEW_RECOVERY_KEY.get(), "Done"):
            sign_in.account_cases().autosave(None, NOT_NOTED, "")
            NEW_RECOVERY_KEY.clear()
            st.rerun()
        return
    st.markdown("A new key makes the one before useless, as when the printed sheet was lost.")
    with st.form("new recovery key", border=False, clear_on_submit=True):
        passphrase = present_passphrase("Passphrase", "recovery:passphrase")
        if not st.form_submit_button("Make a new recovery key"):
            return
    try:
        NEW_RECOVERY_KEY.put(library.new_recovery_key(passphrase))
        sign_in.account_cases().autosave(None, NOT_NOTED, "yes")
    except LibraryError as error:
        st.warning(as_typed(f"The recovery key stays as it was. {error}"), icon=":material/error:")
        return
    st.rerun()


def noted_down(key: str, then: str) -> bool:
    """Show a recovery key; returns whether the person says that they have it and goes on."""
    st.markdown(
        "It opens your library when the passphrase is lost. **It is shown only now.** When both "
        "are lost, nothing can open the library."
    )
    show(element("p", key.replace("-", " "), "recovery-key"))
    save_button(
        "Save the recovery sheet",
        lambda: recovery_sheet.as_html(key, str(own_file()), date.today()),
        "recovery-sheet.html",
        key="save-recovery-sheet",
        icon="print",
    )
    st.caption("Print it, lock the paper away, and delete the file.")
    has_it = st.checkbox("I have printed or written it down")
    return st.button(as_typed(then), type="primary", disabled=not has_it)
