"""All ratings of a case side by side: the order of the room, who differs, what decided."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from imh.case.case import Case
from imh.case.redaction import without_private
from imh.drawing import evidence_ids
from imh.library.ratings import Rating
from imh.principles.evidence import Assessment
from imh.principles.knowledge import PRINCIPLES, knowledge
from imh.principles.sentences import joined
from imh.ui.rating.facts import facts


@dataclass(frozen=True)
class RatedPrinciple:
    """One principle: its scores in the order of the raters, None where somebody left it out.

    ``place`` is its rank in the app's order, None where the app gives none.
    """

    principle: str
    name: str
    scores: tuple[int | None, ...]
    place: int | None

    @property
    def given(self) -> list[int]:
        """The scores that were given."""
        return [score for score in self.scores if score is not None]

    @property
    def mean(self) -> float | None:
        """Their mean, 0 to 10; None where nobody gave one."""
        return math.fsum(self.given) / len(self.given) if self.given else None

    @property
    def apart(self) -> int:
        """From the lowest score to the highest, 0 to 10."""
        return max(self.given) - min(self.given) if self.given else 0


def compared(rated: Sequence[Rating], assessment: Assessment) -> list[RatedPrinciple]:
    """A row for each principle, in the order of the raters' means; what nobody rated is last."""
    known = knowledge().principles
    places = {bearing.principle: bearing.rank for bearing in assessment.bearings}
    rows = [
        RatedPrinciple(
            each, known[each].name, tuple(one.scores[column] for one in rated), places[each]
        )
        for column, each in enumerate(PRINCIPLES)
    ]
    return sorted(rows, key=lambda row: -1.0 if row.mean is None else row.mean, reverse=True)


def whole(rated: Iterable[Rating]) -> list[tuple[int, ...]]:
    """The scores of those who rated every principle."""
    scores = [tuple(score for score in one.scores if score is not None) for one in rated]
    return [each for each in scores if len(each) == len(PRINCIPLES)]


def place_words(place: int | None) -> str:
    """A place in an order, such as "1st"; a dash where there is none."""
    return ("1st", "2nd", "3rd", "4th", "5th")[place - 1] if place else "–"


def furthest_apart(rows: Iterable[RatedPrinciple]) -> str:
    """Where raters differ most, as a sentence; "" where nobody differs by two or more."""
    widest = max(row.apart for row in rows)
    if widest < 2:
        return ""
    most = [row for row in rows if row.apart == widest]
    if len(most) == 1:
        return f"Furthest apart: {most[0].name}, from {min(most[0].given)} to {max(most[0].given)}."
    return f"Furthest apart: {joined(row.name for row in most)}, each by {widest}."


def what_decided(case: Case, rated: Iterable[Rating], assessment: Assessment) -> list[str]:
    """The facts that raters named, the most often named first, and whether the app counts them."""
    named = Counter(one.decided_by for one in rated if one.decided_by in case.entries)
    words, reasons = facts(case), _reasons(case, assessment)
    return [
        f"{words[each]}{f' ({count} people)' if count > 1 else ''}. {_counts(each, reasons)}"
        for each, count in named.most_common()
        if each in words
    ]


def _reasons(case: Case, assessment: Assessment) -> dict[str, set[str]]:
    """What the app's reasons for each principle rest on, by the principle's name."""
    seen, known = without_private(case), knowledge().principles
    reasons = {}
    for bearing in assessment.bearings:
        refs = [ref for item in assessment.of(bearing.principle) for ref in item.refs]
        entries = {ref.partition(".")[0] for ref in refs}
        reasons[known[bearing.principle].name] = entries | evidence_ids(seen, refs)
    return reasons


def _counts(identifier: str, reasons: Mapping[str, set[str]]) -> str:
    counted = [name for name, entries in reasons.items() if identifier in entries]
    if not counted:
        return "Not among the app's reasons."
    return f"Among the app's reasons for {joined(counted)}."
