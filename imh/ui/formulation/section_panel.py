"""The panel for one section of the formulation: its place among the others, or none."""

import streamlit as st

from imh.formulation import Document, Edited, Section
from imh.ui.core.attachments import keep_edited
from imh.ui.core.markup import element, show


def section_panel(document: Document, section: Section, edited: Edited) -> None:
    """Move a section up or down, or leave it out; every output follows."""
    st.header("This section", anchor=False)
    show(element("p", section.heading))
    keys = [one.key for one in document.sections]
    place = keys.index(section.key)
    up, down = st.columns(2)
    if up.button("Move up", key="section:up", disabled=place == 0):
        keep_edited(edited.sections_in_order(swapped(keys, place, place - 1)))
    if down.button("Move down", key="section:down", disabled=place == len(keys) - 1):
        keep_edited(edited.sections_in_order(swapped(keys, place, place + 1)))
    if st.button("Leave out this section", key="section:out"):
        keep_edited(edited.without_section(section.key))
    st.caption("Choose the heading again, or press Esc in the text, to go back.")


def swapped(keys: list[str], one: int, other: int) -> list[str]:
    """Keys with two of them in each other's place."""
    keys = list(keys)
    keys[one], keys[other] = keys[other], keys[one]
    return keys
