"""Who wrote which reflection, so that what was not shared is read by nobody else.

It is a matter of the library and not of the case: a case file names no accounts.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from imh.case.case import Case
from imh.library.roles import Account
from imh.library.tables import authorship


def note(
    connection: Connection,
    case_id: int,
    account: Account,
    cases: Iterable[Case],
    before: Case | None,
) -> None:
    """Remember that an account wrote the reflections that are new in revisions it saves.

    Whoever brings somebody else's back, by undo or from a former state, did not write it.
    """
    known = {each.id for each in before.reflections} if before else set()
    new = {each.id for case in cases for each in case.reflections} - known
    if not new:
        return
    here = (authorship.c.case_id == case_id) & authorship.c.reflection.in_(new)
    new -= set(connection.scalars(select(authorship.c.reflection).where(here)))
    rows = [{"case_id": case_id, "reflection": each, "account": account.id} for each in new]
    if rows:
        connection.execute(insert(authorship), rows)


def of_others(connection: Connection, case_id: int, account: Account) -> frozenset[str]:
    """The ids of reflections that others wrote, of all states that the case was ever in."""
    here = (authorship.c.case_id == case_id) & (authorship.c.account != account.id)
    return frozenset(connection.scalars(select(authorship.c.reflection).where(here)))
