"""A change to the case leaves the rest of the map in its place, and undo brings places back."""

from __future__ import annotations

from pathlib import Path

import pytest

from imh.case.case import Case
from imh.case.casefile import read
from imh.case.edits import Add, Change, Edit, Move, Remove, apply
from imh.drawing import Point, places
from imh.ui.core.map_placement import MapPlacement

SAMPLES = Path(__file__).parents[2] / "sample_cases"


@pytest.fixture(scope="module")
def case() -> Case:
    return read(SAMPLES / "sol.json")


def shown(placement: MapPlacement) -> dict[str, Point]:
    found = places(placement.drawn, placement.before.places)
    return {who: Point(round(at.x, 6), round(at.y, 6)) for who, at in found.items()}


def somebody(case: Case) -> str:
    return next(who for who in case.symbols if who not in case.children)


def a_tie(case: Case) -> Edit:
    one, other = [who for who in case.symbols if who not in case.children][2:4]
    return Add(collection="ties", entry={"id": "new-tie", "source": one, "target": other})


def test_the_first_map_is_the_drawings_own(case: Case) -> None:
    assert shown(MapPlacement.of_opened(case)) == {
        who: Point(round(at.x, 6), round(at.y, 6)) for who, at in places(case).items()
    }


def test_a_move_by_hand_moves_nobody_else_and_its_undo_brings_the_place_back(case: Case) -> None:
    who = somebody(case)
    first = MapPlacement.of_opened(case)
    before = shown(first)
    onto_another = before[case.children[0]]
    moved = first.after_edit(apply(case, Move(id=who, x=onto_another.x + 9, y=onto_another.y)))
    assert shown(moved) == before | {who: Point(round(onto_another.x + 9, 6), onto_another.y)}
    assert shown(moved.after_edit(case)) == before


def test_a_new_tie_moves_nobody(case: Case) -> None:
    first = MapPlacement.of_opened(case)
    assert shown(first.after_edit(apply(case, a_tie(case)))) == shown(first)


def test_somebody_new_finds_a_place_and_somebody_back_the_former_one(case: Case) -> None:
    first = MapPlacement.of_opened(case)
    before = shown(first)
    added = first.after_edit(
        apply(
            case, Add(collection="people", entry={"id": "new-one", "name": "New", "role": "friend"})
        )
    )
    kept = {who: at for who, at in shown(added).items() if who != "new-one"}
    far = {who for who, at in kept.items() if at != before[who]}
    assert "new-one" in shown(added)
    assert len(far) <= len(before) // 4  # the rings make room; whoever is still on theirs stays
    who = somebody(case)
    without = first.after_edit(apply(case, Remove(id=who)))
    assert shown(without.after_edit(case))[who] == before[who]


def test_who_comes_to_live_with_the_child_goes_to_the_ring_of_the_home(case: Case) -> None:
    first = MapPlacement.of_opened(case)
    home = next(home for home in case.households if set(case.children) & set(home.members))
    rings = {symbol.id: symbol.ring for symbol in first.problem.symbols}
    guest = next(person.id for person in case.people if rings[person.id] == 2)
    moved_in = first.after_edit(apply(case, Change.of(home.id, members=[*home.members, guest])))
    at = shown(moved_in)[guest]
    assert at != shown(first)[guest]
    assert abs(at.x) < abs(shown(first)[guest].x) or abs(at.y) < abs(shown(first)[guest].y)


def test_an_unchanged_case_is_not_painted_again(case: Case) -> None:
    placement = MapPlacement.of_opened(case)
    assert placement.after_edit(case) is placement
    assert placement.picture(views=("kin",)) is placement.picture(views=("kin",))


def test_ties_keep_the_bends_that_somebody_saw(case: Case) -> None:
    first = MapPlacement.of_opened(case)
    assert first.after_edit(apply(case, a_tie(case))).before.bends == ()  # nobody looked yet
    first.picture()
    assert first.after_edit(apply(case, a_tie(case))).before.bends
