"""Plain text for a health record: no marks but line breaks, wherever it is pasted."""

from __future__ import annotations

from imh.formulation.document import Document
from imh.formulation.language import one_line
from imh.formulation.outputs.flow import Paragraph, chapters, closing, notice


def to_plain_text(document: Document) -> str:
    """The whole document as plain text."""
    lines = [one_line(document.title), *([document.subtitle] if document.subtitle else []), ""]
    lines += [_line(paragraph) for paragraph in notice(document)]
    for chapter in chapters(document):
        lines += ["", chapter.heading]
        lines += [_line(paragraph) for paragraph in chapter.paragraphs]
    lines += ["", *(_line(paragraph) for paragraph in closing(document)), "", document.footer]
    return "\n".join(lines).rstrip() + "\n"


def _line(paragraph: Paragraph) -> str:
    text = f"{paragraph.lead}. {paragraph.text}" if paragraph.lead else paragraph.text
    text = f"[{text}]" if paragraph.prompt else text
    return f"- {text}" if paragraph.style == "item" else text
