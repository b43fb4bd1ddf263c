"""The family map in the browser: a picture to select, drag, tie and name on, and its journal."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from imh.ui.components.bundle import bundle

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "family_map",
    html='<div class="frame"></div>',
    css=(_HERE / "map_canvas.css").read_text("utf-8"),
    js=bundle(_HERE / "canvas.js"),
)


def map_canvas(
    *, key: str, data: Mapping[str, Any], height: int, on_journal_change: Callable[[], None]
) -> Any:
    """Show the canvas; the ``journal`` of what comes back holds the gestures, oldest first."""
    return _component(key=key, data=dict(data), height=height, on_journal_change=on_journal_change)
