"""Principles: which bear most on this case, why, how sure that is, and what would change it."""

import streamlit as st

from imh.case.redaction import without_private
from imh.drawing import evidence_ids
from imh.principles.knowledge import knowledge
from imh.ui.components.ranking_view import ranking_view
from imh.ui.components.reasons_view import reasons_view
from imh.ui.core import permissions, session
from imh.ui.core.guidance_panel import watch_next_panel
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, safety_banner, show
from imh.ui.principles.numbers import numbers
from imh.ui.principles.override_panel import override_panel, with_overrides
from imh.ui.principles.private_notes import private_notes_switch
from imh.ui.principles.stability_panel import legend, stability, what_next
from imh.ui.rating.rate_first import rate_first

APP, MINE = "As the app weighs it", "With your changes"

on_screen = session.required()
title, private = st.columns([2, 1], vertical_alignment="center")
title.title("Which principles bear most")
with private:
    on_screen = private_notes_switch(on_screen)
rate_first(on_screen)
assessment, known = on_screen.assessment, knowledge()
mine = with_overrides(on_screen)
if mine:
    view = st.segmented_control(
        "View", [APP, MINE], format_func=as_typed, default=MINE, key="view:whose"
    )
    show(
        element("p", f"{APP}: {assessment.headline}", "headline"),
        element("p", f"{MINE}: {mine.headline}", "headline"),
    )
    assessment = assessment if view == APP else mine
else:
    show(element("p", assessment.headline, "headline"))
safety_banner(assessment)

seen = without_private(
    on_screen.case
)  # a light on somebody would tell whom a private note is about
lit = {
    principle: evidence_ids(seen, [ref for i in assessment.of(principle) for ref in i.refs])
    for principle in known.principles
}
order, reasons = st.columns([5, 7], gap="medium")
with order:
    ranking_view(assessment.bearings, known, key="view:ranking")
    legend()
    stability(assessment, known)
    what_next(assessment)
with reasons:
    picture = on_screen.picture(legend=False)
    reasons_view(picture, assessment, known, lit, key="view:reasons", map_height=355)
watch_next_panel(on_screen)
if permissions.may_change(on_screen):
    override_panel(on_screen, known)
numbers(assessment, known)
