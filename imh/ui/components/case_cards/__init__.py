"""The sample cases as cards: a small map, one line, one click to open."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from imh.ui.components.bundle import bundle

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "case_cards",
    html='<ul class="cards"></ul>',
    css=(_HERE / "case_cards.css").read_text("utf-8"),
    js=bundle(_HERE / "case_cards.js"),
)


@dataclass(frozen=True)
class Card:
    """A sample case in short: the name of its file, its title, one line, and a small map."""

    id: str
    title: str
    line: str
    svg: str


def case_cards(cards: Sequence[Card]) -> str:
    """Show the cards; return the id of the one that was just chosen, or an empty text."""
    data = {"cards": [asdict(card) for card in cards]}
    result = _component(key="cards", data=data, on_chosen_change=lambda: None)
    return str(result.chosen or "")
