"""What the next screen has to say: why a step was not taken, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from imh.library.errors import LibraryError
from imh.library.open_case import OpenCase
from imh.ui.core.change_lines import authors, meanwhile
from imh.ui.session_state import NEWS, NOTICE, UNRESOLVED

Result = TypeVar("Result")


def notify(words: str) -> None:
    """Keep what the next screen has to say about the last step."""
    NOTICE.put(words)


def attempt(act: Callable[[], Result]) -> Result | None:
    """What an act gives; None when it was refused, and the next screen says why."""
    try:
        return act()
    except LibraryError as error:
        notify(str(error))
        return None


def pop_notice() -> str:
    """Why the last step was not taken, told once; empty when there is nothing to tell."""
    return NOTICE.take()


def news() -> str:
    """What happened to the case meanwhile, told once."""
    return NEWS.take()


def has_notice() -> bool:
    """Whether the next screen has something to tell: a choice, news, or why a step failed."""
    return any(slot.get() for slot in (UNRESOLVED, NEWS, NOTICE))


def notify_of(before: OpenCase, now: OpenCase, and_mine: str = "") -> None:
    """Say who saved what since."""
    try:
        since = now.revisions(after=before.number) if now.can_look_back else ()
    except LibraryError:
        since = ()
    who = authors([one for one in since if one.number <= now.number], now.access.account.id)
    NEWS.put(meanwhile(who, before.contents, now.contents) + and_mine)
