"""How long something may be good for: a guest's ticket, a part in a case that ends by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from imh.library.errors import LibraryError

LONGEST_TICKET = 24.0
"""Hours: a meeting is over by then, and a code that lies about opens nothing for long."""
LONGEST_PART = timedelta(days=3653)
"""About ten years; a part that is to last longer has no end of its own."""


def hours(given: float) -> timedelta:
    """So many hours, as a ticket may be good for. Raises :class:`LibraryError`."""
    try:
        fit = 0 < given <= LONGEST_TICKET  # no number that is none lies between any two
    except TypeError:
        fit = False
    if not fit:
        raise LibraryError(
            f"A ticket is good for some time up to {LONGEST_TICKET:g} hours, and no longer."
        )
    return timedelta(hours=given)


def end(until: datetime | None, now: datetime) -> datetime | None:
    """When a part ends, in UTC; None when it does not by itself. Raises :class:`LibraryError`."""
    if until is None:
        return None
    try:
        moment = until.astimezone(UTC)
    except (OverflowError, ValueError, OSError):  # no clock knows that year in every zone
        moment = None
    if moment is None or moment > now + LONGEST_PART:
        raise LibraryError("A part in a case ends within ten years, or does not end by itself.")
    return moment
