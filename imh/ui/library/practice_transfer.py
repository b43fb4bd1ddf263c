"""Taking cases that were begun in the practice library along, one by one."""

from __future__ import annotations

import streamlit as st

from imh.library.account_cases import AccountCases
from imh.library.errors import LibraryError
from imh.library.listing import Listed
from imh.library.practice_transfer import transfer, transferable
from imh.library.roles import THIS_COMPUTER
from imh.ui.core import libraries, session, sign_in
from imh.ui.core.markup import element, show


def take_along_panel() -> None:
    """Offer the cases of the practice library that are no copies of fictional families."""
    try:
        practice = libraries.practice().for_account(THIS_COMPUTER)
        waiting = transferable(practice)
    except LibraryError:
        return
    if not waiting:
        return
    st.header("Take cases along", anchor=False)
    st.markdown(
        "These cases were begun in the practice library, which anybody can read. A case that you "
        "take along comes as it is now, without its earlier states, and is deleted there."
    )
    for case in waiting:
        _row(practice, case)


def _row(practice: AccountCases, case: Listed) -> None:
    name, button = st.columns([4, 1], vertical_alignment="center")
    with name:
        show(element("strong", case.title), f", changed {case.changed:%d %B %Y}")
    with button:
        if st.button("Take along", key=f"along:{case.token}"):
            try:
                transfer(case.token, practice, sign_in.account_cases())
            except LibraryError as error:
                session.notify(str(error))
            st.rerun()
