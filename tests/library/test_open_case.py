"""A case in the library: each step kept, undo across reopening, nobody's work saved over."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, update

from imh.case.case import Case
from imh.case.edits import Change, EditError, Remove
from imh.case.synthetic import synthetic_case
from imh.library import revisions as revisions_module
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.errors import LibraryError
from imh.library.open_case import OpenCase, StaleRevision
from imh.library.roles import THIS_COMPUTER
from imh.library.tables import revisions
from tests.library.conftest import Opener


@pytest.fixture
def case() -> Case:
    return synthetic_case(3, 8)


def named(name: str) -> Change:
    return Change.of("carer-0", name=name)


def carer(open_case: Any) -> str:
    return str(open_case.case.person["carer-0"].name)


def test_another_program_finds_the_case_where_it_was_left(case: Case, opener: Opener) -> None:
    open_case = CaseStore(opener()).for_account(THIS_COMPUTER).begin(case, "family")
    open_case = (
        open_case.do(named("Rosa")).do(named("Ana")).write("formulation", {"added": ["x", 1]})
    )
    open_case = open_case.undo()
    reload = CaseStore(opener()).for_account(THIS_COMPUTER).open(open_case.token)
    assert carer(reload) == "Rosa"
    assert reload.history.descriptions == open_case.history.descriptions
    assert reload.attachments == {"formulation": {"added": ["x", 1]}}
    assert (reload.number, reload.hash, reload.name) == (open_case.number, open_case.hash, "family")
    reload = reload.redo()
    assert carer(reload) == "Ana"
    assert reload.undo().undo().case == case


def test_several_steps_at_once_are_all_taken_or_none(
    case: Case, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(case, "family")
    with pytest.raises(EditError):
        open_case.do(named("Rosa"), Remove(id="nobody"))
    assert account_cases.open(open_case.token).case == case
    open_case = open_case.do(named("Rosa"), named("Ana"))
    assert carer(open_case.undo()) == "Rosa"
    assert [one.what for one in account_cases.open(open_case.token).revisions()][-1] == "Begun"
    assert open_case.do() is open_case


def test_undo_reaches_no_further_than_what_was_read_back(
    case: Case, account_cases: AccountCases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions_module, "LONGEST", 10)
    open_case = account_cases.begin(case, "family").do(*(named(f"Rosa {n}") for n in range(15)))
    for _ in range(3):
        open_case = open_case.undo()
    reload = account_cases.open(open_case.token)
    assert reload.case == open_case.case
    assert len(reload.history.descriptions) == 10 - 6  # the window holds the undos too
    for _ in range(3):
        reload = reload.redo()
    assert carer(reload) == "Rosa 14"


def test_who_saves_over_another_is_told_and_nothing_is_lost(
    case: Case, account_cases: AccountCases
) -> None:
    mine = account_cases.begin(case, "family").write("notes", "before")
    theirs = account_cases.open(mine.token).do(Change.of("carer-0", note="Sings to her"))
    with pytest.raises(StaleRevision) as moved:
        mine.do(named("Rosa"))
    assert moved.value.theirs.case == theirs.case
    assert moved.value.base.case == case
    assert moved.value.base.attachments == {"notes": "before"}
    assert moved.value.mine.case.person["carer-0"].name == "Rosa"
    assert account_cases.open(mine.token).hash == theirs.hash
    assert carer(mine) != "Rosa"


@pytest.mark.parametrize("change", ["undo", "redo", "write", "restore"])
def test_no_kind_of_change_is_saved_over_another(
    change: str, case: Case, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(case, "family").do(named("Rosa")).do(named("Ana")).undo()
    theirs = account_cases.open(open_case.token).do(Change.of("carer-0", note="Sings to her"))
    acts = {
        "undo": open_case.undo,
        "redo": open_case.redo,
        "write": lambda: open_case.write("notes", "mine"),
        "restore": lambda: open_case.restore(1),
    }
    with pytest.raises(StaleRevision):
        acts[change]()
    assert account_cases.open(open_case.token).case == theirs.case


def test_what_was_brought_together_is_saved_on_top_of_theirs(
    case: Case, account_cases: AccountCases
) -> None:
    mine = account_cases.begin(case, "family")
    theirs = account_cases.open(mine.token).do(Change.of("carer-0", note="Sings to her"))
    with pytest.raises(StaleRevision) as caught:
        mine.do(named("Rosa"))
    moved = caught.value
    both = moved.theirs.history.do(named("Rosa")).case
    open_case = moved.theirs.save_merged(both, {"notes": "both"}, moved.parents)
    reload = account_cases.open(open_case.token)
    assert reload.case == both
    assert reload.attachments == {"notes": "both"}
    assert reload.undo().case == theirs.case
    assert moved.parents == (theirs.hash, mine.hash)


def test_a_rating_is_kept_whatever_others_saved_meanwhile(
    case: Case, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(case, "family")
    account_cases.open(open_case.token).do(named("Rosa"))
    open_case.rate((1, 2, 3, 4, 5), name="TR")
    assert [one.name for one in open_case.ratings()] == ["TR"]
    assert carer(open_case.reload()) == "Rosa"


def test_history_tells_who_did_what_when(case: Case, account_cases: AccountCases) -> None:
    open_case = account_cases.begin(case, "family").do(named("Rosa"))
    open_case.name_snapshot("before the meeting")
    open_case = open_case.do(named("Ana"))
    newest, named_one, first = open_case.revisions()
    assert [one.number for one in (newest, named_one, first)] == [3, 2, 1]
    assert "'Ana'" in newest.what
    assert newest.author_name == "this computer's user"
    assert named_one.names == ("before the meeting",)
    assert first.time <= named_one.time <= newest.time
    assert newest.hash == open_case.hash
    assert len({one.hash for one in (newest, named_one, first)}) == 3


def test_any_revision_can_be_looked_at_and_gone_back_to(
    case: Case, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(case, "family").write("notes", "first").do(named("Rosa"))
    open_case = open_case.write("notes", "second").do(named("Ana"))
    former = open_case.at(2)
    assert (former.case, former.attachments) == (case, {"notes": "first"})
    back = open_case.restore(2)
    reload = account_cases.open(open_case.token)
    assert (reload.case, reload.attachments) == (case, {"notes": "first"})
    assert reload.number == back.number == 6
    assert carer(reload.undo()) == "Ana"
    assert carer(account_cases.open(open_case.token).restore(5)) == "Ana"
    with pytest.raises(LibraryError):
        open_case.at(99)


def test_a_snapshot_has_a_name_of_its_own(case: Case, account_cases: AccountCases) -> None:
    open_case = account_cases.begin(case, "family")
    open_case.name_snapshot(" before the meeting ")
    with pytest.raises(LibraryError, match="already has"):
        open_case.name_snapshot("before the meeting")
    with pytest.raises(LibraryError, match="needs a name"):
        open_case.name_snapshot("  ")
    account_cases.begin(case, "another family").name_snapshot("before the meeting")


def test_a_damaged_revision_is_named_and_the_others_can_be_read(
    case: Case, account_cases: AccountCases, store: Engine, library: CaseStore
) -> None:
    open_case = account_cases.begin(case, "family").do(named("Rosa")).do(named("Ana"))
    with store.begin() as connection:
        damage = update(revisions).where(revisions.c.number == 2).values(document=b"?")
        connection.execute(damage)
    assert library.examine().troubles == (
        f"Case {open_case.token}: revision 2 is not as it was saved.",
    )
    with pytest.raises(LibraryError, match="damaged"):
        open_case.at(2)
    assert carer(account_cases.open(open_case.token)) == "Ana"


def test_a_head_that_was_turned_back_is_found(
    case: Case, account_cases: AccountCases, store: Engine, library: CaseStore
) -> None:
    open_case = account_cases.begin(case, "family").do(named("Rosa"))
    assert library.examine().whole
    with store.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET number = 1")
    assert library.examine().troubles == (
        f"Case {open_case.token}: revision 2 is not the newest one that was saved.",
    )


def test_what_cannot_be_kept_leaves_the_case_as_it_was(
    case: Case, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(case, "family")
    with pytest.raises(LibraryError, match="too large"):
        open_case.write("notes", "x" * 6_000_000)
    assert account_cases.open(open_case.token) == open_case


def test_any_text_that_json_holds_can_be_written(case: Case, account_cases: AccountCases) -> None:
    attachment = ["\0", "\ud800", "🙂", {"a": None}]
    open_case = account_cases.begin(case, "a\0\ud800b").write("odd\0", attachment)
    assert account_cases.open(open_case.token).attachments == {"odd\0": attachment}
    assert len(account_cases.list()) == 1


def test_there_is_no_such_case(account_cases: AccountCases) -> None:
    for token in ("0" * 32, "", "../library", "'; --"):
        with pytest.raises(LibraryError, match="no such case"):
            account_cases.open(token)


def test_a_work_shows_nothing_of_the_family_when_it_is_printed(
    account_cases: AccountCases, case: Case
) -> None:
    open_case: OpenCase = (
        account_cases.begin(case, "the-rosas").do(named("Rosa")).write("notes", "Rosa")
    )
    assert "osa" not in repr(open_case)
