"""Section 9: what is not known, and the questions most worth asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from imh.case.care_plan import Question
from imh.formulation.document import Sentence
from imh.formulation.language import one_line
from imh.formulation.material import Material, is_about_team, unique
from imh.formulation.wording import wording
from imh.principles.evidence import Question as Asked
from imh.principles.questions import varied

WORDS = wording("care_plan")
FROM_THE_APP, OF_ONE = 4, 2
"""How many of the app's questions are told, and how many of them about one person."""


def sentences(material: Material) -> Iterator[Sentence]:
    """The team's own questions, those that could move the order most, and what not to ask."""
    own = [
        question
        for question in material.case.questions
        if question.state == "open" and not is_about_team(material.case, question.about)
    ]
    for question in own:
        key = f"unknown/{question.id}"
        yield Sentence(key=key, text=_asked(question), refs=(question.id,))
    for asked in _from_the_app(material, own):
        key = f"unknown/worth/{asked.indicator}/{asked.fact}"
        refs = unique(ref.partition(".")[0] for ref in asked.refs)
        yield Sentence(key=key, text=asked.text, refs=refs)
    for question in material.case.questions:
        if question.state == "not_to_ask":
            text = WORDS.say("not_to_ask", what=one_line(question.text).rstrip(".?"))
            yield Sentence(key=f"unknown/{question.id}", text=text, refs=(question.id,))


def _from_the_app(material: Material, own: list[Question]) -> list[Asked]:
    """The app's most worthwhile questions of different kinds, about nobody asked about already."""
    about = [set(question.about) for question in own]
    fresh = [
        asked
        for asked in askable(material)
        if not any({ref.partition(".")[0] for ref in asked.refs} <= each for each in about)
    ]
    chosen: list[Asked] = []
    kinds: set[str] = set()
    people: Counter[str] = Counter()
    for asked in varied(fresh, len(fresh)):
        whom = asked.refs[0].partition(".")[0] if asked.refs else ""
        if asked.indicator not in kinds and people[whom] < OF_ONE:
            chosen.append(asked)
            kinds.add(asked.indicator)
            people[whom] += 1
    return chosen[:FROM_THE_APP]


def askable(material: Material) -> list[Asked]:
    """The app's questions to the family; those to the team belong to the reflection."""
    return [
        question
        for question in material.assessment.questions
        if question.principles != ("reflective_practice",)
    ]


def _asked(question: Question) -> str:
    text = one_line(question.text)
    return WORDS.say("ask", who=question.ask, what=text) if question.ask else text
