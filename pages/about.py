"""About: the principles in our own words, how the weighing works, its literature and its limits."""

import streamlit as st

from imh.principles.knowledge import knowledge
from imh.ui.about.catalogue import catalogue, literature, method, principles
from imh.ui.core.sign_in import landing

landing.through()
known = knowledge()
st.title("About")
five, how, looked_for, books = st.tabs(
    ["The five principles", "How it weighs, and its limits", "What it looks for", "Literature"]
)
with five:
    principles(known)
with how:
    method(known)
    st.page_link("pages/method.py", label="The whole method, with its figures")
with looked_for:
    catalogue(known)
with books:
    literature(known)
