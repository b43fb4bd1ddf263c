"""Giving the present state of a case a name, to find it again."""

from collections.abc import Sequence

import streamlit as st

from imh.library.errors import LibraryError
from imh.library.open_case import OpenCase
from imh.library.revisions import Revision
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.core.text_checks import fits


def naming(open_case: OpenCase, revisions: Sequence[Revision]) -> None:
    """Offer to give the present state a name, and say which it has."""
    if not open_case.can_change:
        return
    with st.form("name", border=False, clear_on_submit=True):
        words, give = st.columns([3, 1], vertical_alignment="bottom")
        name = words.text_input(
            "Name the case as it is now",
            key="snapshot:name",
            max_chars=200,
            placeholder="before the meeting",
        )
        asked = give.form_submit_button("Name it", width="stretch")
    if asked and fits(name):
        try:
            open_case.name_snapshot(name)
        except LibraryError as error:
            st.error(as_typed(error))
            return
        st.rerun()
    names = [name for one in revisions if one.number == open_case.number for name in one.names]
    if names:
        said = ", ".join(f"“{each}”" for each in names)
        show(element("p", f"The case as it is now is named {said}.", "small"))
