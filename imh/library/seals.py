"""The last seal of the record, noted where the library's own rows do not reach.

Whoever cuts the record's end off, or puts an older library in the place of this one, leaves a
chain that holds. A seal that was noted meanwhile then stands in it no more. On a laptop it is
noted in the key file, proved by the library's data key; on a server in a file of the clinic's.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from sqlalchemy import Connection, Engine, insert, select

from imh.library import audit as record
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
    """A place with seals."""

    @property
    def name(self) -> str:
        """What the place is called in a sentence."""
        ...

    @property
    def expected(self) -> bool:
        """Whether something is amiss when it holds none."""
        ...

    def noted(self) -> tuple[Seal, ...]:
        """The seals to compare, the last one last. Raises :class:`LibraryError`."""
        ...


class SealKeeper(Seals, Protocol):
    """A place where this program notes seals."""

    def note(self, seal: Seal, *, anew: bool) -> None:
        """Note a seal durably; ``anew`` lets those before count no more."""
        ...


@dataclass(frozen=True)
class Noted:
    """What a place held at one moment; ``trouble`` says why it could not be read."""

    name: str
    expected: bool
    seals: tuple[Seal, ...]
    trouble: str = ""


def noted_in(place: Seals, *, last: bool = False) -> Noted:
    """What a place holds now, or its last seal alone.

    It is read before the record is: a seal that is noted after that belongs to a newer line.
    """
    try:
        seals = place.noted()
    except LibraryError as error:
        return Noted(place.name, place.expected, (), str(error))
    return Noted(place.name, place.expected, seals[-1:] if last else seals)


def not_standing(connection: Connection, noted: Noted) -> str:
    """What is amiss with the seals of one place, in one sentence; empty when all stand."""
    if noted.trouble:
        return noted.trouble
    if not noted.seals and (noted.expected or _was_noted(connection)):
        return (
            f"There is no seal in {noted.name}: it was replaced, or nothing could be noted there."
        )
    missing = next(_missing(connection, noted.seals), None)
    if missing is None:
        return ""
    line = f"Line {missing.number}" if missing.number else f"The line {missing.hash[:8]}…"
    when = f" on {missing.time[:10]}" if missing.time else ""
    return (
        f"{line} of the record is not the one whose seal was noted{when} in {noted.name}: "
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
        if not_standing(connection, _last_in(keeper)):
            return False
        _note(connection, keeper)
    return True


def _last_in(keeper: SealKeeper) -> Noted:
    """A place that holds nothing yet is no trouble when this program is about to note there."""
    return replace(noted_in(keeper, last=True), expected=False)


def _note(connection: Connection, keeper: SealKeeper, *, anew: bool = False) -> None:
    newest = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    last = connection.execute(newest).first()
    if last is None:
        return
    keeper.note(Seal(last.number, last.hash, as_text(now())), anew=anew)
    if not _was_noted(connection):
        connection.execute(insert(settings).values(name=_NOTED, value="yes"))


def watch(engine: Engine, keeper: SealKeeper, account: Account) -> str:
    """Compare when a library is opened, and note from then on; returns what is amiss.

    What is amiss is on the record from then on, and the seal stays as it was noted.
    """
    noted = _last_in(keeper)
    with transaction(engine) as connection:
        amiss = not_standing(connection, noted)
    if amiss:
        with suppress(LibraryError), transaction(engine, writes=True) as connection:
            record.record(connection, account, "seal_missed")
    else:
        with suppress(LibraryError):
            note(engine, keeper)
    on_writes(engine, _Noting(engine, keeper))
    return amiss


def note_anew(engine: Engine, keeper: SealKeeper, account: Account) -> Seal:
    """Let the seals before count no more, as after a restore; returns the last of them,
    with the number 0 when there was none.

    It is on the record. Raises :class:`LibraryError`.
    """
    try:
        before = keeper.noted()[-1:]
    except LibraryError:  # it is no seal of this library
        before = ()
    last = before[0] if before else Seal(0, "")
    with transaction(engine, writes=True) as connection:
        record.record(connection, account, "seal_anew", line=last.number, noted=last.hash)
    with transaction(engine, writes=True) as connection:  # what is noted is durable
        _note(connection, keeper, anew=True)
    return last


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
