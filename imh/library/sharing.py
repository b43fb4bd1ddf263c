"""Who has a part in a case, and who is given one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from imh.library import audit
from imh.library.access import AuthorizedCase
from imh.library.errors import LibraryError
from imh.library.expiry import end
from imh.library.roles import Account, Role
from imh.library.tables import accounts, as_text, cases, invitations, members, now, tickets


@dataclass(frozen=True)
class Member:
    """Somebody's part in a case; ``until`` is when it ends, None when it does not end by itself."""

    account: str
    name: str
    role: Role
    until: datetime | None


@dataclass(frozen=True)
class Invitation:
    """A part in a case that waits for who signs in with an e-mail address."""

    email: str
    role: Role
    until: datetime | None


def members_of(connection: Connection, case_id: int) -> tuple[Member, ...]:
    """Everybody with an account who was given a part in a case, also when it has ended since."""
    with_a_ticket = select(tickets.c.account).where(tickets.c.case_id == case_id)
    rows = connection.execute(
        select(members, accounts.c.name)
        .outerjoin(accounts, accounts.c.id == members.c.account)
        .where(members.c.case_id == case_id, members.c.account.not_in(with_a_ticket))
        .order_by(members.c.account)
    )
    return tuple(
        Member(row.account, row.name or row.account, Role(row.role), row.until) for row in rows
    )


def make_owner(connection: Connection, case_id: int, account: Account) -> None:
    """Whoever begins a case owns it."""
    row = {"case_id": case_id, "account": account.id, "role": Role.OWNER.value}
    connection.execute(insert(members).values(row))


def give_part(at: AuthorizedCase, account: str, role: Role, until: datetime | None) -> None:
    """Give somebody a part in a case, instead of any they had."""
    until = end(until, now())
    this = (members.c.case_id == at.id) & (members.c.account == account)
    at.connection.execute(delete(members).where(this))
    at.connection.execute(
        insert(members).values(case_id=at.id, account=account, role=role.value, until=until)
    )
    _check_owned(at)


def given(role: Role, until: datetime | None) -> dict[str, str]:
    """A part as the record tells of it; without an end it ends ""."""
    return {"role": role.value, "until": as_text(until) if until else ""}


def take_part_back(at: AuthorizedCase, account: str) -> None:
    """Let somebody have no part in a case any more."""
    this = (members.c.case_id == at.id) & (members.c.account == account)
    at.connection.execute(delete(members).where(this))
    _check_owned(at)


def invite(at: AuthorizedCase, email: str, role: Role, until: datetime | None) -> str | None:
    """Give who has this e-mail address a part in a case, now or once they sign in.

    Returns the id of their account, None when the invitation has to wait.
    """
    email, until = email.strip().lower(), end(until, now())
    if not _is_address(email):
        raise LibraryError("This does not look like an e-mail address.")
    account = at.connection.scalar(select(accounts.c.id).where(accounts.c.email == email))
    if account is not None:
        give_part(at, account, role, until)
        return str(account)
    uninvite(at, email)
    row = {"case_id": at.id, "email": email, "role": role.value, "until": until}
    at.connection.execute(insert(invitations).values(row))
    return None


def _is_address(email: str) -> bool:
    name, _, host = email.partition("@")
    return bool(name and host) and "@" not in host and len(email) <= 320 and email.isprintable()


def uninvite(at: AuthorizedCase, email: str) -> None:
    """Take an invitation back."""
    this = (invitations.c.case_id == at.id) & (invitations.c.email == email)
    at.connection.execute(delete(invitations).where(this))


def invitations_to(connection: Connection, case_id: int) -> tuple[Invitation, ...]:
    """The invitations to a case that wait for somebody to sign in."""
    here = invitations.c.case_id == case_id
    rows = connection.execute(select(invitations).where(here).order_by(invitations.c.email))
    return tuple(Invitation(row.email, Role(row.role), row.until) for row in rows)


def accept_invitations(connection: Connection, account: Account, email: str) -> None:
    """Give somebody who signs in the parts to which their e-mail address was invited.

    A part that they have already stays as it is.
    """
    mine = invitations.c.email == email.lower()
    waiting = select(invitations, cases.c.token).join(cases, cases.c.id == invitations.c.case_id)
    for row in connection.execute(waiting.where(mine)).all():
        this = (members.c.case_id == row.case_id) & (members.c.account == account.id)
        if connection.execute(select(members.c.role).where(this)).first() is None:
            part = {"case_id": row.case_id, "account": account.id, "role": row.role}
            connection.execute(insert(members).values(**part, until=row.until))
            told = given(Role(row.role), row.until)
            audit.record(connection, account, "accept", row.token, **told, email=row.email)
    connection.execute(delete(invitations).where(mine))


def _check_owned(at: AuthorizedCase) -> None:
    owns = (members.c.role == Role.OWNER.value) & (
        members.c.until.is_(None) | (members.c.until > now())
    )
    owners = select(func.count()).select_from(members).where(members.c.case_id == at.id, owns)
    if not at.connection.scalar(owners):
        raise LibraryError("A case needs an owner: make somebody else the owner first.")
