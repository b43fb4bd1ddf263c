"""Which rule speaks for which indicator: each rule enters itself here."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

from imh.principles.evidence import RuleResult
from imh.principles.knowledge import Knowledge, KnowledgeError
from imh.principles.situation import Situation

Rule = Callable[[Situation], Iterator[RuleResult]]

RULES: dict[str, Rule] = {}


def rule(*indicators: str) -> Callable[[Rule], Rule]:
    """Register a rule that speaks for these indicators (usually one)."""

    def register(function: Rule) -> Rule:
        for indicator in indicators:
            RULES[indicator] = function
        return function

    return register


def check_rules(known: Knowledge) -> None:
    """Raise :class:`KnowledgeError` where an indicator has no rule or a rule no indicator."""
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
