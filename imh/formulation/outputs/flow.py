"""A document as headings and paragraphs, the same for every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from imh.formulation.document import Document, Section, Sentence
from imh.formulation.language import one_line

Style = Literal["text", "item"]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its opening words, which stand out, and its text."""

    lead: str
    text: str
    style: Style = "text"
    prompt: bool = False


@dataclass(frozen=True)
class Chapter:
    """A heading and its paragraphs; after ``map`` comes the picture."""

    key: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


def chapters(document: Document) -> tuple[Chapter, ...]:
    """The sections with their headings; a professional's headings are numbered."""
    numbered = document.kind == "formulation"
    return tuple(
        Chapter(
            section.key,
            f"{number} {one_line(section.heading)}" if numbered else one_line(section.heading),
            tuple(_paragraphs(section)),
        )
        for number, section in enumerate(document.sections, 1)
    )


def notice(document: Document) -> tuple[Paragraph, ...]:
    """What stands first."""
    return tuple(_running(document.notices))


def closing(document: Document) -> tuple[Paragraph, ...]:
    """What stands last."""
    return tuple(_running(document.closing))


def _paragraphs(section: Section) -> Iterator[Paragraph]:
    if section.layout == "list":
        for each in section.sentences:
            yield Paragraph(one_line(each.lead), one_line(each.text), "item", each.prompt)
    else:
        yield from _running(section.sentences)


def _running(sentences: Iterable[Sentence]) -> Iterator[Paragraph]:
    """Sentences run on until one opens a paragraph or is only a prompt."""
    lead, parts = "", list[str]()
    for each in sentences:
        if (each.lead or each.prompt) and parts:
            yield Paragraph(lead, " ".join(parts))
            lead, parts = "", []
        if each.prompt:
            yield Paragraph(one_line(each.lead), one_line(each.text), prompt=True)
            continue
        lead = lead if parts else one_line(each.lead)
        parts.append(one_line(each.text))
    if parts:
        yield Paragraph(lead, " ".join(parts))
