"""Taking a case that was begun in the practice library along into a library of one's own."""

from __future__ import annotations

from imh.library.account_cases import AccountCases
from imh.library.listing import Filter, Listed
from imh.library.open_case import OpenCase

NOT_FICTIONAL = Filter(fictional=False)


def transferable(practice: AccountCases) -> tuple[Listed, ...]:
    """The cases that are no copies of fictional families, the last changed first."""
    return practice.list(NOT_FICTIONAL, limit=200)


def transfer(token: str, practice: AccountCases, own: AccountCases) -> OpenCase:
    """Begin a case of the practice library in one's own, with what was written beside it.

    It comes as it is now; its earlier states do not come along. Only when all of it is kept is
    it deleted from the practice library. Raises :class:`LibraryError`.
    """
    there = practice.open(token)
    here = own.begin(there.case, there.name)
    for name, attachment in there.attachments.items():
        here = here.write(name, attachment)
    for one in there.ratings():
        here.rate(one.scores, one.decided_by, one.name)
    practice.delete(token)
    return here
