"""Agreement: the app's ranking beside people who read the same case in prose, blind.

The app is compared with the mean of the raters, and each rater with the mean of the others: how
well people agree among themselves is the measure for how well the app can agree with them.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from imh.principles.evidence import Assessment
from imh.principles.knowledge import PRINCIPLES
from imh.trust.kendall import concordance, tau_b
from imh.trust.ratings import Rating

Scores = Sequence[float]
"""One number for each principle in the usual order, more for what bears more."""

SEED = 20260101
RESAMPLED = 10_000
INTERVAL = (2.5, 97.5)
LARGELY, IN_PART = 0.6, 0.2


@dataclass(frozen=True)
class Agreement:
    """How two rankings of a case agree: tau-b (None where one is a single tie), first in two."""

    tau_b: float | None
    first_in_two: float


@dataclass(frozen=True)
class CaseAgreement:
    """One case: the app with the raters' mean, and raters with the others (None for a single)."""

    case: str
    raters: int
    app: Agreement
    people: Agreement | None


@dataclass(frozen=True)
class Estimate:
    """A mean over cases with its 95 % bootstrap interval; None where no case has the figure."""

    mean: float | None
    low: float | None
    high: float | None
    cases: int


def app_scores(assessment: Assessment) -> Scores:
    """The app's ranking as scores; principles without a rank stand last, tied."""
    ranks = {bearing.principle: bearing.rank for bearing in assessment.bearings}
    return [-float(ranks[p] or len(PRINCIPLES) + 1) for p in PRINCIPLES]


def agreement(of: Scores, reference: Scores) -> Agreement:
    """How a ranking agrees with a reference."""
    return Agreement(tau_b(of, reference), first_in_two(of, reference))


def first_in_two(of: Scores, reference: Scores) -> float:
    """Whether the reference's first is among the first two of a ranking, in [0, 1].

    Where a tie leaves open who is first, or who is among the first two, this is how often it
    would be so if the tie were broken at random.
    """
    firsts = [place for place, score in enumerate(reference) if score == max(reference)]
    chances = []
    for place in firsts:
        before = sum(score > of[place] for score in of)
        alike = sum(score == of[place] for score in of)
        chances.append(min(1.0, max(0, 2 - before) / alike))
    return math.fsum(chances) / len(chances)


def of_cases(ratings: Iterable[Rating], app: Mapping[str, Scores]) -> tuple[CaseAgreement, ...]:
    """Agreement on every rated case, in the order of the names."""
    by_case: dict[str, list[Scores]] = defaultdict(list)
    for rating in ratings:
        by_case[rating.case].append(rating.scores)
    return tuple(
        CaseAgreement(case, len(rated), agreement(app[case], _mean(rated)), _among(rated))
        for case, rated in sorted(by_case.items())
    )


def in_words(rated: Sequence[Scores]) -> str:
    """How far the people who rated one case agree, as a sentence; "" where nobody can tell.

    Kendall's W of people who rate at random is about 1 / m for m of them, one half for two. So
    what counts is (m W - 1) / (m - 1), the mean rank correlation of any two, nearly so where scores
    tie: from 0.6 on the room largely agrees, from 0.2 on in part. For five people that is a W of
    0.68 and of 0.36.
    """
    w, people = concordance(rated), len(rated)
    if w is None:
        return ""
    of_two = (people * w - 1) / (people - 1)
    if of_two >= LARGELY:
        return "The room largely agrees."
    return "The room agrees in part." if of_two >= IN_PART else "The room does not agree."


def _mean(rated: Sequence[Scores]) -> Scores:
    # Sums, rounded: 0.1 + 0.2 and 0.3 are the same rating.
    return [round(math.fsum(scores) / len(rated), 9) for scores in zip(*rated, strict=True)]


def _among(rated: Sequence[Scores]) -> Agreement | None:
    """Mean agreement of each rater with the mean of the others."""
    if len(rated) < 2:
        return None
    pairs = [
        agreement(mine, _mean([*rated[:place], *rated[place + 1 :]]))
        for place, mine in enumerate(rated)
    ]
    taus = [pair.tau_b for pair in pairs if pair.tau_b is not None]
    hits = [pair.first_in_two for pair in pairs]
    return Agreement(math.fsum(taus) / len(taus) if taus else None, math.fsum(hits) / len(hits))


def estimate(values: Iterable[float | None]) -> Estimate:
    """The mean over cases, and where it lies when the cases are drawn anew (percentiles)."""
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    if not known.size:
        return Estimate(None, None, None, 0)
    random = np.random.default_rng(SEED)
    drawn = known[random.integers(0, known.size, (RESAMPLED, known.size))].mean(axis=1)
    low, high = np.percentile(drawn, INTERVAL)
    return Estimate(float(known.mean()), float(low), float(high), int(known.size))


FIGURES: dict[str, Callable[[CaseAgreement], float | None]] = {
    "app_first_in_two": lambda one: one.app.first_in_two,
    "people_first_in_two": lambda one: one.people.first_in_two if one.people else None,
    "app_tau_b": lambda one: one.app.tau_b,
    "people_tau_b": lambda one: one.people.tau_b if one.people else None,
}


def overall(cases: Sequence[CaseAgreement]) -> dict[str, Estimate]:
    """Every figure pooled over the cases."""
    return {name: estimate(figure(one) for one in cases) for name, figure in FIGURES.items()}


def as_data(cases: Sequence[CaseAgreement]) -> dict[str, Any]:
    """The table as JSON-ready data; its shape stands in ``docs/method.md``."""
    return {
        "overall": {
            name: {"mean": e.mean, "low": e.low, "high": e.high, "cases": e.cases}
            for name, e in overall(cases).items()
        },
        "cases": [
            {"case": one.case, "raters": one.raters}
            | {name: figure(one) for name, figure in FIGURES.items()}
            for one in cases
        ],
    }
