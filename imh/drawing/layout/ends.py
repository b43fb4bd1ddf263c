"""Where a tie starts and ends: short of its symbols, and of their names where it passes under."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout.path import Path, bezier
from imh.drawing.layout.symbols import Point, Symbol, label_box

Array = NDArray[np.float64]

GAP = 3.0
"""Space between a tie's end and the symbol or name where it stops."""


@lru_cache(maxsize=4096)
def cut_at_ends(path: Path, source: Symbol, target: Symbol) -> Path:
    """The path between the two symbols' boundaries."""
    controls = np.array(path.controls)
    start = _leaves(controls, source)
    end = 1 - _leaves(controls[::-1], target)
    if start >= end:  # the symbols touch: keep a trace of the tie between them
        middle = min(max((start + end) / 2, 0.01), 0.99)
        start, end = middle - 0.005, middle + 0.005
    return path.part(start, end)


def _leaves(controls: Array, symbol: Symbol) -> float:
    """The parameter at which a curve that starts in the symbol has left it and its name."""
    t = np.linspace(0, 0.9, 181)
    for _ in range(2):
        within = np.flatnonzero(_covered(bezier(controls, t) - controls[0], symbol))
        last = int(within[-1]) if len(within) else 0
        t = np.linspace(t[last], t[min(last + 1, len(t) - 1)], 21)
    return float(t[-1])


def _covered(at: Array, symbol: Symbol) -> Array:
    """Whether points, seen from the symbol's centre, lie on the symbol or its name."""
    reach = np.array([symbol.width, symbol.height]) / 2 + GAP
    share = np.abs(at) / reach
    on = (share**2).sum(axis=1) <= 1 if symbol.round else share.max(axis=1) <= 1
    name = label_box(symbol, Point(0, 0))
    if name is not None:
        away = np.abs(at - np.array(name[:2]))
        on |= (away <= np.array(name[2:]) + GAP).all(axis=1)
    return np.asarray(on)
