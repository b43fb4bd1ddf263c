"""Cases that an earlier version kept as journals come into the library with their undo."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh.case.case import Case
from imh.case.casefile import LARGEST, dump
from imh.case.edits import Change, Edit, EditError
from imh.case.history import History
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.engines import embedded
from imh.library.legacy_journals import import_journals, waiting
from imh.library.roles import THIS_COMPUTER
from tests.case.generated import cases, edits, fewer
from tests.library.conftest import KEY

CASE = synthetic_case(3, 10)
ROSA, ANA = Change.of("carer-0", name="Rosa"), Change.of("carer-0", name="Ana")
UNDO, REDO = {"undo": True}, {"redo": True}


def done(edit: Edit) -> dict[str, Any]:
    return {"do": edit.model_dump(mode="json")}


def journal(folder: Path, *steps: dict[str, Any], case: Case = CASE, number: int = 1) -> Path:
    """A file as the earlier version wrote it."""
    file = folder / f"{number:032x}.draft"
    lines = [{"name": "family", "case": dump(case)}, *steps]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


def carer(case: Case) -> str:
    return case.person["carer-0"].name


def test_a_case_comes_in_as_it_was_left_and_its_files_go(
    account_cases: AccountCases, tmp_path: Path
) -> None:
    attachment = {"paper": "formulation", "content": {"added": ["x"]}}
    file = journal(tmp_path, done(ROSA), done(ANA), UNDO, attachment)
    file.with_suffix(".typed").write_text("Bo, uncle\n", "utf-8")
    assert waiting(tmp_path) == (file,)
    assert import_journals(account_cases, tmp_path).cases == 1
    assert list(tmp_path.glob("*.draft")) == list(tmp_path.glob("*.typed")) == []
    (one,) = account_cases.list()
    open_case = account_cases.open(one.token)
    assert carer(open_case.case) == "Rosa"
    assert open_case.attachments == {"formulation": {"added": ["x"]}}
    open_case = open_case.redo()
    assert carer(open_case.case) == "Ana"
    assert open_case.undo().undo().case == CASE
    assert account_cases.autosaved(one.token) == {"lines": "Bo, uncle\n"}


@pytest.mark.parametrize("cut", [1, 7, 30])
def test_a_line_cut_off_while_it_was_written_does_not_count(
    account_cases: AccountCases, tmp_path: Path, cut: int
) -> None:
    file = journal(tmp_path, done(ROSA), done(ANA))
    file.write_bytes(file.read_bytes()[:-cut])
    assert import_journals(account_cases, tmp_path).left == ()
    (one,) = account_cases.list()
    assert carer(account_cases.open(one.token).case) == "Rosa"


def test_a_damaged_journal_stays_and_the_others_come_in(
    account_cases: AccountCases, tmp_path: Path
) -> None:
    damaged = journal(tmp_path, number=1)
    damaged.write_bytes(b'{"name": "x"}\n')
    journal(tmp_path, done(ROSA), number=2)
    brought = import_journals(account_cases, tmp_path)
    assert (brought.cases, [file for file, _ in brought.left]) == (1, [damaged])
    assert "damaged" in brought.left[0][1]
    assert damaged.read_bytes() == b'{"name": "x"}\n'
    assert account_cases.count() == 1


def test_what_the_library_cannot_keep_whole_stays_a_journal(
    account_cases: AccountCases, tmp_path: Path
) -> None:
    file = journal(tmp_path, done(ROSA), {"paper": "long", "content": "x" * (LARGEST + 1)})
    before = file.read_bytes()
    ((left, why),) = import_journals(account_cases, tmp_path).left
    assert (left, file.read_bytes()) == (file, before)
    assert "too large" in why
    assert account_cases.count() == 0


def test_the_oldest_comes_first_so_that_the_newest_tops_the_list(
    account_cases: AccountCases, tmp_path: Path
) -> None:
    for number, title in ((1, "newer"), (2, "older")):
        file = journal(tmp_path, case=CASE.supposing(title=title), number=number)
        os.utime(file, (9 - number, 9 - number))
    (tmp_path / "notes.draft").write_text("not ours", "utf-8")
    assert import_journals(account_cases, tmp_path).cases == 2
    assert [one.title for one in account_cases.list()] == ["newer", "older"]


def test_without_an_earlier_version_nothing_waits(tmp_path: Path) -> None:
    assert waiting(tmp_path / "drafts") == ()


@fewer
@given(cases(), st.data())
def test_every_kind_of_step_comes_back(
    tmp_path_factory: pytest.TempPathFactory, case: Case, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    history, steps = History(case), []
    for _ in range(3):
        edit = data.draw(edits(history.case))
        try:
            history = history.do(edit)
        except EditError:
            continue
        steps.append(done(edit))
        if data.draw(st.booleans()):
            history = history.undo()
            steps.append(UNDO)
    if data.draw(st.booleans()) and history.can_redo:
        history = history.redo()
        steps.append(REDO)
    journal(folder, *steps, case=case)
    library = CaseStore(embedded(folder / "library", KEY))
    account_cases = library.for_account(THIS_COMPUTER)
    assert import_journals(account_cases, folder).left == ()
    (one,) = account_cases.list()
    found = account_cases.open(one.token).history
    assert (found.case, found.descriptions) == (history.case, history.descriptions)
    assert found.next_redo == history.next_redo
    library.close()
