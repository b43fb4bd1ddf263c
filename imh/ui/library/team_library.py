"""The library of a team: what it is, and the record as far as this person may read it."""

import streamlit as st

from imh.library.roles import Act, may
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.due.retention import WHO_SETS_IT
from imh.ui.library.audit_record import record_panel


def team_library() -> None:
    """Say where the cases lie; show the record."""
    st.markdown(
        "This is your team's library, on a server that your organisation looks after. Whoever "
        "begins a case owns it and decides who else may see it. Backups are made on the server."
    )
    st.markdown(as_typed(sign_in.account_cases().retention().sentence))
    st.caption(as_typed(WHO_SETS_IT))
    st.header("The record", anchor=False)
    amiss = sign_in.library().amiss
    if amiss and may(sign_in.account_cases().access.account.everywhere, Act.READ_RECORD):
        st.warning(as_typed(amiss), icon=":material/error:")
    record_panel()
