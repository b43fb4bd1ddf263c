"""The analytic view: the same places on the map, symbols sized by a measure or lit by evidence."""

import streamlit as st

from imh.case.redaction import without_private
from imh.drawing import Measure, evidence_ids, network_figure
from imh.principles.knowledge import knowledge
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed

MEASURES: dict[str, Measure] = {
    "Support received": "support_received",
    "Bridging": "bridging",
    "Strain": "strain",
}
MEANING: dict[Measure, str] = {
    "support_received": "The larger a symbol, the more help reaches this person.",
    "bridging": "The larger a symbol, the more of the network is tied together only through it.",
    "strain": "The larger a symbol, the more strain there is around it.",
}


def network_tab(on_screen: CaseOnScreen) -> None:
    """Choose a measure and a principle; draw the network."""
    names = {p.name: p.id for p in knowledge().principles.values()}
    left, right = st.columns(2)
    measure = MEASURES[left.selectbox("Size by", list(MEASURES), key="view:measure")]
    lit_by = right.selectbox("Light the evidence of", ["nobody", *names], key="view:lit_by")
    highlighted = frozenset[str]()
    if lit_by in names:
        items = on_screen.assessment.of(names[lit_by])
        refs = [ref for item in items for ref in item.refs]
        highlighted = frozenset(evidence_ids(without_private(on_screen.case), refs))
    dark = st.context.theme.type == "dark"
    drawn, before = on_screen.placement.drawn, on_screen.placement.before
    figure = network_figure(
        drawn, measure=measure, highlighted=highlighted, dark=dark, before=before
    )
    st.plotly_chart(figure, key="view:network", config={"displaylogo": False})
    st.caption(
        as_typed(MEANING[measure] + " For looking, never for a rule: these are counts on one map.")
    )
