"""The questions most worth asking: what is not known and could move the order.

The worth of a question is the expected greatest change of any principle's first-place share
over the answers that it may have, each answer being as likely as another. Only what stands
above the noise of the draws is worth showing. What a family declined is never a question.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from imh.principles.evidence import Finding, Gap, Question
from imh.principles.knowledge import PRINCIPLES, Knowledge
from imh.principles.sentences import fill
from imh.principles.stability import Weightings
from imh.principles.weighing import Weighed, weigh


def worthwhile_questions(
    gaps: Iterable[Gap], weightings: Weightings, known: Knowledge
) -> tuple[Question, ...]:
    """Questions above the noise, the one that could move most first."""
    before = weightings.first_shares()
    asked: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.askable and any(gap.answers.values()):
            asked[gap.fact].append(gap)
    questions = []
    drawn: dict[tuple[Any, ...], float] = {}  # answers that weigh the same change as much
    for fact, about in asked.items():
        changes = []
        for added in _answers(about, known):
            weight = tuple(one.place for one in added)
            if weight not in drawn:
                drawn[weight] = float(abs(weightings.first_shares(added) - before).max())
            changes.append(drawn[weight])
        worth = sum(changes) / len(changes)
        if worth > known.constants.noise:
            questions.append(_question(fact, about, worth, known))
    questions.sort(key=lambda question: (-question.worth, question.text))
    return tuple(questions)


def varied(questions: Sequence[Question], count: int) -> tuple[Question, ...]:
    """The most worthwhile questions of different kinds first: not one question for everybody."""
    asked: dict[str, int] = defaultdict(int)
    rounds = []
    for question in questions:
        rounds.append((asked[question.indicator], question))
        asked[question.indicator] += 1
    rounds.sort(key=lambda turn: turn[0])
    return tuple(question for _, question in rounds[:count])


def supposed(gaps: Iterable[Gap], known: Knowledge) -> tuple[Weighed, ...]:
    """The findings there would be if every gap turned out to speak as much as it can."""
    return weigh((_finding(gap, max(gap.answers.values(), default=0)) for gap in gaps), known)


def _answers(about: Sequence[Gap], known: Knowledge) -> list[tuple[Weighed, ...]]:
    words = dict.fromkeys(word for gap in about for word in gap.answers)
    return [
        weigh((_finding(gap, gap.answers[word]) for gap in about if gap.answers.get(word)), known)
        for word in words
    ]


def _finding(gap: Gap, strength: float) -> Finding:
    return Finding(
        gap.indicator, gap.fact, gap.kind, strength, strength, strength, gap.refs, slots=gap.slots
    )


def _question(fact: str, about: Sequence[Gap], worth: float, known: Knowledge) -> Question:
    def reach(gap: Gap) -> float:
        indicator = known.indicators[gap.indicator]
        return known.weight(indicator) * max(gap.answers.values())

    asking = max(about, key=lambda gap: (reach(gap), gap.indicator))
    principles = {known.indicators[gap.indicator].principle for gap in about}
    return Question(
        text=fill(known.indicators[asking.indicator].asks[asking.asks], asking.slots),
        fact=fact,
        indicator=asking.indicator,
        principles=tuple(principle for principle in PRINCIPLES if principle in principles),
        refs=tuple(dict.fromkeys(ref for gap in about for ref in gap.refs)),
        worth=worth,
    )
