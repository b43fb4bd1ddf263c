"""The case that is open now, and the one that takes its place after a step."""

from __future__ import annotations

from imh.library.open_case import OpenCase
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.session_state import ON_SCREEN


def on_screen() -> CaseOnScreen | None:
    """The open case, or None."""
    return ON_SCREEN.get()


def continue_with(open_case: OpenCase) -> CaseOnScreen:
    """The open case is this one from now on; whoever stands well on its map stays."""
    current = on_screen()
    assert current is not None
    after = CaseOnScreen(
        open_case.case, open_case.name, current.placement.after_edit(open_case.case), open_case
    )
    if open_case.case.only_moved(current.case):
        after.__dict__["assessment"] = current.assessment
    ON_SCREEN.put(after)
    return after
