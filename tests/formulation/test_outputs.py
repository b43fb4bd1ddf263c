"""The outputs opened again: headings, words for the picture, evidence, and nothing left out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import pypdf
import pytest

from imh.case.case import Case
from imh.drawing import draw
from imh.formulation import (
    Document,
    Edited,
    draft,
    family_version,
    merge,
    to_docx,
    to_markdown,
    to_pdf,
    to_plain_text,
)
from imh.formulation.outputs.flow import chapters
from imh.principles.assess import assess

HOSTILE = [
    "#let x = 1; #panic() $ x^2 $ *bold* _it_ `code` @ref \\ // comment",
    "=SUM(A1:A9)",
    "<b & \"quotes\" 'single' &amp;",
    "# heading - list 1. [link](http://x) ![img](y) | table ~~x~~",
    "w" * 180,
    "שלום עולם",
    "👩‍👧 🎈 家",
    "{child} {0} %s",
]


def document_of(case: Case, edited: Edited | None = None) -> Document:
    picture = draw(case, theme="light")
    return merge(draft(case, assess(case), with_reflection=True), edited, picture=picture)


def plain(text: str) -> str:
    """Text without the white space that a page puts between lines."""
    return re.sub(r"\s+", "", text)


def unescaped(markdown: str) -> str:
    """Markdown as a reader of it shows it."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", markdown)


def docx_text(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def pdf_text(data: bytes) -> str:
    """The text of all pages without their last lines, which number the pages."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return "\n".join(re.sub(r"\n[^\n]*\d+ ?/ ?\d+\s*$", "", page) for page in pages)


def alternatives(node: Any, found: list[str]) -> list[str]:
    """Every alternative text in the structure tree of a PDF."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            alternatives(each, found)
    elif isinstance(node, dict):
        if "/Alt" in node:
            found.append(str(node["/Alt"]))
        if "/K" in node:
            alternatives(node["/K"], found)
    return found


@pytest.fixture(params=["milo", "ezra", "theo-and-lin", "rue"])
def document(request: pytest.FixtureRequest, read_sample: Callable[[str], Case]) -> Document:
    return document_of(read_sample(request.param))


def test_docx_has_headings_evidence_and_a_described_map(document: Document) -> None:
    file = docx.Document(io.BytesIO(to_docx(document)))
    headings = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    assert headings == [chapter.heading for chapter in chapters(document)]
    text = plain("".join(paragraph.text for paragraph in file.paragraphs))
    for sentence in [*document.notices, *document.sentences(), *document.closing]:
        assert plain(sentence.text) in text
    (picture,) = file.inline_shapes
    assert picture._inline.docPr.get("descr") == document.map_text
    assert "PAGE" in file.sections[0].footer._element.xml
    assert file.core_properties.title == document.title


def test_pdf_is_tagged_with_headings_evidence_and_a_described_map(document: Document) -> None:
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(document)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or str(root["/MarkInfo"]["/Marked"]) == "True"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert str(root["/Lang"]).startswith("en")
    outline = [entry.title for entry in _flat(reader.outline)]
    assert outline == [document.title, *(chapter.heading for chapter in chapters(document))]
    assert document.map_text in alternatives(root["/StructTreeRoot"], [])
    text = plain(pdf_text(to_pdf(document)))
    for sentence in document.sentences():
        assert plain(sentence.text) in text


def _flat(outline: Any) -> list[Any]:
    return [
        each for entry in outline for each in (_flat(entry) if isinstance(entry, list) else [entry])
    ]


def test_two_pages_are_enough(case: Case) -> None:
    draft_of = merge(draft(case, assess(case)), picture=draw(case, theme="light"))
    document = draft_of.without_prompts()  # as it is handed on
    assert len(pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages) <= 2


def test_nothing_of_what_was_left_out_is_anywhere(milo: Case) -> None:
    said = draft(milo, assess(milo))
    by_key = {sentence.key: sentence for sentence in said.sentences()}
    gone = by_key["child/milo/feeding/milo-feeding"]
    story = [sentence.text for sentence in said.section("story").sentences]
    edited = Edited().without(gone).without_section("story")
    document = merge(said, edited, picture=draw(milo, theme="light"))
    outputs = [
        docx_text(to_docx(document)),
        pdf_text(to_pdf(document)),
        to_markdown(document),
        to_plain_text(document),
    ]
    for output in map(plain, outputs):
        for text in [gone.text, *story]:
            assert plain(text) not in output
        assert plain(by_key["child/milo/age"].text) in output


def test_sections_stand_in_the_clinicians_order_everywhere(milo: Case) -> None:
    said = draft(milo, assess(milo))
    keys = [section.key for section in said.sections]
    turned = Edited().sections_in_order([keys[0], "story", *keys[1:]])
    document = merge(said, turned)
    headings = [chapter.heading for chapter in chapters(document)][:3]
    assert headings == ["1 Why now", "2 Story", "3 Milo"]
    for text in (
        docx_text(to_docx(document)),
        pdf_text(to_pdf(document)),
        to_markdown(document),
        to_plain_text(document),
    ):
        places = [text.index(heading) for heading in headings]
        assert places == sorted(places)


def test_markdown_and_plain_text_hold_every_sentence(document: Document) -> None:
    text, markdown = to_plain_text(document), to_markdown(document)
    for sentence in document.sentences():
        assert sentence.text in text
        assert sentence.text in unescaped(markdown)
    assert markdown.count("\n## ") == len(document.sections)


def hostile_case(text: str) -> Case:
    short = text[:150]
    return Case.model_validate(
        {
            "title": short,
            "reference_age_months": 9,
            "children": ["a"],
            "referral": {"by": short, "words": text},
            "people": [
                {"id": "a", "name": short, "role": "child"},
                {
                    "id": "b",
                    "name": short,
                    "role": "parent",
                    "caregiver": "primary",
                    "loads": [{"kind": "other", "state": "current", "note": text}],
                },
            ],
            "households": [{"id": "h", "name": short, "members": ["a", "b"], "nights": {"a": 7}}],
            "settings": [{"id": "s", "name": short, "kind": "housing", "status": "waiting"}],
            "influences": [{"id": "i", "name": short, "words": text, "note": text}],
            "ties": [
                {"id": "t", "source": "b", "target": "a", "kind": "caregiving", "note": text},
                {"id": "u", "source": "b", "target": "s", "quality": "strained", "note": text},
            ],
            "events": [{"id": "e", "title": short, "at_months": 1, "burden": "much", "note": text}],
            "observations": [
                {"id": "o", "kind": "child", "child": "a", "domain": "sleep", "rating": "concern",
                 "note": text, "accounts": [{"says": text, "value": "concern"}]},
                {"id": "p", "kind": "pair", "caregiver": "b", "child": "a", "aspect": "play",
                 "rating": "strength", "note": text},
            ],
            "questions": [{"id": "q", "text": text}],
            "hypotheses": [{"id": "y", "text": text, "speaks_for": [text]}],
            "goals": [{"id": "g", "text": text, "who": ["b"], "by_when": short}],
            "strengths": [{"id": "z", "words": text, "by": "b"}],
            "visits": [{"id": "v", "place": short}],
        }
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_out_as_typed_and_the_files_open(text: str) -> None:
    document = document_of(hostile_case(text))
    typed = plain(text)
    assert typed in plain(docx_text(to_docx(document)))
    assert typed in plain(to_plain_text(document))
    assert typed in plain(unescaped(to_markdown(document)))
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages
    assert len(pages) >= 1
    if text.isascii():
        extracted = "".join(page.extract_text() for page in pages).replace("\u200b", "")
        assert typed in plain(extracted)


def test_hostile_markdown_makes_no_markup() -> None:
    markdown = to_markdown(document_of(hostile_case(HOSTILE[3])))
    assert not re.search(r"(?<!\\)\[link|(?<!\\)~~|(?<!\\)!\[", markdown)


@pytest.mark.parametrize("paint", [to_docx, to_pdf])
def test_the_family_version_has_every_output(milo: Case, paint: Any) -> None:
    document = merge(family_version(milo), picture=draw(milo, theme="light"))
    text = docx_text(paint(document)) if paint is to_docx else pdf_text(paint(document))
    for sentence in document.sentences():
        if not sentence.prompt:
            assert plain(sentence.text) in plain(text)
