"""What is due over many cases: safety first, next steps and visits by their day, open questions.

Each case's newest revision leaves its due items in a table, so that a caseload is read without
opening a case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select

from imh.case.case import Case
from imh.case.labels import label
from imh.case.people import Person
from imh.case.vocabulary import GOALS_TO_DO
from imh.library.listing import Reach, reach
from imh.library.roles import MAY, Account, Act, Role
from imh.library.tables import accounts, cases, due, members

DueKind = Literal["safety", "step", "visit", "question"]

SOON = timedelta(days=14)
"""How far ahead a day counts as soon."""


@dataclass(frozen=True)
class Item:
    """One thing that is due in a case.

    ``by_when`` is the time as it was written, ``day`` the day it names, None when it names none.
    """

    kind: DueKind
    text: str
    who: str
    by_when: str
    day: date | None


@dataclass(frozen=True)
class Due:
    """One thing that is due, in which case, and who answers for the case."""

    token: str
    title: str
    children: str
    owners: tuple[str, ...]
    item: Item


@dataclass(frozen=True)
class Outline:
    """How much is due, in numbers.

    ``safety`` counts cases in which a concern for somebody's safety is noted as current;
    ``overdue`` steps whose day has passed; ``soon`` steps and visits of the coming fourteen days;
    ``later`` those after; ``undated`` steps that name no day; ``questions`` open ones.
    """

    safety: int
    overdue: int
    soon: int
    later: int
    undated: int
    questions: int

    @property
    def nothing(self) -> bool:
        """Whether nothing is due at all."""
        return not any(asdict(self).values())


# ------------------------------------------------------------------ what is due in a case


def items(case: Case) -> tuple[Item, ...]:
    """What is due in a case: current safety concerns, open steps, dated visits, open questions.

    A visit told by the child's age has been: no age lies after the one the case is described at.
    """
    return (*_safety(case), *_steps(case), *_visits(case), *_questions(case))


def _safety(case: Case) -> Iterator[Item]:
    for concern in case.safety:
        if concern.state == "current":
            kind = label("SafetyKind", concern.kind)
            said = ": ".join(filter(None, (kind[:1].upper() + kind[1:], concern.text)))
            yield Item("safety", said, _named(case, concern.who), "", None)


def _steps(case: Case) -> Iterator[Item]:
    for goal in case.goals:
        if goal.state in GOALS_TO_DO:
            who = _named(case, goal.who)
            yield Item("step", goal.text, who, goal.by_when, day_in(goal.by_when))


def _visits(case: Case) -> Iterator[Item]:
    for visit in case.visits:
        if visit.date is not None:
            what = ": ".join(filter(None, (visit.place, visit.note)))
            yield Item("visit", what, _named(case, visit.present), "", visit.date)


def _questions(case: Case) -> Iterator[Item]:
    for question in case.questions:
        if question.state == "open":
            yield Item("question", question.text, question.ask, "", None)


def _named(case: Case, identifiers: Collection[str]) -> str:
    return ", ".join(_name(case.entries[identifier]) for identifier in identifiers)


def _name(entry: Any) -> str:
    name: str = getattr(entry, "name", "")
    return name or (label("Role", entry.role) if isinstance(entry, Person) else "a place")


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<m>(?:{'|'.join(_MONTHS)})[a-z]*)\.?"
_DAYS = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH},?\s+(?P<y>\d{{4}})\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b"),
)


def day_in(written: str) -> date | None:
    """The day that a "by when" names with its year, the last one when it names several.

    ``2027-03-12``, ``12.3.2027``, ``12 March 2027``, ``March 12, 2027``. Days between slashes
    are not read: they mean different days in different countries.
    """
    found = (match for form in _DAYS for match in form.finditer(written.lower()))
    return max(filter(None, map(_day, found)), default=None)


def _day(match: re.Match[str]) -> date | None:
    month = match["m"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        return date(int(match["y"]), number, int(match["d"]))
    except ValueError:
        return None


def keep(connection: Connection, case_id: int, case: Case, before: Case | None = None) -> None:
    """Let a case have due what its newest revision says; ``before`` is what it said until now."""
    now = items(case)
    if before is not None:
        if now == items(before):
            return
        connection.execute(delete(due).where(due.c.case_id == case_id))
    if now:
        rows = [
            {"case_id": case_id, "number": number, **asdict(item)}
            for number, item in enumerate(now)
        ]
        connection.execute(insert(due), rows)


# ------------------------------------------------------------------ what is due over many


def listed(
    connection: Connection,
    account: Account,
    kinds: Collection[DueKind],
    today: date,
    *,
    mine: bool,
    limit: int,
    offset: int,
) -> tuple[Due, ...]:
    """What is due in the cases that an account works on, by day; what names no day comes last.

    Visits that have been are left out.
    """
    within = _worked_on(account, mine)
    about = (cases.c.token, cases.c.title, cases.c.name, cases.c.children)
    found = connection.execute(
        select(*about, due)
        .select_from(within.cases.join(due, due.c.case_id == cases.c.id))
        .where(*within.conditions, due.c.kind.in_(kinds), _still(today))
        .order_by(due.c.day.asc().nulls_last(), cases.c.changed.desc(), cases.c.id, due.c.number)
        .limit(limit)
        .offset(offset)
    ).all()
    owners = _owners(connection, {row.case_id for row in found})
    return tuple(_due(row, owners) for row in found)


def _owners(connection: Connection, case_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of those who answer for each of some cases."""
    names: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(
        select(members.c.case_id, members.c.account, accounts.c.name)
        .outerjoin(accounts, accounts.c.id == members.c.account)
        .where(members.c.case_id.in_(case_ids), members.c.role == Role.OWNER.value)
        .order_by(members.c.account)
    ):
        names[row.case_id] = (*names.get(row.case_id, ()), row.name or row.account)
    return names


def _worked_on(account: Account, mine: bool) -> Reach:
    """Not those in which somebody is a guest: nothing in them is theirs to do."""
    within = reach(account, mine=mine)
    within.conditions.append(within.role.in_(sorted(MAY[Act.CHANGE])))
    return within


def _due(row: Row[Any], owners: Mapping[int, tuple[str, ...]]) -> Due:
    item = Item(row.kind, row.text, row.who, row.by_when, row.day)
    title = row.title or row.name
    return Due(row.token, title, row.children, owners.get(row.case_id, ()), item)


def _still(today: date) -> ColumnElement[bool]:
    """Not a visit that has been."""
    return or_(due.c.kind != "visit", due.c.day.is_(None), due.c.day >= today)


def outline(connection: Connection, account: Account, today: date, *, mine: bool) -> Outline:
    """How much is due in the cases that an account works on."""
    within = _worked_on(account, mine)
    about_cases = select(
        func.count().filter(cases.c.safety.is_(True)),
        func.coalesce(func.sum(cases.c.open_questions), 0),
    ).select_from(within.cases)
    safety, questions = connection.execute(about_cases.where(*within.conditions)).one()
    day, step = due.c.day, due.c.kind == "step"
    times = select(
        func.count().filter(and_(step, day < today)),
        func.count().filter(day.between(today, today + SOON)),
        func.count().filter(day > today + SOON),
        func.count().filter(day.is_(None)),
    ).select_from(within.cases.join(due, due.c.case_id == cases.c.id))
    dated = connection.execute(
        times.where(*within.conditions, due.c.kind.in_(("step", "visit")))
    ).one()
    return Outline(safety, *dated, questions)
