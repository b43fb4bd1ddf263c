"""Due: what a caseload asks for next, and how long cases are kept."""

import streamlit as st

from imh.ui import session
from imh.ui.caseload import due_items, retention_panel, whose

session.through_the_front_door()
st.title("Due")
due_items(mine=whose())
retention_panel()
