"""The panel beside the map: everything known about what is selected, or how to begin."""

from itertools import groupby

import streamlit as st

from imh.principles.knowledge import knowledge
from imh.principles.questions import varied
from imh.ui.inspector import Facts
from imh.ui.markup import bullets, element, rows, show
from imh.ui.session import Opened


def inspector_panel(opened: Opened, facts: Facts | None) -> None:
    """Show facts, what was not asked, and the reasons in which it matters."""
    if facts is None:
        _nothing_selected(opened)
        return
    show(
        '<section class="inspector" aria-live="polite">',
        element("h2", facts.heading),
        element("p", facts.subtitle, "subtitle"),
        rows(facts.rows),
        _not_asked(facts),
        _reasons(facts),
        "</section>",
    )


def _nothing_selected(opened: Opened) -> None:
    referral = opened.case.referral
    asked = f"“{referral.words}”" if referral.words else ""
    show(
        '<section class="inspector">',
        element("h2", "Why now") if asked else "",
        element("p", asked) if asked else "",
        element("p", f"— {referral.by}", "subtitle") if asked and referral.by else "",
        element("h2", "Read the map"),
        element("p", "Click a person, a place or a tie to read everything known about it."),
        element("p", "With the keyboard: Tab to the map, arrow keys to move, Enter to read."),
        element("h2", "Worth asking next") if opened.assessment.questions else "",
        bullets((q.text for q in varied(opened.assessment.questions, 3)), "not-asked"),
        "</section>",
    )
    st.page_link("pages/principles.py", label="Which principles bear most?")


def _not_asked(facts: Facts) -> str:
    if not facts.not_asked:
        return ""
    return element("h3", "Not asked yet") + bullets(facts.not_asked, "not-asked")


def _reasons(facts: Facts) -> str:
    if not facts.reasons:
        return ""
    parts = [element("h3", "Where it matters in the reasons")]
    for principle, told in groupby(sorted(facts.reasons), key=lambda reason: reason[0]):
        parts.append(element("h4", knowledge().principles[principle].name))
        parts.append(bullets((sentence for _, sentence in told), "reasons"))
    return "".join(parts)
