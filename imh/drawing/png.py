"""SVG to PNG without a browser and without fonts installed on the machine."""

from __future__ import annotations

from functools import lru_cache

import font_source_sans_pro
import resvg_py

FACES = ("SourceSansPro", "SourceSansProSemibold", "SourceSansProIt")


def to_png(svg: str, *, zoom: float = 2.0, background: str = "#ffffff") -> bytes:
    """Render an SVG of a fixed theme as PNG, ``zoom`` pixels to each of its own.

    Names in scripts that Source Sans does not have need a font of the machine; for any other text
    only the font files that come with the program are used. Raises ValueError for what is no SVG.
    """
    rendered = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        background=background,
        font_files=list(font_files()),
        skip_system_fonts=all(_has_letter(character) for character in svg),
        sans_serif_family="Source Sans Pro",
    )
    return bytes(rendered)


@lru_cache(maxsize=1)
def font_files() -> tuple[str, ...]:
    """The typeface of screens and drawings as files."""
    return tuple(font_source_sans_pro.font_files_ttf[face] for face in FACES)


def _has_letter(character: str) -> bool:
    """Whether Source Sans has the character: Latin, Greek, Cyrillic and punctuation."""
    code = ord(character)
    return code < 0x530 or 0x1E00 <= code < 0x2070 or 0x20A0 <= code < 0x2200
