"""PDF by typst: the map as vectors, tagged for screen readers (PDF/UA-1 wherever it can be)."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from imh.drawing.png import font_files
from imh.formulation.document import Document
from imh.formulation.language import one_line
from imh.formulation.outputs.flow import chapters, closing, notice

PAGE = Path(__file__).with_name("formulation.typ")
MAP_HEIGHT_CM = {"formulation": 9.8, "family": 9.4}


def to_pdf(document: Document) -> bytes:
    """The document as a PDF.

    It is set in the typeface that comes with the program. Only when a text has letters that no
    such font has (emoji, Chinese) are the machine's fonts asked; if they do not have them either,
    the PDF is still tagged but does not claim PDF/UA.
    """
    data = {"data": json.dumps(_data(document), ensure_ascii=False)}
    for system_fonts in (False, True):
        try:
            return _compiled(data, system_fonts, "ua-1")
        except typst.TypstError:  # PDF/UA allows no letter without a shape
            continue
    return _compiled(data, True, None)


def _compiled(data: dict[str, str], system_fonts: bool, standard: Literal["ua-1"] | None) -> bytes:
    pdf = typst.compile(
        PAGE.read_bytes(),
        format="pdf",
        sys_inputs=data,
        font_paths=_fonts(system_fonts),
        pdf_standards=[standard] if standard else [],
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _fonts(system: bool) -> typst.Fonts:
    folders = sorted({str(Path(file).parent) for file in font_files()})
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=True, font_paths=list(folders)
    )


def _data(document: Document) -> dict[str, object]:
    return {
        "kind": document.kind,
        "title": one_line(document.title),
        "subtitle": document.subtitle,
        "notice": [asdict(paragraph) for paragraph in notice(document)],
        "chapters": [asdict(chapter) for chapter in chapters(document)],
        "closing": [asdict(paragraph) for paragraph in closing(document)],
        "footer": document.footer,
        "picture": document.picture,
        "map_text": document.map_text,
        "height": MAP_HEIGHT_CM[document.kind],
    }
