"""Kendall's tau-b and W: how far two rankings agree, and how far several do, ties allowed."""

import math
from collections import Counter
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


def concordance(rankings: Sequence[Sequence[float]]) -> float | None:
    """Kendall's W of several people's scores for the same things, in [0, 1].

    W = 12 S / (m^2 (n^3 - n) - m T) with m people, n things, S the squared distances of the rank
    sums from their mean, and T the sum of t^3 - t over every group of t tied ranks (Kendall &
    Babington Smith 1939). None for fewer than two people, or where all of them tie all things.
    """
    people = len(rankings)
    if people < 2:
        return None
    ranked = [_ranks(scores) for scores in rankings]
    sums = [math.fsum(ranks) for ranks in zip(*ranked, strict=True)]
    things = len(sums)
    mean = people * (things + 1) / 2
    ties = sum(t**3 - t for ranks in ranked for t in Counter(ranks).values())
    most = people**2 * (things**3 - things) - people * ties
    return 12 * math.fsum((each - mean) ** 2 for each in sums) / most if most else None


def _ranks(scores: Sequence[float]) -> list[float]:
    """The place of each score from the lowest on; tied ones share the mean of their places."""
    return [
        sum(other < score for other in scores) + (sum(other == score for other in scores) + 1) / 2
        for score in scores
    ]
