"""The one way to a case: whose it is to take, under lock, with every refusal on the record.

Whoever signed in has an :class:`AuthSession`, and it is asked within every transaction: when it is
over nothing is read or saved for them any more, whichever window or part of a page asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn, Protocol

from sqlalchemy import Connection, Engine, Row, select

from imh.library import audit
from imh.library.engines import transaction
from imh.library.errors import LibraryError, Refused
from imh.library.roles import IN_WORDS, Account, Act, Role, may
from imh.library.tables import cases, members, now


@dataclass(frozen=True)
class AuthorizedCase:
    """Somebody who may do what they are about to do, inside a transaction.

    ``row`` is the case's row of the table of cases.
    """

    connection: Connection
    account: Account
    row: Row[Any]
    role: Role

    @property
    def id(self) -> int:
        """The number of the case inside the library."""
        return int(self.row.id)

    def record(self, action: str, **detail: Any) -> None:
        """Put what was done on the record; the last thing to do."""
        audit.record(self.connection, self.account, action, self.row.token, **detail)


class AuthSession(Protocol):
    """Somebody's stay in a library, from when the door let them in until it is over."""

    def ask(self, connection: Connection, *, writes: bool) -> None:
        """Raise :class:`imh.library.errors.Closed` when it is over.

        ``connection`` is that of the transaction, ``writes`` says that something is to be saved.
        """


@dataclass(frozen=True)
class Access:
    """A library as one account has it, for as long as its stay lasts (None: without an end)."""

    engine: Engine
    account: Account
    stay: AuthSession | None = field(default=None, repr=False, compare=False)

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """What happens inside is kept together or not at all.

        Raises :class:`LibraryError`, among them :class:`imh.library.errors.Closed`.
        """
        with transaction(self.engine, writes=writes) as connection:
            if self.stay:
                self.stay.ask(connection, writes=writes)
            yield connection

    @contextmanager
    def to(self, act: Act, token: str, *, writes: bool = True) -> Iterator[AuthorizedCase]:
        """Be admitted to a case for one act; what is done inside is kept together or not at all.

        Raises :class:`LibraryError` when there is no such case, :class:`Refused` when this is
        not for this account to do, and then it is on the record.
        """
        with self.transaction(writes=writes) as connection:
            query = select(cases).where(cases.c.token == token)
            if writes:  # one at a time changes a case or who has a part in it
                query = query.with_for_update()
            row = connection.execute(query).first()
            if row is None:
                raise LibraryError("There is no such case in this library.")
            role = role_in(connection, self.account, row.id)
            if role is not None and may(role, act):
                yield AuthorizedCase(connection, self.account, row, role)
                return
        who = IN_WORDS[role] if role else "Somebody who has no part in this case"
        self.refuse(act.name.lower(), f"{who} may not {act}.", token)

    def refuse(self, act: str, sentence: str, token: str = "") -> NoReturn:
        """Raise :class:`Refused`, once that is on the record."""
        with self.transaction(writes=True) as connection:
            audit.record(connection, self.account, "refused", token, act=act)
        raise Refused(sentence)


def role_in(connection: Connection, account: Account, case_id: int) -> Role | None:
    """What an account is to a case now; None when it has no part in it or no longer has."""
    if account.everywhere:
        return account.everywhere
    part = connection.execute(
        select(members.c.role, members.c.until).where(
            members.c.case_id == case_id, members.c.account == account.id
        )
    ).first()
    if part is None or (part.until is not None and part.until <= now()):
        return None
    role = Role(part.role)
    return role if role is Role.GUEST or not account.visitor else None
