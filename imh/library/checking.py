"""Whether a library is whole: its file, its record, and every revision of every case."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from imh.library import audit
from imh.library.audit import Verdict
from imh.library.documents import START, content_hash
from imh.library.engines import is_embedded, transaction
from imh.library.tables import cases, revisions


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


def examine(engine: Engine) -> Health:
    """Check the store, the record, and the chain of every case from its first revision on."""
    with transaction(engine) as connection:
        if not is_embedded(connection):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        known = {row.id: row for row in connection.execute(select(cases))}
        troubles = (*_of_the_file(connection), *_of_the_cases(connection, known))
        return Health(audit.verify(connection), len(known), troubles)


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


def _of_the_cases(connection: Connection, known: dict[int, Row[Any]]) -> Iterator[str]:
    without = set(known)
    rows = connection.execute(
        select(revisions)
        .order_by(revisions.c.case_id, revisions.c.number)
        .execution_options(yield_per=200)
    )
    for case_id, chain in groupby(rows, key=attrgetter("case_id")):
        without.discard(case_id)
        if case_id in known:  # otherwise the check of the file tells
            yield from _of_a_chain(known[case_id], chain)
    for case_id in without:
        yield f"Case {known[case_id].token}: it has no revisions."


def _of_a_chain(case: Row[Any], chain: Iterator[Row[Any]]) -> Iterator[str]:
    number, parent = 0, START
    for row in chain:
        if (row.number, row.parent) != (number + 1, parent) or row.hash != _hash(row):
            yield f"Case {case.token}: revision {number + 1} is not as it was saved."
            return
        number, parent = row.number, row.hash
    if (number, parent) != (case.number, case.head):
        yield f"Case {case.token}: revision {number} is not the newest one that was saved."


def _hash(row: Row[Any]) -> str:
    try:
        return content_hash(row.parent, zlib.decompress(row.document))
    except zlib.error:
        return ""
