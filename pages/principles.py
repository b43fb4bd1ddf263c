"""Principles: which bear most on this case, why, how sure that is, and what would change it."""

import streamlit as st

from imh.drawing import evidence_ids
from imh.principles.knowledge import knowledge
from imh.ui import session
from imh.ui.evidence_panel import evidence_panel, numbers
from imh.ui.map_view import map_view
from imh.ui.markup import element, safety_banner, show
from imh.ui.ranking_view import ranking_view
from imh.ui.stability_panel import legend, stability, what_next

opened = session.required()
assessment, known = opened.assessment, knowledge()
st.title("Which principles bear most")
show(element("p", assessment.headline, "headline"))
safety_banner(assessment)


@st.fragment
def ranking_and_reasons() -> None:
    """Choosing a principle draws only this again."""
    order, reasons = st.columns([5, 7], gap="medium")
    with order:
        chosen = ranking_view(
            assessment.bearings,
            known,
            key="view:ranking",
            chosen=assessment.bearings[0].principle,
            close=assessment.close,
        )
        legend()
        stability(assessment, known)
        what_next(assessment)
    with reasons:
        items = assessment.of(chosen)
        lit = evidence_ids(opened.case, [ref for item in items for ref in item.refs])
        show(element("h2", f"Why {known.principles[chosen].name}", "part why"))
        map_view(
            opened.picture(lit=frozenset(lit), legend=False), key="view:lit-map", height=355
        )
        evidence_panel(assessment.bearing(chosen), items)


ranking_and_reasons()
numbers(assessment, known)
