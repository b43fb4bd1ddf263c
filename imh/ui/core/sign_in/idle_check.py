"""Closing a library that nobody uses, also when nobody touches the screen any more."""

from collections.abc import Callable

from imh.library.errors import LibraryError
from imh.ui.core.sign_in import auth_session
from imh.ui.core.sign_in.fragments import guarded_fragment
from imh.ui.core.sign_in.idle_timeout import time_out


def close_when_idle(something_changed: Callable[[], bool]) -> None:
    """Look from time to time whether somebody is still there; if not, show the door.

    The page is shown anew as well once ``something_changed`` for who is there.
    """
    if auth_session.where() == "practice":
        return
    every = min(30.0, time_out().total_seconds() / 2)
    guarded_fragment(_look, run_every=every)(something_changed)


def _look(something_changed: Callable[[], bool]) -> None:
    try:
        changed = something_changed()
    except LibraryError:
        return  # the next step says so; a clock need not
    if changed:
        auth_session.show_anew()
