"""From findings to weighted items, and from items to the bearing of each principle.

Concern and strength stay two axes. On each, facts of one group say one thing and are damped:
sorted by what they count, the k-th keeps ``damping ** (k - 1)`` of it. Facts that count the
same share their places equally, so that no name or id decides which of them comes first.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from imh.principles.evidence import Finding, Side
from imh.principles.knowledge import PRINCIPLES, Indicator, Knowledge


@dataclass(frozen=True)
class Weighed:
    """A finding with its indicator, weight and home factor, before damping."""

    finding: Finding
    indicator: Indicator
    weight: float
    home_factor: float

    @property
    def full(self) -> float:
        """What the finding counts when nothing of its group stands before it."""
        return self.weight * self.home_factor * self.finding.strength

    @property
    def evidence_group(self) -> "EvidenceGroup":
        """The group in which the finding is damped."""
        return (self.indicator.principle, self.indicator.side, self.indicator.group)

    @property
    def place(self) -> tuple[str, float, float, float, float, str]:
        """An order that does not depend on names, ids or the order of entry."""
        finding = self.finding
        return (
            self.indicator.id,
            -self.full,
            -finding.strength,
            -finding.low,
            -finding.high,
            finding.kind,
        )


EvidenceGroup = tuple[str, Side, str]
Contribution = tuple[Weighed, float, float]
"""A weighed finding, its damping and its contribution."""


Judged = Mapping[tuple[str, str], float]
"""What an item counts by a clinician's own judgement, by indicator and fact: 0 sets it aside."""


def weigh(
    findings: Iterable[Finding], known: Knowledge, judged: Judged | None = None
) -> tuple[Weighed, ...]:
    """Give findings their weights; the same fact fires a group once, in canonical order.

    A fact that was entered twice is one finding that rests on both entries. Where two
    indicators of one group see the same fact, the one that counts more stands. ``judged`` is what
    the clinician counts otherwise.
    """
    merged: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.indicator, finding.fact)
        merged[key] = _merge(merged[key], finding) if key in merged else finding
    strongest: dict[tuple[EvidenceGroup, str], Weighed] = {}
    for finding in merged.values():
        weighed = _weighed(finding, known, judged or {})
        if weighed.weight == 0:
            continue
        told = (weighed.evidence_group, finding.fact)
        if told not in strongest or _counts_more(weighed, strongest[told]):
            strongest[told] = weighed
    return tuple(sorted(strongest.values(), key=lambda weighed: weighed.place))


def _merge(one: Finding, other: Finding) -> Finding:
    stronger = max(one, other, key=lambda finding: (finding.strength, finding.low, finding.high))
    refs = tuple(dict.fromkeys((*one.refs, *other.refs)))
    return Finding(**{**stronger.__dict__, "refs": refs})


def _weighed(finding: Finding, known: Knowledge, judged: Judged) -> Weighed:
    indicator = known.indicators[finding.indicator]
    weight = known.weight(indicator) * judged.get((finding.indicator, finding.fact), 1.0)
    return Weighed(finding, indicator, weight, known.home_factor(indicator, finding.kind))


def _counts_more(one: Weighed, other: Weighed) -> bool:
    return (one.full, other.indicator.id) > (other.full, one.indicator.id)


def contributions(weighed: Sequence[Weighed], damping: float) -> list[Contribution]:
    """Damp each evidence group; the contributions of one side of a principle add up to its W."""
    groups: dict[EvidenceGroup, list[Weighed]] = defaultdict(list)
    for one in weighed:
        groups[one.evidence_group].append(one)
    result: list[Contribution] = []
    for members in groups.values():
        members.sort(key=lambda one: -one.full)
        factors = _shared_factors([one.full for one in members], damping)
        result += [
            (one, factor, factor * one.full) for one, factor in zip(members, factors, strict=True)
        ]
    return result


def _shared_factors(fulls: Sequence[float], damping: float) -> list[float]:
    factors: list[float] = []
    start = 0
    while start < len(fulls):
        end = start
        while end < len(fulls) and math.isclose(fulls[end], fulls[start], rel_tol=1e-12):
            end += 1
        shared = math.fsum(damping**place for place in range(start, end)) / (end - start)
        factors += [shared] * (end - start)
        start = end
    return factors


def sums(contributed: Iterable[Contribution]) -> dict[tuple[str, Side], float]:
    """W of every side of every principle, exact whatever the order."""
    parts: dict[tuple[str, Side], list[float]] = defaultdict(list)
    for weighed, _, contribution in contributed:
        parts[weighed.indicator.principle, weighed.indicator.side].append(contribution)
    return {side: math.fsum(values) for side, values in parts.items()}


def evidence_for(totals: Mapping[tuple[str, Side], float], principle: str, share: float) -> float:
    """Concern plus the share of strength, the sum that makes a principle bear."""
    concern = totals.get((principle, "concern"), 0.0)
    return concern + share * totals.get((principle, "strength"), 0.0)


def bearing(evidence: float, scale: float) -> float:
    """Bearing in [0, 1): 1 - exp(-evidence / scale); 0 when there is none."""
    return 1.0 - math.exp(-evidence / scale)


def point_bearings(weighed: Sequence[Weighed], known: Knowledge) -> dict[str, float]:
    """Bearing of every principle at the stated weights, 0 where nothing fired."""
    constants = known.constants
    totals = sums(contributions(weighed, constants.damping))
    return {
        principle: bearing(
            evidence_for(totals, principle, constants.strength_share), constants.scales[principle]
        )
        for principle in PRINCIPLES
    }


def first(bearings: Mapping[str, float]) -> str | None:
    """The principle that bears most (the usual order decides an exact tie), None if none does."""
    leader = max(PRINCIPLES, key=lambda principle: bearings[principle])
    return leader if bearings[leader] > 0 else None
