"""Whether a library is whole: its file, its record, every revision, and each beside the other."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from imh.library import audit, audit_comparison, ratings
from imh.library.audit import Verdict
from imh.library.audit_comparison import Chain
from imh.library.audit_replay import Recorded, RecordedCase
from imh.library.engines import is_embedded, transaction
from imh.library.revision_contents import START, content_hash
from imh.library.seals import Seals, not_standing, noted_in
from imh.library.tables import cases, revisions

WHAT_IT_PROVES = (
    "This finds what was changed past the app. Whoever has the library's key, or the password of "
    "its database, can rewrite all of it so that nothing shows; only a seal that was noted down "
    "elsewhere tells."
)


@dataclass(frozen=True)
class Health:
    """What an examination found. ``troubles`` name cases by token and revisions by number."""

    record: Verdict
    cases: int
    troubles: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is amiss."""
        return self.record.whole and not self.troubles


def examine(engine: Engine, seals: Sequence[Seals] = ()) -> Health:
    """Check the store, the record, the chain of every case, and each beside the record.

    ``seals`` are those that were kept or noted down elsewhere: they have to stand in the record.
    """
    noted = [noted_in(each) for each in seals]
    with transaction(engine) as connection:
        if not is_embedded(connection):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        recorded = Recorded()
        verdict = audit.verify(connection, recorded.take)
        known = {row.id: row for row in connection.execute(select(cases))}
        check = _Check(connection, known, recorded if verdict.whole else None)
        troubles = (
            *filter(None, (not_standing(connection, each) for each in noted)),
            *_of_the_file(connection),
            *check.sentences(),
        )
        return Health(verdict, len(known), troubles)


def _of_the_file(connection: Connection) -> Iterator[str]:
    """What SQLCipher finds wrong with the pages of the file and with their order."""
    if not is_embedded(connection):
        return
    if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first():
        yield "The library's file has pages that were changed or damaged."
    if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        yield "The library's file is not in order."
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        yield "The library's file has rows that belong to no case."


@dataclass
class _Check:
    """All cases, by themselves and beside the record; ``recorded`` is None when that is broken."""

    connection: Connection
    known: dict[int, Row[Any]]
    recorded: Recorded | None
    keys: dict[int, bytes] = field(default_factory=dict)

    def sentences(self) -> Iterator[str]:
        without = set(self.known)
        rows = self.connection.execute(
            select(revisions)
            .order_by(revisions.c.case_id, revisions.c.number)
            .execution_options(yield_per=200)
        )
        if self.recorded:
            yield from audit_comparison.of_the_heads(self.known, self.recorded)
        for case_id, chain in groupby(rows, key=attrgetter("case_id")):
            without.discard(case_id)
            if case_id in self.known:  # otherwise the check of the file tells
                case = self.known[case_id]
                for trouble in self._of_a_case(case, chain):
                    yield f"Case {case.token}: {trouble}"
        for case_id in without:
            yield f"Case {self.known[case_id].token}: it has no revisions."
        if self.recorded:
            yield from audit_comparison.of_people_and_ratings(
                self.connection, self.known, self.recorded, self.keys
            )

    def _of_a_case(self, case: Row[Any], rows: Iterator[Row[Any]]) -> Iterator[str]:
        """What is amiss with a case's revisions: the first thing alone, as the rest rests on it."""
        told = self._told_of(case)
        chain = Chain(told.saves) if told else None
        first: Row[Any] | None = None
        last: Row[Any] | None = None
        number, parent = 0, START
        for row in rows:
            if first is None:
                first = row
                self.keys[case.id] = ratings.seal_key(row.document)
            if (row.number, row.parent) != (number + 1, parent) or row.hash != _hash(row):
                yield f"revision {number + 1} is not as it was saved."
                return
            if chain and (trouble := chain.amiss(row)):
                yield trouble
                return
            number, parent, last = row.number, row.hash, row
        if (number, parent) != (case.number, case.head):
            yield f"revision {number} is not the newest one that was saved."
            return
        beside = chain.missing() if chain else ""
        if trouble := beside or audit_comparison.of_the_row(case, first, last):
            yield trouble

    def _told_of(self, case: Row[Any]) -> RecordedCase | None:
        """What the record says of a case; None when it does not even say who began it."""
        told = self.recorded.cases.get(case.token) if self.recorded else None
        return told if told and told.begun else None


def _hash(row: Row[Any]) -> str:
    try:
        return content_hash(row.parent, zlib.decompress(row.document))
    except zlib.error:
        return ""
