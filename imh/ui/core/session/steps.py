"""Steps that change the open case and are kept before the next can be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from imh.case.edits import Edit, EditError
from imh.library.concurrent_merge import merge_stale
from imh.library.errors import LibraryError
from imh.library.open_case import OpenCase, StaleRevision
from imh.ui.core import autosave, sign_in
from imh.ui.core.session.conflicts import take_merge, unresolved
from imh.ui.core.session.current import continue_with, on_screen
from imh.ui.core.session.notices import notify


def do(edit: Edit) -> bool:
    """Change the open case and keep the change; a sample case is copied first.

    Returns whether it was done. When it was not, the reason stands in :func:`pop_notice` and the
    case is as it was.
    """
    return _step(lambda open_case: open_case.do(edit))


def write(name: str, attachment: Any) -> bool:
    """Keep what was written beside the open case, as JSON-ready data; a sample is copied first."""
    return _step(lambda open_case: open_case.write(name, attachment))


def rate(scores: Sequence[int | None], decided_by: str, name: str) -> bool:
    """Keep somebody's rating of the case (see :meth:`OpenCase.rate`); a sample is copied first."""

    def keep(open_case: OpenCase) -> OpenCase:
        open_case.rate(scores, decided_by, name)
        return open_case

    return _step(keep)


def undo() -> None:
    """Take the last change back."""
    _step(lambda open_case: open_case.undo())


def redo() -> None:
    """Do again what was taken back."""
    _step(lambda open_case: open_case.redo())


def go_back_to(number: int) -> bool:
    """Go on from a former state of the case; what came after it stays in the history."""
    return _step(lambda open_case: open_case.restore(number))


def _step(act: Callable[[OpenCase], OpenCase]) -> bool:
    current = on_screen()
    assert current is not None
    if unresolved():
        notify("First choose between the two versions of this case.")
        return False
    copy: OpenCase | None = None
    try:
        before = current.open_case or (
            copy := sign_in.account_cases().begin(current.case, current.name)
        )
        try:
            open_case = act(before)
        except StaleRevision as stale:
            return take_merge(merge_stale(stale), stale)
    except (EditError, LibraryError) as error:
        notify(str(error))
        _discard(copy)
        return False
    now = continue_with(open_case)
    if copy:
        autosave.copy_over(current, now)
    return True


def _discard(copy: OpenCase | None) -> None:
    """A copy of a sample is none when its first step is refused."""
    if copy:
        with suppress(LibraryError):  # it stays in the list of cases, and nothing is lost
            sign_in.account_cases().delete(copy.token)
