"""What somebody else saved in the open case meanwhile, and the choice when both cannot hold."""

from __future__ import annotations

from collections.abc import Sequence

from imh.case.merge import Side
from imh.library.concurrent_merge import UnresolvedMerge, restore_merge
from imh.library.errors import LibraryError
from imh.library.open_case import OpenCase, StaleRevision
from imh.ui.core import sign_in
from imh.ui.core.session.current import continue_with, on_screen
from imh.ui.core.session.notices import notify, notify_of
from imh.ui.session_state import NEWS, UNRESOLVED


def catch_up() -> bool:
    """Go on with what somebody else saved meanwhile, if anything, and say what it was."""
    current = on_screen()
    if current is None or current.open_case is None or unresolved():
        return False
    try:
        if current.open_case.newest() <= current.open_case.number:
            return False
        newest = current.open_case.reload()
        continue_with(newest)
        notify_of(current.open_case, newest)
    except LibraryError as error:
        notify(str(error))
        return False
    return True


def unresolved() -> UnresolvedMerge | None:
    """A choice between my change and somebody else's that is still open."""
    return UNRESOLVED.get()


def settle(choices: Sequence[Side]) -> None:
    """Save the case with a choice made for each clash."""
    open_choice = unresolved()
    assert open_choice is not None
    try:
        both = open_choice.settle(choices)
        if isinstance(both, UnresolvedMerge):  # somebody saved once more
            _wait_for_choice(both)
        else:
            UNRESOLVED.clear()
            continue_with(both)
        sign_in.account_cases().autosave(
            open_choice.theirs.token, f"{UNRESOLVED.name} {open_choice.mark}", ""
        )
        if not isinstance(both, UnresolvedMerge):
            restore_choice()
    except LibraryError as error:
        notify(str(error))


def take_merge(both: OpenCase | UnresolvedMerge, stale: StaleRevision) -> bool:
    """Somebody else saved in between: both changes are in the case now, or wait for a choice."""
    if isinstance(both, UnresolvedMerge):
        _wait_for_choice(both)
        return False
    continue_with(both)
    notify_of(stale.before, stale.theirs, " Your change is in it too.")
    return True


def _wait_for_choice(both: UnresolvedMerge) -> None:
    sign_in.account_cases().autosave(
        both.theirs.token, f"{UNRESOLVED.name} {both.mark}", both.kept()
    )
    UNRESOLVED.put(both)


def restore_choice() -> None:
    """Show a choice again that was left open in this case, by this account in any window."""
    current = on_screen()
    if current is None or current.open_case is None or not current.open_case.can_look_back:
        return
    kept = sign_in.account_cases().autosaved(current.open_case.token)
    place = next((place for place in kept if place.startswith(UNRESOLVED.name)), None)
    if place is None:
        return
    try:
        both = restore_merge(current.open_case, kept[place])
        if isinstance(both, UnresolvedMerge):
            UNRESOLVED.put(both)
            return
        continue_with(both)
        sign_in.account_cases().autosave(both.token, place, "")
    except (LibraryError, ValueError) as error:
        notify(str(error))
        return
    NEWS.put("Your change that waited for a choice fits now and is in the case.")
    restore_choice()
