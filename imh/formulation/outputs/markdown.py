"""Markdown, in which whatever people typed stays what they typed."""

from __future__ import annotations

import re

from imh.formulation.document import Document
from imh.formulation.language import one_line
from imh.formulation.outputs.flow import Paragraph, chapters, closing, notice

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#|~$^])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])")


def to_markdown(document: Document) -> str:
    """The whole document as Markdown; the map stands in words where its picture would be."""
    lines = [f"# {typed(one_line(document.title))}", ""]
    if document.subtitle:
        lines += [f"*{typed(document.subtitle)}*", ""]
    for paragraph in notice(document):
        lines += [f"> {_paragraph(paragraph)}", ">"]
    lines = [*lines[:-1], ""] if document.notices else lines
    for chapter in chapters(document):
        lines += [f"## {typed(chapter.heading)}", ""]
        for paragraph in chapter.paragraphs:
            lines += [_paragraph(paragraph)] + ([""] if paragraph.style == "text" else [])
        lines += [""] if lines[-1] else []
    for paragraph in closing(document):
        lines += [f"*{typed(paragraph.text)}*", ""]
    if document.footer:
        lines += [f"*{typed(document.footer)}*", ""]
    return "\n".join(lines)


def typed(text: str) -> str:
    """Text that Markdown shows as it was typed."""
    escaped = _SPECIAL.sub(r"\\\1", text)
    return _LINE_START.sub(_first, escaped)


def _first(match: re.Match[str]) -> str:
    mark = match[2]
    return match[1] + (f"\\{mark}" if len(mark) == 1 else f"{mark[:-1]}\\{mark[-1]}")


def _paragraph(paragraph: Paragraph) -> str:
    text = typed(paragraph.text)
    if paragraph.prompt:
        text = f"*{text}*"
    if paragraph.lead:
        text = f"**{typed(paragraph.lead)}.** {text}"
    return f"- {text}" if paragraph.style == "item" else text
