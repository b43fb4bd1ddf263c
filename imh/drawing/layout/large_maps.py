"""A first placing of maps that are too large for the whole search to take seconds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from imh.drawing.layout.initial_places import barycentre_start, settled_order
from imh.drawing.layout.rings import Room
from imh.drawing.layout.symbols import Frame, Link, Point, Symbol

CROWDED = 60
"""With more symbols than a very large family has, places are not searched for but spread evenly and
settled, so that a picture of the largest case takes seconds."""


def spread(symbols: Sequence[Symbol], links: Sequence[Link], frame: Frame) -> dict[str, Point]:
    """Every ring spread evenly, in the order in which its ties pull; to be settled by ``place``.

    The same symbols and ties give the same places in whatever order they come.
    """
    ordered = settled_order(symbols, links)
    number = {symbol.id: i for i, symbol in enumerate(ordered)}
    ends = sorted({tuple(sorted((number[k.source], number[k.target]))) for k in links})
    pairs = np.array(ends, dtype=np.intp).reshape(-1, 2)
    start = barycentre_start(ordered, pairs, Room.of(ordered, frame))
    return {s.id: Point(float(x), float(y)) for s, (x, y) in zip(ordered, start, strict=True)}
