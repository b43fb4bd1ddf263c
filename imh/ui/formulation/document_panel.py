"""The panel beside a document: what belongs in it, adding to it, taking it along, signing it."""

import datetime

import streamlit as st

from imh.formulation import (
    Addendum,
    Document,
    Edited,
    Formulation,
    Signed,
    Tampered,
    add,
    check,
    sign,
    to_docx,
    to_markdown,
    to_pdf,
    to_plain_text,
)
from imh.ui.components.save_button import save_button
from imh.ui.core.attachments import keep_edited, keep_signed
from imh.ui.core.audited_download import audited_download
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.core.text_checks import fits


def downloads(
    on_screen: CaseOnScreen, document: Document, form: str, *, named: bool = True
) -> None:
    """Word, PDF, Markdown, and plain text to copy into a health record.

    ``form`` says on the record what it was; the files are ``named`` after the case as well.
    """
    ready, name = document.without_prompts(), f"{on_screen.name}-{form}" if named else form
    word, pdf = st.columns(2)
    with word:
        as_word = audited_download(on_screen, f"{form}, Word", lambda: to_docx(ready))
        save_button("Word", as_word, f"{name}.docx", key=f"save-{form}-word", icon="description")
    with pdf:
        as_pdf = audited_download(on_screen, f"{form}, PDF", lambda: to_pdf(ready))
        save_button("PDF", as_pdf, f"{name}.pdf", key=f"save-{form}-pdf", icon="picture_as_pdf")
    with st.expander("Markdown and plain text"):
        as_markdown = audited_download(on_screen, f"{form}, Markdown", lambda: to_markdown(ready))
        save_button("Markdown", as_markdown, f"{name}.md", key=f"save-{form}-markdown", icon="")
        st.caption("For a health record: copy with the button in the corner.")
        st.code(to_plain_text(ready), language=None, height=200, wrap_lines=True)


def changes(draft: Formulation, edited: Edited) -> None:
    """Add a sentence of one's own; take back in what was left out."""
    headings = {section.heading: section.key for section in draft.sections}
    with st.expander("Add a sentence"):
        where = st.selectbox("To", list(headings), key="add:where")
        words = st.text_area("Your sentence", key="add:words", height=100)
        if st.button("Add", key="add", disabled=not words.strip()) and where and fits(words):
            keep_edited(edited.with_added(headings[where], words.strip()))
    sections = [s for s in draft.sections if s.key in edited.left_out_sections]
    known = {s.key for s in draft.sentences()} | {own.key for own in edited.added}
    sentences = {key: text for key, text in edited.left_out.items() if key in known}
    if sections or sentences:
        with st.expander(f"Left out ({len(sections) + len(sentences)})"):
            for section in sections:
                show(element("p", f"The section “{section.heading}”", "small"))
                if st.button("Take in again", key=f"again:section:{section.key}"):
                    keep_edited(edited.with_section_again(section.key))
            for number, (key, text) in enumerate(sentences.items()):
                show(element("p", text, "small"))
                if st.button("Take in again", key=f"again:{number}"):
                    keep_edited(edited.with_again(key))


def signing(on_screen: CaseOnScreen, document: Document, signed: Signed | None) -> None:
    """Sign the document; what was signed is locked, and what comes later is an addendum."""
    if signed is None:
        with st.expander("Sign"):
            st.caption("A signed version is locked. Later changes are dated addenda.")
            by = st.text_input("Your name and role", key="sign:by", max_chars=200)
            asked = st.button("Sign this version", disabled=not by.strip()) and fits(by)
            if asked and keep_signed(
                sign(document, by.strip(), datetime.datetime.now().astimezone())
            ):
                st.rerun()
        return
    with st.expander(as_typed(f"Signed by {signed.by}, {signed.when:%d %B %Y}"), expanded=False):
        try:
            check(signed)
        except Tampered as error:
            st.warning(as_typed(error))
            return
        downloads_of_signed(on_screen, signed)
        for addendum in signed.addenda:
            show(element("p", f"{addendum.date:%d %B %Y}, {addendum.by}: {addendum.text}", "small"))
        words = st.text_area("Addendum", key="addendum:words", height=100)
        by = st.text_input("Your name and role", key="addendum:by", max_chars=200)
        asked = st.button("Add the addendum", disabled=not (words.strip() and by.strip()))
        if asked and fits(words) and fits(by):
            today = datetime.date.today()
            addendum = Addendum(date=today, by=by.strip(), text=words.strip())
            if keep_signed(add(signed, addendum)):
                st.rerun()


def downloads_of_signed(on_screen: CaseOnScreen, signed: Signed) -> None:
    """The signed version with its addenda as PDF."""
    from imh.formulation import signed_document

    as_pdf = audited_download(
        on_screen, "signed formulation, PDF", lambda: to_pdf(signed_document(signed))
    )
    name = f"{on_screen.name}-signed.pdf"
    save_button("Signed version (PDF)", as_pdf, name, key="save-signed", icon="")
