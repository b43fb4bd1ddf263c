"""Both stores: opened with care, encrypted where it is a file, plain words when something fails."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, insert, make_url, select, text
from sqlcipher3 import dbapi2 as sqlcipher

from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library import schema
from imh.library.case_store import CaseStore
from imh.library.engines import embedded, server, transaction
from imh.library.errors import LibraryError, NotWritable
from imh.library.listing import Filter
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import METADATA, members, revisions
from tests.library.conftest import KEY, Opener
from tests.library.former_schemas import TAKEN_BACK

CASE = synthetic_case(3, 8)
NAME = "Zebulonia"
NOBODY = 65534


def test_the_migrations_make_the_tables_that_the_program_knows(store: Engine) -> None:
    with store.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, METADATA)
    assert [one for one in found if "words" not in str(one)] == []


def test_tests_can_take_a_library_back_before_every_migration() -> None:
    scripts = ScriptDirectory.from_config(schema.config())
    known = [script.revision for script in scripts.walk_revisions()]
    assert list(TAKEN_BACK) == known[1:], "TAKEN_BACK in tests/library/former_schemas.py"


def test_programs_that_open_a_new_library_at_once_make_one_library(opener: Opener) -> None:
    with ThreadPoolExecutor(4) as threads:
        libraries = [*threads.map(lambda _: CaseStore(opener()), range(4))]
    libraries[0].for_account(THIS_COMPUTER).begin(CASE, "family")
    assert [len(library.for_account(THIS_COMPUTER).list()) for library in libraries] == [1] * 4


def test_who_comes_while_another_program_begins_the_library_waits(tmp_path: Path) -> None:
    file = tmp_path / "library"
    first = sqlcipher.connect(os.fspath(file), isolation_level=None)
    first.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    first.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as thread:
        second = thread.submit(embedded, file, KEY)
        time.sleep(0.3)
        assert not second.done()
        first.execute("ROLLBACK")
        assert CaseStore(second.result()).for_account(THIS_COMPUTER).list() == ()
    first.close()


def test_a_schema_that_was_half_made_is_not_there(
    opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def and_then_the_power_goes(*args: Any) -> None:
        upgrade(*args)
        raise KeyboardInterrupt

    upgrade = schema.command.upgrade
    with monkeypatch.context() as patched:
        patched.setattr(schema.command, "upgrade", and_then_the_power_goes)
        with pytest.raises(KeyboardInterrupt):
            opener()
    assert CaseStore(opener()).for_account(THIS_COMPUTER).begin(CASE, "family").number == 1


def test_a_library_of_a_newer_program_is_left_alone(opener: Opener) -> None:
    with transaction(opener(), writes=True) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LibraryError, match="newer version"):
        opener()


@pytest.mark.parametrize("bad", ["a\0b", "\ud800"])
def test_a_text_that_no_store_can_hold_is_one_sentence(library: CaseStore, bad: str) -> None:
    account_cases = library.for_account(THIS_COMPUTER)
    open_case = account_cases.begin(
        CASE, bad
    )  # what is written for people to read is kept, but for that
    hour = timedelta(hours=1)
    odd = Account(bad, bad)
    for refused in (
        lambda: account_cases.open(bad),
        lambda: account_cases.share(open_case.token, bad, Role.GUEST),
        lambda: account_cases.unshare(open_case.token, bad),
        lambda: account_cases.invite(open_case.token, f"{bad}@clinic.example", Role.GUEST),
        lambda: account_cases.uninvite(open_case.token, bad),
        lambda: account_cases.withdraw_ticket(open_case.token, bad),
        lambda: account_cases.autosave(open_case.token, bad, "text"),
        lambda: account_cases.autosave(None, bad, ""),
        lambda: account_cases.record(bad),
        lambda: account_cases.role(bad),
        lambda: open_case.note_export(bad) or library.for_account(odd).begin(CASE, "family"),
        lambda: library.sign_in(odd, "mark", hour),
        lambda: library.sign_in(THIS_COMPUTER, bad, hour),
        lambda: library.sign_in(THIS_COMPUTER, "mark", hour, bad),
        lambda: library.signed_in(bad, hour),
        lambda: library.for_account(odd).list(),
        lambda: library.for_account(odd).open(open_case.token),
        lambda: library.for_account(odd).begin(CASE, "family"),
    ):
        with pytest.raises(LibraryError) as caught:
            refused()
        assert str(caught.value).count(".") <= 2
        assert "server" not in str(caught.value)
        assert bad not in str(caught.value)
    account_cases.make_ticket(open_case.token, bad)
    open_case.name_snapshot(bad)
    open_case.rate((1, 2, 3, 4, 5), bad, bad)
    assert len(account_cases.list(Filter(text=bad))) <= 1
    assert library.examine().whole


def test_nothing_typed_stands_in_an_error(store: Engine) -> None:
    row = {"case_id": 1, "account": NAME, "role": NAME}
    with pytest.raises(LibraryError) as caught, transaction(store, writes=True) as connection:
        connection.execute(insert(members).values([row, row]))
    assert NAME not in "".join(traceback.format_exception(caught.value))


def test_another_key_opens_nothing_and_harms_nothing(tmp_path: Path, capfd: Any) -> None:
    library = CaseStore(embedded(tmp_path / "library", KEY))
    open_case = library.for_account(THIS_COMPUTER).begin(CASE, "family")
    library.close()
    with pytest.raises(LibraryError, match="cannot be opened with this key"):
        embedded(tmp_path / "library", KEY[::-1])
    assert capfd.readouterr().err == ""
    with pytest.raises(ValueError, match="32"):
        embedded(tmp_path / "library", b"short")
    again = CaseStore(embedded(tmp_path / "library", KEY))
    assert again.for_account(THIS_COMPUTER).open(open_case.token).case == CASE
    again.close()


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    library = CaseStore(embedded(tmp_path / "data" / "library", KEY))
    library.for_account(THIS_COMPUTER).begin(CASE, "family")
    files = [*(tmp_path / "data").iterdir()]
    assert {file.name for file in files} == {"library", "library-wal", "library-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    library.close()


def _used(library: CaseStore) -> list[bytes]:
    """Work on a case in every way that writes; gives what must not be readable."""
    account_cases = library.for_account(THIS_COMPUTER)
    open_case = account_cases.begin(CASE, NAME).do(Change.of("carer-0", name=NAME)).undo().redo()
    open_case = open_case.write(NAME, NAME)
    open_case.name_snapshot(NAME)
    account_cases.autosave(open_case.token, "lines", NAME)
    assert account_cases.list(Filter(text=NAME))
    with library.engine.connect() as connection:
        documents = connection.scalars(select(revisions.c.document)).all()
    return [NAME.encode(), NAME.lower().encode(), NAME.encode("utf-16-le"), *documents]


def test_the_plaintext_of_a_name_is_nowhere_in_the_files(tmp_path: Path) -> None:
    library = CaseStore(embedded(tmp_path / "library", KEY))
    secrets = _used(library)
    while_open = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    library.close()
    closed = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert len(while_open["library-wal"]) > 50_000
    assert set(closed) == {"library"}
    for content in (*while_open.values(), *closed.values()):
        assert not any(secret in content for secret in secrets)
        assert b"CREATE TABLE" not in content


LARGE = """
import os, sys
from pathlib import Path
from imh.library.engines import embedded
folder = Path(os.environ["SQLITE_TMPDIR"])
for pragma in ("temp_store", "temp_store = FILE"):
    os.utime(folder, (0, 0))
    engine = embedded(folder.parent / "library", bytes(32))
    connection = engine.raw_connection().driver_connection
    connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TEMP TABLE large AS SELECT hex(randomblob(4000000))")
    engine.dispose()
    print(pragma, folder.stat().st_mtime > 0)
"""
"""A table that does not fit into memory, as the library opens its file and with files allowed."""


@pytest.mark.skipif(os.name != "posix", reason="the variable is read on POSIX systems only")
def test_no_temporary_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    run = subprocess.run(
        [sys.executable, "-c", LARGE],
        env={**os.environ, "SQLITE_TMPDIR": str(tmp_path / "temporary")},
        capture_output=True,
        text=True,
    )
    assert run.stdout == "temp_store False\ntemp_store = FILE True\n", run.stderr


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:secret@127.0.0.1:1/library",
        "postgresql://ana:secret@/library?host=/nowhere",
        "mysql://ana:secret@127.0.0.1/library",
        "no address, secret",
        "",
    ],
)
def test_a_server_that_cannot_be_reached_is_told_without_the_password(url: str) -> None:
    with pytest.raises(LibraryError, match="server") as caught:
        server(url)
    assert "secret" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("wrong", [{"database": "nowhere"}, {"username": "nobody-known"}])
def test_a_server_that_refuses_says_so_without_what_it_was_asked(
    postgres_url: str, wrong: dict[str, str]
) -> None:
    address = make_url(postgres_url).set(**wrong)
    with pytest.raises(LibraryError, match="refused the connection") as caught:
        server(address.render_as_string(hide_password=False))
    assert next(iter(wrong.values())) not in str(caught.value)


def test_a_database_that_cannot_hold_every_name_is_refused(postgres_url: str) -> None:
    engine = create_engine(
        make_url(postgres_url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(
            text("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        )
    with pytest.raises(LibraryError, match="keeps text as LATIN1"):
        server(make_url(postgres_url).set(database="narrow").render_as_string(hide_password=False))
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE narrow"))
    engine.dispose()


def test_a_connection_that_is_lost_loses_nothing_acknowledged(postgres_url: str) -> None:
    library = CaseStore(server(postgres_url))
    account_cases = library.for_account(THIS_COMPUTER)
    open_case = account_cases.begin(CASE, "family")
    end = text("SELECT pg_terminate_backend(pg_backend_pid())")
    with (
        pytest.raises(LibraryError, match="cannot be reached"),
        transaction(library.engine, writes=True) as connection,
    ):
        connection.execute(end)
    assert open_case.do(Change.of("carer-0", name="Rosa")).number == 2
    library.close()


@pytest.fixture
def folder_of_ones_own() -> Iterator[Path]:
    """A folder whose modes bind this program, which may run as root and then does not for now."""
    folder = Path(tempfile.mkdtemp(prefix="imh-read-only-"))
    (folder / "data").mkdir()
    yield folder / "data"
    if os.geteuid() != os.getuid():
        os.seteuid(os.getuid())
    (folder / "data").chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="file modes")
@pytest.mark.parametrize("closed", ["data", "data/library"])
def test_nothing_is_lost_where_nothing_can_be_written(
    folder_of_ones_own: Path, closed: str
) -> None:
    file = folder_of_ones_own / "library"
    library = CaseStore(embedded(file, KEY))
    token = library.for_account(THIS_COMPUTER).begin(CASE, "family").token
    library.close()
    before, modes = file.read_bytes(), {"data": 0o500, "data/library": 0o400}
    (folder_of_ones_own.parent / closed).chmod(modes[closed])
    if os.getuid() == 0:
        for path in (folder_of_ones_own.parent, folder_of_ones_own, file):
            os.chown(path, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    with pytest.raises(NotWritable, match="cannot be written to") as caught:
        embedded(file, KEY)
    assert str(folder_of_ones_own) in str(caught.value)
    os.seteuid(os.getuid())
    assert [one.name for one in folder_of_ones_own.iterdir()] == ["library"]
    assert file.read_bytes() == before
    (folder_of_ones_own.parent / closed).chmod(0o700)
    again = CaseStore(embedded(file, KEY))
    assert again.for_account(THIS_COMPUTER).open(token).case == CASE
    again.close()


def test_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for file in (tmp_path / "file" / "library", tmp_path):
        with pytest.raises(LibraryError, match="cannot be opened"):
            embedded(file, KEY)
