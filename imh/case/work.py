"""The work with the family: why now, visits, agreements, questions, hypotheses, goals."""

import datetime

from imh.case.basis import UNKNOWN_BASIS, Basis, Entry, Record
from imh.case.people import Months
from imh.case.text import EntryId, Short, Text
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
    present: tuple[EntryId, ...] = ()
    interpreter: bool = False
    note: Text = ""


class Agreement(Record):
    """What the family agreed may be recorded or shared, and with whom."""

    what: Text
    agreed: Agreed = "unknown"
    by: tuple[EntryId, ...] = ()
    with_whom: Short = ""
    date: datetime.date | None = None


class Question(Record):
    """An open question; ``not_to_ask`` is one that the family does not want to be asked."""

    text: Text
    about: tuple[EntryId, ...] = ()
    ask: Short = ""
    state: QuestionState = "open"
    answer: Text = ""


class Hypothesis(Record):
    """A working explanation with what speaks for it and against it."""

    text: Text
    speaks_for: tuple[Text, ...] = ()
    speaks_against: tuple[Text, ...] = ()
    about: tuple[EntryId, ...] = ()
    state: HypothesisState = "working"


class Goal(Record):
    """A next step or a goal: who does what by when."""

    text: Text
    who: tuple[EntryId, ...] = ()
    by_when: Short = ""
    state: GoalState = "open"


class Strength(Record):
    """A strength in the family's own words, with who said it."""

    words: Text
    by: EntryId | None = None
    about: tuple[EntryId, ...] = ()
    basis: Basis = UNKNOWN_BASIS


class SafetyConcern(Record):
    """A concern about somebody's safety: raised before any ranking, never scored."""

    kind: SafetyKind
    state: SafetyState = "unknown"
    who: tuple[EntryId, ...] = ()
    text: Text = ""
    basis: Basis = UNKNOWN_BASIS
