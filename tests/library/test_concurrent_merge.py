"""A choice between two versions: what was not chosen can be read and gone back to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imh.case.case import Case
from imh.case.edits import Change, Edit, apply
from imh.case.synthetic import synthetic_case
from imh.library import revisions
from imh.library.account_cases import AccountCases
from imh.library.concurrent_merge import UnresolvedMerge, merge_stale, restore_merge
from imh.library.open_case import OpenCase, StaleRevision

CASE = synthetic_case(3, 8)
ROSA = Change.of("carer-0", name="Rosa")
ANA = Change.of("carer-0", name="Ana")
SINGS = Change.of("carer-1", note="Sings to her")
LULLABY = Change.of("carer-1", note="A lullaby every night")
Chosen = Callable[[UnresolvedMerge], OpenCase | UnresolvedMerge]


def after(*edits: Edit) -> Case:
    case = CASE
    for edit in edits:
        case = apply(case, edit)
    return case


def conflict(account_cases: AccountCases, mine: list[Edit], theirs: list[Edit]) -> UnresolvedMerge:
    base = account_cases.begin(CASE, "family")
    account_cases.open(base.token).do(*theirs)
    with pytest.raises(StaleRevision) as caught:
        base.do(*mine)
    both = merge_stale(caught.value)
    assert isinstance(both, UnresolvedMerge)
    return both


def saved(settled: OpenCase | UnresolvedMerge) -> OpenCase:
    assert isinstance(settled, OpenCase)
    return settled


def kinds(open_case: OpenCase) -> list[str]:
    return [one.kind for one in open_case.revisions()][::-1]


def test_what_was_not_chosen_is_kept_beside_what_was(account_cases: AccountCases) -> None:
    found = conflict(
        account_cases, [ROSA, LULLABY, Change.of("carer-1", age_years=40)], [ANA, SINGS]
    )
    open_case = saved(found.settle(["theirs", "mine"]))
    assert open_case.case == after(ANA, LULLABY, Change.of("carer-1", age_years=40))
    assert kinds(open_case) == ["begin", "do", "do", "aside", "merge"]
    mine = after(ROSA, LULLABY, Change.of("carer-1", age_years=40))
    assert open_case.at(4).case == mine
    assert open_case.at(3).case == after(ANA, SINGS)
    assert account_cases.open(open_case.token).restore(4).case == mine


def test_it_is_kept_as_well_when_all_of_theirs_was_chosen(account_cases: AccountCases) -> None:
    found = conflict(account_cases, [ROSA], [ANA, SINGS])
    open_case = saved(found.settle(["theirs"]))
    assert open_case.case == found.theirs.case
    assert kinds(open_case) == ["begin", "do", "do", "aside", "merge"]
    assert open_case.at(4).case == after(ROSA, SINGS)  # theirs elsewhere, as mine never touched it


def test_nothing_more_is_kept_when_all_of_mine_was_chosen(account_cases: AccountCases) -> None:
    found = conflict(account_cases, [ROSA, LULLABY], [ANA, SINGS])
    open_case = saved(found.settle(["mine", "mine"]))
    assert open_case.case == after(ROSA, LULLABY)
    assert kinds(open_case) == ["begin", "do", "do", "merge"]


@pytest.mark.parametrize(("longest", "steps"), [(200, 3), (2, 1)])
def test_undo_passes_over_it(
    account_cases: AccountCases, longest: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is the oldest revision that is looked at."""
    monkeypatch.setattr(revisions, "LONGEST", longest)
    found = conflict(account_cases, [ROSA, LULLABY], [ANA, SINGS])
    settled = saved(found.settle(["theirs", "mine"]))
    open_case = account_cases.open(settled.do(Change.of("carer-0", age_years=57)).token)
    undone = [(open_case := open_case.undo()).case for _ in range(steps)]
    assert undone == [settled.case, found.theirs.case, after(ANA)][:steps]
    assert open_case.history.can_undo is (steps == 3)


def test_either_both_are_kept_or_neither(
    account_cases: AccountCases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def and_then_the_power_goes(*_: object) -> None:
        raise KeyboardInterrupt

    found = conflict(account_cases, [ROSA], [ANA])
    with monkeypatch.context() as patched:
        patched.setattr(revisions.caseload, "keep", and_then_the_power_goes)
        with pytest.raises(KeyboardInterrupt):
            found.settle(["theirs"])
    assert kinds(account_cases.open(found.theirs.token)) == ["begin", "do"]


def test_it_is_kept_when_somebody_saved_once_more_meanwhile(account_cases: AccountCases) -> None:
    found = conflict(account_cases, [ROSA], [ANA])
    found.theirs.do(SINGS)
    open_case = saved(found.settle(["theirs"]))
    assert open_case.case == after(ANA, SINGS)
    assert kinds(open_case)[2:] == ["do", "aside", "merge"]
    assert open_case.at(4).case == after(ROSA)


def test_it_waits_with_a_choice_that_has_to_be_made_once_more(account_cases: AccountCases) -> None:
    found = conflict(account_cases, [ROSA, LULLABY], [ANA])
    found.theirs.do(SINGS)
    once_more = found.settle(["theirs"])
    assert isinstance(once_more, UnresolvedMerge)
    assert account_cases.open(found.theirs.token).number == 3
    waiting = restore_merge(account_cases.open(found.theirs.token), once_more.kept())
    assert isinstance(waiting, UnresolvedMerge)
    open_case = saved(waiting.settle(["mine"]))
    assert open_case.case == after(ANA, LULLABY)
    assert kinds(open_case)[3:] == ["aside", "merge"]
    assert open_case.at(4).case == after(ROSA, LULLABY)
