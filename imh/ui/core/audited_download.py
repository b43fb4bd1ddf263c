"""What is taken out of the library: on the record before it leaves, and refused to who may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from imh.ui.core.session import Opened

Made = TypeVar("Made", str, bytes)


def leaving(opened: Opened, form: str, make: Callable[[], Made]) -> Callable[[], Made]:
    """What a download button calls for something made of a case; ``form`` says what it is.

    A sample case is nobody's and leaves no mark. The call raises :class:`LibraryError`, and then
    nothing is made.
    """

    def made() -> Made:
        if opened.open_case:
            opened.open_case.note_export(form)
        return make()

    return made
