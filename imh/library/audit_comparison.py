"""What the library holds beside what its record says: neither may have more than the other.

Sentences name cases by token, revisions by number and people by account.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from imh.library import ratings, revisions
from imh.library.audit_replay import UNSAID, Recorded, RecordedCase, RecordedPart, Save
from imh.library.tables import as_text, invitations, members, snapshots, tickets
from imh.library.tables import ratings as ratings_table

_TOGETHER = timedelta(hours=1)
"""A line of an earlier version says no time but its own, which is that of what it tells of: the
two were taken in one transaction. Longer than any, even of a computer that was put to sleep."""


class Chain:
    """The revisions of one case beside the lines that tell of them, one after the other."""

    def __init__(self, told: Sequence[Save]) -> None:
        self._told = iter(told)
        self._save = next(self._told, None)
        self._covered: list[Mapping[str, Any]] = []

    def amiss(self, row: Row[Any]) -> str:
        """What the record says otherwise of the next revision; empty when nothing."""
        save = self._save
        if save is None:
            return f"no line of the record tells of revision {row.number}."
        if row.author != save.account:
            return f"revision {row.number} has another author than the record says."
        if not save.seal and abs(row.time - save.time) > _TOGETHER:
            return f"revision {row.number} has another time than the record says."
        self._covered.append(row._asdict())
        if row.number < save.number:
            return ""
        covered, self._covered, self._save = self._covered, [], next(self._told, None)
        same = (row.number, row.hash) == (save.number, save.hash)
        if same and save.seal in ("", revisions.seal(covered)):
            return ""
        return f"revision {row.number} is not the one that the record tells of."

    def missing(self) -> str:
        """What the record tells of after the last revision; empty when nothing."""
        if self._save is None:
            return ""
        return f"the record tells of revision {self._save.number}, which is not there."


def of_the_heads(known: Mapping[int, Row[Any]], recorded: Recorded) -> Iterator[str]:
    """Cases that are there and should not be, and the other way round."""
    here = {case.token for case in known.values()}
    for token in sorted(here | set(recorded.cases)):
        case = recorded.cases.get(token, RecordedCase())
        if token in here and case.deleted:
            yield f"Case {token}: it is there, and the record says that it was deleted."
        elif token in here and not case.begun:
            yield f"Case {token}: no line of the record says who began it."
        elif token not in here and not case.deleted:
            yield f"Case {token}: it is gone, and the record does not say who deleted it."


def of_people_and_ratings(
    connection: Connection,
    known: Mapping[int, Row[Any]],
    recorded: Recorded,
    keys: Mapping[int, bytes],
) -> Iterator[str]:
    """Parts, invitations, tickets, names of revisions and ratings of the cases in the library.

    ``keys`` are those of the seals of ratings, by case.
    """
    tables = (members, invitations, tickets, snapshots, ratings_table)
    parts, invited, given, named, rated = (_by_case(connection, each) for each in tables)
    for case_id, row in known.items():
        case = recorded.cases.get(row.token)
        if case is None or not case.begun:
            continue  # that is told, and nothing of it is on the record
        for trouble in (
            *_of_parts(parts[case_id], case.parts),
            *_of_invitations(invited[case_id], case.invited),
            *_of_tickets(given[case_id], case.tickets),
            *_of_names(named[case_id], case.named),
            *_of_ratings(rated[case_id], case, keys.get(case_id, b"")),
        ):
            yield f"Case {row.token}: {trouble}"


def _by_case(connection: Connection, table: Table) -> Mapping[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(*table.primary_key)):
        found[row.case_id].append(row)
    return found


def _as_told(row: Row[Any]) -> RecordedPart:
    return RecordedPart(row.role, as_text(row.until) if row.until else "")


def _same(here: RecordedPart, told: RecordedPart) -> bool:
    return here.role == told.role and told.until in (UNSAID, here.until)


def _of_parts(rows: Sequence[Row[Any]], told: Mapping[str, RecordedPart]) -> Iterator[str]:
    here = {row.account: _as_told(row) for row in rows}
    for account in sorted(here.keys() | told.keys()):
        if account not in told:
            yield f"no line of the record gives {account} a part."
        elif account not in here:
            yield f"the part that the record gives {account} is gone."
        elif not _same(here[account], told[account]):
            yield f"{account} has another part than the record says."


def _of_invitations(rows: Sequence[Row[Any]], told: Mapping[str, RecordedPart]) -> Iterator[str]:
    """Only those that are there: one to somebody with a part goes without a line."""
    for row in rows:
        if row.email not in told or not _same(_as_told(row), told[row.email]):
            yield f"no line of the record invites {row.email} like this."


def _of_tickets(rows: Sequence[Row[Any]], told: Mapping[str, str]) -> Iterator[str]:
    here = {row.account: as_text(row.until) for row in rows}
    for account in sorted(here.keys() | told.keys()):
        if account not in told:
            yield f"no line of the record makes {account}."
        elif account not in here:
            yield f"{account} is gone, and the record does not say who withdrew it."
        elif told[account] not in (UNSAID, here[account]):
            yield f"{account} ends at another time than the record says."


def _of_names(rows: Sequence[Row[Any]], told: Counter[tuple[int, str]]) -> Iterator[str]:
    here = Counter((row.number, row.author) for row in rows)
    for number, author in sorted(here.keys() | told.keys()):
        if here[number, author] != told[number, author]:
            yield f"revision {number} has other names than the record says."


def _of_ratings(rows: Sequence[Row[Any]], case: RecordedCase, key: bytes) -> Iterator[str]:
    told = dict(case.ratings)
    for row in rows:
        seal = told.pop(ratings.mark(key, row.rater), None)
        if seal is None:
            if not _rated_before(row, case):
                yield "it has a rating that no line of the record tells of."
        elif seal != ratings.seal(key, row._asdict()):
            yield "it has a rating that is not as the record says."
    if any(told.values()):
        yield "a rating of which the record tells is gone."


def _rated_before(row: Row[Any], case: RecordedCase) -> bool:
    """Whether a line of an earlier version may tell of a rating."""
    return any(
        (row.rater == account or row.rater.startswith(f"{account}:"))
        and abs(row.time - time) < _TOGETHER
        for account, time in case.rated
    )


def of_the_row(case: Row[Any], first: Row[Any] | None, last: Row[Any] | None) -> str:
    """What a case's own row says otherwise than its revisions; empty when nothing."""
    if first is None or last is None:
        return ""
    try:
        name = json.loads(first.step)["begin"]
    except (ValueError, KeyError, TypeError):
        name = case.name
    same = (case.begun, case.changed, case.changed_by, case.name) == (
        first.time,
        last.time,
        last.author,
        name,
    )
    return "" if same else "its name, or who changed it last and when, is not as it was saved."
