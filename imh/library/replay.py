"""Undo across sessions: the history of a case, rebuilt from the steps of its revisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from imh.case.case import Case
from imh.case.edits import Edit, EditError, apply, parse_edit
from imh.case.history import History, Step

ASIDE = "aside"
"""What a step is called that keeps a version beside the others: the case does not go through it."""

LONGEST = 200
"""How many steps back a case can be undone after it was opened again."""


@dataclass(frozen=True)
class StoredStep:
    """A step as it was kept: the number of its revision, in words, and as JSON values."""

    number: int
    what: str
    step: Mapping[str, Any]


def done(history: History, edit: Edit, what: str) -> History:
    """The history after an edit that is told in words of its own. Raises ``EditError``."""
    step = Step(edit, apply(history.case, edit), what)
    steps = (*history.steps[: history.done], step)
    return replace(history, steps=steps, done=len(steps))


def rebuilt(now: Case, steps: Sequence[StoredStep], case_at: Callable[[int], Case]) -> History:
    """The history that ends in ``now``, from the oldest step on that every later one rests on.

    ``steps`` are those of successive revisions, oldest first; ``case_at`` gives the case of a
    revision. Where the steps do not lead to ``now``, nothing can be undone.
    """
    while steps and ASIDE in steps[0].step:  # nothing rests on it
        steps = steps[1:]
    if not steps:
        return History(now)
    start = _start(steps)
    history = History(case_at(start))
    try:
        for taken in steps:
            if taken.number > start:
                history = _repeat(history, taken)
    except EditError:
        return History(now)
    return history if history.case == now else History(now)


def _start(steps: Sequence[StoredStep]) -> int:
    """The revision from which on nothing is undone or done again that lies before it."""
    start, done, known = steps[0].number, 0, 0
    for taken in steps[1:]:
        if "do" in taken.step:
            done += 1
            known = done
        elif "undo" in taken.step:
            done -= 1
        elif "redo" in taken.step:
            done += 1
        if not 0 <= done <= known:
            start, done, known = taken.number, 0, 0
    return start


def _repeat(history: History, taken: StoredStep) -> History:
    if "do" in taken.step:
        return done(history, parse_edit(taken.step["do"]), taken.what)
    if "undo" in taken.step:
        return history.undo()
    return history.redo() if "redo" in taken.step else history
