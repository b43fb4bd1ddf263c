"""The two stores of a library: one encrypted file (SQLCipher), or a PostgreSQL server.

Each is opened as an SQLAlchemy engine whose schema is brought up to date first. Whatever a store
has to say comes out of :func:`transaction` as a :class:`LibraryError` without any text of a case.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlcipher3 import dbapi2 as sqlcipher

from imh.library.errors import LibraryError, NotWritable
from imh.library.keys import KEY_BYTES
from imh.library.schema import bring_up_to_date

WAIT = 30
"""Seconds to wait for another program that writes in the library."""


def embedded(file: Path, key: bytes) -> Engine:
    """Open the encrypted library in ``file``, or begin one there, with a raw key of 32 bytes.

    The file can be read by its owner alone. Raises :class:`LibraryError` when it cannot be
    opened, for another key or damage, and :class:`NotWritable` on a read-only disk or folder;
    the file is then as it was.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        if error.errno in _NOT_WRITABLE:
            raise _read_only(file) from None
        raise LibraryError(f"The library cannot be opened: {error.strerror}.") from None
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connected(file, key),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _can_be_kept)
    try:
        return _ready(engine)
    except NotWritable:  # SQLite could not make its journal beside the file
        raise _read_only(file) from None


_NOT_WRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)


def _read_only(file: Path) -> NotWritable:
    return NotWritable(
        f"The library cannot be opened, because {file.name} or its folder {file.parent} cannot be "
        "written to. Nothing was changed: allow this user to write there, and open it again."
    )


def _connected(file: Path, key: bytes) -> Any:
    connection = sqlcipher.connect(
        os.fspath(file), timeout=WAIT, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    _keep_a_journal(connection)
    for pragma in (
        "synchronous = FULL",
        "fullfsync = ON",  # on macOS a plain fsync may stop in the drive's cache
        "temp_store = MEMORY",
        "secure_delete = ON",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _keep_a_journal(connection: Any) -> None:
    """Two programs may begin one new file at once: SQLite lets neither wait for this step alone."""
    give_up = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlcipher.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    """Who is going to write takes the write lock first, and waits for it instead of failing."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def server(url: str) -> Engine:
    """Open the library on a PostgreSQL server, ``postgresql://user@host/database``.

    What is acknowledged is durable as long as the server runs with ``fsync`` on, as it does
    unless somebody switched it off. Raises :class:`LibraryError`.
    """
    try:
        address = make_url(url)
        if address.get_backend_name() not in ("postgresql", "postgres"):
            raise ArgumentError
        engine = create_engine(
            address.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ArgumentError:
        raise LibraryError(
            "The address of the library's server should look like postgresql://user@host/database."
        ) from None
    event.listen(engine, "connect", _fit_for_cases)
    event.listen(engine, "before_cursor_execute", _can_be_kept)
    return _ready(engine)


def _fit_for_cases(connection: Any, _record: Any) -> None:
    """What is acknowledged is on the disk, and every name can be kept."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise LibraryError(
            f"The library's database keeps text as {encoding}, which cannot hold every name. "
            "Make a database with the encoding UTF8."
        )
    connection.execute("SET synchronous_commit TO on")
    connection.commit()


def _can_be_kept(
    connection: Connection, cursor: Any, statement: str, given: Any, context: Any, many: bool
) -> None:
    """No store is given a text that one of the two cannot hold."""
    for values in given if many else (given,):
        for value in values.values() if isinstance(values, Mapping) else values:
            if isinstance(value, str) and ("\0" in value or not _is_unicode(value)):
                raise LibraryError(
                    "A text has a character in it that cannot be kept (an empty one, or half of "
                    "one). Nothing was changed: type that text anew."
                )


def _is_unicode(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _ready(engine: Engine) -> Engine:
    try:
        with transaction(engine, writes=True) as connection:
            bring_up_to_date(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_embedded(connection: Connection) -> bool:
    """Whether the library is a file on this machine."""
    return connection.dialect.name == "sqlite"


@contextmanager
def transaction(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """All that happens inside is kept together, durably, or not at all.

    Raises :class:`LibraryError` when the store could not do its part.
    """
    try:
        with engine.execution_options(writes=writes).begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise _told(error) from None
    written = engine.get_execution_options().get("written")
    if writes and written:
        written()


def on_writes(engine: Engine, call: Callable[[], None]) -> None:
    """Call something after whatever is written by this engine, once it is durable."""
    engine.update_execution_options(written=call)


_SQLITE = {
    "SQLITE_FULL": "The disk is full. The last change was not saved; everything before it is.",
    "SQLITE_READONLY": "The library cannot be written to, so the last change was not saved.",
    "SQLITE_CANTOPEN": "The library's file cannot be opened for writing.",
    "SQLITE_BUSY": "Another program keeps the library busy. The last change was not saved.",
    "SQLITE_LOCKED": "Another program keeps the library busy. The last change was not saved.",
    "SQLITE_IOERR": "The disk reports a fault or is full. The last change was not saved.",
    "SQLITE_CONSTRAINT": "Somebody else did the same at the same moment. Nothing was changed.",
    "SQLITE_NOTADB": "The library cannot be opened with this key, or its file is damaged.",
    "SQLITE_CORRUPT": "The library's file is damaged.",
}
_CANNOT_WRITE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "25006")
_POSTGRES = {
    "53100": _SQLITE["SQLITE_FULL"],
    "25006": _SQLITE["SQLITE_READONLY"],
    "42501": "The library's server does not let this user write to the database.",
    "23": _SQLITE["SQLITE_CONSTRAINT"],
    "40": "Somebody else saved at the same moment. The last change was not saved.",
}


def _told(error: SQLAlchemyError) -> LibraryError:
    """What a store has to say, in a sentence."""
    if not isinstance(error, DBAPIError):
        return LibraryError(
            "The library is busy or could not be reached. The last change was not saved."
        )
    cause: Any = error.orig
    name = getattr(cause, "sqlite_errorname", "")
    state = getattr(cause, "sqlstate", None) or ""
    known = [code for code in _SQLITE if name == code or name.startswith(f"{code}_")]
    known += [code for code in _POSTGRES if state.startswith(code)]
    if known:
        kind = NotWritable if known[0] in _CANNOT_WRITE else LibraryError
        return kind((_SQLITE | _POSTGRES)[known[0]])
    if not name and "FATAL" in str(cause):  # what else the server says is not ours to show
        return LibraryError(
            "The library's server refused the connection. Its log says why: the user, the "
            "password, the name of the database?"
        )
    if not name and (error.connection_invalidated or not state):
        return LibraryError(
            "The library's server cannot be reached. The last change may not have been saved."
        )
    return LibraryError(f"The library could not do this ({name or state}).")
