"""The last seal of the record, noted where the library's own rows do not reach.

Whoever cuts the record's end off, or puts an older library in the place of this one, leaves a
chain that holds. A seal that was noted meanwhile then stands in it no more. On a laptop it is
noted in the key file, proved by the library's data key; on a server in a file of the clinic's.
"""

from __future__ import annotations

import hmac
import json
import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Engine, insert, select

from imh.library import audit as record
from imh.library import key_file
from imh.library.engines import on_writes, transaction
from imh.library.errors import LibraryError
from imh.library.roles import Account
from imh.library.tables import as_text, audit, now, settings

EVERY_WRITES, EVERY_SECONDS = 100, 600
"""How far a seal may lag behind: noting one is a query and a file that is flushed to the disk."""

_NOTED = "seal noted"


@dataclass(frozen=True)
class Seal:
    """The seal of one line: its number (0 where only the seal was noted), and when it was noted."""

    number: int
    hash: str
    time: str = ""


class Seals(Protocol):
    """A place with seals. ``expected``: there is something amiss when it holds none."""

    name: str
    expected: bool

    def noted(self) -> tuple[Seal, ...]:
        """The seals to compare, the last one last. Raises :class:`LibraryError`."""
        ...


class SealKeeper(Seals, Protocol):
    """A place where this program notes seals."""

    def note(self, seal: Seal, *, anew: bool) -> None:
        """Note a seal durably; ``anew`` lets those before count no more."""
        ...


# ------------------------------------------------------------------ comparing and noting


def not_standing(connection: Connection, seals: Seals) -> Iterator[str]:
    """What is amiss with the seals of one place, in one sentence; nothing when all stand."""
    try:
        noted = seals.noted()
    except LibraryError as error:
        yield str(error)
        return
    if not noted and (seals.expected or _was_noted(connection)):
        yield f"There is no seal in {seals.name}: it was replaced, or nothing could be noted there."
    missing = next(_missing(connection, noted), None)
    if missing:
        line = f"Line {missing.number}" if missing.number else f"The line {missing.hash[:8]}…"
        when = f" on {missing.time[:10]}" if missing.time else ""
        yield (
            f"{line} of the record is not the one whose seal was noted{when} in {seals.name}: "
            "lines were taken out, or an older library was put in the place of this one."
        )


def _missing(connection: Connection, noted: Sequence[Seal]) -> Iterator[Seal]:
    for start in range(0, len(noted), 500):
        some = noted[start : start + 500]
        by = audit.c.number.in_([seal.number for seal in some]) | audit.c.hash.in_(
            [seal.hash for seal in some if not seal.number]
        )
        stand = {
            (row.number, row.hash)
            for row in connection.execute(select(audit.c.number, audit.c.hash).where(by))
        }
        hashes = {each for _, each in stand}
        for seal in some:
            if (seal.number, seal.hash) not in stand and (seal.number or seal.hash not in hashes):
                yield seal


def _was_noted(connection: Connection) -> bool:
    marked = select(settings.c.value).where(settings.c.name == _NOTED)
    return connection.scalar(marked) is not None


def note(engine: Engine, keeper: SealKeeper) -> bool:
    """Note the seal of the last line, unless the one before does not stand; returns whether so.

    Raises :class:`LibraryError` when it cannot be noted.
    """
    with transaction(engine, writes=True) as connection:  # who else changes a key file waits
        if [*not_standing(connection, _Last(keeper))]:
            return False
        _note(connection, keeper)
    return True


def _note(connection: Connection, keeper: SealKeeper, *, anew: bool = False) -> None:
    newest = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    last = connection.execute(newest).first()
    if last is None:
        return
    keeper.note(Seal(last.number, last.hash, as_text(now())), anew=anew)
    if not _was_noted(connection):
        connection.execute(insert(settings).values(name=_NOTED, value="yes"))


@dataclass(frozen=True)
class _Last:
    """The last seal of a place: when noting, only that one is asked for."""

    keeper: SealKeeper
    expected: bool = False

    @property
    def name(self) -> str:
        return self.keeper.name

    def noted(self) -> tuple[Seal, ...]:
        return self.keeper.noted()[-1:]


def watch(engine: Engine, keeper: SealKeeper, account: Account) -> str:
    """Compare when a library is opened, and note from then on; returns what is amiss.

    What is amiss is on the record from then on, and the seal stays as it was noted.
    """
    with transaction(engine) as connection:
        amiss = next(not_standing(connection, _Last(keeper)), "")
    if amiss:
        with suppress(LibraryError), transaction(engine, writes=True) as connection:
            record.record(connection, account, "seal_missed")
    else:
        with suppress(LibraryError):
            note(engine, keeper)
    on_writes(engine, _Noting(engine, keeper))
    return amiss


def note_anew(engine: Engine, keeper: SealKeeper, account: Account) -> Seal | None:
    """Let the seals before count no more, as after a restore; returns the last of them.

    It is on the record. Raises :class:`LibraryError`.
    """
    try:
        before = keeper.noted()[-1:]
    except LibraryError:  # it is no seal of this library
        before = ()
    detail = {"line": before[0].number, "seal": before[0].hash} if before else {}
    with transaction(engine, writes=True) as connection:
        record.record(connection, account, "seal_anew", **detail)
    with transaction(engine, writes=True) as connection:  # what is noted is durable
        _note(connection, keeper, anew=True)
    return before[0] if before else None


@dataclass
class _Noting:
    """Called after everything that was written: notes a seal now and then, and never fails."""

    engine: Engine
    keeper: SealKeeper
    writes: int = 0
    at: float = field(default_factory=time.monotonic)

    def __call__(self) -> None:
        self.writes += 1
        if self.writes < EVERY_WRITES and time.monotonic() - self.at < EVERY_SECONDS:
            return
        self.writes, self.at = 0, time.monotonic()
        with suppress(LibraryError):
            note(self.engine, self.keeper)


# ------------------------------------------------------------------ the places


@dataclass(frozen=True)
class KeyFileSeals:
    """One's own library: the last seal stands in its key file, with a proof by the data key.

    Nothing is noted for a library whose file is no longer the one that was opened.
    """

    path: Path
    library: Path
    data_key: bytes = field(repr=False)
    opened: tuple[int, int]
    expected: bool = False

    @classmethod
    def of(cls, path: Path, library: Path, data_key: bytes) -> KeyFileSeals:
        """The place of a library that was just opened."""
        return cls(path, library, data_key, _which(library))

    @property
    def name(self) -> str:
        """What the place is called in a sentence."""
        return f"the key file {self.path.name}"

    def noted(self) -> tuple[Seal, ...]:
        """The seal, none in a key file of an earlier version."""
        kept = key_file.read(self.path).get("seal")
        if kept is None:
            return ()
        try:
            seal = Seal(int(kept["line"]), str(kept["seal"]), str(kept["time"]))
            genuine = hmac.compare_digest(str(kept["proof"]).encode(), self._proof(seal).encode())
        except (KeyError, TypeError, ValueError, OverflowError):
            genuine = False
        if not genuine:
            raise LibraryError(f"The seal in {self.name} was not noted by this library.")
        return (seal,)

    def note(self, seal: Seal, *, anew: bool) -> None:
        """Write it into the key file, in the place of the one before."""
        if _which(self.library) != self.opened:
            return
        kept = {"line": seal.number, "seal": seal.hash, "time": seal.time}
        document = key_file.read(self.path)
        key_file.write(self.path, document | {"seal": kept | {"proof": self._proof(seal)}})

    def _proof(self, seal: Seal) -> str:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"imh record seal 1")
        told = json.dumps([seal.number, seal.hash, seal.time]).encode()
        return hmac.digest(derived.derive(self.data_key), told, "sha256").hex()


def _which(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


_LINE = re.compile(r"(?P<time>\S+) (?P<number>\d{1,18}) (?P<hash>[0-9a-f]{64})(?P<anew> anew)?")
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True)
class SealFile:
    """A team's library: every seal is a line at the end of a file, which is never rewritten.

    Several programs write in it at once, so it can lie where nothing but adding is allowed.
    """

    path: Path
    expected: bool = True

    @property
    def name(self) -> str:
        """What the place is called in a sentence."""
        return f"the file {self.path}"

    def noted(self) -> tuple[Seal, ...]:
        """The seals since those before were let go; none when there is no file yet."""
        seals: list[Seal] = []
        for number, line in enumerate(_text(self.path, missing="").splitlines(), 1):
            found = _LINE.fullmatch(line)
            if found is None:
                raise LibraryError(f"Line {number} of {self.name} is no seal.")
            if found["anew"]:
                seals = []
            seals.append(Seal(int(found["number"]), found["hash"], found["time"]))
        return tuple(seals)

    def note(self, seal: Seal, *, anew: bool) -> None:
        """Add a line, in one piece."""
        line = f"{seal.time} {seal.number} {seal.hash}{' anew' if anew else ''}\n"
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, line.encode())
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise LibraryError(f"No seal can be noted in {self.name}: {error.strerror}.") from None


@dataclass(frozen=True)
class NotedDown:
    """What somebody noted down: one seal, or a text or file with several."""

    said: str
    expected: bool = True
    name: str = "what was noted down"

    def noted(self) -> tuple[Seal, ...]:
        """Every seal in it. Raises :class:`LibraryError` when there is none."""
        text = self.said.strip().lower()
        if not _HASH.fullmatch(text):
            text = _text(Path(self.said))
        seals = [seal for line in text.splitlines() for seal in _seals_in(line)]
        if not seals:
            raise LibraryError(f"{Path(self.said).name} holds no seal of 64 letters and digits.")
        return tuple(seals)


def _seals_in(line: str) -> Iterator[Seal]:
    found = _LINE.fullmatch(line.strip())
    if found:
        yield Seal(int(found["number"]), found["hash"], found["time"])
    else:
        yield from (Seal(0, each) for each in _HASH.findall(line))


def _text(path: Path, missing: Any = None) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        if missing is None:
            raise LibraryError(f"There is no file {path.name}.") from None
        return str(missing)
    except OSError as error:
        raise LibraryError(f"The file {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise LibraryError(f"The file {path} holds something other than seals.") from None
