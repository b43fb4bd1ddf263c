"""Who has signed in to a team's library, and whether a sign-in still holds.

A sign-in is known by a mark: a hash of everything that the sign-in service said of it. It ends
when somebody signs out, in whichever window, or when nobody has used it for a while; whoever
kept a copy of its cookie comes in no more. A guest who came in by a ticket is in by such a sign-in
as well (tickets.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select, update

from imh.library import audit, sharing
from imh.library.roles import BY_TICKET, Account
from imh.library.tables import accounts, now, sign_ins


@dataclass(frozen=True)
class Person:
    """Somebody with an account; ``email`` is empty unless the sign-in service has checked it."""

    id: str
    name: str
    email: str


def sign_in(
    connection: Connection, account: Account, mark: str, email: str, idle: timedelta
) -> bool:
    """Let a sign-in begin, or go on; returns whether it holds.

    At its beginning the person gets the parts in cases to which their e-mail was invited.
    """
    known = select(sign_ins.c.seen).where(sign_ins.c.mark == mark)
    if connection.execute(known).first() is not None:
        return renew(connection, mark, idle)
    begin(connection, account, mark)
    audit.record(connection, account, "sign_in")
    this = accounts.c.id == account.id
    connection.execute(update(accounts).where(this).values(email=email.lower() or None))
    if email:
        sharing.accept_invitations(connection, account, email)
    return True


def begin(connection: Connection, account: Account, mark: str) -> None:
    """Let a sign-in begin; one of the same mark that there was begins anew."""
    connection.execute(delete(sign_ins).where(sign_ins.c.mark == mark))
    row = {"mark": mark, "account": account.id, "seen": now(), "over": False}
    connection.execute(insert(sign_ins).values(row))


def renew(connection: Connection, mark: str, idle: timedelta) -> bool:
    """Whether a sign-in still holds; it was used now if it does, and is over for good if not."""
    this = sign_ins.c.mark == mark
    if not holds(connection, mark, idle):
        connection.execute(update(sign_ins).where(this).values(over=True))
        return False
    noted = sign_ins.c.seen > now() - idle / 10
    connection.execute(update(sign_ins).where(this, ~noted).values(seen=now()))
    return True


def holds(connection: Connection, mark: str, idle: timedelta) -> bool:
    """Whether somebody used a sign-in within that time, and has not signed out."""
    query = select(sign_ins.c.seen, sign_ins.c.over).where(sign_ins.c.mark == mark)
    row = connection.execute(query).first()
    return row is not None and not row.over and row.seen > now() - idle


def sign_out(connection: Connection, account: Account, mark: str) -> None:
    """End a sign-in in every window."""
    connection.execute(update(sign_ins).where(sign_ins.c.mark == mark).values(over=True))
    audit.record(connection, account, "sign_out")


def everybody(connection: Connection) -> tuple[Person, ...]:
    """Everybody who has ever signed in, by name; who came by a ticket has no account."""
    rows = connection.execute(
        select(accounts)
        .where(accounts.c.id.in_(select(sign_ins.c.account)))
        .where(accounts.c.id.not_like(f"{BY_TICKET}%"))
        .order_by(accounts.c.name, accounts.c.id)
    )
    return tuple(Person(row.id, row.name, row.email or "") for row in rows)
