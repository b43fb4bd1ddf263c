"""Tickets: a guest without an account comes to one case, by a short code, until it runs out.

A code is shown once, to who made the ticket; the library keeps a hash of it. One ticket is for
one person, who is in the record and in the ratings as the holder of this ticket, and for one
browser: that of who came in by it first. It is known by a secret of its own, of which a hash is
kept. Who made the ticket sees when another browser tried.

Nobody guesses a code. There are 31 to the power of 12, about 8e17 (59 bits): who tries a thousand
a second for all of the 24 hours that a ticket is good for at most, while a thousand tickets are,
meets one of them with a probability of 1 in 9 million. So a right code is let through at any time
and its hash is a quick one (under a millisecond); wrong ones only wait for
their answer (failed_attempts.py).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from imh.case.text import storable
from imh.library import sharing
from imh.library.access import AuthorizedCase
from imh.library.code_letters import CODE_LETTERS
from imh.library.roles import BY_TICKET, Account, Role
from imh.library.tables import cases, now, sign_ins, tickets

HOURS = 3.0
"""How long a ticket is good for unless somebody says otherwise: a meeting, and coming early."""
LENGTH, GROUP = 12, 4
_LENGTH_OF_SLOW = 8
_LONGEST = 100
"""Characters that are read of what was typed."""
NOTHING = "This code opens nothing, or no longer."
ELSEWHERE = (
    "Somebody came in by this code in another browser, and it is for that browser alone. Whoever "
    "gave it to you can make another ticket."
)
AT_THE_DOOR = Account("door", "Somebody at the door", visitor=True)


@dataclass(frozen=True)
class Ticket:
    """A ticket that was made for a case: for whom, and until when.

    ``used`` says that somebody came in by it. Another browser tried to ``elsewhere`` times,
    ``elsewhere_last`` being the last time.
    """

    account: str
    name: str
    until: datetime
    used: bool = False
    elsewhere: int = 0
    elsewhere_last: datetime | None = None


@dataclass(frozen=True)
class Visit:
    """What a code opens: one case, as its guest. ``mark`` names the guest's sign-in."""

    account: Account
    token: str
    mark: str


def make(at: AuthorizedCase, name: str, good_for: timedelta) -> tuple[Ticket, str]:
    """Make a ticket; returns it with its code, which nobody can find out later."""
    name = storable(name.strip())[:200] or "A guest of the meeting"
    account, until = f"{BY_TICKET}{secrets.token_hex(8)}", now() + good_for
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(LENGTH))
    row = {"case_id": at.id, "account": account, "name": name, "until": until}
    kept = {"hash": _hash(code), "slow": False, "elsewhere": 0}
    at.connection.execute(insert(tickets).values({**row, **kept}))
    sharing.give_part(at, account, Role.GUEST, until)
    groups = [code[start : start + GROUP] for start in range(0, LENGTH, GROUP)]
    return Ticket(account, name, until), "-".join(groups)


def withdraw(at: AuthorizedCase, account: str) -> None:
    """Let a ticket open nothing any more, also for who has come in by it already."""
    this = (tickets.c.case_id == at.id) & (tickets.c.account == account)
    at.connection.execute(delete(tickets).where(this))
    sharing.take_part_back(at, account)


def made_for(connection: Connection, case_id: int) -> tuple[Ticket, ...]:
    """The tickets of a case that are still good, the first to run out first."""
    good = (tickets.c.case_id == case_id) & (tickets.c.until > now())
    rows = connection.execute(select(tickets).where(good).order_by(tickets.c.until))
    return tuple(
        Ticket(
            row.account,
            row.name,
            row.until,
            row.browser is not None,
            row.elsewhere,
            row.elsewhere_last,
        )
        for row in rows
    )


def opened_by(connection: Connection, code: str, browser: str) -> Visit | bool:
    """What a code opens for a browser, which is known by its secret.

    True when it opens something, but for another browser, and that is noted; False when nothing.
    """
    row = _found(connection, code)
    if row is None:
        return False
    this, whose = tickets.c.account == row.account, _known_as(browser)
    if not browser or row.browser not in (None, whose):
        tried = {"elsewhere": row.elsewhere + 1, "elsewhere_last": now()}
        connection.execute(update(tickets).where(this).values(tried))
        return True
    connection.execute(update(tickets).where(this).values(browser=whose))
    return _visit(row, whose)


def still_in(connection: Connection, browser: str, idle: timedelta) -> Visit | None:
    """The visit that goes on in a browser, as after a reload; None when there is none.

    Of several the one that was used last.
    """
    whose = _known_as(browser)
    here = (tickets.c.browser == whose) & (tickets.c.until > now())
    in_use = ~sign_ins.c.over & (sign_ins.c.seen > now() - idle)
    query = _with_its_case().join(sign_ins, sign_ins.c.account == tickets.c.account)
    row = connection.execute(query.where(here, in_use).order_by(sign_ins.c.seen.desc())).first()
    return _visit(row, whose) if row is not None and browser else None


def _visit(row: Row[Any], whose: str) -> Visit:
    mark = hashlib.sha256(f"{row.account} {whose}".encode()).hexdigest()
    return Visit(Account(row.account, row.name, visitor=True), row.token, mark)


def _found(connection: Connection, code: str) -> Row[Any] | None:
    letters = "".join(letter for letter in code[:_LONGEST].upper() if letter in CODE_LETTERS)
    good = tickets.c.until > now()
    of_before = select(tickets.c.account).where(good, tickets.c.slow)
    slow = len(letters) == _LENGTH_OF_SLOW and connection.execute(of_before).first()
    hashed = _slow_hash(letters) if slow else _hash(letters)
    query = _with_its_case().where(tickets.c.hash == hashed, good)
    return connection.execute(query.with_for_update(of=tickets)).first()


def _with_its_case() -> Select[Any]:
    return select(tickets, cases.c.token).join(cases, cases.c.id == tickets.c.case_id)


def _known_as(browser: str) -> str:
    """A quick hash: what a server gives a browser at random cannot be guessed from it."""
    return hashlib.sha256(f"imh browser {browser}".encode()).hexdigest()


def _hash(letters: str) -> str:
    """A thousand rounds: nothing to who comes to the door, and to a thief of the database."""
    return hashlib.pbkdf2_hmac("sha256", letters.encode(), b"imh ticket", 1_000).hex()


def _slow_hash(letters: str) -> str:
    """That of codes of eight letters, which were made before there were longer ones."""
    return hashlib.scrypt(letters.encode(), salt=b"imh ticket", n=2**14, r=8, p=1, dklen=32).hex()
