"""Rows pasted onto a grid. The grid itself drops a word that is not among a column's choices
without a sound, so a block of cells is caught before it and read with more forgiveness."""

from pathlib import Path

import streamlit as st

from imh.ui.components.bundle import bundle

_component = st.components.v2.component(
    "paste_catcher",
    html="<span></span>",
    js=bundle(Path(__file__).parent / "paste_catcher.js"),
)


def paste_catcher(key: str) -> str:
    """The text of a block of cells that was just pasted onto the table; else empty."""
    result = _component(key=key, height=1, on_rows_change=lambda: None)
    return str(result.rows or "")
