"""The rules: one short function an indicator, registered under the indicator's id.

The texts, weights and references of an indicator are data (``imh/principles/knowledge``); a rule
only decides when it speaks, how strongly, on which entries it rests, and what is not known.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from imh.principles.evidence import Finding, Gap, NoEvidence, RuleResult, Slots
from imh.principles.knowledge import Knowledge, KnowledgeError
from imh.principles.situation import Reading, Situation

Rule = Callable[[Situation], Iterator[RuleResult]]

RULES: dict[str, Rule] = {}


def rule(*indicators: str) -> Callable[[Rule], Rule]:
    """Register a rule that speaks for these indicators (usually one)."""

    def register(function: Rule) -> Rule:
        for indicator in indicators:
            RULES[indicator] = function
        return function

    return register


def evaluate(situation: Situation) -> tuple[RuleResult, ...]:
    """Everything that the rules say about a case.

    Raises :class:`KnowledgeError` where an indicator has no rule or a rule no indicator.
    """
    rules = _rules(situation.known)
    functions = dict.fromkeys(rules[indicator] for indicator in situation.known.indicators)
    return tuple(result for function in functions for result in function(situation))


def _rules(known: Knowledge) -> Mapping[str, Rule]:
    """All rules, once it is certain that they are the rules of this knowledge."""
    from imh.principles.rules import (  # noqa: F401
        context,
        early_experiences,
        reflective_practice,
        relationships,
        whole_family,
    )

    for indicator in known.indicators.values():
        if indicator.id not in RULES:
            path = Path(f"{indicator.principle}.yaml")
            raise KnowledgeError(path, indicator.line, f"indicator {indicator.id} has no rule")
    for identifier, function in RULES.items():
        if identifier not in known.indicators:
            path, line = Path(inspect.getfile(function)), inspect.getsourcelines(function)[1]
            raise KnowledgeError(
                path, line, f"rule {identifier} has no indicator in the data files"
            )
    return RULES


def found(
    indicator: str,
    fact: str,
    kind: str,
    strength: float | Reading,
    refs: Iterable[str],
    says: str = "one",
    *,
    low: float | None = None,
    absent: bool = False,
    slots: Slots | None = None,
) -> Finding:
    """A finding from a reading with its bounds, or from a plain strength (``low`` if unsure)."""
    if isinstance(strength, float):
        strength = Reading(strength, strength if low is None else low, strength)
    return Finding(
        indicator=indicator,
        fact=fact,
        kind=kind,
        strength=strength.strength,
        low=min(strength.low, strength.strength),
        high=max(strength.high, strength.strength),
        refs=tuple(dict.fromkeys(refs)),
        says=says,
        slots=slots or {},
        absent=absent,
    )


def gap(
    indicator: str,
    fact: str,
    kind: str,
    answers: Mapping[str, float],
    refs: Iterable[str],
    asks: str = "one",
    *,
    declined: bool = False,
    slots: Slots | None = None,
) -> Gap:
    """Something not known; never a question when the family declined."""
    return Gap(indicator, fact, kind, answers, tuple(refs), asks, slots or {}, not declined)


def no_evidence(indicator: str, fact: str) -> NoEvidence:
    """Asked, and nothing that speaks."""
    return NoEvidence(indicator, fact)
