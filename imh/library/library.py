"""The library of cases, as the screens and the command line use it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from imh.case.case import Case
from imh.case.history import History
from imh.library import audit, listing, people, purge, revisions, unfinished
from imh.library.access import Access
from imh.library.audit import Line
from imh.library.checking import Health, examine
from imh.library.documents import START, Contents, fit
from imh.library.engines import transaction
from imh.library.listing import Filter, Listed
from imh.library.people import Member
from imh.library.purge import Removal
from imh.library.revisions import Next, sealed
from imh.library.roles import Account, Act, Role, may
from imh.library.work import Work, as_it_is

EVERYTHING = Filter()


@dataclass(frozen=True)
class Library:
    """One library on one store (``engines.embedded`` or ``engines.server`` opens it)."""

    engine: Engine

    def as_(self, account: Account) -> Desk:
        """The library as one account has it; cases are reached in no other way."""
        return Desk(Access(self.engine, account))

    def examine(self) -> Health:
        """Check that the file, the record and every revision are as they were saved.

        It reads the whole library and shows no case. Raises :class:`LibraryError`.
        """
        return examine(self.engine)

    def close(self) -> None:
        """Let go of the store."""
        self.engine.dispose()


@dataclass(frozen=True)
class Desk:
    """The library as one account has it.

    Every call may raise :class:`LibraryError` in one plain sentence, among them :class:`Refused`
    for what this account may not do; then that is on the record.
    """

    access: Access

    def begin(self, case: Case, name: str) -> Work:
        """Take a case into the library; this account becomes its owner."""
        if not self.access.account.may_begin:
            self.access.refuse("begin", "This account may not begin cases.")
        account, token, name = self.access.account, secrets.token_hex(16), fit(name)
        (first,) = sealed(0, START, [Next(Contents(case), "Begun", {"begin": name})])
        with transaction(self.access.engine, writes=True) as connection:
            case_id = revisions.first(connection, account, token, name, first)
            people.make_owner(connection, case_id, account)
            audit.record(connection, account, "begin", token, revision=1, hash=first.hash)
        return Work(self.access, token, name, History(case), {}, 1, first.hash, Role.OWNER)

    def open(self, token: str) -> Work:
        """Open a case where it was left, with its undo."""
        with self.access.to(Act.OPEN, token) as at:
            work = as_it_is(self.access, at)
            at.record("open", revision=work.number)
        return work

    def list(
        self, which: Filter = EVERYTHING, *, limit: int = 50, offset: int = 0
    ) -> tuple[Listed, ...]:
        """The cases that this account may open, the last changed first."""
        with transaction(self.access.engine) as connection:
            return listing.listed(connection, self.access.account, which, limit, offset)

    def count(self, which: Filter = EVERYTHING) -> int:
        """How many cases :meth:`list` has in all."""
        with transaction(self.access.engine) as connection:
            return listing.count(connection, self.access.account, which)

    def removal(self, token: str) -> Removal:
        """What :meth:`delete` would remove."""
        with self.access.to(Act.DELETE, token, writes=False) as at:
            return purge.removal(at)

    def delete(self, token: str) -> Removal:
        """Delete a case for good, with all its revisions. That it was there stays on the record."""
        with self.access.to(Act.DELETE, token) as at:
            gone = purge.purge(at)
            at.record("delete", revisions=gone.revisions)
        purge.wipe(self.access.engine)
        return gone

    def share(self, token: str, account: str, role: Role, until: datetime | None = None) -> None:
        """Give the account of this id a part in a case, instead of any it had.

        ``until`` is when the part ends by itself, such as the end of a meeting.
        """
        with self.access.to(Act.SHARE, token) as at:
            people.give_part(at, account, role, until)
            at.record("share", with_account=account, role=role.value)

    def unshare(self, token: str, account: str) -> None:
        """Let the account of this id have no part in a case any more."""
        with self.access.to(Act.SHARE, token) as at:
            people.take_part_back(at, account)
            at.record("unshare", with_account=account)

    def members(self, token: str) -> tuple[Member, ...]:
        """Who was given a part in a case."""
        with self.access.to(Act.SEE_PEOPLE, token, writes=False) as at:
            return people.members_of(at.connection, at.id)

    def record(self, token: str, limit: int = 200) -> tuple[Line, ...]:
        """Who did what with a case, the newest first."""
        with self.access.to(Act.READ_RECORD, token, writes=False) as at:
            return audit.lines(at.connection, token, limit)

    def whole_record(self, limit: int = 200) -> tuple[Line, ...]:
        """Who did what in the library, the newest first; for an owner or auditor of all cases."""
        if not may(self.access.account.everywhere, Act.READ_RECORD):
            self.access.refuse("read_record", "This account may not read the whole record.")
        with transaction(self.access.engine) as connection:
            return audit.lines(connection, None, limit)

    def keep_typed(self, token: str | None, place: str, text: str) -> None:
        """Keep what this account typed in a place and did not add to the case yet.

        Without a token it was typed before there was a case. An empty text leaves nothing behind.
        """
        if token is None:
            with transaction(self.access.engine, writes=True) as connection:
                unfinished.keep(connection, self.access.account, "", place, text)
            return
        with self.access.to(Act.OPEN, token) as at:
            unfinished.keep(at.connection, at.account, token, place, text)

    def typed(self, token: str | None) -> dict[str, str]:
        """What this account typed and did not add yet, by place."""
        if token is None:
            with transaction(self.access.engine) as connection:
                return unfinished.kept(connection, self.access.account, "")
        with self.access.to(Act.OPEN, token, writes=False) as at:
            return unfinished.kept(at.connection, at.account, token)
