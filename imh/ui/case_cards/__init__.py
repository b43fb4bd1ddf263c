"""The sample cases as cards: a small map, one line, one click to open."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from imh.ui.one_module import one_module
from imh.ui.session import Opened

_HERE = Path(__file__).parent
ONE_LINE = 100

_component = st.components.v2.component(
    "case_cards",
    html='<ul class="cards"></ul>',
    css=(_HERE / "case_cards.css").read_text("utf-8"),
    js=one_module(_HERE / "case_cards.js"),
)


def case_cards(samples: Mapping[str, Opened]) -> Opened | None:
    """Show a card for every sample case; return the one that was just chosen."""
    cards = [
        {
            "id": name,
            "title": sample.title,
            "line": _line(sample),
            "svg": sample.picture(small=True),
        }
        for name, sample in samples.items()
    ]
    result = _component(key="cards", data={"cards": cards}, on_chosen_change=lambda: None)
    return samples.get(str(result.chosen)) if result.chosen else None


def _line(sample: Opened) -> str:
    words = " ".join(sample.case.referral.words.split())
    if len(words) > ONE_LINE:
        words = words[:ONE_LINE].rsplit(" ", 1)[0] + " …"
    return f"“{words}”" if words else "No referral words noted."
