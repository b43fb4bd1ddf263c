"""Where the search begins: an order that does not depend on ids, and angles from barycentres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout import exact
from imh.drawing.layout.rings import Room
from imh.drawing.layout.symbols import Link, Symbol

Array = NDArray[np.float64]

SWEEPS = 12
ROW = 3
"""Children who stand side by side before a second row begins."""
ROW_GAP = 18.0


def settled_order(symbols: Iterable[Symbol], links: Sequence[Link]) -> list[Symbol]:
    """The symbols in an order that follows from their ring, size, groups and ties.

    Colours are refined from those of neighbours, sector mates and household mates; ids decide
    only between symbols that this leaves alike.
    """
    everyone = sorted(symbols, key=lambda s: s.id)
    number = {s.id: i for i, s in enumerate(everyone)}
    ties: list[list[int]] = [[] for _ in everyone]
    for link in links:
        ties[number[link.source]].append(number[link.target])
        ties[number[link.target]].append(number[link.source])
    groups = [
        [[j for j, other in enumerate(everyone) if other.sector == s.sector] for s in everyone],
        [
            [j for j, other in enumerate(everyone) if set(other.household) & set(s.household)]
            for s in everyone
        ],
        ties,
    ]
    colour = _ranks([(s.ring, s.width, s.height, s.label_width, s.label_height) for s in everyone])
    for _ in range(4):
        colour = _ranks(
            [
                (colour[i], *(sorted(colour[j] for j in group[i]) for group in groups))
                for i in range(len(everyone))
            ]
        )
    return [everyone[i] for i in sorted(range(len(everyone)), key=lambda i: colour[i])]


def _ranks(keys: Sequence[tuple[Any, ...]]) -> list[int]:
    ordered = sorted(keys)
    rank = {repr(key): i for i, key in reversed(list(enumerate(ordered)))}
    return [rank[repr(key)] for key in keys]


def barycentre_start(symbols: Sequence[Symbol], pairs: NDArray[np.intp], room: Room) -> Array:
    """First positions (n, 2): each ring spread evenly, ordered by where its ties pull.

    ``pairs`` holds the ends of the ties as indices into ``symbols``. Each sweep sorts every ring
    by the direction of its symbols' neighbours and sector mates, then spaces it out again.
    """
    n = len(symbols)
    ring = np.array([s.ring for s in symbols])
    pull = np.zeros((n, n))
    pull[pairs[:, 0], pairs[:, 1]] = pull[pairs[:, 1], pairs[:, 0]] = 1.0
    for i, s in enumerate(symbols):
        mates = [j for j, t in enumerate(symbols) if s.sector and t.sector == s.sector]
        pull[i, mates] += 2.0 / max(len(mates), 1)
    pull[:, ring == 0] = 0.0
    np.fill_diagonal(pull, 0.1)
    angle = np.zeros(n)
    outward = [np.flatnonzero(ring == r) for r in sorted(set(ring.tolist())) if r > 0]
    for members in outward:
        angle[members] = 2 * np.pi * (np.arange(len(members)) + 0.5) / len(members)
    for _ in range(SWEEPS):
        for members in outward:
            toward = (pull[members] * exact.turns(angle)[:, None]).sum(axis=2)
            angle[members] = _spread(exact.angles(*toward))
    return room.points((room.inner + np.minimum(room.outer, 1.0)) / 2, angle)


def _spread(wanted: Array) -> Array:
    """Evenly spaced angles in the order of the wanted ones, turned to fit them best."""
    order = np.argsort(wanted, kind="stable")
    even = np.empty(len(wanted))
    even[order] = 2 * np.pi * np.arange(len(wanted)) / len(wanted)
    turn = exact.angles(*exact.turns(wanted - even).sum(axis=1))
    return np.asarray(even + turn)


def middle_row(symbols: Sequence[Symbol], centre: Array) -> Array:
    """Places (n, 2) for the children in the middle, side by side in rows of three."""
    if not symbols:
        return np.empty((0, 2))
    across = max(max(s.width, s.label_width) for s in symbols) + ROW_GAP
    down = max(s.height + s.label_height for s in symbols) + ROW_GAP
    rows = [range(k, min(k + ROW, len(symbols))) for k in range(0, len(symbols), ROW)]
    places = []
    for r, row in enumerate(rows):
        y = (r - (len(rows) - 1) / 2) * down
        places += [((k - (len(row) - 1) / 2) * across, y) for k in range(len(row))]
    return np.asarray(centre + np.array(places))
