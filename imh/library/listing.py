"""The list of cases: the newest first, filtered, and found by words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    func,
    literal,
    or_,
    select,
)

from imh.case.text import storable
from imh.library.roles import MAY, Account, Act, Role, may
from imh.library.search_index import unredacted
from imh.library.tables import accounts, cases, members, now


@dataclass(frozen=True)
class Filter:
    """Which cases to list; what is left as it is does not narrow the list.

    ``text``: every word begins some word of the case, what somebody keeps private apart.
    ``ages``: reference age in months, from and to, both included. ``changed_until`` and
    ``born_until`` are included as well, ``born`` being the youngest child's birth. ``roles``: what
    the account is to the case. ``mine``: the cases that were given to this account to answer for.
    """

    text: str = ""
    ages: tuple[float, float] | None = None
    changed_since: datetime | None = None
    changed_until: datetime | None = None
    born_until: date | None = None
    fictional: bool | None = None
    safety: bool | None = None
    open_questions: bool | None = None
    open_goals: bool | None = None
    roles: frozenset[Role] | None = None
    mine: bool = False


@dataclass(frozen=True)
class Listed:
    """One case in a list. ``title`` is the case's own title, or else the name it came by.

    ``children`` are the names of the children whom the case is about; ``safety`` says that a
    current concern about somebody's safety is in it.
    """

    token: str
    title: str
    children: str
    reference_age_months: float
    fictional: bool
    safety: bool
    open_questions: int
    open_goals: int
    changed: datetime
    changed_by: str
    number: int
    role: Role


def listed(
    connection: Connection, account: Account, which: Filter, limit: int, offset: int
) -> tuple[Listed, ...]:
    """The cases that this account may open, the last changed first."""
    query = _visible(connection, account, which).order_by(cases.c.changed.desc(), cases.c.id.desc())
    rows = connection.execute(query.limit(limit).offset(offset))
    return tuple(_listed(row) for row in rows)


def count(connection: Connection, account: Account, which: Filter) -> int:
    """How many cases there are to list."""
    counted = _visible(connection, account, which).with_only_columns(func.count())
    return int(connection.scalar(counted) or 0)


@dataclass(frozen=True)
class Reach:
    """The cases that an account may open: where they are, what it is to them, and which."""

    cases: FromClause
    role: ColumnElement[Any]
    conditions: list[ColumnElement[bool]]


def reach(account: Account, *, mine: bool = False) -> Reach:
    """The cases that an account may open; ``mine`` are those that it was made the owner of."""
    own = select(members.c.case_id).where(*_has_part(account, {Role.OWNER}))
    conditions: list[ColumnElement[bool]] = [cases.c.id.in_(own)] if mine else []
    if account.everywhere:
        allowed = literal(may(account.everywhere, Act.OPEN))
        return Reach(cases, literal(account.everywhere.value), [*conditions, allowed])
    conditions += _has_part(account, MAY[Act.OPEN])
    return Reach(cases.join(members, members.c.case_id == cases.c.id), members.c.role, conditions)


def to_audit(connection: Connection, account: Account) -> tuple[str, ...]:
    """The tokens of single cases whose record this account may read, and which it may not open."""
    mine = _has_part(account, MAY[Act.READ_RECORD] - MAY[Act.OPEN])
    query = select(cases.c.token).join(members, members.c.case_id == cases.c.id).where(*mine)
    return tuple(connection.scalars(query.order_by(cases.c.id.desc())))


def _has_part(account: Account, roles: Collection[Role]) -> list[ColumnElement[bool]]:
    """What holds of the members of a case in which an account has one of these parts now."""
    return [
        members.c.account == account.id,
        members.c.role.in_(sorted(roles)),
        or_(members.c.until.is_(None), members.c.until > now()),
    ]


def _visible(connection: Connection, account: Account, which: Filter) -> Select[Any]:
    about = [cases.c[name] for name in Listed.__dataclass_fields__ if name in cases.c]
    within = reach(account, mine=which.mine)
    conditions = [*_conditions(connection, which), *within.conditions]
    if which.text:  # who may only read a case is not given what was written beside it
        named = or_(
            *(cases.c[name].icontains(storable(which.text.strip())) for name in ("title", "name"))
        )
        conditions.append(or_(within.role.in_(sorted(MAY[Act.CHANGE])), named))
    if which.roles is not None:
        conditions.append(within.role.in_(sorted(which.roles)))
    query = select(
        *about, cases.c.name, accounts.c.name.label("by_name"), within.role.label("role")
    )
    people = within.cases.outerjoin(accounts, accounts.c.id == cases.c.changed_by)
    return query.select_from(people).where(*conditions)


def _conditions(connection: Connection, which: Filter) -> list[ColumnElement[bool]]:
    found = unredacted(connection, which.text)
    conditions = [] if found is None else [found]
    if which.ages is not None:
        conditions.append(cases.c.reference_age_months.between(*which.ages))
    if which.changed_since is not None:
        conditions.append(cases.c.changed >= which.changed_since)
    if which.changed_until is not None:
        conditions.append(cases.c.changed <= which.changed_until)
    if which.born_until is not None:
        conditions.append(cases.c.born <= which.born_until)
    for name in ("fictional", "safety"):
        if (wanted := getattr(which, name)) is not None:
            conditions.append(cases.c[name].is_(wanted))
    for name in ("open_questions", "open_goals"):
        if (wanted := getattr(which, name)) is not None:
            conditions.append(cases.c[name] > 0 if wanted else cases.c[name] == 0)
    return conditions


def _listed(row: Row[Any]) -> Listed:
    values = {name: row._mapping[name] for name in Listed.__dataclass_fields__}
    values |= {
        "title": row.title or row.name,
        "changed_by": row.by_name or row.changed_by,
        "role": Role(row.role),
    }
    return Listed(**values)
