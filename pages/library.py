"""Library: what the open library is, a library of one's own, and the record of who did what."""

import streamlit as st

from imh.ui import door, front_door
from imh.ui.library_page import own_library, practice_library, team_library

front_door.through()
st.title("Library")
{"practice": practice_library, "own": own_library, "team": team_library}[door.where()]()
