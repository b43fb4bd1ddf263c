"""The numbers behind the reasons, one click away: every sum taken apart."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from imh.principles.evidence import Assessment, Bearing, Item
from imh.principles.knowledge import Knowledge
from imh.ui.core.markup import element, show


def numbers(assessment: Assessment, known: Knowledge) -> None:
    """Every sum taken apart: what an item counts and why."""
    with st.expander("The numbers behind this"):
        st.caption(
            "Bearing = 1 − exp(−(concern + "
            f"{known.constants.strength_share:g} × strength) / scale). A contribution is weight × "
            "home factor × strength of the fact × damping; the contributions of one side add up "
            "to its sum. Numbers are for checking the reasons, never for comparing families."
        )
        for bearing in assessment.bearings:
            items = assessment.of(bearing.principle)
            if items:
                show(_table(bearing, items, known))


def _table(bearing: Bearing, items: Sequence[Item], known: Knowledge) -> str:
    shares = bearing.rank_acceptability or ()
    first = f", first in {shares[0]:.0%} of the draws" if shares else ""
    caption = (
        f"{known.principles[bearing.principle].name}: bearing {bearing.bearing:.2f}, concern "
        f"{bearing.concern:.2f}, strength {bearing.strength:.2f}, could rise to "
        f"{bearing.could_rise_to:.2f}{first}"
    )
    head = "".join(
        element("th", name)
        for name in ("", "Reason", "Weight", "Home", "Fact", "Damping", "Counts")
    )
    lines = "".join(
        f"<tr><td>{'+' if item.side == 'strength' else '−'} {escape(item.indicator)}</td>"
        f"<td>{escape(item.sentence)}</td><td>{item.weight:g}</td><td>{item.home_factor:g}</td>"
        f"<td>{item.strength:.2f}</td><td>{item.damping:.2f}</td><td>{item.contribution:.2f}</td>"
        "</tr>"
        for item in items
    )
    return (
        f'<table class="numbers"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head.replace('<th></th>', '<td></td>')}</tr></thead>"
        f"<tbody>{lines}</tbody></table>"
    )
