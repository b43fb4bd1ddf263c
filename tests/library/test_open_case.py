"""A case in the library: each step kept, undo across reopening, nobody's work saved over."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, update

from imh.case.case import Case
from imh.case.edits import Change, EditError, Remove
from imh.case.synthetic import made_up_case
from imh.library import revisions as revisions_module
from imh.library.account_cases import Desk
from imh.library.case_store import Library
from imh.library.errors import LibraryError
from imh.library.open_case import Moved, Work
from imh.library.roles import THIS_COMPUTER
from imh.library.tables import revisions
from tests.library.conftest import Opener


@pytest.fixture
def case() -> Case:
    return made_up_case(3, 8)


def named(name: str) -> Change:
    return Change.of("carer-0", name=name)


def carer(work: Any) -> str:
    return str(work.case.person["carer-0"].name)


def test_another_program_finds_the_case_where_it_was_left(case: Case, opener: Opener) -> None:
    work = Library(opener()).as_(THIS_COMPUTER).begin(case, "family")
    work = work.do(named("Rosa")).do(named("Ana")).write("formulation", {"added": ["x", 1]})
    work = work.undo()
    again = Library(opener()).as_(THIS_COMPUTER).open(work.token)
    assert carer(again) == "Rosa"
    assert again.history.descriptions == work.history.descriptions
    assert again.papers == {"formulation": {"added": ["x", 1]}}
    assert (again.number, again.hash, again.name) == (work.number, work.hash, "family")
    again = again.redo()
    assert carer(again) == "Ana"
    assert again.undo().undo().case == case


def test_several_steps_at_once_are_all_taken_or_none(case: Case, desk: Desk) -> None:
    work = desk.begin(case, "family")
    with pytest.raises(EditError):
        work.do(named("Rosa"), Remove(id="nobody"))
    assert desk.open(work.token).case == case
    work = work.do(named("Rosa"), named("Ana"))
    assert carer(work.undo()) == "Rosa"
    assert [one.what for one in desk.open(work.token).revisions()][-1] == "Begun"
    assert work.do() is work


def test_undo_reaches_no_further_than_what_was_read_back(
    case: Case, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions_module, "LONGEST", 10)
    work = desk.begin(case, "family").do(*(named(f"Rosa {n}") for n in range(15)))
    for _ in range(3):
        work = work.undo()
    again = desk.open(work.token)
    assert again.case == work.case
    assert len(again.history.descriptions) == 10 - 6  # the window holds the undos too
    for _ in range(3):
        again = again.redo()
    assert carer(again) == "Rosa 14"


def test_who_saves_over_another_is_told_and_nothing_is_lost(case: Case, desk: Desk) -> None:
    mine = desk.begin(case, "family").write("notes", "before")
    theirs = desk.open(mine.token).do(Change.of("carer-0", note="Sings to her"))
    with pytest.raises(Moved) as moved:
        mine.do(named("Rosa"))
    assert moved.value.theirs.case == theirs.case
    assert moved.value.base.case == case
    assert moved.value.base.papers == {"notes": "before"}
    assert moved.value.mine.case.person["carer-0"].name == "Rosa"
    assert desk.open(mine.token).hash == theirs.hash
    assert carer(mine) != "Rosa"


@pytest.mark.parametrize("change", ["undo", "redo", "write", "restore"])
def test_no_kind_of_change_is_saved_over_another(change: str, case: Case, desk: Desk) -> None:
    work = desk.begin(case, "family").do(named("Rosa")).do(named("Ana")).undo()
    theirs = desk.open(work.token).do(Change.of("carer-0", note="Sings to her"))
    acts = {
        "undo": work.undo,
        "redo": work.redo,
        "write": lambda: work.write("notes", "mine"),
        "restore": lambda: work.restore(1),
    }
    with pytest.raises(Moved):
        acts[change]()
    assert desk.open(work.token).case == theirs.case


def test_what_was_brought_together_is_saved_on_top_of_theirs(case: Case, desk: Desk) -> None:
    mine = desk.begin(case, "family")
    theirs = desk.open(mine.token).do(Change.of("carer-0", note="Sings to her"))
    with pytest.raises(Moved) as caught:
        mine.do(named("Rosa"))
    moved = caught.value
    both = moved.theirs.history.do(named("Rosa")).case
    work = moved.theirs.save_merged(both, {"notes": "both"}, moved.parents)
    again = desk.open(work.token)
    assert again.case == both
    assert again.papers == {"notes": "both"}
    assert again.undo().case == theirs.case
    assert moved.parents == (theirs.hash, mine.hash)


def test_a_rating_is_kept_whatever_others_saved_meanwhile(case: Case, desk: Desk) -> None:
    work = desk.begin(case, "family")
    desk.open(work.token).do(named("Rosa"))
    work.rate((1, 2, 3, 4, 5), name="TR")
    assert [one.name for one in work.ratings()] == ["TR"]
    assert carer(work.again()) == "Rosa"


def test_history_tells_who_did_what_when(case: Case, desk: Desk) -> None:
    work = desk.begin(case, "family").do(named("Rosa"))
    work.name_snapshot("before the meeting")
    work = work.do(named("Ana"))
    newest, named_one, first = work.revisions()
    assert [one.number for one in (newest, named_one, first)] == [3, 2, 1]
    assert "'Ana'" in newest.what
    assert newest.author_name == "this computer's user"
    assert named_one.names == ("before the meeting",)
    assert first.time <= named_one.time <= newest.time
    assert newest.hash == work.hash
    assert len({one.hash for one in (newest, named_one, first)}) == 3


def test_any_revision_can_be_looked_at_and_gone_back_to(case: Case, desk: Desk) -> None:
    work = desk.begin(case, "family").write("notes", "first").do(named("Rosa"))
    work = work.write("notes", "second").do(named("Ana"))
    former = work.at(2)
    assert (former.case, former.papers) == (case, {"notes": "first"})
    back = work.restore(2)
    again = desk.open(work.token)
    assert (again.case, again.papers) == (case, {"notes": "first"})
    assert again.number == back.number == 6
    assert carer(again.undo()) == "Ana"
    assert carer(desk.open(work.token).restore(5)) == "Ana"
    with pytest.raises(LibraryError):
        work.at(99)


def test_a_snapshot_has_a_name_of_its_own(case: Case, desk: Desk) -> None:
    work = desk.begin(case, "family")
    work.name_snapshot(" before the meeting ")
    with pytest.raises(LibraryError, match="already has"):
        work.name_snapshot("before the meeting")
    with pytest.raises(LibraryError, match="needs a name"):
        work.name_snapshot("  ")
    desk.begin(case, "another family").name_snapshot("before the meeting")


def test_a_damaged_revision_is_named_and_the_others_can_be_read(
    case: Case, desk: Desk, store: Engine, library: Library
) -> None:
    work = desk.begin(case, "family").do(named("Rosa")).do(named("Ana"))
    with store.begin() as connection:
        damage = update(revisions).where(revisions.c.number == 2).values(document=b"?")
        connection.execute(damage)
    assert library.examine().troubles == (f"Case {work.token}: revision 2 is not as it was saved.",)
    with pytest.raises(LibraryError, match="damaged"):
        work.at(2)
    assert carer(desk.open(work.token)) == "Ana"


def test_a_head_that_was_turned_back_is_found(
    case: Case, desk: Desk, store: Engine, library: Library
) -> None:
    work = desk.begin(case, "family").do(named("Rosa"))
    assert library.examine().whole
    with store.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET number = 1")
    assert library.examine().troubles == (
        f"Case {work.token}: revision 2 is not the newest one that was saved.",
    )


def test_what_cannot_be_kept_leaves_the_case_as_it_was(case: Case, desk: Desk) -> None:
    work = desk.begin(case, "family")
    with pytest.raises(LibraryError, match="too large"):
        work.write("notes", "x" * 6_000_000)
    assert desk.open(work.token) == work


def test_any_text_that_json_holds_can_be_written(case: Case, desk: Desk) -> None:
    paper = ["\0", "\ud800", "🙂", {"a": None}]
    work = desk.begin(case, "a\0\ud800b").write("odd\0", paper)
    assert desk.open(work.token).papers == {"odd\0": paper}
    assert len(desk.list()) == 1


def test_there_is_no_such_case(desk: Desk) -> None:
    for token in ("0" * 32, "", "../library", "'; --"):
        with pytest.raises(LibraryError, match="no such case"):
            desk.open(token)


def test_a_work_shows_nothing_of_the_family_when_it_is_printed(desk: Desk, case: Case) -> None:
    work: Work = desk.begin(case, "the-rosas").do(named("Rosa")).write("notes", "Rosa")
    assert "osa" not in repr(work)
