"""What one account can do with a library: its cases, who has a part in them, the record."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select

from imh.case.case import Case
from imh.case.history import History
from imh.case.text import storable
from imh.library import (
    accounts,
    audit,
    autosave,
    caseload,
    expiry,
    listing,
    purge,
    retention,
    revisions,
    sharing,
    tickets,
)
from imh.library.access import Access, role_in
from imh.library.accounts import Person
from imh.library.audit import AuditLine
from imh.library.caseload import Due, DueKind, Outline
from imh.library.listing import Filter, Listed
from imh.library.open_case import OpenCase, as_it_is
from imh.library.purge import Removal
from imh.library.retention import Retention
from imh.library.revision_contents import START, Contents
from imh.library.revisions import PendingRevision, sealed
from imh.library.roles import Act, Role, may
from imh.library.sharing import Invitation, Member
from imh.library.tables import as_text, cases
from imh.library.tickets import HOURS, Ticket

EVERYTHING = Filter()


@dataclass(frozen=True)
class AccountCases:
    """The library as one account has it.

    Every call may raise :class:`LibraryError` in one plain sentence, among them :class:`Refused`
    for what this account may not do; then that is on the record.
    """

    access: Access

    def begin(self, case: Case, name: str) -> OpenCase:
        """Take a case into the library; this account becomes its owner."""
        if not self.access.account.may_begin:
            self.access.refuse("begin", "This account may not begin cases.")
        account, token, name = self.access.account, secrets.token_hex(16), storable(name)
        (first,) = sealed(0, START, [PendingRevision(Contents(case), "Begun", {"begin": name})])
        with self.access.transaction(writes=True) as connection:
            case_id, seal = revisions.first(connection, account, token, name, first)
            sharing.make_owner(connection, case_id, account)
            hashes = {"hash": first.hash, "seal": seal}
            audit.record(connection, account, "begin", token, revision=1, **hashes)
        return OpenCase(self.access, token, name, History(case), {}, 1, first.hash, Role.OWNER)

    def open(self, token: str) -> OpenCase:
        """Open a case where it was left, with its undo."""
        with self.access.to(Act.OPEN, token) as at:
            open_case = as_it_is(self.access, at)
            at.record("open", revision=open_case.number)
        return open_case

    def list(
        self, which: Filter = EVERYTHING, *, limit: int = 50, offset: int = 0
    ) -> tuple[Listed, ...]:
        """The cases that this account may open, the last changed first."""
        with self.access.transaction() as connection:
            return listing.listed(connection, self.access.account, which, limit, offset)

    def count(self, which: Filter = EVERYTHING) -> int:
        """How many cases :meth:`list` has in all."""
        with self.access.transaction() as connection:
            return listing.count(connection, self.access.account, which)

    def to_audit(self) -> tuple[str, ...]:
        """The single cases whose record this account may read without opening them, by token."""
        with self.access.transaction() as connection:
            return listing.to_audit(connection, self.access.account)

    def due(
        self,
        *kinds: DueKind,
        today: date,
        mine: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[Due, ...]:
        """What is due in the cases that this account works on, by day.

        ``mine`` narrows it to the cases that it was made the owner of.
        """
        with self.access.transaction() as connection:
            return caseload.listed(
                connection,
                self.access.account,
                kinds,
                today,
                mine=mine,
                limit=limit,
                offset=offset,
            )

    def outline(self, today: date, *, mine: bool = False) -> Outline:
        """How much :meth:`due` has, in numbers."""
        with self.access.transaction() as connection:
            return caseload.outline(connection, self.access.account, today, mine=mine)

    @property
    def may_set_retention(self) -> bool:
        """Whether this account answers for the whole library, and so for how long it keeps."""
        return may(self.access.account.everywhere, Act.DELETE)

    def retention(self) -> Retention:
        """How long cases are kept."""
        with self.access.transaction() as connection:
            return retention.kept(connection)

    def set_retention(self, to: Retention) -> None:
        """Set how long cases are kept. Nothing is ever deleted by itself."""
        if not self.may_set_retention:
            self.access.refuse("retention", "This account may not set how long cases are kept.")
        with self.access.transaction(writes=True) as connection:
            retention.keep(connection, to)
            audit.record(connection, self.access.account, "retention", **asdict(to))

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

    def role(self, token: str) -> Role | None:
        """What this account is to a case now; None when it has no part in it."""
        with self.access.transaction() as connection:
            case_id = connection.scalar(select(cases.c.id).where(cases.c.token == token))
            return case_id and role_in(connection, self.access.account, case_id)

    def people(self) -> tuple[Person, ...]:
        """Everybody who has ever signed in, by name; not for visitors to see."""
        if self.access.account.visitor:
            self.access.refuse("people", "A visitor may not see who works here.")
        with self.access.transaction() as connection:
            return accounts.everybody(connection)

    def share(self, token: str, account: str, role: Role, until: datetime | None = None) -> None:
        """Give the account of this id a part in a case, instead of any it had.

        ``until`` is when the part ends by itself, such as the end of a meeting.
        """
        with self.access.to(Act.SHARE, token) as at:
            sharing.give_part(at, account, role, until)
            at.record("share", with_account=account, **sharing.given(role, until))

    def unshare(self, token: str, account: str) -> None:
        """Let the account of this id have no part in a case any more."""
        with self.access.to(Act.SHARE, token) as at:
            sharing.take_part_back(at, account)
            at.record("unshare", with_account=account)

    def invite(self, token: str, email: str, role: Role, until: datetime | None = None) -> None:
        """Give who has this e-mail address a part in a case, now or once they sign in."""
        with self.access.to(Act.SHARE, token) as at:
            account = sharing.invite(at, email, role, until)
            whom = {"with_account": account} if account else {"email": email.strip().lower()}
            at.record("share" if account else "invite", **whom, **sharing.given(role, until))

    def uninvite(self, token: str, email: str) -> None:
        """Take back an invitation that nobody has accepted yet."""
        with self.access.to(Act.SHARE, token) as at:
            sharing.uninvite(at, email)
            at.record("uninvite", email=email)

    def invitations(self, token: str) -> tuple[Invitation, ...]:
        """The invitations to a case that wait for somebody to sign in."""
        with self.access.to(Act.SEE_PEOPLE, token, writes=False) as at:
            return sharing.invitations_to(at.connection, at.id)

    def make_ticket(self, token: str, name: str, hours: float = HOURS) -> tuple[Ticket, str]:
        """Make a ticket for one guest without an account; returns it with its code.

        The code is not kept: whoever loses it needs another ticket.
        """
        good_for = expiry.hours(hours)
        with self.access.to(Act.SHARE, token) as at:
            ticket, code = tickets.make(at, name, good_for)
            at.record("make_ticket", for_account=ticket.account, until=as_text(ticket.until))
        return ticket, code

    def withdraw_ticket(self, token: str, account: str) -> None:
        """Let a ticket open nothing any more, also for who came in by it already."""
        with self.access.to(Act.SHARE, token) as at:
            tickets.withdraw(at, account)
            at.record("withdraw_ticket", for_account=account)

    def tickets(self, token: str) -> tuple[Ticket, ...]:
        """The tickets of a case that are still good."""
        with self.access.to(Act.SEE_PEOPLE, token, writes=False) as at:
            return tickets.made_for(at.connection, at.id)

    def members(self, token: str) -> tuple[Member, ...]:
        """Who was given a part in a case."""
        with self.access.to(Act.SEE_PEOPLE, token, writes=False) as at:
            return sharing.members_of(at.connection, at.id)

    def record(self, token: str, limit: int = 200) -> tuple[AuditLine, ...]:
        """Who did what with a case, the newest first."""
        with self.access.to(Act.READ_RECORD, token, writes=False) as at:
            return audit.lines(at.connection, token, limit)

    def whole_record(self, limit: int = 200) -> tuple[AuditLine, ...]:
        """Who did what in the library, the newest first; for an owner or auditor of all cases."""
        if not may(self.access.account.everywhere, Act.READ_RECORD):
            self.access.refuse("read_record", "This account may not read the whole record.")
        with self.access.transaction() as connection:
            return audit.lines(connection, None, limit)

    def autosave(self, token: str | None, place: str, text: str) -> None:
        """Keep what this account typed in a place and did not add to the case yet.

        Without a token it was typed before there was a case. An empty text leaves nothing behind.
        """
        if token is None:
            with self.access.transaction(writes=True) as connection:
                autosave.save(connection, self.access.account, "", place, text)
            return
        with self.access.to(Act.OPEN, token) as at:
            autosave.save(at.connection, at.account, token, place, text)

    def autosaved(self, token: str | None) -> dict[str, str]:
        """What this account typed and did not add yet, by place."""
        if token is None:
            with self.access.transaction() as connection:
                return autosave.saved(connection, self.access.account, "")
        with self.access.to(Act.OPEN, token, writes=False) as at:
            return autosave.saved(at.connection, at.account, token)
