"""Plain outlines as path data (M, L, C, Z), so that every painter can draw them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

ROUND = 0.5523
"""How far the control points of a quarter circle reach (the usual cubic approximation)."""

Pair = tuple[float, float]


def number(value: float) -> str:
    """A coordinate with one decimal, without a trailing zero."""
    return f"{value:z.1f}".removesuffix(".0")


def polyline(points: Iterable[Pair], closed: bool = False) -> str:
    """Straight pieces from point to point, all coordinates as :func:`number` writes one."""
    pairs = " L".join([f"{x:z.1f} {y:z.1f}" for x, y in points])
    return "M" + f"{pairs} ".replace(".0 ", " ").rstrip() + ("Z" if closed else "")


def curve(controls: Sequence[Pair]) -> str:
    """A straight line, or a quadratic or cubic curve, by its control points."""
    start, *rest = (f"{number(x)} {number(y)}" for x, y in controls)
    return f"M{start} {' LQC'[len(rest)]}{' '.join(rest)}"


def ellipse(x: float, y: float, rx: float, ry: float) -> str:
    """An ellipse by its centre and half axes, as four curves."""
    return rounded(x, y, rx, ry, rx, ry)


@lru_cache(maxsize=4096)
def rounded(x: float, y: float, half_width: float, half_height: float, rx: float, ry: float) -> str:
    """A rectangle by its centre and half extents with elliptic corners."""
    left, right, top, bottom = x - half_width, x + half_width, y - half_height, y + half_height
    kx, ky = rx * (1 - ROUND), ry * (1 - ROUND)
    sides = [
        ((left + rx, top), (right - rx, top)),
        ((right - kx, top), (right, top + ky), (right, top + ry), (right, bottom - ry)),
        ((right, bottom - ky), (right - kx, bottom), (right - rx, bottom), (left + rx, bottom)),
        ((left + kx, bottom), (left, bottom - ky), (left, bottom - ry), (left, top + ry)),
        ((left, top + ky), (left + kx, top), (left + rx, top)),
    ]
    first, *corners = ([f"{number(a)} {number(b)}" for a, b in side] for side in sides)
    path = f"M{first[0]} L{first[1]}"
    for corner in corners:
        path += f" C{' '.join(corner[:3])}" + "".join(f" L{point}" for point in corner[3:])
    return path + "Z"


def square(x: float, y: float, half: float) -> str:
    """A square by its centre and half side."""
    corners = [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    ]
    return polyline(corners, closed=True)


@lru_cache(maxsize=4096)
def polygon(x: float, y: float, rx: float, ry: float, corners: int, start: float) -> str:
    """A regular polygon stretched to the half axes; ``start`` is its first corner in degrees."""
    angles = [math.radians(start + 360 * k / corners) for k in range(corners)]
    return polyline([(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles], closed=True)


def cross(x: float, y: float, half: float) -> str:
    """Two diagonals through a point."""
    one = polyline([(x - half, y - half), (x + half, y + half)])
    return one + " " + polyline([(x - half, y + half), (x + half, y - half)])
