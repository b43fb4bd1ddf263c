"""Calibration: scales under which no principle is favoured by the length of its catalogue.

A principle with more indicators, heavier ones or more groups collects more evidence from equally
much that is known. Its scale c grows with that evidence, so that bearing = 1 - exp(-evidence/c)
compares each with what is typical of it. Scales come from made-up balanced cases: under each
principle equally many facts of equal strength, each at home, about indicators drawn from its
catalogue. A principle's mean evidence, divided by the geometric mean of all five, times the
common value, is its scale, within 30 % of that value.

A named set of written cases guards them: its mean evidence is shown with the range that comes of
having few cases, and where the new scales would turn a first place that is not too close to
call, they are not an improvement. The set does not set them: what happened to a dozen families
says more about them than about the catalogue.

Nothing here depends on the scales of today, so a second run changes nothing.
"""

import math
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from imh.case.case import Case
from imh.principles.evidence import Finding
from imh.principles.knowledge import PRINCIPLES, Indicator, Knowledge
from imh.principles.stability import Weightings, too_close
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

REDRAWN = 2_000

FACTS = (3, 4, 5, 6, 7)
STRENGTHS = (0.5, 0.6, 0.7, 0.8, 1.0)

Scales = Mapping[str, float]


@dataclass(frozen=True)
class Turned:
    """A named case in which the new scales put another principle first."""

    case: str
    before: str | None
    after: str | None
    close: bool
    """Whether it was too close to call before."""


@dataclass(frozen=True)
class Calibration:
    """What was found: mean evidence in both sets, the scales, and how fair they are.

    ``named_range`` is where the named means lie, relative to their geometric mean, when its
    cases are drawn anew (95 %). ``alike``, ``before`` and ``after`` are the shares of fresh
    balanced cases in which each principle comes first with one scale for all, the scales of
    today and the new ones: a fifth each would be fair.
    """

    cases: tuple[str, ...]
    count: int
    balanced: Scales
    named: Scales
    named_range: Mapping[str, tuple[float, float]]
    old: Scales
    new: Scales
    alike: Scales
    before: Scales
    after: Scales
    turned: tuple[Turned, ...]

    @property
    def stands(self) -> bool:
        """Whether the scales of today are already the new ones."""
        return dict(self.old) == dict(self.new)

    @property
    def improves(self) -> bool:
        """Whether the new scales are fairer to balanced cases and turn no clear first place."""
        fairer = departure(self.after) < departure(self.before)
        return fairer and all(one.close for one in self.turned)


def departure(shares: Scales) -> float:
    """How far the principle that is treated least fairly is from a fifth of the first places."""
    return max(abs(share - 1 / len(PRINCIPLES)) for share in shares.values())


def calibrate(cases: Mapping[str, Case], known: Knowledge, count: int = BALANCED) -> Calibration:
    """Set the scales from balanced cases; try them on fresh ones and on the named cases."""
    written = {name: weighed_case(case, known) for name, case in cases.items()}
    made = [balanced_case(Random(f"to set {number}"), known) for number in range(count)]
    fresh = [balanced_case(Random(f"to check {number}"), known) for number in range(count)]
    balanced = mean_evidence(made, known)
    new = scales(balanced)
    return Calibration(
        cases=tuple(written),
        count=count,
        balanced=balanced,
        named=mean_evidence([*written.values()], known),
        named_range=_range([*written.values()], known),
        old=known.constants.scales,
        new=new,
        alike=firsts(fresh, scaled(known, dict.fromkeys(PRINCIPLES, COMMON))),
        before=firsts(fresh, known),
        after=firsts(fresh, scaled(known, new)),
        turned=tuple(_turned(written, known, scaled(known, new))),
    )


def _turned(
    written: Mapping[str, Sequence[Weighed]], known: Knowledge, rescaled: Knowledge
) -> Iterator[Turned]:
    for name, weighed in written.items():
        before, after = _first(weighed, known), _first(weighed, rescaled)
        if before != after:
            shares = Weightings(weighed, known).first_shares().tolist()
            yield Turned(name, before, after, too_close(shares, known.constants))


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
    """Means divided by their geometric mean; nothing known of a principle counts as very little."""
    logs = {principle: math.log(max(value, 1e-6)) for principle, value in evidence.items()}
    centre = math.fsum(logs.values()) / len(logs)
    return {principle: math.exp(log - centre) for principle, log in logs.items()}


def _range(
    several: Sequence[Sequence[Weighed]], known: Knowledge
) -> dict[str, tuple[float, float]]:
    """Where the relative means lie when the cases are drawn anew (95 %)."""
    each = [mean_evidence([weighed], known) for weighed in several]
    random = Random("named cases drawn anew")
    drawn: dict[str, list[float]] = {principle: [] for principle in PRINCIPLES}
    for _ in range(REDRAWN):
        again = random.choices(each, k=len(each))
        means = {p: math.fsum(one[p] for one in again) / len(again) for p in PRINCIPLES}
        for principle, value in relative(means).items():
            drawn[principle].append(value)
    cut = round(0.025 * REDRAWN)
    return {p: (sorted(values)[cut], sorted(values)[-cut - 1]) for p, values in drawn.items()}


def scales(balanced: Scales) -> dict[str, float]:
    """The scales that go with the mean evidence of balanced cases, rounded to a tenth."""
    low, high = COMMON * (1 - NARROW), COMMON * (1 + NARROW)
    return {
        principle: round(min(high, max(low, COMMON * share)), 1)
        for principle, share in relative(balanced).items()
    }


def firsts(several: Sequence[Sequence[Weighed]], known: Knowledge) -> dict[str, float]:
    """Share of cases in which each principle comes first."""
    winners = [_first(weighed, known) for weighed in several]
    return {principle: winners.count(principle) / len(winners) for principle in PRINCIPLES}


def _first(weighed: Sequence[Weighed], known: Knowledge) -> str | None:
    return first(point_bearings(weighed, known))


# The record in the knowledge files

_SCALES = re.compile(r"(?:#[^\n]*\n)*scales:\n(?:  \w+: [^\n]*\n)+")
_VERSION = re.compile(r'^version: "(\d+)"$', re.MULTILINE)


def recorded(text: str, calibration: Calibration) -> str:
    """The text of ``weighing.yaml`` with the new scales and how they were set.

    The version rises where a scale changes. Raises ValueError where the text has no scales.
    """
    alike, now = departure(calibration.alike), departure(calibration.after)
    record = (
        "How fast bearing grows with the sum of evidence. Held within 30 % of a common"
        f" {COMMON:g}. Set by `python -m imh calibrate` so that no principle is favoured by its"
        f" catalogue: over {calibration.count:,} balanced cases no principle's share of the first"
        f" places is further than {now:.3f} from a fifth ({alike:.3f} with {COMMON:g} for all)."
        f" The named set that guards them: {', '.join(calibration.cases)}."
    )
    lines = [
        *textwrap.wrap(
            record, 98, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
        ),
        "scales:",
        *(f"  {principle}: {value:g}" for principle, value in calibration.new.items()),
    ]
    changed, times = _SCALES.subn("\n".join(lines) + "\n", text)
    if times != 1:
        raise ValueError("no scales to replace")
    if calibration.stands:
        return changed
    return _VERSION.sub(lambda found: f'version: "{int(found[1]) + 1}"', changed)
