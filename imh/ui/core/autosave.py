"""What was typed beside the open case and is not in it yet, so that nothing typed is lost.

It lives in the session, and in the library beside the case; there it outlives a reload. What was
typed beside a sample case goes along to the copy that is begun of it.
"""

from __future__ import annotations

from imh.library.errors import LibraryError
from imh.ui.core import sign_in
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.session_state import TYPED_BESIDE, Slot


def saved(on_screen: CaseOnScreen, place: str) -> str:
    """What was typed in a place, "" when nothing is left there."""
    return _typed(on_screen).keep().get(place, "")


def save(on_screen: CaseOnScreen, place: str, text: str) -> None:
    """Keep what stands in a place; blank text leaves nothing behind."""
    _typed(on_screen).keep()[place] = text
    if on_screen.open_case is None:
        return
    try:
        sign_in.account_cases().autosave(
            on_screen.open_case.token, place, text if text.strip() else ""
        )
    except LibraryError:
        return  # the session still has it


def copy_over(sample: CaseOnScreen, copy: CaseOnScreen) -> None:
    """What was typed beside a sample is beside its copy from now on."""
    for place, text in _typed(sample).keep().items():
        save(copy, place, text)
    _typed(sample).clear()


def _typed(on_screen: CaseOnScreen) -> Slot[dict[str, str]]:
    return TYPED_BESIDE.of(on_screen.key, lambda: _left(on_screen))


def _left(on_screen: CaseOnScreen) -> dict[str, str]:
    """What the library still has of what was typed beside a case."""
    if on_screen.open_case is None:
        return {}
    return dict(sign_in.account_cases().autosaved(on_screen.open_case.token))
