"""Due: what a caseload asks for next, and how long cases are kept."""

import streamlit as st

from imh.ui import front_door
from imh.ui.caseload import due_items, retention_panel, whose

front_door.through()
st.title("Due")
due_items(mine=whose())
retention_panel()
