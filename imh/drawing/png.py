"""SVG to PNG without a browser and without fonts installed on the machine."""

from __future__ import annotations

import math
import re
from functools import lru_cache

import font_source_sans_pro
import resvg_py

MOST_PIXELS = 3_000_000
"""A little more than the largest sample map has; they take 12 MB while they are painted."""
_OTHER_LETTER = re.compile("[^\0-\u052f\u1e00-\u206f\u20a0-\u21ff]")
"""A character that Source Sans does not have; it has Latin, Greek, Cyrillic and punctuation."""
FACES = ("SourceSansPro", "SourceSansProSemibold", "SourceSansProIt")


def to_png(svg: str, *, zoom: float = 2.0, background: str = "#ffffff") -> bytes:
    """Render an SVG of a fixed theme as PNG, ``zoom`` pixels to each of its own.

    A picture that would have more than ``MOST_PIXELS`` is rendered smaller, whatever it holds.

    Names in scripts that Source Sans does not have need a font of the machine; for any other text
    only the font files that come with the program are used. Raises ValueError for what is no SVG.
    """
    rendered = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=min(zoom, _largest_zoom(svg)),
        background=background,
        font_files=list(font_files()),
        skip_system_fonts=not _OTHER_LETTER.search(svg),
        sans_serif_family="Source Sans Pro",
    )
    return bytes(rendered)


def _largest_zoom(svg: str) -> float:
    """The zoom at which a picture has as many pixels as it may have; no size, no limit."""
    head = svg[svg.find("<svg") :].partition(">")[0]
    box = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', head)
    width, height = (re.search(rf'\s{side}="([\d.]+)"', head) for side in ("width", "height"))
    size = (width[1], height[1]) if width and height else box.groups() if box else ("1", "1")
    across, down = (max(float(length), 1.0) for length in size)
    return min(MOST_PIXELS / max(across, down), math.sqrt(MOST_PIXELS / (across * down)))


@lru_cache(maxsize=1)
def font_files() -> tuple[str, ...]:
    """The typeface of screens and drawings as files."""
    return tuple(font_source_sans_pro.font_files_ttf[face] for face in FACES)
