"""Library: what the open library is, a library of one's own, and the record of who did what."""

import streamlit as st

from imh.ui.core import sign_in
from imh.ui.core.sign_in import landing
from imh.ui.library import own_library, practice_library, team_library

landing.through()
st.title("Library")
{"practice": practice_library, "own": own_library, "team": team_library}[sign_in.where()]()
