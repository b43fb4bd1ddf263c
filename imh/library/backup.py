"""Backup and restore of a library that is a file on this machine.

A backup is one file, ``.imhbackup``: a zip that holds a copy of the encrypted library and the
key file that opens it, both as they were at one moment. It is as locked as the library itself,
so it can be carried; it opens by the passphrase or recovery key of the day it was made.
"""

import contextlib
import datetime
import os
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlcipher3 import dbapi2 as sqlcipher

from imh.library.errors import LibraryError
from imh.library.key_file import LARGEST as LARGEST_KEY_FILE
from imh.library.key_file import flush_folder
from imh.library.keys import open_key

SUFFIX = ".imhbackup"
LARGEST = 20 * 2**30
"""Bytes that the library in a backup may have."""

_LIBRARY, _KEY = "library.imh", "library.key"
_BESIDE = ("", "-wal", "-shm")
"""The files of one library: itself, and what SQLite may keep beside it."""


class BackupProblem(LibraryError):
    """A backup that could not be made, read or put in place, in one plain sentence."""


@dataclass(frozen=True)
class Restored:
    """What a restore did: the folder with what it replaced, None when nothing was there."""

    replaced: Path | None


def back_up(library: Path, data_key: bytes, key_file: Path, to: Path) -> Path:
    """Copy a library and its key file into the one file ``to``, while others go on working.

    The copy is opened and checked before the file gets its name. A file that was there is
    replaced only then. Raises :class:`BackupProblem`.
    """
    if to.resolve() in (library.resolve(), key_file.resolve()):
        raise BackupProblem("The backup needs a file of its own.")
    with _plainly("The backup could not be made"), _folder_beside(to) as folder:
        copy, parcel = folder / _LIBRARY, folder / "parcel"
        keys = key_file.read_bytes()  # first: the seal in it then stands in the copy
        with _opened(library, data_key) as connection:
            connection.execute("VACUUM INTO ?", (os.fspath(copy),))
        _check(copy, data_key)
        with zipfile.ZipFile(parcel, "x", zipfile.ZIP_STORED) as archive:
            archive.writestr(_KEY, keys)
            archive.write(copy, _LIBRARY)
        _flush(parcel)
        parcel.chmod(0o600)
        parcel.replace(to)
        flush_folder(to.parent)
    return to


def verify(backup: Path, *, passphrase: str | None = None, recovery_key: str | None = None) -> None:
    """Try whether a backup could be restored, and change nothing.

    No secret is needed for the backup of a demonstration library. Raises
    :class:`BackupProblem`, and :class:`~imh.library.keys.KeyProblem` for a wrong secret.
    """
    with (
        _plainly("The backup could not be read"),
        tempfile.TemporaryDirectory(prefix="imh-verify-") as folder,
    ):
        _unpack(backup, Path(folder), passphrase, recovery_key)


def restore(
    backup: Path,
    library: Path,
    key_file: Path,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
) -> Restored:
    """Put the library of a backup in the place of the present one, which nobody may have open.

    Nothing is replaced before the backup was opened with its secret and found whole. What is
    replaced goes unchanged into a folder beside it. Raises as :func:`verify` does; everything
    is then as it was.
    """
    with _plainly("The backup could not be restored"), _folder_beside(library) as folder:
        _unpack(backup, folder, passphrase, recovery_key)
        _flush(folder / _LIBRARY)
        _flush(folder / _KEY)
        return Restored(_exchange(folder, library, key_file))


def _exchange(folder: Path, library: Path, key_file: Path) -> Path | None:
    """Move the present files aside, the restored ones in; on failure, move all back."""
    present = [Path(f"{library}{ending}") for ending in _BESIDE] + [key_file]
    present = [file for file in present if file.exists()]
    aside = _new_folder_aside(library) if present else None
    moves = [(file, aside / file.name) for file in present if aside]
    moves += [(folder / _KEY, key_file), (folder / _LIBRARY, library)]
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
        for place in {library.parent, key_file.parent, aside or library.parent}:
            flush_folder(place)
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        if aside:
            aside.rmdir()
        raise
    return aside


def _new_folder_aside(library: Path) -> Path:
    now = datetime.datetime.now().strftime("%Y-%m-%d %H.%M.%S.%f")
    aside = library.with_name(f"{library.stem} before the restore of {now}")
    aside.mkdir(mode=0o700)
    return aside


# What is in a backup


def _unpack(backup: Path, folder: Path, passphrase: str | None, recovery_key: str | None) -> None:
    """Take the two files out of a backup into a folder, opened and found whole."""
    if not backup.is_file():
        raise BackupProblem(f"There is no backup file {backup.name}.")
    try:
        _has_few_members(backup)
        with zipfile.ZipFile(backup) as archive:
            for name, most in ((_KEY, LARGEST_KEY_FILE), (_LIBRARY, LARGEST)):
                with _member(archive, backup, name, most) as inside:
                    _pour(inside, folder / name)
    except _NO_ZIP as error:
        if isinstance(error, BackupProblem):
            raise
        raise BackupProblem(f"{backup.name} is damaged or is no backup of a library.") from None
    data_key = open_key(folder / _KEY, passphrase=passphrase, recovery_key=recovery_key)
    _check(folder / _LIBRARY, data_key)


_NO_ZIP = (
    *(zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError),
    *(struct.error, OverflowError),
)
_END, _LOCATOR = struct.Struct("<4s4H2LH"), struct.Struct("<4sLQL")
_LARGE_END = struct.Struct("<4sQ2H2L4Q")
_LARGEST_LIST = 10_000
"""Bytes that the list of two files at the end of a zip may have."""


def _has_few_members(backup: Path) -> None:
    """The list of a zip's files is read as a whole: a large one would take all memory.

    What is read here are the last bytes of a zip without a comment, as every backup is; where it
    has over 2 GB, they say a second time how large the list is.
    """
    with backup.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LARGE_END.size - _LOCATOR.size - _END.size))
        tail = file.read()
    end = _END.unpack(tail[-_END.size :])
    before = tail[: -_END.size]
    sound, listed = end[0] == b"PK\x05\x06", end[5]
    if before[-_LOCATOR.size :].startswith(b"PK\x06\x07"):
        large = _LARGE_END.unpack(before[: _LARGE_END.size])
        _, _, at, _ = _LOCATOR.unpack(before[_LARGE_END.size :])
        sound = sound and large[0] == b"PK\x06\x06" and at == size - len(tail)
        listed = max(listed, large[8])
    if not sound or listed > _LARGEST_LIST:
        raise zipfile.BadZipFile


def _member(archive: zipfile.ZipFile, backup: Path, name: str, most: int) -> IO[bytes]:
    """One of exactly two files, which are stored as they are: a backup cannot swell."""
    members = archive.infolist()
    if sorted(member.filename for member in members) != sorted((_KEY, _LIBRARY)):
        raise BackupProblem(f"{backup.name} is a zip file, but no backup of a library.")
    member = archive.getinfo(name)
    stored = member.compress_type == zipfile.ZIP_STORED and not member.flag_bits & 1
    if not stored or member.file_size != member.compress_size:
        raise BackupProblem(f"{backup.name} was packed by another program and is not opened.")
    if member.file_size > min(most, backup.stat().st_size):
        raise BackupProblem(f"{backup.name} holds a file that is too large.")
    return archive.open(member)


def _pour(inside: IO[bytes], file: Path) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(inside, out, 2**20)


# The library's file


@contextlib.contextmanager
def _opened(library: Path, data_key: bytes) -> Iterator[Any]:
    """A connection that only reads. Raises :class:`BackupProblem` when the key does not fit."""
    if not library.is_file():
        raise BackupProblem(f"There is no library {library.name}.")
    connection = sqlcipher.connect(os.fspath(library), timeout=30, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        try:
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.DatabaseError as error:
            if error.sqlite_errorname != "SQLITE_NOTADB":
                raise
            tables = 0
        if not tables:
            raise BackupProblem("The library is damaged, or its key file belongs to another one.")
        yield connection
    finally:
        connection.close()


def _check(library: Path, data_key: bytes) -> None:
    """Read every page, as its seal (HMAC) and as a database."""
    with _opened(library, data_key) as connection:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchone()
        if broken or connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise BackupProblem("The library in the backup is damaged.")


@contextlib.contextmanager
def _folder_beside(file: Path) -> Iterator[Path]:
    """A folder for unfinished work on the same disk, for its owner alone."""
    with tempfile.TemporaryDirectory(prefix=".imh-unfinished-", dir=file.parent) as folder:
        yield Path(folder)


def _flush(file: Path) -> None:
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


@contextlib.contextmanager
def _plainly(what: str) -> Iterator[None]:
    """The system's refusals as one sentence, without anything of what was read."""
    try:
        yield
    except OSError as error:
        raise BackupProblem(f"{what}: {error.strerror or 'the file cannot be read'}.") from None
    except sqlcipher.Error as error:
        full = getattr(error, "sqlite_errorname", "") in ("SQLITE_FULL", "SQLITE_IOERR_WRITE")
        reason = "the disk is full" if full else "a library file cannot be read or written"
        raise BackupProblem(f"{what}: {reason}.") from None
