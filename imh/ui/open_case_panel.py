"""The top of the menu: which case is open, undo and redo, and a way to keep it as a file."""

import streamlit as st

from imh.case import casefile
from imh.ui import session
from imh.ui.markup import element, show
from imh.ui.session import Opened


def open_case_panel() -> None:
    """Name the open case; offer undo, redo and its case file."""
    opened = session.opened()
    if opened is None:
        return
    show(element("div", opened.title, "open-case"), element("div", _kind(opened), "open-case-kind"))
    if opened.draft is None:
        return
    history = opened.draft.history
    back, forth, save = st.columns(3)
    back.button(
        "Undo",
        icon=":material/undo:",
        on_click=session.undo,
        disabled=not history.can_undo,
        key="undo",
    )
    forth.button(
        "Redo",
        icon=":material/redo:",
        on_click=session.redo,
        disabled=not history.can_redo,
        key="redo",
    )
    save.download_button(
        "Save case file",
        casefile.dump(opened.case),
        file_name=f"{opened.name}.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key="save-file",
    )


def _kind(opened: Opened) -> str:
    if opened.draft is None:
        return "Fictional sample case"
    fictional = "Copy of a fictional case" if opened.case.fictional else "Your case"
    return f"{fictional}, kept on this computer"
