"""Paper for a home visit: a blank map with its rings and a key to the symbols, and questions.

Pages are SVG on the ``print`` theme, A4; :func:`printed` makes one file of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from imh.drawing.layout import Point
from imh.drawing.legend import KIN, LINES, SIGNS, legend_of
from imh.drawing.palette import COLOURS
from imh.drawing.png import font_files, to_png
from imh.drawing.scene_marks import Mark, Scene, Words
from imh.drawing.svg import FACES, to_svg
from imh.drawing.svg_path import ellipse, number, polyline
from imh.drawing.text_width import wrapped

LONG, SHORT = 1123.0, 794.0
"""The sides of A4 in pixels at 96 to the inch."""
MARGIN = 48.0
RINGS = (
    ("the child", 0.16),
    ("home", 0.4),
    ("family, friends, neighbours", 0.63),
    ("places and services", 0.83),
    ("the wider world: language, faith, place", 1.0),
)
"""The rings from the inside out, each with its share of the half axes."""
LINE, QUESTION, ROOM_TO_WRITE = 17.0, 13.0, 30.0


def blank_map() -> str:
    """The rings without a family, a line for its name, and the whole key; A4 lying."""
    keys = frozenset([*LINES, "support", "soft", *KIN, *SIGNS])
    left, room = -LONG / 2 + MARGIN, LONG - 2 * MARGIN
    _, tall = legend_of(keys, "everything", left, 0, room)
    top, bottom = -SHORT / 2 + MARGIN, SHORT / 2 - MARGIN
    legend, _ = legend_of(keys, "everything", left, bottom - tall, room)
    height = bottom - tall - 24 - (top + 26)
    middle = top + 26 + height / 2
    scene = Scene(
        title="A blank family map",
        left=-LONG / 2,
        top=-SHORT / 2,
        width=LONG,
        height=SHORT,
        rings=tuple(_ring(share, room / 2, height / 2, middle) for _, share in reversed(RINGS)),
        homes=(),
        ties=(),
        symbols=(),
        legend=legend,
        views=("everything",),
    )
    words = [
        *(_ring_name(name, share, height / 2, middle) for name, share in RINGS),
        Words(Point(left, top + 6), "Map of", "text", 14, anchor="start"),
        Words(Point(left + 330, top + 6), "Date, who was there", "text", 14, anchor="start"),
    ]
    lines = [
        Mark(polyline([(left + 48, top + 8), (left + 310, top + 8)]), "muted", width=0.8),
        Mark(polyline([(left + 462, top + 8), (left + room, top + 8)]), "muted", width=0.8),
    ]
    svg = to_svg(scene, theme="print", interactive=False)
    return svg.replace("</svg>", f"{_marks(lines)}{_words(words)}</svg>")


def _ring(share: float, half_width: float, half_height: float, middle: float) -> Mark:
    outline = ellipse(0, middle, half_width * share, half_height * share)
    return Mark(outline, "tenuous", "paper", 0.9, (2, 4))


def _ring_name(name: str, share: float, half_height: float, middle: float) -> Words:
    below = middle + half_height * share - 7
    return Words(Point(0, below), name, "muted", 11, halo=True)


def question_sheet(parts: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """Questions under their headings with room to write; A4 standing, as many pages as needed."""
    pages: list[list[Words | Mark]] = []
    y = SHORT * 2  # beyond any page, so that the first heading opens one
    for heading, questions in parts:
        for place, question in enumerate(questions):
            asked = wrapped(question, SHORT - 2 * MARGIN, QUESTION, lines=3)
            needs = len(asked) * LINE + ROOM_TO_WRITE + (34 if place == 0 else 0)
            if y + needs > LONG - MARGIN:
                pages.append([])
                y = MARGIN + 10
            page = pages[-1]
            if place == 0:
                y += 14
                page.append(_text(heading, y, 16, bold=True))
                y += 20
            for line in asked:
                page.append(_text(line, y, QUESTION))
                y += LINE
            y += ROOM_TO_WRITE - LINE
            page.append(Mark(polyline([(MARGIN, y), (SHORT - MARGIN, y)]), "ring-line", width=0.8))
            y += LINE
    return [_page(page, place, len(pages)) for place, page in enumerate(pages, 1)]


def _text(text: str, y: float, size: float, bold: bool = False) -> Words:
    return Words(Point(MARGIN, y), text, "text", size, bold, anchor="start")


def _page(content: Sequence[Words | Mark], place: int, total: int) -> str:
    foot = Words(
        Point(SHORT - MARGIN, LONG - 24),
        f"Every question can wait. A silence is an answer too.   {place} of {total}",
        "muted",
        10,
        anchor="end",
    )
    words = [each for each in content if isinstance(each, Words)]
    marks = [each for each in content if isinstance(each, Mark)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(SHORT)} {number(LONG)}" '
        f'width="{number(SHORT)}" height="{number(LONG)}" font-family="{FACES}">'
        f"<title>Interview sheet, page {place}</title>{_marks(marks)}{_words([*words, foot])}</svg>"
    )


def _marks(marks: Iterable[Mark]) -> str:
    colours = COLOURS["print"]
    return "".join(
        f'<path d="{mark.path}" fill="none" stroke="{colours[mark.line]}" '
        f'stroke-width="{number(mark.width)}"/>'
        for mark in marks
    )


def _words(words: Iterable[Words]) -> str:
    colours = COLOURS["print"]
    drawn = []
    around = f' stroke="{colours["paper"]}" stroke-width="3" paint-order="stroke"'
    for each in words:
        weight = ' font-weight="600"' if each.bold else ""
        drawn.append(
            f'<text x="{number(each.at.x)}" y="{number(each.at.y)}" font-size="{number(each.size)}"'
            f' text-anchor="{each.anchor}" fill="{colours[each.ink]}"'
            f"{weight}{around if each.halo else ''}>{escape(each.text)}</text>"
        )
    return "".join(drawn)


def printed(pages: Sequence[str], *, lying: bool = False) -> tuple[bytes, str]:
    """One file of all pages, and its kind: ``pdf``, or ``png`` where typst is not installed.

    ``lying`` says that the pages are wider than tall.
    """
    if find_spec("typst") is None:
        return to_png(_stacked(pages)), "png"
    import typst

    flipped = "true" if lying else "false"
    source = [f'#set page(paper: "a4", flipped: {flipped}, margin: 0pt)']
    source += [
        f'#image(bytes(sys.inputs.at("{place}")), format: "svg", width: 100%, height: 100%)'
        for place in range(len(pages))
    ]
    folders: list[Path] = sorted({Path(file).parent for file in font_files()})
    pdf = typst.compile(
        "\n".join(source).encode(),
        format="pdf",
        sys_inputs={str(place): page for place, page in enumerate(pages)},
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        ),
    )
    assert isinstance(pdf, bytes)
    return pdf, "pdf"


def _stacked(pages: Sequence[str]) -> str:
    if len(pages) == 1:
        return pages[0]
    inner = "".join(
        page.replace("<svg ", f'<svg y="{number(place * LONG)}" ', 1)
        for place, page in enumerate(pages)
    )
    tall = number(LONG * len(pages))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(SHORT)}" height="{tall}" '
        f'viewBox="0 0 {number(SHORT)} {tall}">{inner}</svg>'
    )
