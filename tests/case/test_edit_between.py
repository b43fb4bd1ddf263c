"""Turning one case into another: exact, as small as can be told, and undone in one step."""

from hypothesis import given
from hypothesis import strategies as st

from imh.case.case import Case
from imh.case.casefile import dump
from imh.case.edit_between import edit_between
from imh.case.edits import EditError, apply, describe, parse_edit
from imh.case.history import History
from imh.case.quick_entry import read_lines
from tests.case.generated import cases, edits, fewer

LEO = """Leo, child 9m
Ana, mother 27, primary caregiver, warm -> Leo daily
Rosa, maternal grandmother 58
"""


def case_of(text: str, onto: Case | None = None) -> Case:
    case = read_lines(text, onto=onto).case
    assert case is not None
    return case


@fewer
@given(cases(), cases())
def test_any_case_turns_into_any_other_exactly(old: Case, new: Case) -> None:
    edit = edit_between(old, new)
    assert apply(old, edit) == new
    assert dump(apply(old, edit)) == dump(new)


@given(st.data())
def test_what_an_edit_did_is_found_again_and_travels_as_json(data: st.DataObject) -> None:
    old = data.draw(cases())
    try:
        new = apply(old, data.draw(edits(old)))
    except EditError:
        return
    again = parse_edit(edit_between(old, new).model_dump(mode="json"))
    assert apply(old, again) == new


@given(cases())
def test_a_case_turns_into_itself_by_doing_nothing(case: Case) -> None:
    assert edit_between(case, case).edits == ()


def test_only_what_is_new_or_other_is_told() -> None:
    old = case_of(LEO)
    new = case_of("Rosa, grief past\nMei, friend of Ana", old)
    told = [(edit.do, getattr(edit, "id", None)) for edit in edit_between(old, new).edits]
    assert told == [("change", "rosa"), ("add", None), ("add", None)]
    changed = edit_between(old, new).edits[0]
    assert set(changed.model_dump()["fields"]) == {"loads"}
    assert "New person: Mei, friend" in describe(old, edit_between(old, new))


def test_many_lines_are_taken_back_in_one_step() -> None:
    old = case_of(LEO)
    new = case_of("Mei, friend of Ana\nParish, church, warm -> Rosa", old)
    history = History(old).do(edit_between(old, new))
    assert history.case == new
    assert history.undo().case == old
    assert history.undo().redo().case == new
