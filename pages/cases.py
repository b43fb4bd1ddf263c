"""Cases: those of the open library, what is due in them, sample cases, a new case, a file."""

import streamlit as st

from imh.ui.cases import (
    legacy_journals_panel,
    library_cases,
    new_case_form,
    open_file,
    practice_notice,
    sample_cases,
)
from imh.ui.core import session, sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.core.sign_in import landing
from imh.ui.due import due_in_short

landing.through()
title, file, new = st.columns([6, 3, 3], vertical_alignment="bottom")
title.title("Cases")
trouble = session.pop_notice()
if trouble:
    st.warning(as_typed(trouble))
if sign_in.account().may_begin:
    with new:
        new_case_form()
    with file:
        opener = st.container()
    open_file(opener)
practice_notice()
legacy_journals_panel()
due_in_short()
library_cases()
sample_cases()
