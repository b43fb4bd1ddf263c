"""How long a session lasts: from when somebody signs in, in one window, until it is over."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from sqlalchemy import Connection

from imh.library import accounts
from imh.library.case_store import CaseStore
from imh.library.errors import Closed
from imh.ui.core import libraries
from imh.ui.core.sign_in.idle_timeout import time_out

_OVER = "This window is closed by now: nothing was read or saved."


def _now() -> tuple[float, float]:
    """By both clocks: one stands still while the computer sleeps, the other can be set back."""
    return time.monotonic(), time.time()


@dataclass
class WindowSession:
    """Somebody's session in a library, which the library asks before it does anything for them.

    In a team's it is a sign-in, named by its ``mark``, and ends for all its windows together; in
    one's own it is this window alone. ``left`` says that somebody has closed this window,
    ``missed`` that something was to be saved when the session was over already.
    """

    library: CaseStore
    mark: str = ""
    left: bool = False
    missed: bool = False
    seen: tuple[float, float] = field(default_factory=_now)

    def ask(self, connection: Connection, *, writes: bool) -> None:
        """Raise :class:`Closed` when it is over; that the library asks is no use of it."""
        if self.left or not self._holds(connection):
            self.missed = self.missed or writes
            raise Closed(_OVER)

    def _holds(self, connection: Connection) -> bool:
        if self.mark:
            return accounts.holds(connection, self.mark, time_out())
        return self._here()

    def lasts(self, *, used: bool) -> bool:
        """Whether it is not over yet. If so, and if ``used``, it was used now."""
        if self.left:
            return False
        if self.mark and used:
            return self.library.renew(self.mark, time_out())
        if self.mark:
            return self.library.signed_in(self.mark, time_out())
        here = self._here()
        if here and used:
            self.seen = _now()
        return here

    def _here(self) -> bool:
        unused = max(now - seen for now, seen in zip(_now(), self.seen, strict=True))
        in_time = unused <= time_out().total_seconds()
        return in_time and libraries.is_open(self.library)
