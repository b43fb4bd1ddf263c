"""Deleting a case for good, after saying what goes with it."""

import streamlit as st

from imh.library.errors import LibraryError
from imh.library.purge import Removal
from imh.ui.core import session, sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import bullets, element, show
from imh.ui.session_state import CASE_DELETED


def ask_before_deleting(token: str, title: str) -> None:
    """Say what would be removed; delete the case when that is confirmed."""
    _ask(token, title)


@st.dialog("Delete this case for good?")
def _ask(token: str, title: str) -> None:
    try:
        goes = sign_in.account_cases().removal(token)
    except LibraryError as error:
        st.warning(as_typed(error))
        return
    show(
        element("p", f"“{title}” will be removed, with:"),
        bullets(in_words(goes), "plain"),
        element(
            "p",
            "This cannot be taken back. That the case was there and was deleted stays on the "
            "record, without anything it said. Backups made earlier still hold it.",
        ),
    )
    with st.container(horizontal=True):
        if st.button("Delete for good", type="primary", key="delete:yes"):
            _delete(token, title)
        if st.button("Keep it", key="delete:no"):
            st.rerun()


def in_words(goes: Removal) -> list[str]:
    """What goes with a case, in words."""
    states = "its only saved state" if goes.revisions == 1 else f"all {goes.revisions} saved states"
    others = goes.people - 1
    parts = (
        (1, f"{states} of the map and everything written beside it"),
        (goes.snapshots, f"{_many(goes.snapshots, 'state', 'states')} to which you gave a name"),
        (others, f"what {_many(others, 'other person', 'other people')} can open now"),
        (goes.typed, f"{_many(goes.typed, 'text', 'texts')} typed and not yet added to it"),
        (goes.ratings, f"what {_many(goes.ratings, 'person', 'people')} rated"),
    )
    return [words for count, words in parts if count > 0]


def _many(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


def _delete(token: str, title: str) -> None:
    try:
        sign_in.account_cases().delete(token)
    except LibraryError as error:
        st.warning(as_typed(error))
        return
    current = session.on_screen()
    if current and current.open_case and current.open_case.token == token:
        session.close_case()
    CASE_DELETED.put(f"“{title}” was deleted.")
    st.rerun()


def said() -> str:
    """What was deleted, told once."""
    return CASE_DELETED.take()
