"""Kendall's tau-b: how far two rankings agree, ties allowed."""

import math
from collections.abc import Sequence
from itertools import combinations


def tau_b(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Kendall's tau-b of paired values, in [-1, 1]; None where one side is all one tie.

    (concordant - discordant) / sqrt(pairs untied in the one * pairs untied in the other)
    (Kendall 1945).
    """
    concordance, untied_one, untied_other = 0, 0, 0
    for (a, x), (b, y) in combinations(zip(one, other, strict=True), 2):
        up, across = (a > b) - (a < b), (x > y) - (x < y)
        concordance += up * across
        untied_one += up != 0
        untied_other += across != 0
    if untied_one == 0 or untied_other == 0:
        return None
    return concordance / math.sqrt(untied_one * untied_other)
