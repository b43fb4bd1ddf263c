"""The recovery key is shown once, and saved as a sheet to print."""

from __future__ import annotations

from datetime import date

import streamlit as st

from imh.library import recovery_sheet
from imh.library.locations import own_file
from imh.ui.components.save_button import save_button
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show

NOT_NOTED = "recovery key not written down"
"""The place in the library that says so until the person says otherwise."""


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
