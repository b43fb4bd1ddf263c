"""Fairness by metamorphosis: change what must not matter, and no digit may change.

Nobody can say what the right ranking of a family is. But it can be said which changes to a case
must leave it alone (Chen, Cheung & Yiu 1998): other names, genders, languages, faiths, ids,
another order of entry; facts that say nothing; an answer that was not given.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from imh.case.case import Case
from imh.case.vocabulary import UNSAID
from imh.principles.evidence import Finding, Gap
from imh.principles.knowledge import PRINCIPLES, Knowledge
from imh.principles.rules import evaluate
from imh.principles.situation import Situation
from imh.principles.stability import Weightings
from imh.principles.weighing import contributions, point_bearings, sums, weigh
from imh.trust import changes
from imh.trust.trials import Data, data_of, walk

MOST_NONES = 4
"""Known absences tried one by one in a case; the others are left to other cases."""


@dataclass(frozen=True)
class Digits:
    """Every number that a ranking rests on, told without names; ``gaps`` are what is unknown."""

    evidence: tuple[tuple[Any, ...], ...]
    concerns: dict[str, float]
    bearings: dict[str, float]
    shares: dict[str, tuple[float, ...]]
    gaps: tuple[tuple[Any, ...], ...]

    def ranking(self) -> "Digits":
        """The same without what is unknown."""
        return replace(self, gaps=())

    def without_asking(self) -> "Digits":
        """The same whether or not a question may be asked."""
        return replace(self, gaps=tuple(sorted(gap[:-1] for gap in self.gaps)))


def digits(case: Case, known: Knowledge) -> Digits:
    """Weigh a case and keep every digit: evidence, sums, bearings, rank shares, unknowns."""
    results = evaluate(Situation(case, known))
    weighed = weigh((one for one in results if isinstance(one, Finding)), known)
    contributed = contributions(weighed, known.constants.damping)
    totals = sums(contributed)
    evidence = [
        (
            one.indicator.id,
            one.finding.strength,
            one.finding.low,
            one.finding.high,
            one.weight,
            one.home_factor,
            damping,
            contribution,
        )
        for one, damping, contribution in contributed
    ]
    gaps = [
        (one.indicator, one.kind, tuple(sorted(one.answers.items())), one.askable)
        for one in results
        if isinstance(one, Gap)
    ]
    return Digits(
        evidence=tuple(sorted(evidence)),
        concerns={principle: totals.get((principle, "concern"), 0.0) for principle in PRINCIPLES},
        bearings=point_bearings(weighed, known),
        shares=Weightings(weighed, known).acceptability(),
        gaps=tuple(sorted(gaps)),
    )


Check = Callable[[Case, Digits, Random, Knowledge], Iterator[str]]
"""Yields, for each comparison, what is wrong: an empty text where it held."""


def _same(change: Callable[[Data, Random], None]) -> Check:
    """A check that no digit changes with a change to the data of a case."""

    def check(case: Case, before: Digits, random: Random, known: Knowledge) -> Iterator[str]:
        data = data_of(case)
        change(data, random)
        yield difference(before, digits(Case.model_validate(data), known))

    return check


def difference(before: Digits, after: Digits) -> str:
    """The first kind of digit that differs, in words; empty where none does."""
    lost = [one for one in before.evidence if one not in after.evidence]
    new = [one for one in after.evidence if one not in before.evidence]
    if lost or new:
        told = [f"{one[0]} counted {one[-1]:.3g}" for one in lost]
        told += [f"{one[0]} counts {one[-1]:.3g}" for one in new]
        return "evidence: " + ", ".join(told[:4])
    for kind in ("evidence", "concerns", "bearings", "shares", "gaps"):
        if getattr(before, kind) != getattr(after, kind):
            return f"other {kind}"
    return ""


def nothing_new(case: Case, before: Digits, random: Random, known: Knowledge) -> Iterator[str]:
    """Neutral facts, all at once, add nothing to the ranking; only coverage may grow."""
    data = data_of(case)
    for collection, entry in changes.neutral_facts(case.reference_age_months, case.children[0]):
        data[collection].append(entry)
    after = digits(Case.model_validate(data), known)
    yield difference(before.ranking(), after.ranking())


# What was not said


def unsaid_for_none(case: Case, before: Digits, random: Random, known: Knowledge) -> Iterator[str]:
    """A known absence turned into "unknown" or "declined" never raises a concern."""
    data = data_of(case)
    nones = [(holder, key) for holder, key, value in walk(data) if value == "none"]
    for holder, key in random.sample(nones, min(MOST_NONES, len(nones))):
        holder[key] = random.choice(UNSAID)
        after = digits(Case.model_validate(data), known)
        raised = [p for p in PRINCIPLES if after.concerns[p] > before.concerns[p] + 1e-9]
        told = difference(before, after)
        yield f"{key}: none -> {holder[key]} raises {', '.join(raised)}; {told}" if raised else ""
        holder[key] = "none"


DECLINABLE = ("quality", "burden", "state", "outside_help", "support_fits_task", "strain", "status")


def declined_for_unknown(
    case: Case, before: Digits, random: Random, known: Knowledge
) -> Iterator[str]:
    """A family that declined to answer counts as one that was not asked."""
    data = data_of(case)
    for holder, key, value in walk(data):
        if value == "unknown" and key in DECLINABLE:
            holder[key] = "declined"
    after = digits(Case.model_validate(data), known)
    yield difference(before.without_asking(), after.without_asking())


def unasked_weighs_nothing(
    case: Case, before: Digits, random: Random, known: Knowledge
) -> Iterator[str]:
    """Indicators of which nothing is known move no rank, however much they might weigh."""
    fired = {one[0] for one in before.evidence}
    turned = {
        identifier: one
        if identifier in fired
        else replace(one, weight="L" if one.weight == "H" else "H")
        for identifier, one in known.indicators.items()
    }
    after = digits(case, replace(known, indicators=turned))
    yield difference(before.ranking(), after.ranking())


CHECKS: dict[str, Check] = {
    "other names and words": _same(changes.other_names),
    "other genders": _same(changes.other_genders),
    "other languages and faiths": _same(changes.other_languages_and_faiths),
    "other kin roles of equal standing": _same(changes.other_roles_of_equal_standing),
    "other ids": _same(changes.other_ids),
    "another order of entry": _same(changes.another_order),
    "other places on the map": _same(changes.other_places_on_the_map),
    "neutral facts added": nothing_new,
    "unknown or declined for none": unsaid_for_none,
    "declined for unknown": declined_for_unknown,
    "unasked indicators weigh otherwise": unasked_weighs_nothing,
}


def complaints(
    case: Case, random: Callable[[str], Random], known: Knowledge, names: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Run the checks on one case: (check, what is wrong or empty) for each comparison."""
    before = digits(case, known)
    for name in names or CHECKS:
        for wrong in CHECKS[name](case, before, random(name), known):
            yield name, wrong
