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
from imh.library.account_cases import Desk
from imh.library.case_store import Library
from imh.library.concurrent_merge import Clashing, found_again
from imh.library.open_case import Work
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
def library(folder: Path) -> Iterator[Library]:
    opened = local_libraries.open_own(passphrase=EXPECTED["passphrase"])
    yield opened
    opened.close()


@pytest.fixture
def desk(library: Library) -> Desk:
    return library.as_(THIS_COMPUTER)


def still_as_read_then(work: Work, then: dict[str, Any]) -> None:
    """Content, papers, way back and every revision of a case are what they were."""
    assert json.loads(dump(work.case)) == then["case"]
    assert as_json(work.papers) == then["papers"]
    assert json.loads(dump(work.history.start)) == then["start"]
    assert list(work.history.descriptions) == then["descriptions"]
    assert [work.history.next_undo, work.history.next_redo] == [
        then["next_undo"],
        then["next_redo"],
    ]
    assert (work.number, work.hash, work.role.value) == (then["number"], then["hash"], then["role"])
    revisions = work.revisions()
    assert [
        [each.number, each.hash, each.time.isoformat(), each.what, each.kind, list(each.names)]
        for each in revisions
    ] == [
        [each[name] for name in ("number", "hash", "time", "what", "kind", "names")]
        for each in then["revisions"]
    ]
    states = work.states([each.number for each in revisions])
    titles = {str(number): contents.case.title for number, contents in states.items()}
    assert titles == then["titles"]
    assert [
        [one.rater, one.name, list(one.scores), one.decided_by, one.time.isoformat()]
        for one in work.ratings()
    ] == then["ratings"]


def test_a_library_opens_with_content_and_undo(desk: Desk) -> None:
    work = desk.open(CASS["token"])
    still_as_read_then(work, CASS)
    assert work.redo().case.reference_age_months == 5
    work = desk.open(CASS["token"]).undo()
    while work.history.can_undo:
        work = work.undo()
    assert json.loads(dump(work.case)) == CASS["start"]


def test_each_account_finds_its_own_and_no_private_word_of_others(library: Library) -> None:
    still_as_read_then(library.as_(TESS).open(RUE["token"]), RUE)
    for_ben = library.as_(BEN).open(RUE["token"]).case
    assert json.loads(dump(for_ben)) == EXPECTED["ben"]["case"]
    assert "Tess's alone" not in dump(for_ben)
    assert "Ben's alone" in dump(for_ben)


def test_its_record_is_whole_and_says_what_it_said(library: Library) -> None:
    assert library.examine().whole
    for then, account in ((CASS, THIS_COMPUTER), (RUE, TESS)):
        lines = library.as_(account).record(then["token"])
        now = [
            [
                *(line.number, line.time.isoformat(), line.account, line.name),
                *(line.action, as_json(dict(line.detail)), line.hash),
            ]
            for line in lines
        ]
        assert now[-len(then["record"]) :] == then["record"]


def test_what_was_typed_and_not_added_is_there(desk: Desk) -> None:
    typed = desk.typed(CASS["token"])
    assert typed == CASS["typed"]
    assert desk.typed(None) == EXPECTED["typed_without_a_case"]
    rows = Sheet.left(typed["table people"])
    assert [row.id for row in rows.typed] == [one["id"] for one in CASS["case"]["people"]]
    work = desk.open(CASS["token"])
    choice = next(text for place, text in typed.items() if place.startswith("not brought together"))
    both = found_again(work, choice)
    assert isinstance(both, Clashing)
    assert both.mine.case.title == "Cass, waiting for a choice"
    assert both.settle(["mine"] * len(both.clashes))


def test_the_recovery_key_and_a_ticket_open(folder: Path) -> None:
    opened = local_libraries.open_own(recovery_key=EXPECTED["recovery_key"])
    visit = opened.visit(EXPECTED["ticket"], "a browser")
    assert (visit.token, visit.account.name) == (RUE["token"], "Supervisor")
    opened.close()


def test_edits_overrides_and_seal_of_the_papers_hold(desk: Desk) -> None:
    work = desk.open(CASS["token"])
    edited = Edited.model_validate(work.papers["formulation"])
    assert len(edited.overrides) == 2
    text = merge(draft(work.case, assess(work.case)), edited).model_dump_json()
    assert "Cass settles with Pat." in text
    assert "A sentence of the clinician's own." in text
    signed = Signed.model_validate(work.papers["signed formulation"])
    assert signed == Signed.model_validate_json((FILES / "signed.json").read_text("utf-8"))
    check(signed)
    assert len(signed.addenda) == 2
    assert "Early intervention has begun." in signed_document(signed).model_dump_json()


def test_a_backup_takes_the_place_of_a_library(folder: Path) -> None:
    present = local_libraries.present_key(passphrase=EXPECTED["passphrase"])
    secret = EXPECTED["recovery_key"]
    local_libraries.restore(folder / "library.imhbackup", recovery_key=secret, present=present)
    restored = local_libraries.open_own(passphrase=EXPECTED["passphrase"])
    still_as_read_then(restored.as_(THIS_COMPUTER).open(CASS["token"]), CASS)
    assert restored.examine().whole
    restored.close()


def test_a_practice_library_opens(folder: Path) -> None:
    practice = local_libraries.practice()
    then = EXPECTED["practice"]
    work = practice.as_(THIS_COMPUTER).open(then["token"])
    assert json.loads(dump(work.case)) == then["case"]
    assert work.history.next_undo == then["undo"]
    practice.close()


def test_case_files_open_unchanged() -> None:
    texts = [(FILES / f"{name}.json").read_text("utf-8") for name in ("milo", "theo-and-lin")]
    texts += (FILES / "cases.jsonl").read_text("utf-8").splitlines()
    for text in texts:
        assert json.loads(dump(casefile.parse(text, "kept"))) == json.loads(text)


def test_a_case_of_the_version_before_comes_in(desk: Desk, folder: Path) -> None:
    assert legacy_journals.bring_in(desk, folder).left == ()
    (one,) = (each for each in desk.list() if each.title == "From a journal")
    assert desk.typed(one.token) == {"lines": "Bo, uncle\n"}
    assert desk.open(one.token).papers.keys() == {"formulation"}
