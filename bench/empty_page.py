"""The yardstick: a Streamlit page with one button and one line of text."""

import streamlit as st

st.session_state["clicks"] = st.session_state.get("clicks", 0) + st.button("Click")
st.text(f"clicked {st.session_state['clicks']}")
