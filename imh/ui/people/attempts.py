"""Doing something about who has a part, and saying why when it could not be done."""

from collections.abc import Callable
from typing import TypeVar

from imh.library.errors import LibraryError
from imh.ui.core import session

Result = TypeVar("Result")


def attempt(act: Callable[[], Result]) -> Result | None:
    """Do it; None when it was refused, and the page says why next."""
    try:
        return act()
    except LibraryError as error:
        session.notify(str(error))
        return None
