"""Tickets: a guest without an account comes to one case, by a short code, until it runs out.

A code is shown once, to who made the ticket; the library keeps a hash of it. One ticket is for
one person, who is in the record and in the ratings as the holder of this ticket.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from imh.library import people
from imh.library.access import Admitted
from imh.library.documents import fit
from imh.library.roles import Account, Role
from imh.library.tables import audit, cases, now, tickets

HOURS = 3.0
"""How long a ticket is good for unless somebody says otherwise: a meeting, and coming early."""
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What codes are made of: nothing that is mistaken for something else when read aloud."""
LENGTH = 8
AT_THE_DOOR = Account("door", "Somebody at the door", visitor=True)
TRIES, WITHIN = 20, timedelta(minutes=10)
"""How many wrong codes the door hears out before it listens to nobody for a while."""


@dataclass(frozen=True)
class Ticket:
    """A ticket that was made for a case: for whom, and until when."""

    account: str
    name: str
    until: datetime


@dataclass(frozen=True)
class Visit:
    """What a code opens: one case, as its guest."""

    account: Account
    token: str


def make(at: Admitted, name: str, until: datetime) -> tuple[Ticket, str]:
    """Make a ticket; returns it with its code, which nobody can find out later."""
    name = fit(name.strip())[:200] or "A guest of the meeting"
    ticket = Ticket(f"ticket:{secrets.token_hex(8)}", name, until)
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    values = {"case_id": at.id, "hash": _hash(code), **vars(ticket)}
    at.connection.execute(insert(tickets).values(values))
    people.give_part(at, ticket.account, Role.GUEST, until)
    half = LENGTH // 2
    return ticket, f"{code[:half]}-{code[half:]}"


def withdraw(at: Admitted, account: str) -> None:
    """Let a ticket open nothing any more, also for who has come in by it already."""
    this = (tickets.c.case_id == at.id) & (tickets.c.account == account)
    at.connection.execute(delete(tickets).where(this))
    people.take_part_back(at, account)


def made_for(connection: Connection, case_id: int) -> tuple[Ticket, ...]:
    """The tickets of a case that are still good, the first to run out first."""
    good = (tickets.c.case_id == case_id) & (tickets.c.until > now())
    rows = connection.execute(select(tickets).where(good).order_by(tickets.c.until))
    return tuple(Ticket(row.account, row.name, row.until) for row in rows)


def opened_by(connection: Connection, code: str) -> Visit | None:
    """What a code opens; None when it opens nothing."""
    row = connection.execute(
        select(tickets, cases.c.token)
        .join(cases, cases.c.id == tickets.c.case_id)
        .where(tickets.c.hash == _hash(code), tickets.c.until > now())
    ).first()
    if row is None:
        return None
    return Visit(Account(row.account, row.name, visitor=True), row.token)


def too_many_tries(connection: Connection) -> bool:
    """Whether so many wrong codes were tried that somebody may be guessing."""
    wrong = (audit.c.account == AT_THE_DOOR.id) & (audit.c.time > now() - WITHIN)
    tried = connection.scalar(select(func.count()).select_from(audit).where(wrong))
    return (tried or 0) >= TRIES


def _hash(code: str) -> str:
    """A slow hash, so that a stolen database does not give away codes as short as these."""
    letters = "".join(letter for letter in code.upper() if letter in LETTERS).encode()
    return hashlib.scrypt(letters, salt=b"imh ticket", n=2**14, r=8, p=1, dklen=32).hex()
