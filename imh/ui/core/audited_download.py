"""What is taken out of the library: on the record before it leaves, and refused to who may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from imh.ui.core.case_on_screen import CaseOnScreen

Made = TypeVar("Made", str, bytes)


def audited_download(
    on_screen: CaseOnScreen, form: str, make: Callable[[], Made]
) -> Callable[[], Made]:
    """What a download button calls for something made of a case; ``form`` says what it is.

    A sample case is nobody's and leaves no mark. The call raises :class:`LibraryError`, and then
    nothing is made.
    """

    def made() -> Made:
        if on_screen.open_case:
            on_screen.open_case.note_export(form)
        return make()

    return made
