"""What a rule gives: a finding, a gap, or no evidence."""

from collections.abc import Iterable, Mapping

from imh.principles.evidence import Finding, Gap, NoEvidence, Slots
from imh.principles.situation import Reading


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
