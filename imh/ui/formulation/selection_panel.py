"""The panel for the sentence or the section that is chosen in the formulation, to change it."""

import streamlit as st

from imh.case.basis import Record
from imh.case.case import Case
from imh.case.diff import subject
from imh.formulation import Document, Edited, Flag, Formulation, Section, Sentence
from imh.ui.core.attachments import keep_edited
from imh.ui.core.markup import bullets, element, show
from imh.ui.core.text_checks import fits


def sentence_panel(
    case: Case,
    draft: Formulation,
    section: Section,
    sentence: Sentence,
    edited: Edited,
    flag: Flag | None,
) -> None:
    """Show what a sentence rests on; let it be rewritten, left out or moved."""
    st.header("This sentence", anchor=False)
    _sources(case, sentence)
    if flag:
        _flagged(draft, sentence, edited, flag)
    original = {one.key: one for one in draft.sentences()}.get(sentence.key, sentence)
    if sentence.prompt:
        st.caption(
            "Only a prompt: it goes into the document when you keep it, as it is or in your words."
        )
    words = st.text_area("In your words", sentence.text, height=150, key=f"words:{sentence.key}")
    kept = st.button("Keep these words", type="primary", disabled=not words.strip())
    if kept and fits(words):
        keep_edited(edited.with_text(original, words.strip()))
    left, right = st.columns(2)
    if left.button("Leave out"):
        keep_edited(edited.without(original))
    if sentence.key in edited.replaced and right.button("Back to the draft"):
        keep_edited(edited.as_drafted(sentence.key))
    keys = [one.key for one in section.sentences]
    place = keys.index(sentence.key)
    up, down = st.columns(2)
    if up.button("Move up", disabled=place == 0):
        keep_edited(edited.in_order(section.key, _swapped(keys, place, place - 1)))
    if down.button("Move down", disabled=place == len(keys) - 1):
        keep_edited(edited.in_order(section.key, _swapped(keys, place, place + 1)))
    st.caption("Choose the sentence again, or press Esc in the text, to go back.")


def _sources(case: Case, sentence: Sentence) -> None:
    names = case.entries
    known: list[Record] = []
    for ref in sentence.refs:
        entry = names.get(ref.partition(".")[0])
        if entry is not None and entry not in known:
            known.append(entry)
    show(
        element("p", "It rests on:", "subtitle") if known else "",
        bullets((subject(entry, names) for entry in known), "plain"),
        element("p", f"Known from: {sentence.basis}", "subtitle") if sentence.basis else "",
    )


def _flagged(draft: Formulation, sentence: Sentence, edited: Edited, flag: Flag) -> None:
    show(
        '<section class="changed">',
        element("p", "The case has changed since you wrote this."),
        element("p", f"It said: {flag.old}"),
        element("p", f"It now says: {flag.new}" if flag.new else "It says nothing of it any more."),
        "</section>",
    )
    if st.button("Keep mine"):
        keep_edited(edited.seen(draft, sentence.key))


def section_panel(document: Document, section: Section, edited: Edited) -> None:
    """Move a section up or down, or leave it out; every output follows."""
    st.header("This section", anchor=False)
    show(element("p", section.heading))
    keys = [one.key for one in document.sections]
    place = keys.index(section.key)
    up, down = st.columns(2)
    if up.button("Move up", key="section:up", disabled=place == 0):
        keep_edited(edited.sections_in_order(_swapped(keys, place, place - 1)))
    if down.button("Move down", key="section:down", disabled=place == len(keys) - 1):
        keep_edited(edited.sections_in_order(_swapped(keys, place, place + 1)))
    if st.button("Leave out this section", key="section:out"):
        keep_edited(edited.without_section(section.key))
    st.caption("Choose the heading again, or press Esc in the text, to go back.")


def _swapped(keys: list[str], one: int, other: int) -> list[str]:
    """Keys with two of them in each other's place."""
    keys = list(keys)
    keys[one], keys[other] = keys[other], keys[one]
    return keys
