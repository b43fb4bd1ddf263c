"""The schema of a library, brought up to date whenever it is opened."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from imh.library.errors import LibraryError

_LOCK = 4_301_001  # any number of our own


def config() -> Config:
    """Where Alembic finds the migrations."""
    where = Config()
    where.set_main_option("script_location", "imh.library:migrations")
    return where


def bring_up_to_date(connection: Connection) -> None:
    """Apply the migrations that this library has not seen, all or none.

    Several programs may open one library at the same moment; the first one migrates. Raises
    :class:`LibraryError` when the library was kept by a newer version.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    where = config()
    scripts = ScriptDirectory.from_config(where)
    at = MigrationContext.configure(connection).get_current_revision()
    if at == scripts.get_current_head():
        return
    where.attributes["connection"] = connection
    try:
        command.upgrade(where, "head")
    except CommandError:
        raise LibraryError(
            "This library was kept by a newer version of the program. Update the program first."
        ) from None
