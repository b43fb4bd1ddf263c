"""The library of cases, as the screens and the command line use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Engine

from imh.library import accounts, audit, tickets
from imh.library.access import Access, AuthSession
from imh.library.account_cases import AccountCases
from imh.library.engines import transaction
from imh.library.errors import OpensNothing
from imh.library.failed_attempts import FREE_IN_ALL, FailedAttempts
from imh.library.integrity_check import Health, examine
from imh.library.roles import Account
from imh.library.seals import SealKeeper, Seals
from imh.library.tickets import AT_THE_DOOR, Visit


@dataclass(frozen=True)
class CaseStore:
    """One library on one store (``engines.embedded`` or ``engines.server`` opens it).

    ``seals`` is where its record's seals are noted, None when nowhere; ``amiss`` says what was
    wrong with the last one when the library was opened.
    """

    engine: Engine
    seals: SealKeeper | None = None
    amiss: str = ""
    failed_attempts: FailedAttempts = field(
        default_factory=FailedAttempts, kw_only=True, repr=False, compare=False
    )

    def for_account(self, account: Account, stay: AuthSession | None = None) -> AccountCases:
        """The library as one account has it; cases are reached in no other way.

        ``stay`` is asked every time whether it still lasts; None for who needs no door.
        """
        return AccountCases(Access(self.engine, account, stay))

    def examine(self, *noted: Seals) -> Health:
        """Check that the file, the record and every revision are as they were saved.

        ``noted`` are seals that somebody kept, besides those that are kept for this library. It
        reads the whole library and shows no case. Raises :class:`LibraryError`.
        """
        return examine(self.engine, [*([self.seals] if self.seals else []), *noted])

    def sign_in(self, account: Account, mark: str, idle: timedelta, email: str = "") -> bool:
        """Let a sign-in to a team's library begin or go on; returns whether it holds.

        ``mark`` names the sign-in, ``idle`` is how long it may lie unused, ``email`` an address
        that the sign-in service has checked. Raises :class:`LibraryError`, as the next four do.
        """
        with transaction(self.engine, writes=True) as connection:
            return accounts.sign_in(connection, account, mark, email, idle)

    def renew(self, mark: str, idle: timedelta) -> bool:
        """Whether a sign-in that was let in holds; it was used now if it does."""
        with transaction(self.engine, writes=True) as connection:
            return accounts.renew(connection, mark, idle)

    def signed_in(self, mark: str, idle: timedelta) -> bool:
        """Whether a sign-in holds; that somebody asks does not count as use."""
        with transaction(self.engine) as connection:
            return accounts.holds(connection, mark, idle)

    def sign_out(self, account: Account, mark: str) -> None:
        """End a sign-in, in every window."""
        with transaction(self.engine, writes=True) as connection:
            accounts.sign_out(connection, account, mark)

    def visit(self, code: str, browser: str, address: str = "") -> Visit:
        """Let somebody come in by the code of a ticket.

        ``browser`` is a secret that no other browser has; a ticket is for the first that comes in
        by it. ``address`` is the network address they come from, as far as it is known. Raises
        :class:`OpensNothing`, which is on the record as long as there are not too many of them.
        """
        with transaction(self.engine, writes=True) as connection:
            found = tickets.opened_by(connection, code, browser)
            if isinstance(found, Visit):
                accounts.begin(connection, found.account, found.mark)
                audit.record(connection, found.account, "visit", found.token)
                return found
        failed = self.failed_attempts.count(address)
        if failed.number <= FREE_IN_ALL:
            with transaction(self.engine, writes=True) as connection:
                act = "visit" if failed.number < FREE_IN_ALL else "visit; more tries are not listed"
                audit.record(connection, AT_THE_DOOR, "refused", act=act)
        raise OpensNothing(tickets.ELSEWHERE if found else tickets.NOTHING, failed.wait)

    def visited(self, browser: str, idle: timedelta) -> Visit | None:
        """The visit that goes on in this browser, as after a reload; None when there is none."""
        with transaction(self.engine) as connection:
            return tickets.still_in(connection, browser, idle)

    def close(self) -> None:
        """Let go of the store."""
        self.engine.dispose()
