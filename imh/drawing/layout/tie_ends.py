"""Where a tie starts and ends: short of its symbols, and of their names where it passes under."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout.symbols import Point, Symbol, label_box
from imh.drawing.layout.tie_path import TiePath, bezier, evenly

Array = NDArray[np.float64]

FARTHEST = 0.9
"""A tie begins at this share of its course at the latest."""
STEPS = 180
"""Points of a curve that are looked at on the way out, before a closer look."""
GRAZE = 1.5
"""A straight tie that runs beneath a corner of a name no longer than this is not cut there."""
GAP = 3.0
"""Space between a tie's end and the symbol or name where it stops."""


@lru_cache(maxsize=4096)
def cut_at_ends(path: TiePath, source: Symbol, target: Symbol) -> TiePath:
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
    if len(controls) == 2:
        dx, dy = (controls[1] - controls[0]).tolist()
        return min(FARTHEST, _straight_out(dx, dy, symbol))
    within = np.flatnonzero(_covered(evenly(controls, STEPS + 1, FARTHEST) - controls[0], symbol))
    start = int(within[-1]) * FARTHEST / STEPS
    t = start + np.linspace(0, FARTHEST / STEPS, 21)
    within = np.flatnonzero(_covered(bezier(controls, t) - controls[0], symbol))
    last = int(within[-1]) if len(within) else 0  # none where rounding put the first point outside
    return min(FARTHEST, float(t[min(last + 1, 20)]))


def _straight_out(dx: float, dy: float, symbol: Symbol) -> float:
    """How many times the way (dx, dy) from the symbol's centre leads out of it and its name."""
    across, down = symbol.width / 2 + GAP, symbol.height / 2 + GAP
    share = math.sqrt((dx / across) ** 2 + (dy / down) ** 2)
    if not symbol.round:
        share = max(abs(dx) / across, abs(dy) / down)
    out = 1 / max(share, 1e-9)
    name = label_box(symbol, Point(0, 0))
    if name is None or dy <= 0:  # a name is below its symbol
        return out
    enters = (name.y - name.half_height - GAP) / dy
    leaves = (name.y + name.half_height + GAP) / dy
    leaves = min(leaves, (name.half_width + GAP) / max(abs(dx), 1e-9))
    beneath = (leaves - enters) * math.sqrt(dx * dx + dy * dy)
    return max(out, leaves) if beneath > GRAZE and enters < FARTHEST else out


def _covered(at: Array, symbol: Symbol) -> NDArray[np.bool_]:
    """Whether points, seen from the symbol's centre, lie on the symbol or its name."""
    x, y = at.T
    across, down = np.abs(x) / (symbol.width / 2 + GAP), np.abs(y) / (symbol.height / 2 + GAP)
    on = across**2 + down**2 <= 1 if symbol.round else np.maximum(across, down) <= 1
    name = label_box(symbol, Point(0, 0))
    if name is not None:
        on |= (np.abs(x) <= name.half_width + GAP) & (np.abs(y - name.y) <= name.half_height + GAP)
    return np.asarray(on)
