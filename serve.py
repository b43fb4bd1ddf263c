"""What ``streamlit run`` starts: the app, and how its server answers."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from imh import core_dumps
from imh.ui.core.lone_surrogates import WholeCharacters
from imh.ui.core.response_headers import GuardedAnswers

core_dumps.switch_off()

app = st.App(
    Path(__file__).parent / "app.py",
    middleware=[Middleware(GuardedAnswers), Middleware(WholeCharacters)],
)
