"""What the history screen asks of a case: its steps by kind, its states, its newest number."""

from __future__ import annotations

import pytest

from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.errors import Refused
from imh.library.open_case import OpenCase, StaleRevision
from imh.library.roles import Account, Role


@pytest.fixture
def open_case(account_cases: AccountCases) -> OpenCase:
    return account_cases.begin(synthetic_case(3, 8), "family")


def named(name: str) -> Change:
    return Change.of("carer-0", name=name)


def test_each_step_says_how_it_came_about(open_case: OpenCase, account_cases: AccountCases) -> None:
    open_case = open_case.do(named("Rosa")).undo().redo().write("notes", "x").restore(1)
    other = account_cases.open(open_case.token).do(named("Ana"))
    with pytest.raises(StaleRevision) as caught:
        open_case.do(Change.of("carer-0", note="Sings"))
    moved = caught.value
    merged = moved.theirs.save_merged(moved.mine.case, moved.mine.attachments, moved.parents)
    kinds = [one.kind for one in merged.revisions()][::-1]
    assert kinds == ["begin", "do", "undo", "redo", "paper", "restore", "do", "merge"]
    assert [one.number for one in merged.revisions(after=other.number - 1)] == [8, 7]


def test_several_states_are_read_at_once(open_case: OpenCase) -> None:
    later = open_case.do(named("Rosa"), named("Ana")).write("notes", "x")
    states = later.states([1, 2, 4, 9])
    assert set(states) == {1, 2, 4}
    assert states[1].case == open_case.case
    assert states[2].case.person["carer-0"].name == "Rosa"
    assert states[4] == later.contents


def test_the_newest_number_is_for_those_who_may_open_the_case(
    open_case: OpenCase, account_cases: AccountCases, library: CaseStore, ana: Account, ben: Account
) -> None:
    account_cases.share(open_case.token, ana.id, Role.GUEST)
    guest = library.for_account(ana).open(open_case.token)
    assert guest.newest() == open_case.number
    open_case.do(named("Rosa"))
    assert guest.newest() == open_case.number + 1
    assert not guest.can_look_back
    with pytest.raises(Refused):
        guest.states([1])
    account_cases.share(open_case.token, ben.id, Role.CONTRIBUTOR)
    former = library.for_account(ben).open(open_case.token)
    assert former.can_look_back
    account_cases.unshare(open_case.token, ben.id)
    with pytest.raises(Refused):
        former.newest()
