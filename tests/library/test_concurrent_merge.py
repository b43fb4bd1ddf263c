"""A choice between two versions: what was not chosen can be read and gone back to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imh.case.case import Case
from imh.case.edits import Change, Edit, apply
from imh.case.synthetic import made_up_case
from imh.library import revisions
from imh.library.account_cases import Desk
from imh.library.concurrent_merge import Clashing, bring_together, found_again
from imh.library.open_case import Moved, Work

CASE = made_up_case(3, 8)
ROSA = Change.of("carer-0", name="Rosa")
ANA = Change.of("carer-0", name="Ana")
SINGS = Change.of("carer-1", note="Sings to her")
LULLABY = Change.of("carer-1", note="A lullaby every night")
Chosen = Callable[[Clashing], Work | Clashing]


def after(*edits: Edit) -> Case:
    case = CASE
    for edit in edits:
        case = apply(case, edit)
    return case


def clash(desk: Desk, mine: list[Edit], theirs: list[Edit]) -> Clashing:
    base = desk.begin(CASE, "family")
    desk.open(base.token).do(*theirs)
    with pytest.raises(Moved) as caught:
        base.do(*mine)
    both = bring_together(caught.value)
    assert isinstance(both, Clashing)
    return both


def saved(settled: Work | Clashing) -> Work:
    assert isinstance(settled, Work)
    return settled


def kinds(work: Work) -> list[str]:
    return [one.kind for one in work.revisions()][::-1]


def test_what_was_not_chosen_is_kept_beside_what_was(desk: Desk) -> None:
    found = clash(desk, [ROSA, LULLABY, Change.of("carer-1", age_years=40)], [ANA, SINGS])
    work = saved(found.settle(["theirs", "mine"]))
    assert work.case == after(ANA, LULLABY, Change.of("carer-1", age_years=40))
    assert kinds(work) == ["begin", "do", "do", "aside", "merge"]
    mine = after(ROSA, LULLABY, Change.of("carer-1", age_years=40))
    assert work.at(4).case == mine
    assert work.at(3).case == after(ANA, SINGS)
    assert desk.open(work.token).restore(4).case == mine


def test_it_is_kept_as_well_when_all_of_theirs_was_chosen(desk: Desk) -> None:
    found = clash(desk, [ROSA], [ANA, SINGS])
    work = saved(found.settle(["theirs"]))
    assert work.case == found.theirs.case
    assert kinds(work) == ["begin", "do", "do", "aside", "merge"]
    assert work.at(4).case == after(ROSA, SINGS)  # theirs elsewhere, as mine never touched it


def test_nothing_more_is_kept_when_all_of_mine_was_chosen(desk: Desk) -> None:
    found = clash(desk, [ROSA, LULLABY], [ANA, SINGS])
    work = saved(found.settle(["mine", "mine"]))
    assert work.case == after(ROSA, LULLABY)
    assert kinds(work) == ["begin", "do", "do", "merge"]


@pytest.mark.parametrize(("longest", "steps"), [(200, 3), (2, 1)])
def test_undo_passes_over_it(
    desk: Desk, longest: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is the oldest revision that is looked at."""
    monkeypatch.setattr(revisions, "LONGEST", longest)
    found = clash(desk, [ROSA, LULLABY], [ANA, SINGS])
    settled = saved(found.settle(["theirs", "mine"]))
    work = desk.open(settled.do(Change.of("carer-0", age_years=57)).token)
    undone = [(work := work.undo()).case for _ in range(steps)]
    assert undone == [settled.case, found.theirs.case, after(ANA)][:steps]
    assert work.history.can_undo is (steps == 3)


def test_either_both_are_kept_or_neither(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def and_then_the_power_goes(*_: object) -> None:
        raise KeyboardInterrupt

    found = clash(desk, [ROSA], [ANA])
    with monkeypatch.context() as patched:
        patched.setattr(revisions.caseload, "keep", and_then_the_power_goes)
        with pytest.raises(KeyboardInterrupt):
            found.settle(["theirs"])
    assert kinds(desk.open(found.theirs.token)) == ["begin", "do"]


def test_it_is_kept_when_somebody_saved_once_more_meanwhile(desk: Desk) -> None:
    found = clash(desk, [ROSA], [ANA])
    found.theirs.do(SINGS)
    work = saved(found.settle(["theirs"]))
    assert work.case == after(ANA, SINGS)
    assert kinds(work)[2:] == ["do", "aside", "merge"]
    assert work.at(4).case == after(ROSA)


def test_it_waits_with_a_choice_that_has_to_be_made_once_more(desk: Desk) -> None:
    found = clash(desk, [ROSA, LULLABY], [ANA])
    found.theirs.do(SINGS)
    once_more = found.settle(["theirs"])
    assert isinstance(once_more, Clashing)
    assert desk.open(found.theirs.token).number == 3
    waiting = found_again(desk.open(found.theirs.token), once_more.kept())
    assert isinstance(waiting, Clashing)
    work = saved(waiting.settle(["mine"]))
    assert work.case == after(ANA, LULLABY)
    assert kinds(work)[3:] == ["aside", "merge"]
    assert work.at(4).case == after(ROSA, LULLABY)
