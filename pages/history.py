"""History: every step of the open case, its former states, and the way back to one."""

from pathlib import Path

import streamlit as st

from imh.ui.core import permissions, session
from imh.ui.core.markdown import as_typed
from imh.ui.history.former_state import chosen_state
from imh.ui.history.snapshots import naming
from imh.ui.history.steps import steps

STYLE = Path(__file__).parents[1] / "imh" / "ui" / "core" / "changes.css"

permissions.to_look_back()
on_screen = session.required()
if session.catch_up():
    st.rerun()
st.html(STYLE)
st.title("History")
trouble = session.pop_notice()
if trouble:
    st.warning(as_typed(trouble))
if on_screen.open_case is None:
    st.info(
        "The history begins with the first change. This is a sample case: as soon as you change "
        "it, a copy of your own is kept, and every step with it."
    )
    st.stop()

revisions = on_screen.open_case.revisions(limit=100_000)
done, beside = st.columns([5, 6], gap="large")
with done:
    naming(on_screen.open_case, revisions)
    steps(on_screen.open_case, revisions)
with beside.container(key="desk"):
    chosen_state(on_screen, revisions)
