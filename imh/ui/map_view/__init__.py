"""The family map as a living picture: select by click or by key, read facts on hover, zoom, pan."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "family_map",
    html='<div class="frame"></div>',
    css=(_HERE / "map_view.css").read_text("utf-8"),
    js=(_HERE / "map_view.js").read_text("utf-8"),
)


def map_view(svg: str, *, key: str, height: int, selected: str | None = None) -> str | None:
    """Show a painted map and return the id of what is selected on it, None when nothing is.

    ``svg`` is a drawing of ``imh.drawing``; its symbols and ties carry ``data-id``. Selecting is
    answered in the browser at once; Python hears of it as the state ``selected``.
    """
    result = _component(
        key=key,
        data={"svg": svg, "selected": selected or "", "height": height},
        default={"selected": selected or ""},
        height=height,
        on_selected_change=lambda: None,
    )
    return str(result.selected) if result.selected else None
