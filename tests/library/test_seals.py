"""The last seal is kept where the library's own rows do not reach, and tells what they cannot."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, delete, func, select

from imh.case.synthetic import synthetic_case
from imh.cli import main
from imh.library import audit as record
from imh.library import key_file, keys, local_libraries, locations, seals, team_server
from imh.library.audit_sentences import in_words
from imh.library.case_store import CaseStore
from imh.library.engines import embedded, transaction
from imh.library.errors import LibraryError
from imh.library.keys import KeyProblem
from imh.library.local_libraries import LocalCaseStore
from imh.library.roles import THIS_COMPUTER, Account
from imh.library.seal_locations import NotedDown, SealFile
from imh.library.tables import audit

CASE = synthetic_case(3, 8)
PASSPHRASE = "seven green kettles"
OTHER = "nine yellow teapots"
GONE = "is not the one whose seal was noted"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for libraries; keys cost little here."""
    monkeypatch.setattr(locations, "folder", lambda: tmp_path)
    cost = keys.Cost(n=2**10)
    monkeypatch.setattr(keys.set_up, "__defaults__", (cost,))
    monkeypatch.setitem(keys.change_passphrase.__kwdefaults__, "cost", cost)
    return tmp_path


@pytest.fixture
def mine(folder: Path) -> str:
    """A library of one's own that was closed; the token of its case."""
    library, _ = local_libraries.set_up(PASSPHRASE)
    open_case = library.for_account(THIS_COMPUTER).begin(CASE, "family")
    for form in ("DOCX", "PDF", "JSON"):
        open_case.note_export(form)
    library.close()
    return open_case.token


def opened() -> LocalCaseStore:
    return local_libraries.open_own(passphrase=PASSPHRASE)


def troubles(*noted: NotedDown) -> str:
    library = opened()
    try:
        return " ".join(library.examine(*noted).troubles)
    finally:
        library.close()


def cut(engine: Engine, lines: int) -> None:
    """Lines that tell of nothing that is there: without a seal nobody misses them."""
    with transaction(engine, writes=True) as connection:
        last = connection.scalar(select(func.max(audit.c.number))) or 0
        connection.execute(delete(audit).where(audit.c.number > last - lines))


def raw(data_key: bytes) -> Engine:
    return embedded(locations.own_file(), data_key)


def noted() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(locations.own_keys().read_text())
    return kept


def test_a_record_without_its_end_is_told(mine: str) -> None:
    engine = raw(local_libraries.present_key(passphrase=PASSPHRASE))
    cut(engine, 2)
    engine.dispose()
    library = opened()
    assert GONE in library.amiss
    assert "the key file library.key" in library.amiss
    told = library.for_account(THIS_COMPUTER).whole_record()
    assert told[0].action == "seal_missed"
    assert "does not hold the seal" in in_words(told[0])
    library.close()
    assert GONE in troubles()  # and it stays noted


def test_an_older_library_in_the_place_of_this_one_is_told(mine: str, folder: Path) -> None:
    shutil.copy(locations.own_file(), folder / "older")
    library = opened()
    library.for_account(THIS_COMPUTER).delete(mine)
    library.close()
    shutil.copy(folder / "older", locations.own_file())
    assert GONE in troubles()


def emptied(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "seal"}


def set_back(document: dict[str, Any]) -> dict[str, Any]:
    return document | {"seal": document["seal"] | {"line": 1}}


def odd(document: dict[str, Any]) -> dict[str, Any]:
    return document | {"seal": ["é"]}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (emptied, "There is no seal in the key file library.key"),
        (set_back, "was not noted by this library"),
        (odd, "was not noted by this library"),
    ],
)
def test_nobody_without_the_key_sets_the_noted_seal_back(
    change: Callable[[dict[str, Any]], dict[str, Any]], told: str, mine: str
) -> None:
    key_file.write(locations.own_keys(), change(noted()))
    assert told in troubles()
    assert told in troubles()


def test_a_key_file_of_an_earlier_version_opens_and_is_whole(folder: Path) -> None:
    data_key = keys.set_up(locations.own_keys(), PASSPHRASE).data_key
    embedded(locations.own_file(), data_key).dispose()
    assert "seal" not in noted()
    assert troubles() == ""
    assert "seal" in noted()


def test_the_key_file_keeps_both_the_seal_and_a_new_passphrase(mine: str) -> None:
    library = opened()
    library.change_passphrase(PASSPHRASE, OTHER)
    library.new_recovery_key(OTHER)
    library.close()
    library = local_libraries.open_own(passphrase=OTHER)
    assert library.examine().whole
    last = library.for_account(THIS_COMPUTER).whole_record()[0]
    assert (noted()["seal"]["line"], noted()["seal"]["seal"]) == (last.number, last.hash)
    library.close()


def test_seals_are_noted_now_and_then_and_not_at_every_step(
    mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    write = key_file.write

    def counted(path: Path, document: key_file.Document) -> None:
        written.append(path)
        write(path, document)

    library = opened()
    monkeypatch.setattr(key_file, "write", counted)
    monkeypatch.setattr(seals, "EVERY_WRITES", 10)
    monkeypatch.setattr(seals, "EVERY_SECONDS", float("inf"))
    open_case = library.for_account(THIS_COMPUTER).open(mine)
    for _ in range(8):
        open_case.note_export("DOCX")
    assert written == []
    for _ in range(12):
        open_case.note_export("DOCX")
    assert len(written) == 2
    library.close()
    assert len(written) == 3


def test_a_seal_that_cannot_be_noted_stops_no_work(
    mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise KeyProblem("The key file could not be written.")

    library = opened()
    monkeypatch.setattr(key_file, "write", full)
    monkeypatch.setattr(seals, "EVERY_WRITES", 1)
    library.for_account(THIS_COMPUTER).open(mine).note_export("DOCX")
    library.close()


def test_a_seal_that_is_noted_during_a_check_is_no_trouble(
    mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, verify = opened(), record.verify

    def meanwhile(*about: Any) -> Any:
        found = verify(*about)
        opened().close()  # as in another window
        return found

    monkeypatch.setattr(record, "verify", meanwhile)
    assert library.examine().troubles == ()
    library.close()


def test_after_the_cause_is_known_the_seal_is_noted_anew(
    mine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = raw(local_libraries.present_key(passphrase=PASSPHRASE))
    cut(engine, 2)
    engine.dispose()
    (folder / "secret").write_text(PASSPHRASE)
    monkeypatch.setenv("IMH_PASSPHRASE_FILE", str(folder / "secret"))
    assert CliRunner().invoke(main, ["audit", "verify"]).exit_code == 2
    told = CliRunner().invoke(main, ["audit", "note"])
    assert told.exit_code == 0
    assert "That is on the record" in told.output
    assert CliRunner().invoke(main, ["audit", "verify"]).exit_code == 0


def test_a_seal_that_was_noted_down_elsewhere_is_compared(mine: str, folder: Path) -> None:
    library = opened()
    first, *_, last = library.for_account(THIS_COMPUTER).whole_record()
    library.close()
    notes = folder / "notes.txt"
    notes.write_text(f"3 March: {last.hash}\n17 March: {first.hash.upper()}\n")
    for said in (first.hash, f" {last.hash.upper()}\n", str(notes)):
        assert troubles(NotedDown(said)) == ""
    notes.write_text(f"{first.hash}\n{'0' * 64}\n")
    for said in ("0" * 64, str(notes)):
        assert GONE in troubles(NotedDown(said))
    notes.write_text("nothing")
    assert "holds no seal" in troubles(NotedDown(str(notes)))
    assert "no file" in troubles(NotedDown("nowhere"))


# Backup and restore


def test_a_restored_backup_is_whole_and_says_what_it_replaced(mine: str, folder: Path) -> None:
    library = opened()
    file = library.back_up(folder / "b.imhbackup")
    library.for_account(THIS_COMPUTER).delete(mine)
    library.close()
    replaced = noted()["seal"]
    local_libraries.restore(
        file, passphrase=PASSPHRASE, present=local_libraries.present_key(passphrase=PASSPHRASE)
    )
    assert troubles() == ""
    library = opened()
    (line,) = [
        one for one in library.for_account(THIS_COMPUTER).whole_record() if one.action == "restore"
    ]
    assert line.detail == {"line": replaced["line"], "noted": replaced["seal"]}
    library.close()


def test_the_seal_in_a_backup_stands_in_its_library_whatever_is_done_meanwhile(
    mine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key file is taken before the library: a seal that is noted in between is not in it."""
    from imh.library import backup

    library, opening = opened(), backup._opened

    def meanwhile(*about: Any) -> Any:
        library.for_account(THIS_COMPUTER).open(mine)
        library.note_seal()
        return opening(*about)

    with monkeypatch.context() as patched:
        patched.setattr(backup, "_opened", meanwhile)
        file = library.back_up(folder / "b.imhbackup")
    library.close()
    local_libraries.restore(
        file, passphrase=PASSPHRASE, present=local_libraries.present_key(passphrase=PASSPHRASE)
    )
    assert troubles() == ""


def test_replacing_a_library_that_opens_takes_one_of_its_secrets(mine: str, folder: Path) -> None:
    library = opened()
    file = library.back_up(folder / "b.imhbackup")
    library.change_passphrase(PASSPHRASE, OTHER)
    library.close()
    before = locations.own_file().read_bytes(), locations.own_keys().read_bytes()
    with pytest.raises(LibraryError, match="only with one of them"):
        local_libraries.restore(file, passphrase=PASSPHRASE)
    with pytest.raises(LibraryError, match="not the passphrase"):
        local_libraries.present_key(passphrase=PASSPHRASE)
    assert (locations.own_file().read_bytes(), locations.own_keys().read_bytes()) == before
    local_libraries.restore(
        file, passphrase=PASSPHRASE, present=local_libraries.present_key(passphrase=OTHER)
    )
    opened().close()


@pytest.mark.parametrize(
    "harm",
    [
        lambda: locations.own_keys().unlink(),
        lambda: locations.own_keys().write_text("{}"),
        lambda: key_file.write(locations.own_keys(), noted() | {"passphrase": {}, "recovery": 7}),
        lambda: locations.own_file().unlink(),
    ],
    ids=["no key file", "no keys in it", "odd keys", "no library"],
)
def test_what_nobody_can_open_is_replaced_without_a_secret(
    harm: Callable[[], Any], mine: str, folder: Path
) -> None:
    library = opened()
    file = library.back_up(folder / "b.imhbackup")
    library.close()
    harm()
    assert local_libraries.restore(file, passphrase=PASSPHRASE).replaced is not None
    assert troubles() == ""


def test_the_command_asks_for_the_library_that_is_there(
    mine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    file = library.back_up(folder / "b.imhbackup")
    library.change_passphrase(PASSPHRASE, OTHER)
    library.close()
    (folder / "secret").write_text(PASSPHRASE)
    monkeypatch.setenv("IMH_PASSPHRASE_FILE", str(folder / "secret"))
    answers = iter(["not that one either", OTHER])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    refused = CliRunner().invoke(main, ["restore", str(file)])
    assert (refused.exit_code, refused.stderr) == (
        2,
        "This is not the passphrase of this library.\n",
    )
    assert CliRunner().invoke(main, ["restore", str(file)]).exit_code == 0
    assert troubles() == ""


# A team's library


@pytest.fixture
def seal_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SealFile:
    monkeypatch.setenv(locations.SEAL_FILE, str(tmp_path / "seals"))
    return SealFile(tmp_path / "seals")


def test_a_server_notes_its_seals_in_a_file_of_the_clinic_s(
    postgres_url: str, seal_file: SealFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "EVERY_WRITES", 2)
    ana = Account("ana", "Ana")
    one = team_server.open_team(postgres_url)
    open_case = one.for_account(ana).begin(CASE, "family")
    other = team_server.open_team(postgres_url)  # another process
    for library in (one, other, one, other):
        library.for_account(ana).open(open_case.token).note_export("DOCX")
    assert len(seal_file.noted()) > 2
    assert one.examine().troubles == ()
    cut(one.engine, 3)
    assert GONE in " ".join(one.examine().troubles)
    again = team_server.open_team(postgres_url)
    assert GONE in again.amiss
    again.for_account(ana).open(open_case.token)
    assert GONE in " ".join(again.examine().troubles)
    before = seal_file.path.read_text()
    assert again.seals is not None
    seals.note_anew(again.engine, again.seals, ana)
    assert seal_file.path.read_text().startswith(before)  # only ever added to
    assert again.examine().troubles == ()
    seal_file.path.unlink()
    assert "There is no seal in the file" in " ".join(again.examine().troubles)
    for library in (one, other, again):
        library.close()


def test_without_a_file_nothing_is_noted(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(locations.SEAL_FILE, raising=False)
    library = team_server.open_team(postgres_url)
    assert (type(library), library.seals) == (CaseStore, None)
    library.close()


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"x\n", "Line 1 of the file"), (b"\xff", "something other than seals")],
)
def test_a_file_of_something_else_is_told(content: bytes, told: str, seal_file: SealFile) -> None:
    seal_file.path.write_bytes(content)
    with pytest.raises(LibraryError, match=told):
        seal_file.noted()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="No seal can be noted"):
        SealFile(tmp_path / "none" / "seals").note(seals.Seal(1, "0" * 64), anew=False)
