"""DOCX that a team edits: real headings and styles, the map with its words, page numbers."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from imh.drawing import to_png
from imh.formulation.document import Document
from imh.formulation.language import one_line
from imh.formulation.outputs.flow import Paragraph, chapters, closing, notice

FACE = "Calibri"
TEXT_POINTS, SMALL_POINTS, HEADING_POINTS, TITLE_POINTS = 9.5, 8.0, 11.0, 16.0
FAMILY_LARGER = 2.5
PAGE_WIDTH, PAGE_HEIGHT = Cm(21.0), Cm(29.7)
SIDES, TOP, BOTTOM = Cm(1.8), Cm(1.5), Cm(1.6)
MAP_WIDTH, MAP_HEIGHT = Cm(16.5), Cm(8.6)
INK = RGBColor(0x1F, 0x29, 0x37)
ACCENT = RGBColor(0x1D, 0x4E, 0x89)


def to_docx(document: Document) -> bytes:
    """The document as a Word file."""
    file = docx.Document()
    _page(file, document)
    _styles(file, FAMILY_LARGER if document.kind == "family" else 0.0)
    file.add_paragraph(one_line(document.title), style="Title")
    if document.subtitle:
        file.add_paragraph(document.subtitle, style="Subtitle")
    names = {style.name: style.style_id for style in file.styles}
    for paragraph in notice(document):
        _add(file, paragraph, names["Notice"])
    for chapter in chapters(document):
        file.add_heading(chapter.heading, level=1)
        for paragraph in chapter.paragraphs:
            style = "List Bullet" if paragraph.style == "item" else "Body Text"
            _add(file, paragraph, names[style])
        if chapter.key == "map" and document.picture:
            _map(file, document)
    for paragraph in closing(document):
        _add(file, paragraph, names["Basis"])
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _add(file: Any, paragraph: Paragraph, style: str) -> None:
    written = file.add_paragraph()
    written._p.style = style  # by its id: looking a style up by name reads all of them each time
    if paragraph.lead:
        written.add_run(f"{paragraph.lead}. ").bold = True
    run = written.add_run()
    if paragraph.text.isprintable():
        run._r.add_t(paragraph.text)  # python-docx would look at each letter
    else:
        run.text = paragraph.text
    run.italic = True if paragraph.prompt else None


def _map(file: Any, document: Document) -> None:
    png = to_png(document.picture, zoom=2.5)
    holder = file.add_paragraph(style="Picture")
    shape = holder.add_run().add_picture(io.BytesIO(png), width=MAP_WIDTH)
    if shape.height > MAP_HEIGHT:
        shape.width, shape.height = int(shape.width * MAP_HEIGHT / shape.height), MAP_HEIGHT
    properties = shape._inline.docPr
    properties.set("descr", document.map_text)
    properties.set("title", one_line(document.title))


def _page(file: Any, document: Document) -> None:
    properties = file.core_properties
    properties.title = one_line(document.title)[:255]
    properties.language = "en"
    properties.author, properties.comments = "", ""
    section = file.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = SIDES
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.footer_distance = Cm(0.8)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if document.footer:
        foot.add_run(f"{document.footer} · ")
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    """A field that Word works out, such as the page number."""
    run = paragraph.add_run()._r
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run.append(part)


def _styles(file: Any, larger: float) -> None:
    """The few styles of the document, which a team can change in one place each."""
    text = TEXT_POINTS + larger
    _style(file, "Normal", text, INK)
    _style(file, "Body Text", text, INK, after=2)
    _style(file, "List Bullet", text, INK, after=1)
    _style(file, "Title", TITLE_POINTS, INK, bold=True, after=2)
    _style(file, "Subtitle", text, INK, italic=True, after=4)
    _style(file, "Heading 1", HEADING_POINTS + larger, ACCENT, bold=True, before=6, after=1)
    _style(file, "Footer", SMALL_POINTS, INK)
    for name, points in (("Notice", text), ("Picture", text), ("Basis", SMALL_POINTS + larger)):
        file.styles.add_style(name, 1).base_style = file.styles["Normal"]
        _style(file, name, points, INK, bold=name == "Notice", after=3)
    file.styles["Picture"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    file.styles["Basis"].paragraph_format.space_before = Pt(6)
    items = file.styles["List Bullet"].paragraph_format
    items.left_indent, items.first_line_indent = Cm(0.55), Cm(-0.4)
    _boxed(file.styles["Notice"])


def _style(
    file: Any,
    name: str,
    points: float,
    colour: RGBColor,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    style = file.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(points), colour
    style.font.bold, style.font.italic = bold, italic
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FACE)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0
    spread = style.element.rPr.find(qn("w:spacing"))  # the template's own subtitle is spread wide
    if spread is not None:
        style.element.rPr.remove(spread)


def _boxed(style: Any) -> None:
    """Shade what stands first and put a bar beside it, as in the PDF."""
    style.paragraph_format.left_indent = Cm(0.2)
    borders, bar, shade = (OxmlElement(f"w:{name}") for name in ("pBdr", "left", "shd"))
    for name, value in (("val", "single"), ("sz", "20"), ("space", "4"), ("color", str(ACCENT))):
        bar.set(qn(f"w:{name}"), value)
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF3F9")):
        shade.set(qn(f"w:{name}"), value)
    borders.append(bar)
    properties = style.element.get_or_add_pPr()
    after = properties.find(qn("w:spacing"))
    after.addprevious(borders)
    after.addprevious(shade)
