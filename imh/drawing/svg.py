"""The SVG painter: a scene as one picture for a page, a document or a file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from imh.drawing.palette import Theme, paint, style_sheet
from imh.drawing.scene_marks import (
    HomeDrawing,
    LegendEntry,
    Mark,
    Scene,
    SymbolDrawing,
    TieDrawing,
    Words,
)
from imh.drawing.svg_path import number, polyline
from imh.drawing.views import VIEWS, View

FACES = "'Source Sans Pro','Source Sans 3','Source Sans',sans-serif"
FADED = "0.2"
THUMBNAIL = (240, 150)
_along = lru_cache(maxsize=4096)(polyline)
STYLE = (
    ".fm .symbol{cursor:pointer}.fm .symbol:focus{outline:none}"
    ".fm .symbol:focus-visible{outline:2.5px solid var(--fm-home-line);outline-offset:4px}"
    ".fm .tie{cursor:pointer}.fm .tie:hover .lines{stroke-width:2.2}"
)


def to_svg(scene: Scene, *, theme: Theme = "screen", interactive: bool = True) -> str:
    """Paint a scene.

    On the ``screen`` theme colours follow the page's light or dark scheme. ``interactive`` makes
    every symbol a button that the tab key reaches and gives ties a wide line to click; without
    it the picture is one image with its title, as documents want it. Every part is one line.
    """
    painter = _Painter(theme, interactive, scene.small, len(scene.views) > 1)
    interactive_part = "group" if interactive else "img"
    views = f' data-show="{scene.views[0]}"' if painter.several_views else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fm" role="{interactive_part}"{views}'
        f" aria-label={_attribute(scene.title)} {_size(scene, theme)}"
        f' font-family="{FACES}" stroke-linecap="round" stroke-linejoin="round">'
    )
    style = style_sheet() + (STYLE if interactive else "") if theme == "screen" else ""
    parts = [
        head,
        f"<style>{style}</style>" if style else "",
        "" if interactive else f"<title>{escape(scene.title)}</title>",
        f'<g class="rings" aria-hidden="true">{painter.marks(scene.rings)}</g>',
        *(painter.home_area(home) for home in scene.homes),
        *(painter.home(home) for home in scene.homes),
        *(painter.tie(tie) for tie in scene.ties),
        *(painter.home_words(home) for home in scene.homes),
        *(painter.symbol(symbol) for symbol in scene.symbols),
        *(painter.legend(entry) for entry in scene.legend),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def _size(scene: Scene, theme: Theme) -> str:
    left, top, width, height = scene.left, scene.top, scene.width, scene.height
    if scene.small:
        across, down = THUMBNAIL
        tall = width * down / across
        top, height = top - (tall - height) / 2, tall
        size = f'width="{across}" height="{down}"'
    elif theme == "screen":
        size = 'width="100%"'
    else:
        size = f'width="{number(width)}" height="{number(height)}"'
    box = " ".join(number(value) for value in (left, top, width, height))
    return f'viewBox="{box}" {size}'


def _attribute(text: str) -> str:
    return quoteattr(text)


class _Painter:
    """Translates marks and words; knows the theme and nothing of families."""

    def __init__(self, theme: Theme, interactive: bool, small: bool, several_views: bool) -> None:
        self.theme: Theme = theme
        self.interactive = interactive
        self.several_views = several_views
        self.heavier = 2.4 if small else 1.0

    def marks(self, marks: Iterable[Mark]) -> str:
        return "".join(self._mark(mark) for mark in marks)

    def _mark(self, mark: Mark) -> str:
        line = paint(mark.line, self.theme)
        drawn = f'<path d="{mark.path}" fill="{paint(mark.fill, self.theme)}" stroke="{line}"'
        if mark.line != "none":
            drawn += f' stroke-width="{number(mark.width * self.heavier)}"'
        if mark.dash:
            dashes = " ".join(number(length * self.heavier) for length in mark.dash)
            drawn += f' stroke-dasharray="{dashes}"'
        return drawn + "/>"

    def words(self, words: Iterable[Words]) -> str:
        return "".join(self._line(line) for line in words)

    def _line(self, line: Words) -> str:
        place = f'x="{number(line.at.x)}" y="{number(line.at.y)}" text-anchor="{line.anchor}"'
        look = f'font-size="{number(line.size)}" fill="{paint(line.ink, self.theme)}"'
        if line.bold:
            look += ' font-weight="600"'
        if line.halo:
            thick = number(3 * self.heavier**2)
            look += f' stroke="{paint("paper", self.theme)}" stroke-width="{thick}"'
            look += ' paint-order="stroke"'
        return f"<text {place} {look}>{escape(line.text)}</text>"

    def home(self, home: HomeDrawing) -> str:
        attributes = (
            f'class="home" data-id="{home.id}" role="img" aria-label={_attribute(home.says)}'
        )
        if self.several_views:
            attributes += f' data-members="{" ".join(home.members)}"'
        return f"<g {self._open(attributes, home.faded)}>{self._mark(home.outline)}</g>"

    def _home_part(self, home: HomeDrawing, part: str) -> str:
        attributes = f'class="{part}" aria-hidden="true"'
        if self.several_views:
            attributes += f' data-members="{" ".join(home.members)}"'
        return self._open(attributes, home.faded)

    def home_area(self, home: HomeDrawing) -> str:
        """All areas are painted beneath all outlines, so that no home hides another's edge."""
        return f"<g {self._home_part(home, 'home-area')}>{self._mark(home.area)}</g>"

    def home_words(self, home: HomeDrawing) -> str:
        if not home.words:
            return ""
        attributes = self._home_part(home, "home-name")
        return f"<g {attributes}>{self.marks(home.plate)}{self.words(home.words)}</g>"

    def tie(self, tie: TieDrawing) -> str:
        attributes = (
            f'class="tie {tie.style}" data-id="{tie.id}" data-ids="{" ".join(tie.ids)}"'
            f' role="img" aria-label={_attribute(tie.says)}'
        ) + self._seen_in(tie.views)
        target = ""
        if self.interactive:
            target = (
                f'<path class="hit" d="{_along(tie.course)}" fill="none" stroke="transparent"'
                ' stroke-width="14"/>'
            )
        drawn = self.marks(tie.marks) + self.words(tie.words)
        return f"<g {self._open(attributes, tie.faded)}>{target}{drawn}</g>"

    def symbol(self, symbol: SymbolDrawing) -> str:
        attributes = f'class="symbol {symbol.kind}" data-id="{symbol.id}"'
        attributes += ' tabindex="0" role="button"' if self.interactive else ' role="img"'
        attributes += f" aria-label={_attribute(symbol.says)}" + self._seen_in(symbol.views)
        if self.several_views and symbol.layer:
            attributes += f' data-layer="{symbol.layer}"'
        drawn = self.marks(symbol.marks) + self.words(symbol.words)
        return f"<g {self._open(attributes, symbol.faded)}>{drawn}</g>"

    def legend(self, entry: LegendEntry) -> str:
        attributes = f'class="legend" data-key="{entry.key}" aria-hidden="true"'
        return (
            f"<g {attributes}{self._seen_in([entry.view])}>"
            f"{self.marks(entry.marks)}{self.words(entry.words)}</g>"
        )

    def _seen_in(self, views: Iterable[View]) -> str:
        """Marks in which views something stands out, where the page can change the view."""
        if not self.several_views:
            return ""
        return f' data-views="{" ".join(view for view in VIEWS if view in views)}"'

    def _open(self, attributes: str, faded: bool) -> str:
        return attributes + (f' data-faded="true" opacity="{FADED}"' if faded else "")
