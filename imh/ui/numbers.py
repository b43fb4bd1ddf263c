"""The reasons of one principle as sentences, and the numbers behind all five one click away."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from imh.principles.evidence import Assessment, Bearing, Item
from imh.principles.knowledge import Knowledge
from imh.principles.sentences import NO_SOURCE
from imh.ui.markup import element, show


def evidence_panel(bearing: Bearing, items: Sequence[Item]) -> None:
    """List what weighs and what carries, heaviest first, each with how it is known."""
    if bearing.reason:
        show(element("p", bearing.reason, "nothing"))
        return
    parts = []
    for side, heading in (("concern", "What weighs"), ("strength", "What carries")):
        lines = "".join(_line(item) for item in items if item.side == side)
        if lines:
            parts.append(element("h3", heading, "part") + f'<ul class="evidence">{lines}</ul>')
    show(*parts)


def _line(item: Item) -> str:
    source = "" if item.basis == NO_SOURCE else " " + element("em", item.basis)
    return f'<li class="{item.side}">{escape(item.sentence)}{source}</li>'


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
