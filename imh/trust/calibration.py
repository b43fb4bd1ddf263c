"""Calibration: scales under which no principle is favoured by the length of its catalogue.

A principle with more indicators, heavier ones or more groups collects more evidence from equally
much that is known. Its scale c grows with that evidence, so that bearing = 1 - exp(-evidence/c)
compares what is typical of each. Evidence is averaged over two sets:

* balanced cases: for each principle equally many facts of equal strength, each at home, about
  indicators drawn from its catalogue;
* a named set of written cases, in which the rules find what they find.

Each set's means are divided by their geometric mean; the ratio of a principle is the geometric
mean of both, and a scale stays within 30 % of the common value, because a few dozen cases
cannot estimate more. Nothing here depends on the scales of today, so a second run changes nothing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from imh.case.case import Case
from imh.principles.evidence import Finding
from imh.principles.knowledge import PRINCIPLES, Indicator, Knowledge
from imh.principles.weighing import (
    Weighed,
    contributions,
    evidence_for,
    first,
    point_bearings,
    sums,
    weigh,
)
from imh.trust.trials import weighed_case

COMMON = 8.0
NARROW = 0.3
BALANCED = 4_000
"""Balanced cases from which scales are set; as many others check them."""

FACTS = (3, 4, 5, 6, 7)
STRENGTHS = (0.5, 0.6, 0.7, 0.8, 1.0)

Scales = Mapping[str, float]


@dataclass(frozen=True)
class Calibration:
    """What was found: mean evidence in both sets, the scales, and how fair they are.

    ``before`` and ``after`` are the shares of fresh balanced cases in which each principle
    comes first: a fifth each would be fair. ``firsts`` tells of each named case who came first
    with the scales of today, and who comes first with the new ones.
    """

    cases: tuple[str, ...]
    balanced: Scales
    named: Scales
    old: Scales
    new: Scales
    before: Mapping[str, float]
    after: Mapping[str, float]
    firsts: Mapping[str, tuple[str | None, str | None]]

    @property
    def improves(self) -> bool:
        """Whether the new scales are fairer to balanced cases than those of today."""
        return departure(self.after) < departure(self.before)


def departure(shares: Mapping[str, float]) -> float:
    """How far the principle that is treated least fairly is from a fifth of the first places."""
    return max(abs(share - 1 / len(PRINCIPLES)) for share in shares.values())


def calibrate(cases: Mapping[str, Case], known: Knowledge, count: int = BALANCED) -> Calibration:
    """Set the scales from balanced cases and named ones, and try them on fresh balanced cases."""
    written = {name: weighed_case(case, known) for name, case in cases.items()}
    made = [balanced_case(Random(f"to set {number}"), known) for number in range(count)]
    balanced, named = mean_evidence(made, known), mean_evidence([*written.values()], known)
    new = scales(balanced, named)
    old = known.constants.scales
    fresh = [balanced_case(Random(f"to check {number}"), known) for number in range(count)]
    return Calibration(
        cases=tuple(written),
        balanced=balanced,
        named=named,
        old=old,
        new=new,
        before=firsts(fresh, known),
        after=firsts(fresh, scaled(known, new)),
        firsts={
            name: (_first(weighed, known), _first(weighed, scaled(known, new)))
            for name, weighed in written.items()
        },
    )


def scaled(known: Knowledge, scales: Scales) -> Knowledge:
    """The same knowledge with other scales."""
    return replace(known, constants=replace(known.constants, scales=scales))


def balanced_case(random: Random, known: Knowledge) -> tuple[Weighed, ...]:
    """Findings of a case about which equally much is known under each principle."""
    strengths = [random.choice(STRENGTHS) for _ in range(random.choice(FACTS))]
    findings = []
    for principle in PRINCIPLES:
        catalogue = [one for one in known.indicators.values() if one.principle == principle]
        home = next(kind for kind, home in known.homes.items() if home == principle)
        for number, strength in enumerate(strengths):
            indicator = random.choice(catalogue)
            findings.append(_fact(indicator, home, f"{principle} {number}", strength))
    return weigh(findings, known)


def _fact(indicator: Indicator, kind: str, fact: str, strength: float) -> Finding:
    return Finding(indicator.id, fact, kind, strength, strength, strength, refs=())


def mean_evidence(several: Sequence[Sequence[Weighed]], known: Knowledge) -> dict[str, float]:
    """Mean evidence of every principle: concern plus the share of strength."""
    constants = known.constants
    totals = [sums(contributions(weighed, constants.damping)) for weighed in several]
    return {
        principle: math.fsum(
            evidence_for(total, principle, constants.strength_share) for total in totals
        )
        / len(several)
        for principle in PRINCIPLES
    }


def relative(evidence: Scales) -> dict[str, float]:
    """Means divided by their geometric mean."""
    centre = math.exp(math.fsum(math.log(value) for value in evidence.values()) / len(evidence))
    return {principle: value / centre for principle, value in evidence.items()}


def scales(balanced: Scales, named: Scales) -> dict[str, float]:
    """The scales that go with the mean evidence of both sets, rounded to a tenth."""
    one, other = relative(balanced), relative(named)
    return {
        principle: round(
            COMMON * min(1 + NARROW, max(1 - NARROW, math.sqrt(one[principle] * other[principle]))),
            1,
        )
        for principle in PRINCIPLES
    }


def firsts(several: Sequence[Sequence[Weighed]], known: Knowledge) -> dict[str, float]:
    """Share of cases in which each principle comes first."""
    winners = [_first(weighed, known) for weighed in several]
    return {principle: winners.count(principle) / len(winners) for principle in PRINCIPLES}


def _first(weighed: Sequence[Weighed], known: Knowledge) -> str | None:
    return first(point_bearings(weighed, known))
