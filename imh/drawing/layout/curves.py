"""Curves by their control points (degree + 1, 2): those a tie may run along, and their measures."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from imh.drawing.layout import exact
from imh.drawing.layout.tie_path import evenly

Array = NDArray[np.float64]

BENDS = (12.0, 18.0, 26.0, 36.0, 48.0, 62.0, 80.0, 105.0, 135.0, 170.0)
"""How far a tie may swing out, tried on both sides."""
LEANS = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where along the tie the swing is widest."""
SAMPLES = 20
"""Straight pieces that stand for a curve where it may run through something."""

_SWINGS = [sign * bend for bend in BENDS for sign in (1, -1)]
_BOWS = np.array(list(product(_SWINGS, LEANS)))
_SIDES = product(_SWINGS[::2] + _SWINGS[1::2], _SWINGS)
_WAVES = np.array([(one, other) for one, other in _SIDES if one * other < 0])


def bows(now: Array, aside: float) -> Array:
    """Curves that swing out to either side of a tie, and keep ``aside`` to its left besides."""
    a, b = now[0], now[-1]
    along, normal = b - a, _normal(b - a)
    swing, lean = _BOWS.T[:, :, None]
    middle = a + lean * along + 2 * (aside + swing) * normal
    return np.stack(np.broadcast_arrays(a, middle, b), axis=1)


def waves(now: Array, aside: float) -> Array:
    """Curves that swing out to both sides in turn."""
    a, b = now[0], now[-1]
    along, normal = b - a, _normal(b - a)
    one, other = _WAVES.T[:, :, None]
    first = a + along / 3 + 2 * (aside + one) * normal
    last = a + along * 2 / 3 + 2 * (aside + other) * normal
    return np.stack(np.broadcast_arrays(a, first, last, b), axis=1)


def plain(ends: Array, aside: float) -> Array:
    """The straight tie, or a curve that keeps ``aside`` to the left of it in the middle."""
    if aside == 0:
        return ends
    middle = ends.mean(axis=0) + 2 * aside * _normal(ends[1] - ends[0])
    return np.array([ends[0], middle, ends[1]])


def _normal(along: Array) -> Array:
    return np.array([along[1], -along[0]]) / max(float(exact.length(*along)), 1e-9)


def detour(curves: Array) -> Array:
    """How much longer the way over each curve's control points is than the straight one."""
    steps = exact.length(*np.moveaxis(np.diff(curves, axis=1), -1, 0))
    return np.asarray(steps.sum(axis=1) - exact.length(*(curves[:, -1] - curves[:, 0]).T))


def pieces(controls: Array) -> Array:
    """The straight pieces (..., k, 2, 2) that stand for curves when crossings are counted."""
    line = evenly(controls, SAMPLES // 2 + 1) if controls.shape[-2] > 2 else controls
    return np.stack([line[..., :-1, :], line[..., 1:, :]], axis=-2)


def crossings(curves: Array, other: Array) -> Array:
    """How often the pieces (k, m, 2, 2) of each curve cross others; a shared end does not count."""
    low, high = curves.min(axis=2)[:, :, None], curves.max(axis=2)[:, :, None]
    least, most = other.min(axis=1), other.max(axis=1)
    meeting = (most[:, 0] > low[..., 0]) & (least[:, 0] < high[..., 0])
    meeting &= (most[:, 1] > low[..., 1]) & (least[:, 1] < high[..., 1])
    curve, piece, met = meeting.nonzero()  # few: only these are looked at closely
    (a, b), (c, d) = curves[curve, piece].swapaxes(0, 1), other[met].swapaxes(0, 1)
    cross = (_turn(a, b, c) * _turn(a, b, d) < -1e-6) & (_turn(c, d, a) * _turn(c, d, b) < -1e-6)
    return np.bincount(curve[cross], minlength=len(curves)).astype(float)


def _turn(a: Array, b: Array, c: Array) -> Array:
    u, v = b - a, c - a
    return np.asarray(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])


def drawn(controls: Array) -> Array:
    """Points (..., k, 2) along curves; a straight one is its two ends."""
    return evenly(controls, SAMPLES + 1) if controls.shape[-2] > 2 else controls


def length(controls: Array) -> float:
    """How long a curve is."""
    line = drawn(controls)
    return float(exact.length(*np.diff(line, axis=0).T).sum())


def between(controls: Array, ends: Array) -> Array:
    """The same curve between other ends, turned and scaled as a whole."""
    x, y = (controls - controls[0]).T
    former, now = controls[-1] - controls[0], ends[1] - ends[0]
    square = float((former * former).sum())
    cosine = float((former * now).sum()) / square
    sine = float(former[0] * now[1] - former[1] * now[0]) / square
    return np.asarray(ends[0] + np.stack([x * cosine - y * sine, x * sine + y * cosine], axis=-1))
