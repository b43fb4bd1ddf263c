"""Rows of the inspector: what is read of a home, an event, an observation, the work, accounts."""

from collections.abc import Iterable, Iterator

from imh.case.basis import Basis, InformantReport
from imh.case.care_plan import Goal, Question, SafetyConcern
from imh.case.case import Case
from imh.case.durations import say_duration
from imh.case.events import Event
from imh.case.labels import field_label, label
from imh.case.observations import ChildObservation, DailyObservation, PairObservation, Screening
from imh.case.people import Household
from imh.case.vocabulary import GOALS_TO_DO, UNSAID
from imh.forms.controls import title
from imh.forms.observation import RATINGS
from imh.principles.sentences import basis_words, joined, name_of

FactRow = tuple[str, str, str]
"""A label, a value, and how it is known."""


def source_words(case: Case, basis: Basis) -> str:
    """How something is known, "" when no source is noted."""
    return "" if basis.kind == "unknown" else basis_words(case, [basis])


def age_of_child(months: float | None) -> str:
    """The index child's age as one writes it in a heading."""
    if months is None:
        return "age not known"
    if months < 0:
        return f"{say_duration(-months)} before the birth"
    if months < 24:
        return say_duration(months)
    years, rest = divmod(months, 12)
    return f"{years:g} years" + (f" {rest:g} months" if rest else "")


def told_otherwise(
    case: Case, accounts: Iterable[InformantReport], vocabulary: str
) -> Iterator[FactRow]:
    """Accounts that differ, each beside who gave it."""
    for account in accounts:
        words = label(vocabulary, account.value) if account.value else ""
        told = ": ".join(part for part in (words, account.says) if part)
        yield "Told otherwise", told, source_words(case, account.basis)


def home_rows(case: Case, home: Household) -> Iterator[FactRow]:
    """Who lives in a home, the child's nights there, help from outside."""
    if home.members:
        members = joined(name_of(case, member) for member in home.members)
        yield title(field_label("Household", "members")), members, source_words(case, home.basis)
    for child, nights in home.nights.items():
        yield f"{name_of(case, child)} sleeps here", f"{nights:g} nights a week", ""
    if home.outside_help not in UNSAID:
        words = label("OutsideHelp", home.outside_help)
        yield title(field_label("Household", "outside_help")), words, ""
    if home.note:
        yield "Note", home.note, ""


def home_missing(case: Case, home: Household) -> Iterator[str]:
    """What nobody has asked about a home yet."""
    if not home.members:
        yield "Who lives here?"
    for child in case.children:
        if child in home.members and child not in home.nights and len(case.households) > 1:
            yield f"How many nights a week does {name_of(case, child)} sleep here?"
    if home.outside_help == "unknown":
        yield "Who outside this home helps?"


def event_rows(case: Case, event: Event) -> Iterator[FactRow]:
    """What happened, to whom, how it weighed or held, by which account."""
    source = source_words(case, event.basis)
    yield title(field_label("Event", "kind")), label("EventKind", event.kind), source
    if event.who:
        who = joined(name_of(case, each) for each in event.who)
        yield title(field_label("Event", "who")), who, ""
    if event.away:
        yield title(field_label("Event", "away")), name_of(case, event.away), ""
    for field in ("burden", "nurture"):
        amount = getattr(event, field)
        if amount not in UNSAID:
            yield title(field_label("Event", field)), label("Amount", amount), source
    if event.exposure not in UNSAID:
        yield title(field_label("Event", "exposure")), label("Exposure", event.exposure), source
    yield from told_otherwise(case, event.accounts, "Amount")
    if event.note:
        yield "Note", event.note, ""


def event_missing(event: Event) -> Iterator[str]:
    """What nobody has asked about an event yet."""
    if event.at_months is None:
        yield "How old was the child?"
    if event.burden == event.nurture == "unknown":
        yield "Did it weigh on the family, or hold it?"


_Seen = PairObservation | ChildObservation | DailyObservation | Screening


def observation_rows(case: Case, seen: _Seen) -> Iterator[FactRow]:
    """What was made of what was seen or screened."""
    rating = seen.reading if isinstance(seen, Screening) else seen.rating
    field = "reading" if isinstance(seen, Screening) else "rating"
    if isinstance(seen, Screening) and seen.date:
        yield title(field_label("Screening", "date")), seen.date.isoformat(), ""
    if isinstance(seen, Screening) and seen.score:
        yield title(field_label("Screening", "score")), seen.score, ""
    words = label(RATINGS[seen.kind], rating)
    yield title(field_label(type(seen).__name__, field)), words, source_words(case, seen.basis)
    if seen.at_months is not None:
        yield "Child's age", age_of_child(seen.at_months), ""
    yield from told_otherwise(case, seen.accounts, RATINGS[seen.kind])
    if seen.note:
        yield "Note", seen.note, ""


def work_rows(case: Case, entry: Question | Goal | SafetyConcern) -> Iterator[FactRow]:
    """What is asked, planned or feared for, and how far it is."""
    match entry:
        case Question():
            state = label("QuestionState", entry.state)
            yield title(field_label("Question", "text")), entry.text, state
            if entry.ask:
                yield title(field_label("Question", "ask")), entry.ask, ""
            if entry.answer:
                yield title(field_label("Question", "answer")), entry.answer, ""
        case Goal():
            yield title(field_label("Goal", "text")), entry.text, label("GoalState", entry.state)
            if entry.by_when:
                yield title(field_label("Goal", "by_when")), entry.by_when, ""
        case SafetyConcern():
            state = label("SafetyState", entry.state)
            yield (
                title(field_label("SafetyConcern", "state")),
                state,
                source_words(case, entry.basis),
            )
            if entry.text:
                yield "Note", entry.text, ""


def work_about(case: Case, identifier: str) -> Iterator[FactRow]:
    """What is still to ask about somebody, and what comes next with them."""
    for question in case.questions:
        if identifier in question.about and question.state == "open":
            yield "To ask", question.text, question.ask
    for goal in case.goals:
        if identifier in goal.who and goal.state in GOALS_TO_DO:
            yield "Next step", goal.text, goal.by_when
