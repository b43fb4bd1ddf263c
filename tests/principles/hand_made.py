"""A small catalogue and plain findings, with round numbers that can be weighed by hand."""

from collections.abc import Iterable
from dataclasses import replace

from imh.principles.evidence import Finding, Side
from imh.principles.knowledge import PRINCIPLES, Constants, Indicator, Knowledge, knowledge
from imh.principles.weighing import Weighed, weigh

CONSTANTS = Constants(
    version="test",
    seed=7,
    draws=10_000,
    weights={"L": 1.0, "M": 2.0, "H": 4.0},
    damping=0.5,
    away_from_home=0.5,
    strength_share=0.5,
    strength_share_range=(0.25, 0.75),
    weight_spread=0.5,
    scale_spread=0.15,
    scales=dict.fromkeys(PRINCIPLES, 8.0),
    close_share=1 / 3,
    least_lead=0.0,
    few_facts=4,
    noise=0.01,
)

HOMES = {f"fact of {principle}": principle for principle in PRINCIPLES}


def indicator(
    identifier: str, principle: str, weight: str = "H", group: str = "one", side: Side = "concern"
) -> Indicator:
    """An indicator that says nothing and weighs L, M or H."""
    return Indicator(
        id=identifier,
        principle=principle,
        side=side,
        weight=weight,
        group=group,
        name=identifier,
        rule="by hand",
        says={"one": identifier},
        asks={},
        references=(),
        judgement=True,
        line=1,
    )


def catalogue(*indicators: Indicator) -> Knowledge:
    """A knowledge of these indicators alone; each principle is home to one kind of fact."""
    return replace(
        knowledge(),
        indicators={one.id: one for one in indicators},
        homes=HOMES,
        constants=CONSTANTS,
    )


def finding(
    identifier: str,
    fact: str,
    strength: float = 1.0,
    home: str = "relationships",
    refs: tuple[str, ...] = (),
    bounds: tuple[float, float] | None = None,
) -> Finding:
    """A finding of a kind of fact that is at home in a principle."""
    low, high = bounds or (strength, strength)
    return Finding(identifier, fact, f"fact of {home}", strength, low, high, refs)


def weighed(known: Knowledge, *findings: Finding) -> tuple[Weighed, ...]:
    """Findings with their weights."""
    return weigh(findings, known)


def strengths(identifier: str, values: Iterable[float]) -> list[Finding]:
    """Several facts of one indicator."""
    return [finding(identifier, f"fact {n}", value) for n, value in enumerate(values)]
