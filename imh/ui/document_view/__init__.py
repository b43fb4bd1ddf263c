"""A written document on screen: choose a sentence to see its sources or to change it."""

from collections.abc import Collection
from pathlib import Path

import streamlit as st

from imh.formulation import Document

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "document",
    html='<article class="paper"></article>',
    css=(_HERE / "document_view.css").read_text("utf-8"),
    js=(_HERE / "document_view.js").read_text("utf-8"),
)


def document_view(
    document: Document, *, key: str, edited: Collection[str] = (), lit: Collection[str] = ()
) -> str | None:
    """Show a document and return the key of the sentence that is chosen, None when none is.

    ``edited`` are keys in the clinician's own words, ``lit`` keys to point out.
    """
    sections = [
        {
            "heading": section.heading,
            "layout": section.layout,
            "sentences": [
                {
                    "key": sentence.key,
                    "lead": sentence.lead,
                    "text": sentence.text,
                    "prompt": sentence.prompt,
                    "edited": sentence.key in edited,
                    "lit": sentence.key in lit,
                }
                for sentence in section.sentences
            ],
        }
        for section in document.sections
    ]
    data = {
        "title": document.title,
        "subtitle": document.subtitle,
        "notices": [notice.text for notice in document.notices],
        "sections": sections,
        "closing": [sentence.text for sentence in document.closing],
    }
    result = _component(key=key, data=data, default={"chosen": ""}, on_chosen_change=lambda: None)
    return str(result.chosen) if result.chosen else None
