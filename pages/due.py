"""Due: what a caseload asks for next, and how long cases are kept."""

import streamlit as st

from imh.ui.core.sign_in import landing
from imh.ui.due import due_items, retention_panel, whose

landing.through()
st.title("Due")
due_items(mine=whose())
retention_panel()
