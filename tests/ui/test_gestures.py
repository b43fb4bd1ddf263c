"""Gestures become the edits that a person meant by them, in order and each once."""

from __future__ import annotations

from typing import Any

import pytest

from imh.case.case import Case
from imh.case.edits import EditError, Move, apply
from imh.case.people import Person
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.forms.map_gestures import (
    Choose,
    Delete,
    Drag,
    DrawTie,
    Gesture,
    Name,
    PutBack,
    Unreadable,
    chosen_after,
    edit_of,
    read_journal,
    told,
)

CASE = Case(
    title="Leo (fictional)",
    fictional=True,
    reference_age_months=14,
    children=("leo",),
    people=(
        Person(id="leo", name="Leo", role="child"),
        Person(id="ana", name="Ana", role="birth_parent", gender="female"),
        Person(id="rosa", name="Rosa", role="grandparent"),
    ),
    settings=(Setting(id="creche", name="Crèche", kind="childcare"),),
    influences=(Influence(id="two-languages", name="Two languages", kind="language"),),
    ties=(
        Tie(id="ana-leo", source="ana", target="leo", kind="parent_of", quality="warm"),
        Tie(id="rosa-ana", source="rosa", target="ana", kind="parent_of"),
    ),
    positions={"rosa": (-100.0, 40.0)},
)


def after(gesture: Gesture, case: Case = CASE) -> Case:
    edit = edit_of(case, gesture)  # type: ignore[arg-type]
    return apply(case, edit) if edit else case


# ------------------------------------------------------------------ the journal


def test_a_journal_gives_each_gesture_once_and_in_order() -> None:
    journal = read_journal(
        {
            "series": "a",
            "gestures": [
                {"n": 7, "do": "undo"},
                {"n": 5, "do": "move", "places": {"ana": [1, 2]}},
                {"n": 6, "do": "choose", "ids": ["ana"]},
            ],
        }
    )
    assert journal is not None
    assert [gesture.n for gesture in journal.after(0)] == [5, 6, 7]
    assert [gesture.n for gesture in journal.after(6)] == [7]
    assert journal.after(7) == []


@pytest.mark.parametrize("document", [None, "", [], {}, {"series": "a"}, {"gestures": []}])
def test_what_is_no_journal_is_none(document: Any) -> None:
    assert read_journal(document) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"do": "fly"},
        {"do": "move", "places": {"ana": [1, "far"]}},
        {"do": "move", "places": {"ana": [1, float("inf")]}},
        {"do": "move", "places": {"ana": [1, 99_999]}},
        {"do": "move", "places": {}},
        {"do": "tie", "source": "ana"},
        {"do": "add", "kind": "ghosts", "name": "Rosa"},
        {"do": "add", "kind": "people", "name": "   "},
        {"do": "add", "kind": "people", "name": "<script>alert(1)</script>"},
        {"do": "remove", "ids": []},
        {"do": "undo", "more": 1},
    ],
)
def test_an_unreadable_gesture_is_answered_and_the_next_ones_still_count(
    wrong: dict[str, Any],
) -> None:
    journal = read_journal({"series": "a", "gestures": [{"n": 3, **wrong}, {"n": 4, "do": "redo"}]})
    assert journal is not None
    first, second = journal.after(0)
    assert isinstance(first, Unreadable)
    assert first.n == 3
    assert first.reason
    assert second.n == 4


# ------------------------------------------------------------------ moving


def test_symbols_dragged_together_are_moved_in_one_step() -> None:
    drag = Drag(n=1, places={"ana": (10.0, 20.0), "rosa": (-5.0, 0.5)})
    assert after(drag).positions == {"ana": (10.0, 20.0), "rosa": (-5.0, 0.5)}
    assert told(CASE, drag, edit_of(CASE, drag)) == "2 symbols moved"


def test_one_symbol_moved_is_a_plain_move() -> None:
    drag = Drag(n=1, places={"ana": (10.0, 20.0)})
    assert edit_of(CASE, drag) == Move(id="ana", x=10, y=20)
    assert told(CASE, drag, edit_of(CASE, drag)) == "Ana moved"


def test_a_symbol_that_is_gone_cannot_be_moved() -> None:
    with pytest.raises(EditError, match="not on the map"):
        edit_of(CASE, Drag(n=1, places={"grandpa": (1, 1)}))


def test_only_what_was_moved_by_hand_is_put_back() -> None:
    assert after(PutBack(n=1, ids=("ana", "rosa"))).positions == {}
    assert edit_of(CASE, PutBack(n=1, ids=("ana",))) is None


# ------------------------------------------------------------------ ties


def test_a_line_between_two_is_a_tie_of_which_nothing_is_known_and_is_selected() -> None:
    line = DrawTie(n=1, source="rosa", target="leo")
    case = after(line)
    new = case.entries["rosa-leo"]
    assert new == Tie(id="rosa-leo", source="rosa", target="leo")
    assert chosen_after(case, line, CASE, ("ana",)) == ("rosa-leo",)
    assert told(CASE, line, edit_of(CASE, line)) == "Tie between Rosa and Leo added"


def test_a_line_along_a_tie_that_nobody_has_described_opens_that_tie() -> None:
    line = DrawTie(n=1, source="ana", target="rosa")
    assert edit_of(CASE, line) is None
    assert chosen_after(CASE, line, CASE, ()) == ("rosa-ana",)
    assert told(CASE, line, None) == "The tie between Ana and Rosa was there"


def test_beside_a_described_tie_a_second_one_can_be_drawn() -> None:
    line = DrawTie(n=1, source="ana", target="leo")
    case = after(line)
    assert len(case.ties) == 3
    assert chosen_after(case, line, CASE, ()) == ("ana-leo-2",)


@pytest.mark.parametrize(("source", "target"), [("ana", "ana"), ("ana", "ana-leo"), ("x", "leo")])
def test_a_line_needs_two_symbols(source: str, target: str) -> None:
    with pytest.raises(EditError):
        edit_of(CASE, DrawTie(n=1, source=source, target=target))


# ------------------------------------------------------------------ adding and removing


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("people", "Zoë", "zoe"),
        ("people", "Rosa", "rosa-2"),
        ("settings", "The clinic", "the-clinic"),
        ("influences", "爷爷的故事", "entry"),
    ],
)
def test_a_new_name_gets_an_id_of_its_own_stands_where_it_was_added_and_is_selected(
    kind: Any, name: str, expected: str
) -> None:
    gesture = Name(n=1, kind=kind, name=name, at=(30.0, -80.0))
    case = after(gesture)
    new = case.symbols[expected]
    assert new in getattr(case, kind)
    assert new.name == name
    assert case.positions[expected] == (30.0, -80.0)
    assert chosen_after(case, gesture, CASE, ()) == (expected,)


def test_without_a_place_the_drawing_may_choose_one() -> None:
    assert after(Name(n=1, kind="people", name="Sam")).positions == CASE.positions


def test_a_removed_person_takes_its_ties_along_also_when_these_are_selected_too() -> None:
    gesture = Delete(n=1, ids=("rosa-ana", "rosa"))
    case = after(gesture)
    assert "rosa" not in case.entries
    assert [tie.id for tie in case.ties] == ["ana-leo"]
    assert chosen_after(case, gesture, CASE, ("rosa-ana", "rosa")) == ()
    assert told(CASE, gesture, edit_of(CASE, gesture)) == "Rosa removed, with 1 tie"


def test_the_child_cannot_be_removed_and_nothing_else_goes_either() -> None:
    edit = edit_of(CASE, Delete(n=1, ids=("rosa", "leo")))
    assert edit is not None
    with pytest.raises(EditError, match="Leo is the child"):
        apply(CASE, edit)


def test_what_is_gone_already_cannot_be_removed() -> None:
    with pytest.raises(EditError, match="not on the map"):
        edit_of(CASE, Delete(n=1, ids=("grandpa",)))


# ------------------------------------------------------------------ selecting


def test_only_what_the_case_has_is_selected() -> None:
    choice = Choose(n=1, ids=("ana", "nobody", "ana-leo"))
    assert chosen_after(CASE, choice, CASE, ("rosa",)) == ("ana", "ana-leo")
