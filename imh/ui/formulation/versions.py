"""The three versions of the document on the page: for the team, for the family, de-identified."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from imh.drawing import draw
from imh.exchange.deidentify import deidentify
from imh.exchange.review import reviewed
from imh.formulation import (
    Document,
    before_handing_over,
    draft,
    family_choices,
    family_map_case,
    family_version,
    merge,
    no_strength_said,
    without_a_strength,
)
from imh.formulation.language import told_apart
from imh.principles.assess import assess
from imh.ui.components.document_view import document_view, heading_key
from imh.ui.core import attachments
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import bullets, element, show
from imh.ui.formulation.document_panel import changes, downloads, signing
from imh.ui.formulation.review import review
from imh.ui.formulation.selection_panel import section_panel, sentence_panel
from imh.ui.inspector.inspector_panel import open_to_edit
from imh.ui.map.map_editor import FAMILY_MAP, choose

_WITH_REFLECTION = "view:with-reflection"


def _side_by_side() -> tuple[DeltaGenerator, DeltaGenerator]:
    """The page, and beside it the panel, which stays in view however far down one reads."""
    page, beside = st.columns([5, 2], gap="medium")
    return page, beside.container(key="desk")


def for_the_team(on_screen: CaseOnScreen) -> None:
    """The formulation: read it, change it, take it along."""
    page, panel = _side_by_side()
    edited = attachments.edited(on_screen)
    with_reflection = bool(st.session_state.get(_WITH_REFLECTION, False))
    written = draft(on_screen.case, on_screen.assessment, with_reflection=with_reflection)
    document = merge(written, edited, picture=on_screen.picture(theme="print"))
    flags = {flag.key: flag for flag in document.flags}
    own = {*edited.replaced, *(each.key for each in edited.added)}
    with page:
        chosen = document_view(document, key="view:document", edited=own, lit=flags, headings=True)
    with panel:
        for section in document.sections:
            if chosen == heading_key(section.key):
                section_panel(document, section, edited)
                return
        found = [(s, one) for s in document.sections for one in s.sentences if one.key == chosen]
        if found:
            section, sentence = found[0]
            sentence_panel(
                on_screen.case, written, section, sentence, edited, flags.get(sentence.key)
            )
            return
        _how_to(len(flags))
        downloads(on_screen, document, "formulation")
        st.toggle("With what was reflected on and shared", key=_WITH_REFLECTION)
        changes(written, edited)
        signing(on_screen, document, attachments.signed(on_screen))


def _how_to(flags: int) -> None:
    show(
        element(
            "p",
            "Choose a sentence to see what it rests on, to change or to move it; "
            "choose a heading to move its section.",
        ),
        element(
            "p",
            f"The case has changed under {flags} of your sentences: they are marked.",
            "changed",
        )
        if flags
        else "",
    )


def for_the_family(on_screen: CaseOnScreen) -> None:
    """The family's own document: plain words, strengths first, nothing told in confidence."""
    page, panel = _side_by_side()
    allowed = attachments.allowed(on_screen)
    with panel:
        show(bullets(before_handing_over(on_screen.case), "plain"))
        _without_a_strength(on_screen, allowed)
        chosen = _switches(on_screen, allowed)
    if chosen != allowed and attachments.keep_allowed(chosen):
        st.rerun()
    map_case = family_map_case(on_screen.case, chosen)
    picture = draw(map_case, theme="print")
    document = merge(family_version(on_screen.case, chosen), picture=picture)
    with page:
        document_view(document, key="view:family")
    with panel:
        downloads(on_screen, document, "family")


def _without_a_strength(on_screen: CaseOnScreen, allowed: frozenset[str]) -> None:
    """Name whom the page says nothing good of before it is handed over, and lead to their panel."""
    missing = without_a_strength(on_screen.case, allowed)
    if not missing:
        return
    hint = "Switch on what is offered below, or note on the map what you saw."
    words = element("p", no_strength_said(on_screen.case, missing))
    show('<section class="changed">', words, element("p", hint, "small"), "</section>")
    with st.container(gap="xsmall"):
        for one in missing:
            label = f"Note a strength of {told_apart(on_screen.case, one)}"
            if st.button(
                as_typed(label), icon=":material/add:", key=f"strength:{one}", type="tertiary"
            ):
                choose(FAMILY_MAP, one)
                open_to_edit()
                st.switch_page("pages/map.py")


def _switches(on_screen: CaseOnScreen, allowed: frozenset[str]) -> frozenset[str]:
    """Sentences that somebody told: each goes in only when it is switched on."""
    offered = [choice for choice in family_choices(on_screen.case) if choice.ask]
    chosen = set(allowed)
    with st.expander(f"Offered, not in it ({len(offered)})", expanded=False):
        st.caption("Each goes in only when you switch it on.")
        for number, choice in enumerate(offered):
            key = choice.sentence.key
            words = choice.sentence.text
            on = st.checkbox(
                as_typed(words),
                key in allowed,
                key=f"allow:{number}",
                help=as_typed(choice.why),
            )
            (chosen.add if on else chosen.discard)(key)
    return frozenset(chosen)


def without_names(on_screen: CaseOnScreen) -> None:
    """The formulation without names, and every free text that a person must read first."""
    safe, lines = deidentify(on_screen.case)
    read = review(on_screen, lines)
    page, panel = _side_by_side()
    try:
        safe = reviewed(safe, read)
    except ValueError:
        st.warning("One of the lines is too long for its place. The document has it as it was.")
    document: Document = merge(draft(safe, assess(safe)), picture=draw(safe, theme="print"))
    with page:
        document_view(document, key="view:deidentified")
    with panel:
        st.warning("Rules do not find everything. A person must read this before it leaves.")
        left = len(lines) - len(read)
        show(element("p", f"{left} free texts are not read yet." if left else "All is read."))
        downloads(on_screen, document, "formulation-without-names", named=False)
