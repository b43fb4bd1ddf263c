"""A library of one's own on this computer, the practice library, and the way between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from imh.case.synthetic import synthetic_case
from imh.library import engines, keys, local_libraries, locations
from imh.library.audit import AuditLine
from imh.library.audit_sentences import in_words
from imh.library.errors import LibraryError
from imh.library.practice_transfer import transfer, transferable
from imh.library.roles import THIS_COMPUTER
from imh.library.tables import now

PASSPHRASE = "seven green kettles"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for libraries; keys cost little here."""
    monkeypatch.setattr(locations, "folder", lambda: tmp_path)
    monkeypatch.setattr(keys.set_up, "__defaults__", (keys.Cost(n=2**10),))
    return tmp_path


def test_setting_up_that_fails_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(engines, "embedded", full)
        with pytest.raises(LibraryError, match="full"):
            local_libraries.set_up(PASSPHRASE)
    assert list(folder.iterdir()) == []
    with pytest.raises(LibraryError, match="12 characters"):
        local_libraries.set_up("short")
    assert not local_libraries.is_set_up()


def test_a_missing_library_is_not_replaced_by_an_empty_one(folder: Path) -> None:
    local_libraries.set_up(PASSPHRASE)[0].close()
    locations.own_file().unlink()
    with pytest.raises(LibraryError, match=r"library\.imh is missing"):
        local_libraries.open_own(passphrase=PASSPHRASE)
    assert not locations.own_file().exists()
    with pytest.raises(LibraryError, match="already"):
        local_libraries.set_up(PASSPHRASE)


def test_what_is_done_with_the_library_as_a_whole_is_told(folder: Path) -> None:
    library, _ = local_libraries.set_up(PASSPHRASE)
    library.new_recovery_key(PASSPHRASE)
    library.back_up(folder / "b.imhbackup")
    library.close()
    key = local_libraries.present_key(passphrase=PASSPHRASE)
    local_libraries.restore(folder / "b.imhbackup", passphrase=PASSPHRASE, present=key)
    library = local_libraries.open_own(passphrase=PASSPHRASE)
    told = [line.action for line in library.for_account(THIS_COMPUTER).whole_record()]
    assert told == ["unlock", "restore", "unlock", "backup", "recovery_key", "set_up"]
    assert library.examine().whole
    library.close()


def test_a_case_that_is_taken_along_comes_whole_and_leaves_nothing(folder: Path) -> None:
    there, (here, _) = local_libraries.practice(), local_libraries.set_up(PASSPHRASE)
    practice, mine = there.for_account(THIS_COMPUTER), here.for_account(THIS_COMPUTER)
    real = synthetic_case(3, 8).model_copy(update={"fictional": False})
    open_case = practice.begin(real, "family").write("notes", {"a": 1})
    for name, score in (("TR", 1), ("Mo", None)):
        open_case.rate((score, 2, 3, 4, 5), "carer-0", name)
    rated = [(one.rater, one.name, one.scores, one.decided_by) for one in open_case.ratings()]
    practice.begin(real.model_copy(update={"fictional": True}), "copy")
    assert [case.token for case in transferable(practice)] == [open_case.token]
    taken = transfer(open_case.token, practice, mine)
    assert mine.open(taken.token).contents == open_case.contents
    along = [(one.rater, one.name, one.scores, one.decided_by) for one in taken.ratings()]
    assert along == rated
    assert transferable(practice) == ()
    there.close()
    here.close()


def test_a_case_stays_in_the_practice_library_until_all_of_it_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, (here, _) = local_libraries.practice(), local_libraries.set_up(PASSPHRASE)
    practice = there.for_account(THIS_COMPUTER)
    real = synthetic_case(3, 8).model_copy(update={"fictional": False})
    open_case = practice.begin(real, "family").write("notes", "x")
    with here.engine.connect() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no_more BEFORE INSERT ON revisions WHEN new.number > 1 "
            "BEGIN SELECT RAISE(ABORT, 'no more'); END"
        )
        connection.commit()
    with pytest.raises(LibraryError):
        transfer(open_case.token, practice, here.for_account(THIS_COMPUTER))
    assert practice.open(open_case.token).contents == open_case.contents
    there.close()
    here.close()


def told(action: str, **detail: Any) -> str:
    return in_words(AuditLine(1, now(), "local", "this computer's user", action, "", detail, ""))


def test_the_record_in_words() -> None:
    assert told("change", revision=7, hash="ab") == "changed the case: revision 7"
    assert told("refused", act="read_record") == "was refused: read record"
    assert told("share", with_account="ana", role="guest") == "gave ana a part in the case: guest"
    assert told("something_new", x=1) == "something new"
    assert told("change") == "change"
