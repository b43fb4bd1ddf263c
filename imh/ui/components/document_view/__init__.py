"""A written document on screen: choose a sentence to see its sources or to change it.

Where sections can be moved, a heading is chosen like a sentence.
"""

from collections.abc import Collection
from pathlib import Path

import streamlit as st

from imh.formulation import Document
from imh.ui.components.bundle import bundle

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "document",
    html='<article class="paper"></article>',
    css=(_HERE / "document_view.css").read_text("utf-8"),
    js=bundle(_HERE / "document_view.js"),
)


def document_view(
    document: Document,
    *,
    key: str,
    edited: Collection[str] = (),
    lit: Collection[str] = (),
    headings: bool = False,
) -> str | None:
    """Show a document and return the key of the sentence that is chosen, None when none is.

    ``edited`` are keys in the clinician's own words, ``lit`` keys to point out. With ``headings``
    a section can be chosen, too: then :func:`heading_key` of it is returned.
    """
    sections = [
        {
            "key": heading_key(section.key) if headings else "",
            "heading": section.heading,
            "layout": section.layout,
            "picture": section.key == "map" and bool(document.picture),
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
        "picture": document.picture,
        "map_text": document.map_text,
        "closing": [sentence.text for sentence in document.closing],
    }
    result = _component(key=key, data=data, default={"chosen": ""}, on_chosen_change=lambda: None)
    return str(result.chosen) if result.chosen else None


def heading_key(section: str) -> str:
    """The key under which the heading of a section is chosen."""
    return f"section:{section}"
