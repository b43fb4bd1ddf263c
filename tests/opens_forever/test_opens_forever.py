"""What version 0.1.0 wrote opens unchanged: content, undo, seal and record (see README.md)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from imh.case import casefile
from imh.case.casefile import dump
from imh.formulation import Edited, Signed, check, draft, merge, signed_document
from imh.library import legacy_journals, local_libraries, locations
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.concurrent_merge import UnresolvedMerge, restore_merge
from imh.library.open_case import OpenCase
from imh.library.roles import THIS_COMPUTER, Account
from imh.principles.assess import assess
from imh.tables.sheet import Sheet

FILES = Path(__file__).parent / "files"
EXPECTED: dict[str, Any] = json.loads((FILES / "expected.json").read_text("utf-8"))
CASS, RUE = EXPECTED["cass"], EXPECTED["rue"]
TESS = Account(EXPECTED["tess"], "Tess")
BEN = Account(EXPECTED["ben"]["account"], "Ben")


def as_json(value: object) -> Any:
    """A value as it comes back from JSON text, where tuples are lists."""
    return json.loads(json.dumps(value))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder with copies of the files in it."""
    monkeypatch.setattr(locations, "user_data_path", lambda _: tmp_path)
    for file in FILES.iterdir():
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture
def library(folder: Path) -> Iterator[CaseStore]:
    opened = local_libraries.open_own(passphrase=EXPECTED["passphrase"])
    yield opened
    opened.close()


@pytest.fixture
def account_cases(library: CaseStore) -> AccountCases:
    return library.for_account(THIS_COMPUTER)


def still_as_read_then(open_case: OpenCase, then: dict[str, Any]) -> None:
    """Content, papers, way back and every revision of a case are what they were."""
    assert json.loads(dump(open_case.case)) == then["case"]
    assert as_json(open_case.attachments) == then["papers"]
    assert json.loads(dump(open_case.history.start)) == then["start"]
    assert list(open_case.history.descriptions) == then["descriptions"]
    assert [open_case.history.next_undo, open_case.history.next_redo] == [
        then["next_undo"],
        then["next_redo"],
    ]
    assert (open_case.number, open_case.hash, open_case.role.value) == (
        then["number"],
        then["hash"],
        then["role"],
    )
    revisions = open_case.revisions()
    assert [
        [each.number, each.hash, each.time.isoformat(), each.what, each.kind, list(each.names)]
        for each in revisions
    ] == [
        [each[name] for name in ("number", "hash", "time", "what", "kind", "names")]
        for each in then["revisions"]
    ]
    states = open_case.states([each.number for each in revisions])
    titles = {str(number): contents.case.title for number, contents in states.items()}
    assert titles == then["titles"]
    assert [
        [one.rater, one.name, list(one.scores), one.decided_by, one.time.isoformat()]
        for one in open_case.ratings()
    ] == then["ratings"]


def test_a_library_opens_with_content_and_undo(account_cases: AccountCases) -> None:
    open_case = account_cases.open(CASS["token"])
    still_as_read_then(open_case, CASS)
    assert open_case.redo().case.reference_age_months == 5
    open_case = account_cases.open(CASS["token"]).undo()
    while open_case.history.can_undo:
        open_case = open_case.undo()
    assert json.loads(dump(open_case.case)) == CASS["start"]


def test_each_account_finds_its_own_and_no_private_word_of_others(library: CaseStore) -> None:
    still_as_read_then(library.for_account(TESS).open(RUE["token"]), RUE)
    for_ben = library.for_account(BEN).open(RUE["token"]).case
    assert json.loads(dump(for_ben)) == EXPECTED["ben"]["case"]
    assert "Tess's alone" not in dump(for_ben)
    assert "Ben's alone" in dump(for_ben)


def test_its_record_is_whole_and_says_what_it_said(library: CaseStore) -> None:
    assert library.examine().whole
    for then, account in ((CASS, THIS_COMPUTER), (RUE, TESS)):
        lines = library.for_account(account).record(then["token"])
        now = [
            [
                *(line.number, line.time.isoformat(), line.account, line.name),
                *(line.action, as_json(dict(line.detail)), line.hash),
            ]
            for line in lines
        ]
        assert now[-len(then["record"]) :] == then["record"]


def test_what_was_typed_and_not_added_is_there(account_cases: AccountCases) -> None:
    typed = account_cases.autosaved(CASS["token"])
    assert typed == CASS["typed"]
    assert account_cases.autosaved(None) == EXPECTED["typed_without_a_case"]
    rows = Sheet.left(typed["table people"])
    assert [row.id for row in rows.typed] == [one["id"] for one in CASS["case"]["people"]]
    open_case = account_cases.open(CASS["token"])
    choice = next(text for place, text in typed.items() if place.startswith("not brought together"))
    both = restore_merge(open_case, choice)
    assert isinstance(both, UnresolvedMerge)
    assert both.mine.case.title == "Cass, waiting for a choice"
    assert both.settle(["mine"] * len(both.conflicts))


def test_the_recovery_key_and_a_ticket_open(folder: Path) -> None:
    opened = local_libraries.open_own(recovery_key=EXPECTED["recovery_key"])
    visit = opened.visit(EXPECTED["ticket"], "a browser")
    assert (visit.token, visit.account.name) == (RUE["token"], "Supervisor")
    opened.close()


def test_edits_overrides_and_seal_of_the_papers_hold(account_cases: AccountCases) -> None:
    open_case = account_cases.open(CASS["token"])
    edited = Edited.model_validate(open_case.attachments["formulation"])
    assert len(edited.overrides) == 2
    text = merge(draft(open_case.case, assess(open_case.case)), edited).model_dump_json()
    assert "Cass settles with Pat." in text
    assert "A sentence of the clinician's own." in text
    signed = Signed.model_validate(open_case.attachments["signed formulation"])
    assert signed == Signed.model_validate_json((FILES / "signed.json").read_text("utf-8"))
    check(signed)
    assert len(signed.addenda) == 2
    assert "Early intervention has begun." in signed_document(signed).model_dump_json()


def test_a_backup_takes_the_place_of_a_library(folder: Path) -> None:
    present = local_libraries.present_key(passphrase=EXPECTED["passphrase"])
    secret = EXPECTED["recovery_key"]
    local_libraries.restore(folder / "library.imhbackup", recovery_key=secret, present=present)
    restored = local_libraries.open_own(passphrase=EXPECTED["passphrase"])
    still_as_read_then(restored.for_account(THIS_COMPUTER).open(CASS["token"]), CASS)
    assert restored.examine().whole
    restored.close()


def test_a_practice_library_opens(folder: Path) -> None:
    practice = local_libraries.practice()
    then = EXPECTED["practice"]
    open_case = practice.for_account(THIS_COMPUTER).open(then["token"])
    assert json.loads(dump(open_case.case)) == then["case"]
    assert open_case.history.next_undo == then["undo"]
    practice.close()


def test_case_files_open_unchanged() -> None:
    texts = [(FILES / f"{name}.json").read_text("utf-8") for name in ("milo", "theo-and-lin")]
    texts += (FILES / "cases.jsonl").read_text("utf-8").splitlines()
    for text in texts:
        assert json.loads(dump(casefile.parse(text, "kept"))) == json.loads(text)


def test_a_case_of_the_version_before_comes_in(account_cases: AccountCases, folder: Path) -> None:
    assert legacy_journals.import_journals(account_cases, folder).left == ()
    (one,) = (each for each in account_cases.list() if each.title == "From a journal")
    assert account_cases.autosaved(one.token) == {"lines": "Bo, uncle\n"}
    assert account_cases.open(one.token).attachments.keys() == {"formulation"}
