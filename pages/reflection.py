"""Reflection: what the work stirs, written for oneself; with the others only once it is shared."""

import streamlit as st

from imh.ui.core import permissions, sign_in
from imh.ui.core.guidance_panel import reflection_prompts_panel
from imh.ui.core.markup import element, safety_banner, show
from imh.ui.reflection import on_the_map, reflection_form, reflection_list

PRIVATE = (
    "What you write here is yours until you share it. It is left out of documents that leave the "
    "team unless switched on. It is kept in this case on this computer, so a case file that you "
    "save and pass on holds it too. It counts on the Principles page; while it is private, that "
    "page says only that there is something, and no search finds a word of it."
)

IN_A_TEAM = (
    "What you write here is read by you alone until you share it; then everybody who may open "
    "this case may read it. It is left out of documents that leave the team unless switched on. A "
    "case file that you save holds your own reflections and the shared ones. It counts on the "
    "Principles page; while it is private, that page says only that there is something, and no "
    "search finds a word of it."
)

on_screen = permissions.to_change("Reflection")
st.title("Reflection")
show(element("p", IN_A_TEAM if sign_in.where() == "team" else PRIVATE, "subtitle"))
safety_banner(on_screen.assessment)
words, picture = st.columns([3, 2], gap="large")
with words:
    reflection_prompts_panel(on_screen)
    reflection_form(on_screen)
    reflection_list(on_screen)
with picture:
    on_the_map(on_screen)
    bearing = next(b for b in on_screen.assessment.bearings if b.principle == "reflective_practice")
    counted = bearing.reason or "What you wrote, and your ties, are among its reasons."
    show(
        element("h2", "Reflective Practice is Key", "part"),
        element("p", counted, "reflective-practice"),
    )
    st.page_link("pages/principles.py", label="See it among the principles")
