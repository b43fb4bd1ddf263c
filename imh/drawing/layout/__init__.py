"""The family map's geometry: where symbols stand and how ties run; knows nothing of cases.

``place`` gives positions, ``route`` the ties' paths, ``hull`` a household's outline, ``bands``
the rings; ``quality`` counts what makes a finished map hard to read.
"""

from imh.drawing.layout.household_curve import household_outline, hull
from imh.drawing.layout.large_maps import CROWDED, spread
from imh.drawing.layout.readability import Quality, quality
from imh.drawing.layout.rings import Band, bands
from imh.drawing.layout.routing import Lane, Way, Ways, cut, lanes, route, straight, ways
from imh.drawing.layout.search import place
from imh.drawing.layout.symbols import (
    Box,
    Frame,
    Link,
    Point,
    Symbol,
    label_box,
    symbol_box,
    whole_box,
)
from imh.drawing.layout.tie_path import TiePath

__all__ = [
    "CROWDED",
    "Band",
    "Box",
    "Frame",
    "Lane",
    "Link",
    "Point",
    "Quality",
    "Symbol",
    "TiePath",
    "Way",
    "Ways",
    "bands",
    "cut",
    "household_outline",
    "hull",
    "label_box",
    "lanes",
    "place",
    "quality",
    "route",
    "spread",
    "straight",
    "symbol_box",
    "ways",
    "whole_box",
]
