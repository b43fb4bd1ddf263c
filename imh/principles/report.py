"""An assessment as plain data and as plain text, for other programs and for a terminal.

The shape of :func:`as_data` is documented in ``docs/assess-json.md`` and held by a test: other
programs rely on it.
"""

from typing import Any

from imh.principles.evidence import Assessment, Bearing, Item
from imh.principles.knowledge import knowledge
from imh.principles.questions import varied


def as_data(case: str, assessment: Assessment) -> dict[str, Any]:
    """One case's assessment as JSON-ready data; ``case`` is the name it goes by."""
    return {
        "case": case,
        "headline": assessment.headline,
        "close": assessment.close,
        "principles": [_bearing(bearing) for bearing in assessment.bearings],
        "evidence": [_item(item) for item in assessment.items],
        "questions": [
            {
                "text": question.text,
                "principles": list(question.principles),
                "refs": list(question.refs),
                "worth": question.worth,
            }
            for question in assessment.questions
        ],
        "flips": [
            {
                "kind": flip.kind,
                "refs": list(flip.refs),
                "becomes_first": flip.becomes_first,
                "sentence": flip.sentence,
            }
            for flip in assessment.flips
        ],
        "safety_flags": [
            {"kind": flag.kind, "sentence": flag.sentence, "refs": list(flag.refs)}
            for flag in assessment.safety_flags
        ],
        "knowledge_version": assessment.knowledge_version,
    }


def _bearing(bearing: Bearing) -> dict[str, Any]:
    shares = bearing.rank_acceptability
    return {
        "id": bearing.principle,
        "rank": bearing.rank,
        "bearing": bearing.bearing,
        "concern": bearing.concern,
        "strength": bearing.strength,
        "could_rise_to": bearing.could_rise_to,
        "coverage": bearing.coverage,
        "rank_acceptability": None if shares is None else list(shares),
        "reason": bearing.reason,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "indicator": item.indicator,
        "principle": item.principle,
        "side": item.side,
        "strength": item.strength,
        "weight": item.weight,
        "home_factor": item.home_factor,
        "damping": item.damping,
        "contribution": item.contribution,
        "sentence": item.sentence,
        "basis": item.basis,
        "refs": list(item.refs),
    }


def as_text(case: str, assessment: Assessment) -> str:
    """One case's assessment as a colleague would read it in a terminal."""
    names = knowledge().principles
    lines = [case, "=" * len(case)]
    lines += [f"SAFETY  {flag.sentence}" for flag in assessment.safety_flags]
    lines += [assessment.headline, ""]
    for bearing in assessment.bearings:
        place = f"{bearing.rank}." if bearing.rank else "-"
        lines.append(f"{place:<3}{names[bearing.principle].name}")
        if bearing.reason:
            lines.append(f"     {bearing.reason}")
        for item in assessment.of(bearing.principle):
            mark = "+" if item.side == "strength" else "-"
            lines.append(f"   {mark} {item.sentence} ({item.basis})")
    lines += ["", "What would change this"]
    lines += [f"   {flip.sentence}" for flip in assessment.flips] or ["   No single fact."]
    lines += ["", "Worth asking"]
    lines += [f"   {question.text}" for question in varied(assessment.questions, 5)] or ["   -"]
    lines += ["", "Decision support, not a diagnosis.", ""]
    return "\n".join(lines)
