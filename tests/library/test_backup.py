"""A backup brings back the whole library, and a bad one changes nothing."""

import contextlib
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from imh.library import keys
from imh.library.backup import BackupProblem, back_up, restore, verify
from imh.library.keys import KeyProblem, WrongPassphrase, WrongRecoveryKey
from imh.library.recovery_key import random_recovery_key

PASSPHRASE = "four plain words here"


@contextlib.contextmanager
def opened(file: Path, data_key: bytes) -> Iterator[Any]:
    connection = sqlcipher.connect(os.fspath(file), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        yield connection
    finally:
        connection.close()


def names(file: Path, data_key: bytes) -> list[str]:
    with opened(file, data_key) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM people ORDER BY name")]


class CaseStore:
    """A library's two files, with some people in it."""

    def __init__(self, folder: Path, *people: str) -> None:
        folder.mkdir()
        self.folder, self.file, self.key_file = folder, folder / "cases.imh", folder / "cases.key"
        made = keys.set_up(self.key_file, PASSPHRASE, keys.Cost(n=2**10))
        self.data_key, self.recovery_key = made
        with opened(self.file, self.data_key) as connection:
            connection.execute("CREATE TABLE people (name TEXT)")
        self.add(*people)

    def add(self, *people: str) -> None:
        with opened(self.file, self.data_key) as connection:
            connection.executemany("INSERT INTO people VALUES (?)", [(name,) for name in people])

    def back_up(self, to: Path) -> Path:
        return back_up(self.file, self.data_key, self.key_file, to)

    def contents(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.folder.iterdir() if file.is_file()}


@pytest.fixture
def library(tmp_path: Path) -> CaseStore:
    return CaseStore(tmp_path / "here", "Ana", "Leo")


@pytest.fixture
def backup(library: CaseStore, tmp_path: Path) -> Path:
    return library.back_up(tmp_path / "carried.imhbackup")


@pytest.mark.parametrize("by", ["passphrase", "recovery_key"])
def test_either_secret_brings_the_library_back_on_another_computer(
    library: CaseStore, backup: Path, tmp_path: Path, by: str
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    secret = {"passphrase": PASSPHRASE, "recovery_key": library.recovery_key}[by]
    restored = restore(backup, there / "a.imh", there / "a.key", **{by: secret})
    assert restored.replaced is None
    assert names(there / "a.imh", keys.unlock(there / "a.key", PASSPHRASE)) == ["Ana", "Leo"]
    assert {file.name for file in there.iterdir()} == {"a.imh", "a.key"}
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in there.iterdir())


def test_what_is_replaced_is_kept_whole_beside_it(library: CaseStore, backup: Path) -> None:
    library.add("Rosa")
    keys.change_passphrase(
        library.key_file, "another set of words", passphrase=PASSPHRASE, cost=keys.Cost(n=2**10)
    )
    aside = restore(backup, library.file, library.key_file, passphrase=PASSPHRASE).replaced
    assert names(library.file, keys.unlock(library.key_file, PASSPHRASE)) == ["Ana", "Leo"]
    assert aside is not None
    assert aside.parent == library.folder
    old = keys.unlock(aside / "cases.key", "another set of words")
    assert names(aside / "cases.imh", old) == ["Ana", "Leo", "Rosa"]


def test_what_was_not_yet_in_the_main_file_is_in_the_backup_and_is_kept(
    library: CaseStore, tmp_path: Path
) -> None:
    """A crash leaves the last changes in the log beside the library."""
    with opened(library.file, library.data_key) as connection:
        connection.execute("INSERT INTO people VALUES ('Rosa')")
        log = library.file.with_name("cases.imh-wal")
        assert log.stat().st_size
        backup = library.back_up(tmp_path / "b.imhbackup")
        kept = library.contents()
        connection.execute("DELETE FROM people")
    for name, content in kept.items():
        (library.folder / name).write_bytes(content)
    aside = restore(backup, library.file, library.key_file, passphrase=PASSPHRASE).replaced
    assert aside is not None
    assert names(aside / "cases.imh", library.data_key) == ["Ana", "Leo", "Rosa"]
    assert names(library.file, library.data_key) == ["Ana", "Leo", "Rosa"]


def test_a_backup_is_as_locked_as_the_library(backup: Path) -> None:
    content = backup.read_bytes()
    assert b"Ana" not in content
    assert b"people" not in content
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_demonstration_library_is_backed_up_without_a_secret(tmp_path: Path) -> None:
    key_file, file = tmp_path / "d.key", tmp_path / "d.imh"
    data_key = keys.set_up_demonstration(key_file)
    with opened(file, data_key) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    backup = back_up(file, data_key, key_file, tmp_path / "d.imhbackup")
    verify(backup)
    assert restore(backup, file, key_file).replaced is not None
    assert names(file, keys.demonstration_key(key_file)) == []


def test_a_second_backup_takes_the_place_of_the_first(library: CaseStore, backup: Path) -> None:
    library.add("Rosa")
    library.back_up(backup)
    restore(backup, library.file, library.key_file, passphrase=PASSPHRASE)
    assert names(library.file, library.data_key) == ["Ana", "Leo", "Rosa"]


def test_nothing_unfinished_is_left_lying(library: CaseStore, backup: Path) -> None:
    with pytest.raises(WrongPassphrase):
        restore(backup, library.file, library.key_file, passphrase="not the passphrase")
    assert {file.name for file in library.folder.iterdir()} == {"cases.imh", "cases.key"}
    assert {file.name for file in backup.parent.iterdir()} == {"here", backup.name}


# What cannot be backed up


def test_a_key_that_does_not_fit_makes_no_backup(library: CaseStore, tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="key file belongs to another"):
        back_up(library.file, bytes(32), library.key_file, tmp_path / "b.imhbackup")
    assert not (tmp_path / "b.imhbackup").exists()


def test_a_library_that_is_not_there_makes_no_backup(library: CaseStore, tmp_path: Path) -> None:
    missing = tmp_path / "none.imh"
    with pytest.raises(BackupProblem, match=r"no library none\.imh"):
        back_up(missing, library.data_key, library.key_file, tmp_path / "b.imhbackup")
    assert not missing.exists()


def test_a_backup_never_takes_the_library_s_own_place(library: CaseStore) -> None:
    before = library.contents()
    for place in (library.file, library.key_file):
        with pytest.raises(BackupProblem, match="of its own"):
            library.back_up(place)
    assert library.contents() == before


def test_a_full_disk_leaves_the_earlier_backup(
    library: CaseStore, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(BackupProblem, match="could not be made: No space left on device"):
            library.back_up(backup)
    assert backup.read_bytes() == before


# What cannot be restored


def refused(library: CaseStore, backup: Path, match: str, **secret: str) -> None:
    before = library.contents()
    with pytest.raises((BackupProblem, KeyProblem), match=match):
        verify(backup, **(secret or {"passphrase": PASSPHRASE}))
    with pytest.raises((BackupProblem, KeyProblem), match=match) as caught:
        restore(backup, library.file, library.key_file, **(secret or {"passphrase": PASSPHRASE}))
    assert str(caught.value).count("\n") == 0
    assert library.contents() == before
    assert [file.name for file in library.folder.iterdir() if file.is_dir()] == []


def test_a_wrong_secret_changes_nothing(library: CaseStore, backup: Path) -> None:
    refused(library, backup, "not the passphrase", passphrase="not the passphrase")
    other = random_recovery_key()
    refused(library, backup, "not the recovery key", recovery_key=other)
    mistyped = ("2" if library.recovery_key[0] != "2" else "3") + library.recovery_key[1:]
    with pytest.raises(WrongRecoveryKey, match="Group 1"):
        restore(backup, library.file, library.key_file, recovery_key=mistyped)
    with pytest.raises(KeyProblem, match="is locked"):
        restore(backup, library.file, library.key_file)


def test_a_backup_that_is_not_there_is_said(library: CaseStore, tmp_path: Path) -> None:
    refused(library, tmp_path / "none.imhbackup", r"no backup file none\.imhbackup")
    refused(library, tmp_path, "no backup file")


@pytest.mark.parametrize("cut", [0, 10, 0.5, 0.98])
def test_a_cut_backup_is_named(library: CaseStore, backup: Path, cut: float) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: int(cut * len(content)) if cut < 1 else int(cut)])
    refused(library, backup, r"carried\.imhbackup is damaged or is no backup")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_flipped_bit_in_the_library_is_found(
    library: CaseStore, backup: Path, share: float
) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * share)] ^= 1
    backup.write_bytes(content)
    refused(library, backup, "damaged")


def repacked(backup: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    """The backup with other members, its zip directory whole."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in change(members).items():
            archive.writestr(name, content)


def test_a_flipped_bit_behind_a_right_checksum_is_found(library: CaseStore, backup: Path) -> None:
    def flipped(members: dict[str, bytes]) -> dict[str, bytes]:
        content = bytearray(members["library.imh"])
        content[-100] ^= 1
        return members | {"library.imh": bytes(content)}

    repacked(backup, flipped)
    refused(library, backup, "The library in the backup is damaged")


def test_the_key_file_of_another_library_does_not_open_it(
    library: CaseStore, backup: Path, tmp_path: Path
) -> None:
    other = CaseStore(tmp_path / "other", "Tom")
    repacked(backup, lambda members: members | {"library.key": other.key_file.read_bytes()})
    refused(library, backup, "key file belongs to another")


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members | {"../escaped": b"x"},
        lambda members: {"../library.imh": members["library.imh"], "library.key": b"x"},
        lambda members: {f"/{name}": content for name, content in members.items()},
        lambda members: {"library.key": members["library.key"]},
        lambda _: {"word/document.xml": b"<x/>"},
        lambda _: {},
    ],
)
def test_a_zip_with_other_files_is_no_backup(
    library: CaseStore,
    backup: Path,
    change: Callable[[dict[str, bytes]], dict[str, bytes]],
) -> None:
    repacked(backup, change)
    refused(library, backup, "no backup of a library")
    assert not (library.folder.parent / "escaped").exists()


def test_the_same_name_twice_is_no_backup(library: CaseStore, backup: Path) -> None:
    with zipfile.ZipFile(backup, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("library.imh", b"x")
    refused(library, backup, "no backup of a library")


def test_a_backup_cannot_swell(library: CaseStore, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        key = archive.read("library.key")
    with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("library.key", key)
        archive.writestr("library.imh", bytes(5_000_000))
    assert backup.stat().st_size < 20_000
    refused(library, backup, "packed by another program")


def test_a_long_list_of_files_is_refused_before_it_is_read(
    library: CaseStore, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError

    with zipfile.ZipFile(backup, "w") as archive:
        for number in range(500):
            archive.writestr(f"{number}", b"")
    monkeypatch.setattr(zipfile, "ZipFile", never)
    refused(library, backup, "damaged or is no backup")


def test_a_backup_of_more_than_two_gigabytes_says_its_list_twice(
    library: CaseStore, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1000)
    library.back_up(backup)
    content = backup.read_bytes()
    assert content[-98:-94] == b"PK\x06\x06"
    verify(backup, passphrase=PASSPHRASE)
    for place in (-58, -34):  # the size of the list, and where it is said to be
        harmed = bytearray(content)
        harmed[place + 3] = 0x7F
        backup.write_bytes(harmed)
        refused(library, backup, "damaged or is no backup")


def test_a_size_that_the_file_cannot_have_is_refused(library: CaseStore, backup: Path) -> None:
    repacked(backup, lambda members: members | {"library.key": bytes(30_000)})
    refused(library, backup, "too large")


@pytest.mark.parametrize("moment", range(4))
def test_a_restore_that_fails_half_way_moves_everything_back(
    library: CaseStore, backup: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    before, real, moves = library.contents(), Path.rename, iter(range(99))

    def rename(source: Path, target: Path) -> Path:
        if next(moves) == moment:
            raise OSError(13, "Permission denied")
        return real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename)
        with pytest.raises(BackupProblem, match="could not be restored: Permission denied"):
            restore(backup, library.file, library.key_file, passphrase=PASSPHRASE)
    assert library.contents() == before
    assert [file.name for file in library.folder.iterdir() if file.is_dir()] == []
