"""Deleting a case for good: the only way in which anything leaves the library."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Table, delete, func, select

from imh.library import search_index
from imh.library.access import AuthorizedCase
from imh.library.engines import is_embedded
from imh.library.tables import autosave, cases, members, ratings, revisions, snapshots


@dataclass(frozen=True)
class Removal:
    """What goes when a case is deleted, in numbers. The record keeps that it was deleted."""

    revisions: int
    snapshots: int
    people: int
    typed: int
    ratings: int


def removal(at: AuthorizedCase) -> Removal:
    """What would go."""
    beside = select(func.count()).select_from(autosave).where(autosave.c.token == at.row.token)
    return Removal(
        revisions=_rows(at.connection, revisions, at.id),
        snapshots=_rows(at.connection, snapshots, at.id),
        people=_rows(at.connection, members, at.id),
        typed=at.connection.scalar(beside) or 0,
        ratings=_rows(at.connection, ratings, at.id),
    )


def _rows(connection: Connection, of: Table, case_id: int) -> int:
    mine = select(func.count()).select_from(of).where(of.c.case_id == case_id)
    return connection.scalar(mine) or 0


def purge(at: AuthorizedCase) -> Removal:
    """Delete a case with all its revisions, and whatever was typed beside it."""
    gone = removal(at)
    at.connection.execute(delete(autosave).where(autosave.c.token == at.row.token))
    search_index.forget_words(at.connection, at.id)
    at.connection.execute(delete(cases).where(cases.c.id == at.id))
    return gone


def wipe(engine: Engine) -> None:
    """Write over what an embedded library still holds of it in its journal."""
    with engine.connect() as connection:
        if is_embedded(connection):
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
