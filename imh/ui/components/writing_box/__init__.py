"""The box to write in: what is typed arrives while it is being typed, and none of it gets lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from imh.case.quick_entry.syntax.all_words import offered_words
from imh.ui.components.bundle import bundle

_HERE = Path(__file__).parent
KEY = "writing-box"
LABEL = "One line for each person, place, tie or event"

_component = st.components.v2.component(
    "writing_box",
    html="""
    <label>
      <span class="label"></span>
      <span class="paper">
        <textarea spellcheck="false" autocomplete="off"></textarea>
        <span class="ghost" aria-hidden="true"
          ><span class="before"></span><span class="rest"></span></span>
      </span>
    </label>
    <span class="offer" role="status"></span>""",
    css=(_HERE / "writing_box.css").read_text("utf-8"),
    js=bundle(_HERE / "writing_box.js"),
)


class Before(NamedTuple):
    """A state of a box: whose it was, which revision, and the text that was taken from it."""

    case: str
    revision: int
    text: str


def writing_box(
    text: str,
    *,
    case: str,
    revision: int,
    before: Before | None,
    on_text: Callable[[str], None],
    names: Sequence[str],
    height: int,
    label: str = LABEL,
    key: str = KEY,
) -> bool:
    """Show the box; return whether Ctrl+Enter was pressed in it.

    ``on_text`` hears the whole text shortly after the last key and when the box is left. The box
    keeps what somebody types in it; another ``revision`` or ``case`` puts ``text`` in its place,
    and behind it what was typed beyond the text of ``before``, the state that was changed: also
    when the box was left meanwhile. A begun word of the language or one of ``names`` is offered
    whole; Tab takes it.
    """

    def heard() -> None:
        sent = st.session_state[key].get("text")
        if sent and (sent["case"], sent["revision"]) == (case, revision):
            on_text(str(sent["text"]))

    result = _component(
        key=key,
        data={
            "text": text,
            "case": case,
            "revision": revision,
            "before": before._asdict() if before else None,
            "label": label,
            "words": offered_words(),
            "names": list(names),
            "height": height,
        },
        default={"text": None},
        on_text_change=heard,
        on_add_change=lambda: None,
    )
    return bool(result.add)
