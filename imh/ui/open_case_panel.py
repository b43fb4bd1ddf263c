"""The top of the menu: which case is open, and a way to keep it as a file."""

import streamlit as st

from imh.case import casefile
from imh.ui import session
from imh.ui.markup import element, show


def open_case_panel() -> None:
    """Name the open case; offer its case file for saving."""
    opened = session.opened()
    if opened is None:
        return
    kind = "fictional sample case" if opened.case.fictional else "not a sample case"
    show(element("div", opened.title, "open-case"), element("div", kind, "open-case-kind"))
    if not opened.sample:
        st.download_button(
            "Save case file",
            casefile.dump(opened.case),
            file_name=f"{opened.name}.json",
            mime="application/json",
            icon=":material/save:",
            on_click="ignore",
        )
