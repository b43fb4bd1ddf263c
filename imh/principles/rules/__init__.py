"""The rules: one short function an indicator, registered under the indicator's id.

The texts, weights and references of an indicator are data (``imh/principles/knowledge``); a rule
only decides when it speaks, how strongly, on which entries it rests, and what is not known.
"""

from imh.principles.evidence import RuleResult
from imh.principles.rules import (  # noqa: F401 - each enters its rules into the registry
    context,
    early_experiences,
    reflective_practice,
    relationships,
    whole_family,
)
from imh.principles.rules.registry import RULES, check_rules
from imh.principles.situation import Situation


def evaluate(situation: Situation) -> tuple[RuleResult, ...]:
    """Everything that the rules say about a case.

    Raises :class:`KnowledgeError` where an indicator has no rule or a rule no indicator.
    """
    check_rules(situation.known)
    functions = dict.fromkeys(RULES[indicator] for indicator in situation.known.indicators)
    return tuple(result for function in functions for result in function(situation))
