"""What people answered when they were asked how much each principle bears on a case.

It is kept beside the case and not in it: a rating is the rater's own, changes no revision and is
in no case file. Whoever answers for the case or works on it may see all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from imh.library.access import Admitted
from imh.library.documents import fit
from imh.library.errors import LibraryError
from imh.library.roles import THIS_COMPUTER, Account
from imh.library.tables import now, ratings

SCORED = (
    "relationships",
    "context",
    "early_experiences",
    "reflective_practice",
    "whole_family",
)
"""The principles in the order of the scores; the table has a column for each."""
HIGHEST = 10


@dataclass(frozen=True)
class Rating:
    """One person's rating of one case.

    ``rater`` names the person inside the library, ``name`` is shown. ``scores`` stand in the
    order of :data:`SCORED`, 0 to 10, None where nothing was chosen. ``decided_by`` is the id of
    the entry of the case that decided it, "" when none was named. ``time`` is its last change.
    """

    rater: str
    name: str
    scores: tuple[int | None, ...]
    decided_by: str
    time: datetime


def rater(account: Account, name: str) -> tuple[str, str]:
    """Who rates, as the id and the name that are kept.

    It is the account; on a computer that is passed around it is who ``name`` says, in capitals or
    not. Raises :class:`LibraryError` when it says nothing.
    """
    if account != THIS_COMPUTER:
        return account.id, account.name
    name = fit(" ".join(name.split()))[:100]
    if not name:
        raise LibraryError("Whose rating is it? A name or initials are needed.")
    return f"{account.id}:{name.casefold()}"[:255], name


def keep(at: Admitted, name: str, scores: Sequence[int | None], decided_by: str) -> None:
    """Keep somebody's rating instead of the one they gave before; an empty one leaves none.

    Raises :class:`LibraryError` for a score that is not a whole number from 0 to 10.
    """
    whose, name = rater(at.account, name)
    if len(scores) != len(SCORED) or not all(map(_is_score, scores)):
        raise LibraryError(f"A rating is a whole number from 0 to {HIGHEST} for each principle.")
    this = (ratings.c.case_id == at.id) & (ratings.c.rater == whose)
    at.connection.execute(delete(ratings).where(this))
    if decided_by or any(score is not None for score in scores):
        row: dict[str, Any] = dict(zip(SCORED, scores, strict=True))
        row |= {"case_id": at.id, "rater": whose, "name": name, "time": now()}
        at.connection.execute(insert(ratings).values(**row, decided_by=fit(decided_by)))


def _is_score(score: object) -> bool:
    return score is None or (type(score) is int and 0 <= score <= HIGHEST)


def own(at: Admitted, name: str) -> Rating | None:
    """The rating that somebody gave, None when they gave none."""
    whose, _ = rater(at.account, name)
    this = (ratings.c.case_id == at.id) & (ratings.c.rater == whose)
    row = at.connection.execute(select(ratings).where(this)).first()
    return _rating(row) if row else None


def every(connection: Connection, case_id: int) -> tuple[Rating, ...]:
    """All ratings of a case, the one that was changed longest ago first."""
    here = select(ratings).where(ratings.c.case_id == case_id)
    rows = connection.execute(here.order_by(ratings.c.time, ratings.c.rater))
    return tuple(_rating(row) for row in rows)


def _rating(row: Row[Any]) -> Rating:
    scores = tuple(getattr(row, principle) for principle in SCORED)
    return Rating(row.rater, row.name, scores, row.decided_by, row.time)
