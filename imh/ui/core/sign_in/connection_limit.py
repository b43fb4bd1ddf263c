"""Windows in which nobody has signed in to a team's library yet: they cannot fill the memory.

Such a window takes about 60 kB. So many have a place at it, more see that they have to wait;
whoever has an account can sign in there too. What a window may send before somebody is in is
small: Streamlit by itself takes messages of 25 MB from each, and keeps the last.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from starlette.websockets import WebSocketDisconnect
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from imh.ui.core import libraries
from imh.ui.session_state import ACCOUNT_CASES

PLACES = 100
"""How many windows can be at the door of one process at the same time: a team of 50, twice."""
HELD = 120.0
"""Seconds for which a window has its place for sure: to find the code, and type it."""
LARGEST = 100_000
"""Bytes of one message; what is typed at the door, and the page's address, are a few thousand."""
_TOO_BIG = 1009  # RFC 6455, 7.4.1
_HEARD = frozenset({"rerun_script", "app_heartbeat", "stop_script"})


class Places:
    """The places of one door, given in the order in which windows come.

    A window that has gone has none any more; nor, when others wait, one that had its own for long.
    ``clock`` gives seconds and never goes back.
    """

    def __init__(
        self,
        number: int = PLACES,
        held: float = HELD,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._number, self._held, self._clock = number, held, clock
        self._since: dict[str, float] = {}
        self._lock = Lock()

    def has(self, window: str, is_there: Callable[[str], bool]) -> bool:
        """Whether a window has a place, or gets one now; ``is_there`` tells of any window."""
        with self._lock:
            if window in self._since:
                return True
            if len(self._since) >= self._number:
                there = {one: since for one, since in self._since.items() if is_there(one)}
                self._since = there
            now = self._clock()
            if len(self._since) >= self._number:
                longest = next(iter(self._since))
                if now - self._since[longest] < self._held:
                    return False
                del self._since[longest]
            self._since[window] = now
            return True

    def give_back(self, window: str) -> None:
        """A window needs its place no more."""
        with self._lock:
            self._since.pop(window, None)


_places = Places()


def has_a_place() -> bool:
    """Whether this window has a place at the door, or gets one now."""
    return _places.has(_window(), _is_there)


def gives_its_place_back() -> None:
    """Whoever is at this window comes in."""
    _places.give_back(_window())


def _window() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _is_there(window: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(window)


# ------------------------------------------------------------------ what is heard of a window

_usual = AppSession.handle_backmsg


def limit_connections() -> None:
    """Let nobody who is not in send more, or anything else, than the door asks for."""
    AppSession.handle_backmsg = _heard  # type: ignore[method-assign]


def _heard(self: AppSession, msg: BackMsg) -> None:
    if may_be_heard(self, msg):
        _usual(self, msg)
    elif msg.ByteSize() > LARGEST:
        msg.Clear()  # an open connection would keep it in memory, so it is closed as well
        raise WebSocketDisconnect(_TOO_BIG)


def may_be_heard(window: AppSession, message: BackMsg) -> bool:
    """Whether a message is of a window where somebody is in, or no more than the door asks for.

    Who signed in may come back from another process with all that they were typing.
    """
    if libraries.team_address() is None or window._user_info.get("is_logged_in"):
        return True
    if ACCOUNT_CASES.is_set_in(window.session_state):
        return True
    return message.WhichOneof("type") in _HEARD and message.ByteSize() <= LARGEST
