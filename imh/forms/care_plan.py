"""What the family says of its strengths, what is still to ask, what comes next, who may be unsafe.

Each is about the people or places that are open in the inspector, and begins from them.
"""

from typing import Any

from imh.case.care_plan import Goal, Question, SafetyConcern, Strength
from imh.case.case import Case
from imh.case.edits import Add, Change, Edit
from imh.case.ids import free_id
from imh.case.labels import label
from imh.case.people import Person
from imh.forms.additions import opener, removal
from imh.forms.controls import (
    Choice,
    Form,
    FormPart,
    FormSection,
    FormStep,
    Pick,
    Words,
    choice,
    said,
    setting,
    several,
    title,
    words,
    words_of,
)
from imh.forms.source import source
from imh.principles.sentences import joined, name_of

_LONGEST = 48
_ID = {"strengths": "strength", "questions": "question", "goals": "goal"}


def in_their_words(case: Case, *about: str) -> FormSection:
    """Strengths that somebody named or that are about them, and lines for new ones.

    What is told about somebody and what they tell themselves are two lines: they are not to be
    mistaken for each other.
    """
    parts: list[FormPart] = [
        opener(strength.id, f"“{_cut(strength.words)}”")
        for strength in case.strengths
        if set(about) <= {*strength.about, strength.by}
    ]
    who = joined(name_of(case, each) for each in about)
    parts.append(_new(case, "strengths", "words", f"New: a strength of {who}", about=about))
    if len(about) == 1 and isinstance(case.entries[about[0]], Person):
        parts.append(_new(case, "strengths", "words", f"New: a strength {who} names", by=about[0]))
    return FormSection("strengths", "Strengths in their words", tuple(parts))


def next_steps(case: Case, *about: str) -> FormSection:
    """Questions about somebody and next steps with them, and lines for new ones."""
    parts: list[FormPart] = []
    for question in case.questions:
        if set(about) <= set(question.about):
            state = (
                "" if question.state == "open" else f" ({label('QuestionState', question.state)})"
            )
            parts.append(opener(question.id, f"{_cut(question.text)}{state}"))
    for goal in case.goals:
        if set(about) <= set(goal.who):
            line = f"Next step: {_cut(goal.text)} ({label('GoalState', goal.state)})"
            parts.append(opener(goal.id, line))
    who = joined(name_of(case, each) for each in about)
    parts.append(_new(case, "questions", "text", f"New: a question about {who}", about=about))
    parts.append(_new(case, "goals", "text", f"New: a goal or next step with {who}", who=about))
    return FormSection("next steps", "Questions and next steps", tuple(parts))


def safety_of(case: Case, person: str) -> FormSection:
    """Concerns for somebody's safety, and a new one; none of them is scored."""

    def begun(kind: str) -> FormStep:
        identifier = free_id(kind, case.entries)
        entry = {"id": identifier, "kind": kind, "who": [person]}
        return FormStep(Add(collection="safety", entry=entry), identifier)

    known = [
        opener(
            concern.id,
            f"{title(label('SafetyKind', concern.kind))}: {label('SafetyState', concern.state)}",
        )
        for concern in case.safety
        if person in concern.who
    ]
    another = Pick(
        name="add safety",
        label="Add a safety concern",
        options=words_of("SafetyKind"),
        step=begun,
    )
    return FormSection("safety", "Safety", (*known, another))


def _new(case: Case, collection: Any, field: str, called: str, **entry: Any) -> Words:
    """A line for something new: what is typed there is added at once, and the line is free again.

    ``entry`` is whom it is about, by the name of the field.
    """

    def edit(typed: str) -> Edit:
        identifier = free_id(_ID[collection], case.entries)
        return Add(collection=collection, entry={"id": identifier, field: typed.strip(), **entry})

    return Words(name=f"new {collection} {next(iter(entry))}", label=called, value="", edit=edit)


def _cut(typed: str) -> str:
    return typed if len(typed) <= _LONGEST else typed[:_LONGEST].rsplit(" ", 1)[0] + " …"


# ------------------------------------------------------------------ the form of each


def strength_form(case: Case, strength: Strength) -> Form:
    """A strength in the family's own words, who said it and about whom."""
    by = Choice(
        name="by",
        label=said(strength, "by"),
        value=strength.by or "",
        edit=lambda who: Change.of(strength.id, by=who or None),
        options={"": "not noted"} | {person.id: name_of(case, person.id) for person in case.people},
    )
    return Form(
        (
            words(strength, "words", long=True),
            by,
            several(strength, "about", _symbols(case)),
            source(case, strength.basis, setting(strength, "basis")),
            *removal(case, strength, "these words"),
        )
    )


def question_form(case: Case, question: Question) -> Form:
    """A question: whom to ask, what was answered, or that it is not to be asked."""
    return Form(
        (
            words(question, "text", long=True),
            words(question, "ask"),
            choice(question, "state", "QuestionState"),
            words(question, "answer", long=True),
            several(question, "about", _symbols(case)),
            *removal(case, question, "this question"),
        )
    )


def goal_form(case: Case, goal: Goal) -> Form:
    """A goal or next step: who does what, by when, how far it is."""
    return Form(
        (
            words(goal, "text", long=True),
            several(goal, "who", _symbols(case)),
            words(goal, "by_when"),
            choice(goal, "state", "GoalState"),
            *removal(case, goal, "this step"),
        )
    )


def safety_form(case: Case, concern: SafetyConcern) -> Form:
    """A concern for safety: whether it is so now, about whom, how it is known."""
    people = {person.id: name_of(case, person.id) for person in case.people}
    return Form(
        (
            choice(concern, "state", "SafetyState"),
            choice(concern, "kind", "SafetyKind"),
            several(concern, "who", people),
            words(concern, "text", long=True),
            source(case, concern.basis, setting(concern, "basis")),
            *removal(case, concern, "this concern"),
        )
    )


def _symbols(case: Case) -> dict[str, str]:
    return {symbol: name_of(case, symbol) for symbol in case.symbols}
