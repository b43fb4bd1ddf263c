"""The work with the family: why now, visits, agreements, questions, hypotheses, goals."""

import datetime
from typing import Annotated

from pydantic import Field

from imh.case.basis import UNKNOWN_BASIS, Basis, Entry, Record
from imh.case.people import Months
from imh.case.text import SEVERAL, EntryId, Ids, Short, Text
from imh.case.vocabulary import (
    Agreed,
    GoalState,
    HypothesisState,
    QuestionState,
    SafetyKind,
    SafetyState,
)


class Referral(Entry):
    """Who asked, and about what, in the referrer's own words."""

    by: Short = ""
    words: Text = ""
    date: datetime.date | None = None


class Visit(Record):
    """One visit: when, where, who was there, and whether an interpreter was."""

    date: datetime.date | None = None
    at_months: Months | None = None
    place: Short = ""
    present: Ids = ()
    interpreter: bool = False
    note: Text = ""


class Agreement(Record):
    """What the family agreed may be recorded or shared, and with whom."""

    what: Text
    agreed: Agreed = "unknown"
    by: Ids = ()
    with_whom: Short = ""
    date: datetime.date | None = None


class Question(Record):
    """An open question; ``not_to_ask`` is one that the family does not want to be asked."""

    text: Text
    about: Ids = ()
    ask: Short = ""
    state: QuestionState = "open"
    answer: Text = ""


class Hypothesis(Record):
    """A working explanation with what speaks for it and against it."""

    text: Text
    speaks_for: Annotated[tuple[Text, ...], Field(max_length=SEVERAL)] = ()
    speaks_against: Annotated[tuple[Text, ...], Field(max_length=SEVERAL)] = ()
    about: Ids = ()
    state: HypothesisState = "working"


class Goal(Record):
    """A next step or a goal: who does what by when."""

    text: Text
    who: Ids = ()
    by_when: Short = ""
    state: GoalState = "open"


class Strength(Record):
    """A strength in the family's own words, with who said it."""

    words: Text
    by: EntryId | None = None
    about: Ids = ()
    basis: Basis = UNKNOWN_BASIS


class SafetyConcern(Record):
    """A concern about somebody's safety: raised before any ranking, never scored."""

    kind: SafetyKind
    state: SafetyState = "unknown"
    who: Ids = ()
    text: Text = ""
    basis: Basis = UNKNOWN_BASIS
