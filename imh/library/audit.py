"""The record of who did what: only ever added to, each line sealed together with the one before.

A line that was changed, taken out or put in breaks the chain at that place. What the lines say is
compared with what the library holds (audit_comparison.py), and the last seal is noted elsewhere as
well (seals.py), as whoever can rewrite the whole record could seal it anew. Lines name accounts,
cases by their tokens and revisions by their numbers, and hold no text of a case.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text, update

from imh.library.engines import is_embedded
from imh.library.roles import Account
from imh.library.tables import accounts, as_text, audit, now

_ONE_AT_A_TIME = 4_301_002
_FIRST = "0" * 64


@dataclass(frozen=True)
class AuditLine:
    """One line of the record. ``token`` is empty when it is about no single case."""

    number: int
    time: datetime
    account: str
    name: str
    action: str
    token: str
    detail: Mapping[str, Any]
    hash: str


@dataclass(frozen=True)
class Verdict:
    """What was found on checking a record: how many lines hold, and what is wrong after them.

    ``last`` is the seal of the last line that holds; ``trouble`` is empty when all do.
    """

    lines: int
    last: str
    trouble: str = ""

    @property
    def whole(self) -> bool:
        """Whether the record is as it was written."""
        return not self.trouble


def record(
    connection: Connection,
    account: Account,
    action: str,
    token: str = "",
    **detail: Any,
) -> None:
    """Add a line, as the last thing in the transaction of what it tells of."""
    if not is_embedded(connection):  # a file has one writer anyway
        lock = text("SELECT pg_advisory_xact_lock(:lock)")
        connection.execute(lock, {"lock": _ONE_AT_A_TIME})
    _remember(connection, account)
    newest = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    before = connection.execute(newest).first()
    line = {
        "number": before.number + 1 if before else 1,
        "time": now(),
        "account": account.id,
        "action": action,
        "token": token,
        "detail": json.dumps(detail, sort_keys=True),
        "previous": before.hash if before else _FIRST,
    }
    connection.execute(insert(audit).values(**line, hash=_seal(line)))


def _remember(connection: Connection, account: Account) -> None:
    """Keep by which name an account goes."""
    this = accounts.c.id == account.id
    known = connection.scalar(select(accounts.c.name).where(this))
    if known is None:
        connection.execute(insert(accounts).values(id=account.id, name=account.name))
    elif known != account.name:
        connection.execute(update(accounts).where(this).values(name=account.name))


def _seal(line: Mapping[str, Any]) -> str:
    told = [line[name] for name in ("number", "account", "action", "token", "detail", "previous")]
    sealed = json.dumps([as_text(line["time"]), *told])
    return hashlib.sha256(sealed.encode()).hexdigest()


def verify(connection: Connection, each: Callable[[Row[Any]], None]) -> Verdict:
    """Check every line from the first on, and name the first that does not hold.

    ``each`` is given every line that holds.
    """
    last, number = _FIRST, 0
    rows = select(audit).order_by(audit.c.number).execution_options(yield_per=500)
    for row in connection.execute(rows):
        if row.number != number + 1:
            missing = f"Line {number + 1} of the record is missing."
            return Verdict(number, last, missing)
        if row.previous != last:
            return Verdict(
                number, last, f"Line {row.number} of the record does not follow the one before."
            )
        if row.hash != _seal(row._asdict()):
            return Verdict(number, last, f"Line {row.number} of the record was changed.")
        each(row)
        last, number = row.hash, row.number
    return Verdict(number, last)


def lines(connection: Connection, token: str | None, limit: int) -> tuple[AuditLine, ...]:
    """The newest lines, of one case or of all."""
    query = select(audit, accounts.c.name).outerjoin(accounts, accounts.c.id == audit.c.account)
    if token is not None:
        query = query.where(audit.c.token == token)
    rows = connection.execute(query.order_by(audit.c.number.desc()).limit(limit))
    return tuple(_line(row) for row in rows)


def _line(row: Row[Any]) -> AuditLine:
    return AuditLine(
        row.number,
        row.time,
        row.account,
        row.name or row.account,
        row.action,
        row.token,
        json.loads(row.detail),
        row.hash,
    )
