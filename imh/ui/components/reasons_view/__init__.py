"""Why one principle bears: its evidence lit on the map and told in sentences.

The ranking on the same page says in the browser which principle is chosen (``ranking_view.js``),
so map and sentences answer at once, without a way through Python.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from imh.principles.evidence import Assessment, Item
from imh.principles.knowledge import Knowledge
from imh.principles.sentences import NO_SOURCE, number_word
from imh.ui.components.bundle import bundle

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "reasons",
    html='<h2></h2><div class="picture"></div><div class="reasons" aria-live="polite"></div>',
    css=(_HERE / "reasons_view.css").read_text("utf-8"),
    js=bundle(_HERE / "reasons_view.js"),
)


def reasons_view(
    svg: str,
    assessment: Assessment,
    known: Knowledge,
    lit: Mapping[str, Collection[str]],
    *,
    key: str,
    map_height: int,
) -> None:
    """Show a painted map and the reasons of the principle that is chosen in the ranking.

    ``lit`` are the ids on the map that each principle's evidence lights.
    """
    reasons = {
        bearing.principle: {
            "title": f"Why {known.principles[bearing.principle].name}",
            "nothing": bearing.reason or "",
            "weighs": _lines(assessment.of(bearing.principle, "concern")),
            "carries": _lines(assessment.of(bearing.principle, "strength")),
            "lit": sorted(lit[bearing.principle]),
        }
        for bearing in assessment.bearings
    }
    first = assessment.bearings[0].principle
    data = {"svg": svg, "height": map_height, "reasons": reasons, "first": first}
    _component(key=key, data=data)


def _lines(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Each sentence once: those of several private reflections are the same."""
    count = Counter(item.sentence for item in items)
    first = {item.sentence: item for item in reversed(items)}
    return [
        {
            "text": text + (f" ({number_word(count[text])} such)" if count[text] > 1 else ""),
            "basis": "" if first[text].basis == NO_SOURCE else first[text].basis,
        }
        for text in count
    ]
