"""The libraries on this computer: one's own, which a passphrase opens, and one to practise in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from imh.library import audit, backup, engines, keys, locations, seals
from imh.library.backup import Restored
from imh.library.case_store import CaseStore
from imh.library.engines import transaction
from imh.library.errors import LibraryError
from imh.library.keys import KeyProblem
from imh.library.roles import THIS_COMPUTER
from imh.library.seal_locations import KeyFileSeals


@dataclass(frozen=True)
class LocalCaseStore(CaseStore):
    """An open library of one's own. What is done with the library as a whole is on its record.

    Its key file is changed only while the library is kept from everybody else who would write.
    """

    data_key: bytes = field(repr=False, kw_only=True)

    def note(self, action: str, **detail: Any) -> None:
        """Put on the record what was done with the library as a whole."""
        with transaction(self.engine, writes=True) as connection:
            audit.record(connection, THIS_COMPUTER, action, **detail)

    def change_passphrase(self, old: str, new: str) -> None:
        """Let another passphrase open this library. Raises :class:`LibraryError`."""
        with transaction(self.engine, writes=True) as connection:
            keys.change_passphrase(locations.own_keys(), new, passphrase=old)
            audit.record(connection, THIS_COMPUTER, "passphrase")

    def new_recovery_key(self, passphrase: str) -> str:
        """Another recovery key; the one before opens no more. Raises :class:`LibraryError`."""
        with transaction(self.engine, writes=True) as connection:
            new = keys.new_recovery_key(locations.own_keys(), passphrase=passphrase)
            audit.record(connection, THIS_COMPUTER, "recovery_key")
        return new

    def back_up(self, to: Path) -> Path:
        """Copy this library into one file, as locked as it is. Raises :class:`LibraryError`."""
        self.note("backup")
        self.note_seal()
        return backup.back_up(locations.own_file(), self.data_key, locations.own_keys(), to)

    def note_seal(self) -> None:
        """Note the record's last seal in the key file, if that can be done."""
        if self.seals and locations.own_file().exists():
            with suppress(LibraryError):
                seals.note(self.engine, self.seals)

    def close(self) -> None:
        """Let go of the file; the last seal is noted before."""
        self.note_seal()
        super().close()


def is_set_up() -> bool:
    """Whether this computer's user has a library of their own, whole or not."""
    return locations.own_keys().exists() or locations.own_file().exists()


def set_up(passphrase: str) -> tuple[LocalCaseStore, str]:
    """Begin a library of one's own; returns it with the recovery key to print.

    Raises :class:`LibraryError`; nothing is then left behind.
    """
    if is_set_up():
        raise LibraryError(f"There is a library of your own already, in {locations.folder()}.")
    file, key_file = locations.own_file(), locations.own_keys()
    with _unfinished() as folder:
        new = keys.set_up(folder / key_file.name, passphrase)
        engines.embedded(folder / file.name, new.data_key).dispose()
        (folder / file.name).rename(file)
        (folder / key_file.name).rename(key_file)
    return _opened(new.data_key, "set_up"), new.recovery_key


def _opened(data_key: bytes, told: str) -> LocalCaseStore:
    file, key_file = locations.own_file(), locations.own_keys()
    engine = engines.embedded(file, data_key)
    keeper = KeyFileSeals.of(key_file, file, data_key)
    library = LocalCaseStore(engine, keeper, data_key=data_key)
    library.note(told)
    return replace(library, amiss=seals.watch(engine, keeper, THIS_COMPUTER))


@contextmanager
def _unfinished() -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix=".imh-unfinished-", dir=locations.folder()) as name:
            yield Path(name)
    except OSError as error:
        raise LibraryError(f"The library could not be set up: {error.strerror}.") from None


def open_own(*, passphrase: str | None = None, recovery_key: str | None = None) -> LocalCaseStore:
    """Open one's own library by either secret. Raises :class:`LibraryError`."""
    file = locations.own_file()
    data_key = keys.open_key(locations.own_keys(), passphrase=passphrase, recovery_key=recovery_key)
    if not file.exists():
        raise LibraryError(f"The library's file {file.name} is missing.")
    return _opened(data_key, "unlock")


def open_after_loss(recovery_key: str, passphrase: str) -> LocalCaseStore:
    """Open one's own library by its recovery key and give it a new passphrase.

    Raises :class:`LibraryError`.
    """
    library = open_own(recovery_key=recovery_key)
    try:
        with transaction(library.engine, writes=True) as connection:
            keys.change_passphrase(locations.own_keys(), passphrase, recovery_key=recovery_key)
            audit.record(connection, THIS_COMPUTER, "passphrase", by="recovery key")
    except LibraryError:
        library.close()
        raise
    return library


def present_opens() -> bool:
    """Whether there is a library that a secret opens: then only who has one may replace it."""
    return locations.own_file().exists() and keys.can_be_opened(locations.own_keys())


def present_key(*, passphrase: str | None = None, recovery_key: str | None = None) -> bytes:
    """The data key of the library that is there, by either secret. Raises :class:`KeyProblem`."""
    return keys.open_key(locations.own_keys(), passphrase=passphrase, recovery_key=recovery_key)


def restore(
    file: Path,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    present: bytes | None = None,
) -> Restored:
    """Put the library of a backup in the place of one's own, which nobody may have open.

    The secret is that of the day of the backup. ``present`` is the data key of the library that
    is replaced, which is wanted where :func:`present_opens`; the record then says which line was
    its last. Raises :class:`LibraryError`; nothing is then replaced.
    """
    if present is None and present_opens():
        raise KeyProblem(
            "A library is there, which its passphrase or its recovery key opens: only with one of "
            "them it can be replaced."
        )
    replaced = _last_seal(present) if present else {}
    done = backup.restore(
        file,
        locations.own_file(),
        locations.own_keys(),
        passphrase=passphrase,
        recovery_key=recovery_key,
    )
    with suppress(LibraryError):  # restored it is; whoever opens it learns what is the matter
        library = open_own(passphrase=passphrase, recovery_key=recovery_key)
        library.note("restore", **replaced)
        library.close()
    return done


def _last_seal(data_key: bytes) -> dict[str, Any]:
    """The seal that was noted last in the key file that is there, for the record."""
    with suppress(LibraryError):
        for seal in KeyFileSeals.of(locations.own_keys(), locations.own_file(), data_key).noted():
            return {"line": seal.number, "noted": seal.hash}
    return {}


def practice() -> CaseStore:
    """The library to practise in, which needs no passphrase. It is not for real families.

    Raises :class:`LibraryError`.
    """
    key_file = locations.practice_keys()
    if not key_file.exists():
        keys.set_up_demonstration(key_file)
    key = keys.demonstration_key(key_file)
    return CaseStore(engines.embedded(locations.practice_file(), key))
