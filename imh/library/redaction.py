"""A case as somebody has it from whom others keep reflections for themselves, and whole again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from imh.case.case import Case
from imh.case.edit_between import edit_between
from imh.case.edits import Several
from imh.case.history import History
from imh.case.redaction import changes_redacted, redacted, unredacted
from imh.library.replay import ASIDE
from imh.library.revision_contents import Contents
from imh.library.revisions import PendingRevision

UNTOLD = Several(edits=())


def given(contents: Contents, others: Collection[str]) -> Contents:
    """What somebody may read of a revision: what others keep for themselves has no words."""
    return Contents(redacted(contents.case, others), contents.attachments)


def to_undo(history: History, others: Collection[str]) -> History:
    """What somebody may undo and do again: no step that was only another's to take.

    Its edits are left out: they may hold another's words, and its states say all that is needed.
    """
    if not others:
        return history
    cases = [history.start, *(step.case for step in history.steps)]
    pairs = enumerate(pairwise(cases))
    not_mine = [place for place, pair in pairs if changes_redacted(*pair, others)]
    first = max((place + 1 for place in not_mine if place < history.done), default=0)
    last = min((place for place in not_mine if place >= history.done), default=len(cases))
    steps = [
        replace(step, edit=UNTOLD, case=redacted(step.case, others))
        for step in history.steps[first:last]
    ]
    start = redacted(cases[first], others)
    return History(start, tuple(steps), history.done - first)


def whole(
    steps: Sequence[PendingRevision], before: Case, others: Collection[str]
) -> Iterator[PendingRevision]:
    """Steps from the whole case ``before``, as they are to be saved: with all words in them."""
    now = before
    for step in steps:
        case = unredacted(step.contents.case, before, others)
        taken = dict(step.step)
        if "do" in taken:
            taken["do"] = edit_between(now, case).model_dump(mode="json")
        if ASIDE not in taken:
            now = case
        yield replace(step, contents=Contents(case, step.contents.attachments), step=taken)
