"""Undo across sessions leads wherever undo within one session led."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imh.case.edits import Change
from imh.case.history import History
from imh.case.synthetic import synthetic_case
from imh.library.replay import StoredStep, rebuilt

CASE = synthetic_case(3, 8)


@given(
    turns=st.lists(st.sampled_from(["do", "do", "undo", "redo", "paper"]), max_size=14),
    forgotten=st.integers(0, 6),
)
def test_what_was_kept_of_the_steps_leads_to_the_same_place(
    turns: list[str], forgotten: int
) -> None:
    history, cases = History(CASE), [CASE]
    steps = [StoredStep(1, "Begun", {"begin": "family"})]
    for turn in turns:
        step: dict[str, object] = {turn: True}
        if turn == "do":
            edit = Change.of("carer-0", name=f"Rosa {len(cases)}")
            step, history = {"do": edit.model_dump(mode="json")}, history.do(edit)
        elif turn == "undo" and history.can_undo:
            history = history.undo()
        elif turn == "redo" and history.can_redo:
            history = history.redo()
        elif turn != "paper":
            continue
        cases.append(history.case)
        steps.append(StoredStep(len(cases), history.next_undo, step))
    back = rebuilt(history.case, steps[forgotten:], lambda number: cases[number - 1])
    assert back.case == history.case
    if forgotten == 0:
        assert (back.done, back.descriptions) == (history.done, history.descriptions)
    while back.can_undo:
        back, history = back.undo(), history.undo()
        assert back.case == history.case


def test_steps_that_lead_elsewhere_are_not_offered_for_undo() -> None:
    edit = Change.of("carer-0", name="Rosa").model_dump(mode="json")
    steps = [StoredStep(1, "", {"begin": ""}), StoredStep(2, "", {"do": edit})]
    assert rebuilt(CASE, steps, lambda _: CASE) == History(CASE)
    gone = {"do": Change.of("nobody", name="Rosa").model_dump(mode="json")}
    assert rebuilt(CASE, [steps[0], StoredStep(2, "", gone)], lambda _: CASE) == History(CASE)
