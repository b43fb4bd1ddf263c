"""Cases that an earlier version kept without a library: how many wait, and bringing them in."""

import streamlit as st

from imh.library.legacy_journals import Brought, import_journals, waiting
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.session_state import FORMER_DRAFTS


def legacy_journals_panel() -> None:
    """Offer to bring them in; on a team's server nobody knows whose they are, so there it does not.

    In the practice library it first says where cases of real families belong.
    """
    done = FORMER_DRAFTS.take()
    if done is not None:
        _say(done)
    if sign_in.where() == "team":
        return
    count = len(waiting())
    if not count:
        return
    cases, them = ("1 case", "it") if count == 1 else (f"{count:,} cases", "them")
    wait, belong = ("waits", "it belongs") if count == 1 else ("wait", "they belong")
    practice = sign_in.where() == "practice"
    offer = f"{cases} from an earlier version of this program {wait}."
    where = f"If the families are real, {belong} in a library of your own."
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="former"):
        st.markdown(
            f"**{as_typed(offer)}** The old files, which have no passphrase, go once what they "
            f"hold is in a library. {as_typed(where) if practice else ''}"
        )
        label = f"Made up: bring {them} in here" if practice else f"Bring {them} in here"
        if st.button(as_typed(label), icon=":material/move_to_inbox:", key="former:bring"):
            with st.spinner("Bringing them in, with what can be undone …"):
                FORMER_DRAFTS.put(import_journals(sign_in.account_cases()))
            st.rerun()


def _say(done: Brought) -> None:
    if done.cases:
        came = "1 case was" if done.cases == 1 else f"{done.cases:,} cases were"
        st.success(as_typed(f"{came} brought into the library."), icon=":material/check:")
    for file, why in done.left:
        st.warning(as_typed(f"Not brought in: {file}. {why}"), icon=":material/error:")
