"""How stable a ranking is: the same evidence under 10,000 plausible weightings.

In every draw each indicator's weight is multiplied by a lognormal factor, strengths count
anything within their range, each principle's scale varies a little, and a finding that is only
partly known takes any value within its bounds. The share of draws in which a principle takes
each rank is its rank acceptability (SMAA: Lahdelma & Salminen 2001).

The random streams belong to indicators, not to people: renaming somebody, entering things in
another order or dragging a symbol changes no digit.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from imh.principles.knowledge import PRINCIPLES, Constants, Knowledge
from imh.principles.weighing import EvidenceGroup, Weighed

NEARLY_ALWAYS_PERCENT: Final = 95
CLOSE_BEHIND: Final = 0.15
"""From this share of first places on, the second principle is named beside the first."""

Draws = NDArray[np.float64]


@cache
def _lognormal(seed: int, count: int, spread: float, *key: str) -> Draws:
    drawn: Draws = np.exp(spread * _stream(seed, *key).standard_normal(count))
    return drawn


@cache
def _uniform(seed: int, count: int, *key: str) -> Draws:
    return _stream(seed, *key).random(count)


def _stream(seed: int, *key: str) -> np.random.Generator:
    return np.random.default_rng([seed, *(zlib.crc32(part.encode()) for part in key)])


class Weightings:
    """The drawn evidence of one case, kept by evidence group so that a what-if recomputes one."""

    def __init__(self, weighed: Sequence[Weighed], known: Knowledge) -> None:
        self._constants = known.constants
        self._groups: dict[EvidenceGroup, list[Weighed]] = defaultdict(list)
        for one in weighed:
            self._groups[one.evidence_group].append(one)
        self._drawn = {group: self._draw(members) for group, members in self._groups.items()}
        low, high = self._constants.strength_share_range
        share = self._uniform("strength share")
        self._share = low + (high - low) * share
        self._scale = {
            principle: self._constants.scales[principle]
            * self._lognormal(self._constants.scale_spread, "scale", principle)
            for principle in PRINCIPLES
        }
        self._evidence = {
            principle: self._drawn_evidence(principle, self._drawn)
            for principle in PRINCIPLES
            if any(group[0] == principle for group in self._drawn)
        }

    def acceptability(self) -> dict[str, tuple[float, ...]]:
        """Share of the draws at rank 1 to 5, for each principle about which anything speaks."""
        result = {}
        for principle in self._evidence:
            rank = np.zeros(self._constants.draws, dtype=np.int64)
            for other in self._evidence:
                if other != principle:
                    rank += self._stands_before(other, principle)
            counts = np.bincount(rank, minlength=len(PRINCIPLES))
            result[principle] = tuple(float(n) / self._constants.draws for n in counts)
        return result

    def first_shares(self, added: Iterable[Weighed] = ()) -> NDArray[np.float64]:
        """Share of draws in which each principle (in the usual order) comes first.

        ``added`` are findings that an answer would bring; nothing else is drawn anew. Where
        nothing speaks at all, nobody comes first.
        """
        evidence = dict(self._evidence)
        grown: dict[EvidenceGroup, list[Weighed]] = {}
        for one in added:
            grown.setdefault(
                one.evidence_group, list(self._groups.get(one.evidence_group, ()))
            ).append(one)
        if grown:
            groups = self._drawn | {group: self._draw(told) for group, told in grown.items()}
            for principle in {group[0] for group in grown}:
                evidence[principle] = self._drawn_evidence(principle, groups)
        nothing = np.zeros(self._constants.draws)
        rows = np.vstack([evidence.get(principle, nothing) for principle in PRINCIPLES])
        winners = np.argmax(rows, axis=0)[rows.max(axis=0) > 0]
        return np.bincount(winners, minlength=len(PRINCIPLES)) / self._constants.draws

    def _stands_before(self, other: str, principle: str) -> NDArray[np.bool_]:
        mine, theirs = self._evidence[principle], self._evidence[other]
        first = PRINCIPLES.index(other) < PRINCIPLES.index(principle)
        return np.greater_equal(theirs, mine) if first else np.greater(theirs, mine)

    def _drawn_evidence(self, principle: str, drawn: Mapping[EvidenceGroup, Draws]) -> Draws:
        total = np.zeros(self._constants.draws)
        for group in sorted(group for group in drawn if group[0] == principle):
            share = 1.0 if group[1] == "concern" else self._share
            total += share * drawn[group]
        return total / self._scale[principle]

    def _draw(self, members: Sequence[Weighed]) -> Draws:
        """Damped sum of one evidence group in every draw."""
        ordered = sorted(members, key=lambda one: one.place)
        seen: dict[str, int] = defaultdict(int)
        rows = []
        for one in ordered:
            rows.append(self._value(one, seen[one.indicator.id]))
            seen[one.indicator.id] += 1
        if len(rows) == 1:
            return rows[0]
        values = -np.sort(-np.vstack(rows), axis=0)
        factors = self._constants.damping ** np.arange(len(rows))
        summed: Draws = (factors[:, None] * values).sum(axis=0)
        return summed

    def _value(self, one: Weighed, place: int) -> Draws:
        finding = one.finding
        factor = self._lognormal(self._constants.weight_spread, "weight", one.indicator.id)
        if finding.low == finding.high:
            return one.full * factor
        within = self._uniform("strength", one.indicator.id, str(place))
        strength = finding.low + (finding.high - finding.low) * within
        return one.weight * one.home_factor * factor * strength

    def _lognormal(self, spread: float, *key: str) -> Draws:
        return _lognormal(self._constants.seed, self._constants.draws, spread, *key)

    def _uniform(self, *key: str) -> Draws:
        return _uniform(self._constants.seed, self._constants.draws, *key)


def percent(share: float) -> int:
    """In how many of 100 weightings, as the headline says it."""
    return round(100 * share)


def nearly_always(share: float) -> bool:
    """Whether a share of the weightings is said to be nearly every one."""
    return percent(share) >= NEARLY_ALWAYS_PERCENT


def too_close(first_shares: Sequence[float], constants: Constants) -> bool:
    """Whether the order should not be stated: the second comes first too often, or the first too
    seldom, as where several principles share the draws."""
    first, second, *_ = sorted((*first_shares, 0.0, 0.0), reverse=True)
    return second >= constants.close_share or first < constants.least_lead
