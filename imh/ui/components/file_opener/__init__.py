"""Choosing a case file from this computer. Streamlit's own uploader breaks an axe rule."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st

from imh.case.casefile import LARGEST
from imh.ui.components.bundle import bundle

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "file_opener",
    html="""
    <label class="opener">
      <span class="button">Open a case file</span>
      <input type="file" accept=".json,application/json">
      <span class="name" aria-live="polite"></span>
    </label>""",
    css=(_HERE / "file_opener.css").read_text("utf-8"),
    js=bundle(_HERE / "file_opener.js"),
)


class ChosenFile(NamedTuple):
    """A file as it was read in the browser: its name and its bytes as text."""

    name: str
    text: str


def file_opener(key: str) -> ChosenFile | None:
    """Show the button; return the file when one was just chosen, else None."""
    result = _component(key=key, data={"largest": LARGEST}, on_file_change=lambda: None)
    chosen = result.file
    return ChosenFile(str(chosen["name"]), str(chosen["text"])) if chosen else None
