"""The five principles in order, with what weighs, what carries and what could still rise."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from imh.principles.evidence import Bearing
from imh.principles.knowledge import Knowledge
from imh.ui.components.bundle import bundle

_HERE = Path(__file__).parent
MUCH, SOME = 0.66, 0.33

_component = st.components.v2.component(
    "ranking",
    html='<div class="ranking" role="radiogroup" aria-label="The five principles in order"></div>',
    css=(_HERE / "ranking_view.css").read_text("utf-8"),
    js=bundle(_HERE / "ranking_view.js"),
)


def ranking_view(bearings: Sequence[Bearing], known: Knowledge, *, key: str) -> None:
    """Show the ranking; choosing a principle in it is answered by the reasons beside it.

    The bars are sums of evidence on one scale; strengths are drawn at the share at which they
    count in the bearing, so that the lengths add up to what decides the order.
    """
    share = known.constants.strength_share
    longest = max(b.concern + share * b.strength + b.could_rise_by for b in bearings) or 1.0
    rows = [
        {
            "id": bearing.principle,
            "place": str(bearing.rank) if bearing.rank else "",
            "name": known.principles[bearing.principle].name,
            "note": bearing.reason or coverage_words(bearing.coverage),
            "concern": bearing.concern / longest,
            "strength": share * bearing.strength / longest,
            "rise": bearing.could_rise_by / longest,
            "words": bar_words(bearing),
            "apart": bearing.rank is None,
        }
        for bearing in bearings
    ]
    _component(key=key, data={"rows": rows})


def coverage_words(coverage: float) -> str:
    """How much of what a principle asks about is known, as a word."""
    if coverage >= MUCH:
        return "much known"
    if coverage >= SOME:
        return "some known"
    return "little known" if coverage > 0 else "nothing known yet"


def band(total: float) -> str:
    """A sum of evidence as a word: much, some, little, none."""
    if total >= 6:
        return "much"
    if total >= 2.5:
        return "some"
    return "little" if total > 0 else "nothing"


def bar_words(bearing: Bearing) -> str:
    """What a bar says, for people who hear the screen."""
    return (
        f"{band(bearing.concern)} that weighs, {band(bearing.strength)} that carries, "
        f"{band(bearing.could_rise_by)} that could still rise"
    )
