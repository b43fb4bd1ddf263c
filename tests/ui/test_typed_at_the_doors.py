"""Whatever is typed or pasted where a record is made of it: a sentence, and the text stays."""

import pytest
from streamlit.testing.v1 import AppTest

from imh.case.edits import apply
from imh.case.quick_entry import read_case
from imh.interview import answers
from imh.interview.answers import NotUnderstood, Telling
from imh.interview.question_order import screens
from imh.interview.script import script
from imh.tables import rows as table_rows
from imh.tables.columns import TABLES
from imh.tables.rows import saving
from imh.tables.sheet import Sheet, pasted
from tests.ui.screens import said_by

HIDDEN = "Osei\u200f"
LEO = read_case("Leo, child 9m\nAna, mother 27, mood current (told by Ana)")
PEOPLE, TIES, *_ = TABLES


def a_box_whose_reader_fails() -> None:
    from types import SimpleNamespace
    from typing import Any

    import streamlit as st

    from imh.case.quick_entry import read_case
    from imh.ui.quick_entry import understood, written

    def broken(text: str, case: Any) -> Any:
        raise KeyError(text)

    opened: Any = SimpleNamespace(case=read_case("Leo, child 9m"), key="k", open_case=None)
    st.session_state["typed beside k"] = {"lines": "Zo, aunt\nMei, friend"}
    box = written(opened, read=broken)
    st.text(box.left_over)
    understood(box.reading, lambda line, text: None)


def test_a_reader_that_fails_leaves_the_box_with_its_text_and_one_sentence() -> None:
    app = AppTest.from_function(a_box_whose_reader_fails, default_timeout=60).run()
    assert not app.exception
    assert app.text[0].value == "Zo, aunt\nMei, friend"
    assert "all of them stay in the box" in said_by(app)


def begin_a_case() -> None:
    from imh.ui.cases.new_case import new_case_form

    new_case_form()


@pytest.mark.parametrize("field", ["new:by", "new:words"])
def test_a_new_case_is_refused_in_a_sentence_and_the_fields_stay(field: str) -> None:
    app = AppTest.from_function(begin_a_case, default_timeout=60).run()
    app.text_input(key="new:name").input("Leo")
    app = app.text_input(key=field).input(f"{HIDDEN}, aunt").run()
    app.button(key="new:make").click().run()
    assert not app.exception
    assert "U+200F" in app.warning[0].value
    assert app.text_input(key=field).value == f"{HIDDEN}, aunt"


def test_the_interview_asks_which_of_two_is_meant_and_hears_the_answer() -> None:
    home = next(one for one in screens(LEO, script()) if one.ask.adds == "home")
    line = "Ana, maternal grandmother 58"
    with pytest.raises(NotUnderstood, match="is this the same Ana or another"):
        answers.person_said(LEO, home, line, Telling())
    two = answers.person_said(LEO, home, f"another {line}", Telling())
    assert [person.id for person in two.people] == ["leo", "ana", "ana-2"]
    assert two.households[0].members == ("leo", "ana-2")
    one = answers.person_said(LEO, home, f"same {line}", Telling())
    assert one.households[0].members == ("leo", "ana")
    with pytest.raises(NotUnderstood, match="hidden character"):
        answers.person_said(LEO, home, f"{HIDDEN}, aunt", Telling())


def test_cells_of_a_table_are_told_by_their_row() -> None:
    refused = (f"{HIDDEN}\taunt", "Zo\taunt\t3-5", "Mei\tfriend\t3 5", "Kim\taunt\t130")
    block = "\n".join((*refused, "Sol\taunt\t30", "x\ud800"))
    typed = Sheet.of(LEO, PEOPLE).with_rows(pasted(block, PEOPLE)).typed
    found = saving(LEO, PEOPLE, typed)
    assert sorted(found.problems) == [2, 3, 4, 5]
    names = [person.name for person in apply(LEO, found.step).people]
    assert names == ["Leo", "Ana", "Sol", "x?"]


def test_pasted_rows_are_tried_together(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def counted(case: object, edit: object) -> object:
        tried.append(edit)
        return apply(case, edit)  # type: ignore[arg-type]

    monkeypatch.setattr(table_rows, "apply", counted)
    block = "\n".join(f"Kin{n}\taunt" for n in range(56)) + f"\n{HIDDEN}\taunt"
    typed = Sheet.of(LEO, PEOPLE).with_rows(pasted(block, PEOPLE)).typed
    found = saving(LEO, PEOPLE, typed)
    assert (len(found.edits), [*found.problems]) == (56, [58])
    assert len(tried) < 20


def test_days_stand_in_a_cell_as_they_were_typed() -> None:
    (events,) = (table for table in TABLES if table.collection == "events")
    typed = Sheet.of(LEO, events).with_rows(pasted("10 d\tmove", events)).typed
    after = apply(LEO, saving(LEO, events, typed).step)
    assert Sheet.of(after, events).typed[0].cells["at_months"] == "10d"
