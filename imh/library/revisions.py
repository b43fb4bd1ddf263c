"""The revisions of a case: only ever added, each resting on the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from imh.case.history import History
from imh.case.text import storable
from imh.library import authorship, caseload, search_index
from imh.library.access import AuthorizedCase
from imh.library.errors import LibraryError
from imh.library.replay import LONGEST, StoredStep, rebuilt
from imh.library.revision_contents import Contents, compressed, content_hash, packed, unpacked
from imh.library.roles import Account
from imh.library.tables import as_text, cases, now, revisions, snapshots


@dataclass(frozen=True)
class PendingRevision:
    """A revision about to be kept: what it holds, what was done in words, and as a step."""

    contents: Contents
    what: str
    step: Mapping[str, Any]


@dataclass(frozen=True)
class HashedRevision:
    """A revision that is ready to be written down."""

    next: PendingRevision
    number: int
    parent: str
    hash: str
    document: bytes


@dataclass(frozen=True)
class Revision:
    """One line of a case's history. ``names`` are the snapshots taken of it.

    ``kind`` is how it came about: begin, do, undo, redo, paper, restore, aside or merge.
    """

    number: int
    hash: str
    author: str
    author_name: str
    time: datetime
    what: str
    kind: str
    names: tuple[str, ...]


def sealed(number: int, parent: str, steps: Sequence[PendingRevision]) -> list[HashedRevision]:
    """The revisions that follow revision ``number``, each with its hash."""
    ready: list[HashedRevision] = []
    for step in steps:
        document = packed(step.contents)
        name = content_hash(parent, document)
        number += 1
        ready.append(HashedRevision(step, number, parent, name, compressed(document)))
        parent = name
    return ready


_COVERED = ("number", "hash", "parent", "author", "author_name", "what", "step")


def seal(rows: Iterable[Mapping[str, Any]]) -> str:
    """What the record keeps of revisions, which covers all of them: also who, when and what.

    It covers the stored document as well, so that nobody who reads the record can try out names
    against it once the case is deleted.
    """
    together = hashlib.sha256()
    for row in rows:
        told = [as_text(row["time"]), *(row[name] for name in _COVERED)]
        document = hashlib.sha256(row["document"]).hexdigest()
        together.update(json.dumps([*told, document]).encode() + b"\n")
    return together.hexdigest()


def first(
    connection: Connection, account: Account, token: str, name: str, one: HashedRevision
) -> tuple[int, str]:
    """Write a new case with its first revision; gives its number in the library, and the seal."""
    time = now()
    row = {
        "token": token,
        "name": name,
        "head": one.hash,
        "number": one.number,
        "begun": time,
        "changed": time,
        "changed_by": account.id,
        **search_index.columns(one.next.contents.case, time),
    }
    result = connection.execute(insert(cases).values(row))
    assert result.inserted_primary_key is not None
    case_id = int(result.inserted_primary_key[0])
    covered = write_down(connection, account, case_id, [one], time)
    search_index.keep_words(connection, case_id, name, one.next.contents)
    caseload.keep(connection, case_id, one.next.contents.case)
    authorship.note(connection, case_id, account, [one.next.contents.case], None)
    return case_id, covered


def follow(at: AuthorizedCase, before: Contents, new: Sequence[HashedRevision]) -> str:
    """Write revisions that rest on ``before`` if that is still the newest, or else nothing.

    Returns their seal for the record; empty when nothing was written.
    """
    last, time = new[-1], now()
    if not _point_on(at, new[0].parent, last, time):
        return ""
    covered = write_down(at.connection, at.account, at.id, new, time)
    search_index.keep_words(at.connection, at.id, at.row.name, last.next.contents, before)
    caseload.keep(at.connection, at.id, last.next.contents.case, before.case)
    cases = [one.next.contents.case for one in new]
    authorship.note(at.connection, at.id, at.account, cases, before.case)
    return covered


def _point_on(at: AuthorizedCase, parent: str, last: HashedRevision, time: datetime) -> bool:
    """Point the case to its new head, if the head still is what the revisions rest on."""
    values = {
        "head": last.hash,
        "number": last.number,
        "changed": time,
        "changed_by": at.account.id,
        **search_index.columns(last.next.contents.case, time),
    }
    still = (cases.c.id == at.id) & (cases.c.head == parent)
    return at.connection.execute(update(cases).where(still).values(values)).rowcount == 1


def write_down(
    connection: Connection,
    account: Account,
    case_id: int,
    new: Sequence[HashedRevision],
    time: datetime,
) -> str:
    """Add revisions to those of a case, whichever it points to; returns their seal."""
    rows = [
        {
            "case_id": case_id,
            "number": one.number,
            "hash": one.hash,
            "parent": one.parent,
            "author": account.id,
            "author_name": account.name,
            "time": time,
            "what": storable(one.next.what),
            "step": json.dumps(one.next.step),
            "document": one.document,
        }
        for one in new
    ]
    connection.execute(insert(revisions), rows)
    return seal(rows)


def contents(connection: Connection, case_id: int, number: int) -> Contents:
    """What a revision holds. Raises :class:`LibraryError` when there is none of that number."""
    stored = connection.scalar(
        select(revisions.c.document).where(
            revisions.c.case_id == case_id, revisions.c.number == number
        )
    )
    if stored is None:
        raise LibraryError(f"This case has no revision {number}.")
    return unpacked(stored)


def history(connection: Connection, case_id: int, head: int, now: Contents) -> History:
    """The newest revision with what can be undone and done again."""
    rows = connection.execute(
        select(revisions.c.number, revisions.c.what, revisions.c.step)
        .where(revisions.c.case_id == case_id, revisions.c.number <= head)
        .order_by(revisions.c.number.desc())
        .limit(LONGEST + 1)
    )
    steps = [StoredStep(row.number, row.what, json.loads(row.step)) for row in rows][::-1]
    return rebuilt(now.case, steps, lambda number: contents(connection, case_id, number).case)


def states(connection: Connection, case_id: int, numbers: Collection[int]) -> dict[int, Contents]:
    """What each of these revisions holds, those that there are."""
    rows = connection.execute(
        select(revisions.c.number, revisions.c.document).where(
            revisions.c.case_id == case_id, revisions.c.number.in_(numbers)
        )
    )
    return {row.number: unpacked(row.document) for row in rows}


def listed(
    connection: Connection, case_id: int, limit: int, after: int = 0
) -> tuple[Revision, ...]:
    """The newest revisions after a number, the newest first, without what they hold."""
    named: dict[int, list[str]] = {}
    for row in connection.execute(
        select(snapshots.c.number, snapshots.c.name)
        .where(snapshots.c.case_id == case_id)
        .order_by(snapshots.c.time)
    ):
        named.setdefault(row.number, []).append(row.name)
    said = [name for name in Revision.__dataclass_fields__ if name in revisions.c]
    kind = func.substr(revisions.c.step, 1, 20).label("kind")  # a step may be long
    rows = connection.execute(
        select(*(revisions.c[name] for name in said), kind)
        .where(revisions.c.case_id == case_id, revisions.c.number > after)
        .order_by(revisions.c.number.desc())
        .limit(limit)
    )
    return tuple(
        Revision(
            **{**row._asdict(), "kind": row.kind.split('"')[1]},
            names=tuple(named.get(row.number, ())),
        )
        for row in rows
    )


def name_snapshot(at: AuthorizedCase, number: int, name: str) -> None:
    """Give a revision a name. Raises :class:`LibraryError` when the name is taken."""
    here = snapshots.c.case_id == at.id
    taken = at.connection.scalar(select(snapshots.c.number).where(here, snapshots.c.name == name))
    if taken is not None:
        raise LibraryError("This case already has a snapshot of that name.")
    at.connection.execute(
        insert(snapshots).values(
            case_id=at.id, name=name, number=number, author=at.account.id, time=now()
        )
    )
