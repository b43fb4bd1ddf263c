"""The three versions of the document on the page: for the team, for the family, de-identified."""

import streamlit as st

from imh.drawing import draw
from imh.exchange.deidentify import deidentify
from imh.formulation import (
    Document,
    before_handing_over,
    draft,
    family_choices,
    family_map_case,
    family_version,
    merge,
)
from imh.principles.assess import assess
from imh.ui.document_view import document_view
from imh.ui.formulation import papers
from imh.ui.formulation.desk_panel import changes, downloads, signing
from imh.ui.formulation.sentence_panel import sentence_panel
from imh.ui.markup import bullets, element, show
from imh.ui.session import Opened


def for_the_team(opened: Opened) -> None:
    """The formulation: read it, change it, take it along."""
    page, panel = st.columns([5, 2], gap="medium")
    edited = papers.edited(opened)
    with_reflection = bool(st.session_state.get("view:with-reflection", False))
    written = draft(opened.case, opened.assessment, with_reflection=with_reflection)
    document = merge(written, edited, picture=opened.picture(theme="print"))
    flags = {flag.key: flag for flag in document.flags}
    own = {*edited.replaced, *(each.key for each in edited.added)}
    with page:
        chosen = document_view(document, key="view:document", edited=own, lit=flags)
    with panel:
        found = [(s, one) for s in document.sections for one in s.sentences if one.key == chosen]
        if found:
            section, sentence = found[0]
            sentence_panel(opened.case, written, section, sentence, edited, flags.get(sentence.key))
            return
        _how_to(len(flags))
        downloads(document, f"{opened.name}-formulation")
        st.toggle("With what was reflected on and shared", key="view:with-reflection")
        changes(written, edited)
        signing(document, papers.signed(opened), opened.name)


def _how_to(flags: int) -> None:
    show(
        element("p", "Choose a sentence to see what it rests on, or to change it."),
        element(
            "p",
            f"The case has changed under {flags} of your sentences: they are marked.",
            "changed",
        )
        if flags
        else "",
    )


def for_the_family(opened: Opened) -> None:
    """The family's own document: plain words, strengths first, nothing told in confidence."""
    page, panel = st.columns([5, 2], gap="medium")
    allowed = papers.allowed(opened)
    with panel:
        show(bullets(before_handing_over(opened.case), "plain"))
        chosen = _switches(opened, allowed)
    if chosen != allowed and papers.keep_allowed(chosen):
        st.rerun()
    map_case = family_map_case(opened.case, chosen)
    picture = draw(map_case, theme="print")
    document = merge(family_version(opened.case, chosen), picture=picture)
    with page:
        document_view(document, key="view:family")
    with panel:
        downloads(document, f"{opened.name}-family")


def _switches(opened: Opened, allowed: frozenset[str]) -> frozenset[str]:
    """Sentences that somebody told: each goes in only when it is switched on."""
    offered = [choice for choice in family_choices(opened.case) if choice.ask]
    chosen = set(allowed)
    with st.expander(f"Offered, not in it ({len(offered)})", expanded=False):
        st.caption("Each goes in only when you switch it on.")
        for number, choice in enumerate(offered):
            key = choice.sentence.key
            words = choice.sentence.text.replace("[", r"\[").replace("*", r"\*")
            on = st.checkbox(words, key in allowed, key=f"allow:{number}", help=choice.why or None)
            (chosen.add if on else chosen.discard)(key)
    return frozenset(chosen)


def without_names(opened: Opened) -> None:
    """The formulation without names, and every free text that a person must read first."""
    page, panel = st.columns([5, 2], gap="medium")
    safe, lines = deidentify(opened.case)
    document: Document = merge(draft(safe, assess(safe)), picture=draw(safe, theme="print"))
    with page:
        document_view(document, key="view:deidentified")
    with panel:
        st.warning("Rules do not find everything. A person must read this before it leaves.")
        hinted = [line for line in lines if line.hints]
        show(element("p", f"{len(lines)} free texts, {len(hinted)} with something to look at:"))
        show(
            bullets(
                (
                    f"{', '.join(f'{h.found} ({h.kind})' for h in line.hints)}: {line.text}"
                    for line in hinted
                ),
                "plain",
            )
        )
        downloads(document, "formulation-without-names")
