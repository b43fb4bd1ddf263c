"""From a case to its assessment: the one door to everything the principles say."""

from collections.abc import Iterable, Sequence
from typing import Any

from imh.case.basis import Basis
from imh.case.case import Case
from imh.principles.evidence import (
    Assessment,
    Bearing,
    Finding,
    Flip,
    Gap,
    Item,
    NoEvidence,
    RuleResult,
)
from imh.principles.knowledge import PRINCIPLES, Knowledge, knowledge
from imh.principles.questions import supposed, worthwhile_questions
from imh.principles.rules import evaluate
from imh.principles.safety import safety_flags
from imh.principles.sentences import basis_words, fill
from imh.principles.situation import Situation
from imh.principles.stability import (
    CLOSE_BEHIND,
    Weightings,
    nearly_always,
    percent,
    too_close,
)
from imh.principles.weighing import (
    Contribution,
    Judged,
    Weighed,
    bearing,
    contributions,
    evidence_for,
    sums,
    weigh,
)
from imh.principles.whatif import recodings, removals


def assess(
    case: Case,
    known: Knowledge | None = None,
    *,
    what_ifs: bool = True,
    judged: Judged | None = None,
) -> Assessment:
    """Weigh a case: evidence, ranking, stability, what would change it, questions, safety.

    Pure and deterministic: the same case and knowledge give the same assessment on any
    machine, within the rounding of its floating-point unit. Without ``what_ifs`` the flips are
    left out, which is most of the work: for batches that only ask for the ranking. ``judged`` is
    what a clinician counts otherwise, with a reason written elsewhere.
    """
    known = known or knowledge()
    results = evaluate(Situation(case, known))
    weighed = weigh((h for h in results if isinstance(h, Finding)), known, judged)
    gaps = [h for h in results if isinstance(h, Gap)]
    contributed = contributions(weighed, known.constants.damping)
    items = _items(case, contributed)
    weightings = Weightings(weighed, known)
    bearings = _bearings(weighed, gaps, results, weightings, known)
    close = bool(items) and too_close(weightings.first_shares().tolist(), known.constants)
    return Assessment(
        bearings=bearings,
        items=items,
        questions=worthwhile_questions(gaps, weightings, known),
        flips=_flips(case, weighed, items, known, judged) if what_ifs else (),
        safety_flags=safety_flags(case),
        headline=_headline(bearings, len(items), close, known),
        close=close,
        knowledge_version=known.version,
    )


def _flips(
    case: Case,
    weighed: Sequence[Weighed],
    items: Sequence[Item],
    known: Knowledge,
    judged: Judged | None,
) -> tuple[Flip, ...]:
    return (*recodings(case, weighed, known, judged), *removals(weighed, items, known))


def _items(case: Case, contributed: Iterable[Contribution]) -> tuple[Item, ...]:
    items = [
        Item(
            indicator=one.indicator.id,
            principle=one.indicator.principle,
            side=one.indicator.side,
            group=one.indicator.group,
            fact=one.finding.fact,
            kind=one.finding.kind,
            strength=one.finding.strength,
            low=one.finding.low,
            high=one.finding.high,
            weight=one.weight,
            home_factor=one.home_factor,
            damping=damping,
            contribution=contribution,
            sentence=fill(one.indicator.says[one.finding.says], one.finding.slots),
            basis=_basis(case, one.finding),
            refs=one.finding.refs,
            absent=one.finding.absent,
        )
        for one, damping, contribution in contributed
    ]
    order = {principle: place for place, principle in enumerate(PRINCIPLES)}
    items.sort(key=lambda i: (order[i.principle], i.side, -i.contribution, i.indicator, i.sentence))
    return tuple(items)


def _basis(case: Case, finding: Finding) -> str:
    reflections = {reflection.id for reflection in case.reflections}
    if reflections.issuperset(finding.refs):
        return "own reflection"
    return basis_words(case, bases_of(case, finding.refs))


def bases_of(case: Case, refs: Sequence[str]) -> list[Basis]:
    """How the facts behind some references are known."""
    bases = []
    for ref in refs:
        identifier, _, field = ref.partition(".")
        entry: Any = case.entries.get(identifier)
        if field.startswith(("loads.", "resources.")):
            collection, _, kind = field.partition(".")
            for part in getattr(entry, collection):
                if part.kind == kind:
                    accounts = getattr(part, "accounts", ())
                    bases += [part.basis, *(account.basis for account in accounts)]
        elif hasattr(entry, "basis"):
            told = [account.basis for account in getattr(entry, "accounts", ())]
            bases += [entry.basis, *told] if entry.basis.kind != "unknown" else told
    return bases


def _bearings(
    weighed: Sequence[Weighed],
    gaps: Sequence[Gap],
    results: Sequence[RuleResult],
    weightings: Weightings,
    known: Knowledge,
) -> tuple[Bearing, ...]:
    constants = known.constants
    totals = sums(contributions(weighed, constants.damping))
    could = sums(contributions((*weighed, *_new(weighed, gaps, known)), constants.damping))
    acceptability = weightings.acceptability()
    evidence = {p: evidence_for(totals, p, constants.strength_share) for p in PRINCIPLES}
    at_most = {p: evidence_for(could, p, constants.strength_share) for p in PRINCIPLES}
    value = {p: bearing(evidence[p], constants.scales[p]) for p in PRINCIPLES}
    speaking = [p for p in PRINCIPLES if p in acceptability]
    ranked = sorted(speaking, key=lambda p: -value[p])
    result = []
    for principle in (*ranked, *(p for p in PRINCIPLES if p not in speaking)):
        speaks = principle in acceptability
        result.append(
            Bearing(
                principle=principle,
                rank=ranked.index(principle) + 1 if speaks else None,
                bearing=value[principle] if speaks else None,
                concern=totals.get((principle, "concern"), 0.0),
                strength=totals.get((principle, "strength"), 0.0),
                could_rise_to=bearing(at_most[principle], constants.scales[principle]),
                could_rise_by=at_most[principle] - evidence[principle],
                coverage=_coverage(principle, results, known),
                rank_acceptability=acceptability.get(principle),
                reason=None if speaks else known.principles[principle].nothing_known,
            )
        )
    return tuple(result)


def _new(weighed: Sequence[Weighed], gaps: Sequence[Gap], known: Knowledge) -> list[Weighed]:
    told = {(one.indicator.id, one.finding.fact) for one in weighed}
    return [
        one for one in supposed(gaps, known) if (one.indicator.id, one.finding.fact) not in told
    ]


def _coverage(principle: str, results: Sequence[RuleResult], known: Knowledge) -> float:
    """Share of what a principle asks about in this case that is known; 0 when it asks nothing."""
    asked: dict[str, bool] = {}
    for one in results:
        if known.indicators[one.indicator].principle == principle:
            answered = isinstance(one, Finding | NoEvidence)
            asked[one.fact] = asked.get(one.fact, False) or answered
    return sum(asked.values()) / len(asked) if asked else 0.0


def _headline(bearings: Sequence[Bearing], facts: int, close: bool, known: Knowledge) -> str:
    ranked = [one for one in bearings if one.rank_acceptability is not None]
    if not ranked:
        return "Nothing is known yet that speaks for one principle more than for another."
    shares = {one.principle: (one.rank_acceptability or (0.0,))[0] for one in ranked}
    by_share = sorted(ranked, key=lambda one: -shares[one.principle])
    names = [known.principles[one.principle].name for one in by_share]
    if facts < known.constants.few_facts:
        return f"Little is known yet. What is known speaks for {names[0]}."
    if close:
        return f"Too close to call between {names[0]} and {names[1]}."
    share = shares[by_share[0].principle]
    if nearly_always(share):
        return f"{names[0]} comes first in nearly every plausible weighting."
    headline = f"{names[0]} comes first in {percent(share)} of 100 plausible weightings"
    second = shares[by_share[1].principle] if len(by_share) > 1 else 0.0
    return f"{headline}; {names[1]} is close behind." if second >= CLOSE_BEHIND else f"{headline}."
