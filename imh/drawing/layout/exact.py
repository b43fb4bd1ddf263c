"""Arithmetic that gives the same digits on every processor, so that a case gives one map.

Sums, products, quotients and square roots are exact to the last digit everywhere (IEEE 754) as long
as their order is fixed; matrix products and trigonometric functions are not. A search that compares
costs would let a last digit grow into another map: so there is no matrix product here, and what
comes from an angle is rounded before anything is compared.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

GRID = 64.0
"""Places per pixel where a symbol may stand."""
DIGITS = 9
"""Decimals that an angle and a curve's cost keep."""


def length(x: Array, y: Array) -> Array:
    """The length of each vector."""
    return np.asarray(np.sqrt(x * x + y * y))


def turns(angle: Array) -> Array:
    """Cosines and sines (2, ...) of angles, rounded."""
    return np.stack([np.cos(angle), np.sin(angle)]).round(DIGITS) + 0.0


def angles(x: Array, y: Array) -> Array:
    """The angle of each vector, rounded; 0 for one that is too short to have a direction."""
    x, y = x.round(DIGITS) + 0.0, y.round(DIGITS) + 0.0  # no -0.0, whose angle is pi
    return np.arctan2(y, x).round(DIGITS)


def on_grid(at: Array) -> Array:
    """The places nearest to points where a symbol may stand."""
    return np.asarray(np.round(at * GRID) / GRID)


def weighted(shares: Array, points: Array) -> Array:
    """The sums (..., k, 2) of points (..., n, 2) by shares (k, n), added in their order."""
    total = shares[:, 0, None] * points[..., None, 0, :]
    for i in range(1, shares.shape[1]):
        total = total + shares[:, i, None] * points[..., None, i, :]
    return np.asarray(total)
