"""The box to write in: what is typed arrives while it is being typed, and none of it gets lost."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
KEY = "writing-box"
_HEARD = "writing box heard"

_component = st.components.v2.component(
    "writing_box",
    html="""
    <label>
      <span class="label"></span>
      <textarea spellcheck="false" autocomplete="off"></textarea>
    </label>""",
    css=(_HERE / "writing_box.css").read_text("utf-8"),
    js=(_HERE / "writing_box.js").read_text("utf-8"),
)


def writing_box(
    text: str, *, case: str, revision: int, on_text: Callable[[str], None], height: int
) -> bool:
    """Show the box; return whether Ctrl+Enter was pressed in it.

    ``on_text`` hears the whole text shortly after the last key and when the box is left. The box
    keeps what somebody types in it; a higher ``revision`` puts ``text`` in its place, and what
    was typed meanwhile behind it. ``case`` names what the text belongs to, so that text on its
    way finds its case again.
    """

    def heard() -> None:
        sent = st.session_state[KEY].get("text")
        if sent and (sent["case"], sent["revision"]) == (case, revision):
            st.session_state[_HEARD] = sent["number"]
            on_text(str(sent["text"]))

    result = _component(
        key=KEY,
        data={
            "text": text,
            "case": case,
            "revision": revision,
            "heard": st.session_state.get(_HEARD),
            "label": "One line for each person, place, tie or event",
            "height": height,
        },
        default={"text": None},
        on_text_change=heard,
        on_add_change=lambda: None,
    )
    return bool(result.add)
