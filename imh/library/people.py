"""Who has a part in a case, and who is given one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from imh.library.access import Admitted
from imh.library.errors import LibraryError
from imh.library.roles import Account, Role
from imh.library.tables import accounts, members, now


@dataclass(frozen=True)
class Member:
    """Somebody's part in a case; ``until`` is when it ends, None when it does not end by itself."""

    account: str
    name: str
    role: Role
    until: datetime | None


def members_of(connection: Connection, case_id: int) -> tuple[Member, ...]:
    """Everybody who was given a part in a case, also when it has ended since."""
    rows = connection.execute(
        select(members, accounts.c.name)
        .outerjoin(accounts, accounts.c.id == members.c.account)
        .where(members.c.case_id == case_id)
        .order_by(members.c.account)
    )
    return tuple(
        Member(row.account, row.name or row.account, Role(row.role), row.until) for row in rows
    )


def make_owner(connection: Connection, case_id: int, account: Account) -> None:
    """Whoever begins a case owns it."""
    row = {"case_id": case_id, "account": account.id, "role": Role.OWNER.value}
    connection.execute(insert(members).values(row))


def give_part(at: Admitted, account: str, role: Role, until: datetime | None) -> None:
    """Give somebody a part in a case, instead of any they had."""
    this = (members.c.case_id == at.id) & (members.c.account == account)
    at.connection.execute(delete(members).where(this))
    at.connection.execute(
        insert(members).values(case_id=at.id, account=account, role=role.value, until=until)
    )
    _check_owned(at)


def take_part_back(at: Admitted, account: str) -> None:
    """Let somebody have no part in a case any more."""
    this = (members.c.case_id == at.id) & (members.c.account == account)
    at.connection.execute(delete(members).where(this))
    _check_owned(at)


def _check_owned(at: Admitted) -> None:
    owns = (members.c.role == Role.OWNER.value) & (
        members.c.until.is_(None) | (members.c.until > now())
    )
    owners = select(func.count()).select_from(members).where(members.c.case_id == at.id, owns)
    if not at.connection.scalar(owners):
        raise LibraryError("A case needs an owner: make somebody else the owner first.")
