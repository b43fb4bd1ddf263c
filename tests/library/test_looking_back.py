"""What the history screen asks of a case: its steps by kind, its states, its newest number."""

from __future__ import annotations

import pytest

from imh.case.edits import Change
from imh.case.synthetic import made_up_case
from imh.library.account_cases import Desk
from imh.library.case_store import Library
from imh.library.errors import Refused
from imh.library.open_case import Moved, Work
from imh.library.roles import Account, Role


@pytest.fixture
def work(desk: Desk) -> Work:
    return desk.begin(made_up_case(3, 8), "family")


def named(name: str) -> Change:
    return Change.of("carer-0", name=name)


def test_each_step_says_how_it_came_about(work: Work, desk: Desk) -> None:
    work = work.do(named("Rosa")).undo().redo().write("notes", "x").restore(1)
    other = desk.open(work.token).do(named("Ana"))
    with pytest.raises(Moved) as caught:
        work.do(Change.of("carer-0", note="Sings"))
    moved = caught.value
    merged = moved.theirs.save_merged(moved.mine.case, moved.mine.papers, moved.parents)
    kinds = [one.kind for one in merged.revisions()][::-1]
    assert kinds == ["begin", "do", "undo", "redo", "paper", "restore", "do", "merge"]
    assert [one.number for one in merged.revisions(after=other.number - 1)] == [8, 7]


def test_several_states_are_read_at_once(work: Work) -> None:
    later = work.do(named("Rosa"), named("Ana")).write("notes", "x")
    states = later.states([1, 2, 4, 9])
    assert set(states) == {1, 2, 4}
    assert states[1].case == work.case
    assert states[2].case.person["carer-0"].name == "Rosa"
    assert states[4] == later.contents


def test_the_newest_number_is_for_those_who_may_open_the_case(
    work: Work, desk: Desk, library: Library, ana: Account, ben: Account
) -> None:
    desk.share(work.token, ana.id, Role.GUEST)
    guest = library.as_(ana).open(work.token)
    assert guest.newest() == work.number
    work.do(named("Rosa"))
    assert guest.newest() == work.number + 1
    assert not guest.can_look_back
    with pytest.raises(Refused):
        guest.states([1])
    desk.share(work.token, ben.id, Role.CONTRIBUTOR)
    former = library.as_(ben).open(work.token)
    assert former.can_look_back
    desk.unshare(work.token, ben.id)
    with pytest.raises(Refused):
        former.newest()
