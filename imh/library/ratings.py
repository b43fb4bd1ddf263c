"""What people answered when they were asked how much each principle bears on a case.

It is kept beside the case and not in it: a rating is the rater's own, changes no revision and is
in no case file. Whoever answers for the case or works on it may see all of them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from imh.case.text import storable
from imh.library.access import AuthorizedCase
from imh.library.errors import LibraryError
from imh.library.roles import THIS_COMPUTER, Account
from imh.library.tables import as_text, now, ratings, revisions

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
    name = storable(" ".join(name.split()))[:100]
    if not name:
        raise LibraryError("Whose rating is it? A name or initials are needed.")
    return f"{account.id}:{name.casefold()}"[:255], name


def keep(
    at: AuthorizedCase, name: str, scores: Sequence[int | None], decided_by: str
) -> dict[str, str]:
    """Keep somebody's rating instead of the one they gave before; an empty one leaves none.

    Returns what the record keeps of it: the rater's mark and the rating's seal, "" where none is
    left. Raises :class:`LibraryError` for a score that is not a whole number from 0 to 10.
    """
    whose, name = rater(at.account, name)
    if len(scores) != len(SCORED) or not all(map(_is_score, scores)):
        raise LibraryError(f"A rating is a whole number from 0 to {HIGHEST} for each principle.")
    this = (ratings.c.case_id == at.id) & (ratings.c.rater == whose)
    at.connection.execute(delete(ratings).where(this))
    key = seal_key(_first_document(at))
    if not decided_by and all(score is None for score in scores):
        return {"rater": mark(key, whose), "seal": ""}
    row: dict[str, Any] = dict(zip(SCORED, scores, strict=True))
    row |= {"rater": whose, "name": name, "time": now(), "decided_by": storable(decided_by)}
    at.connection.execute(insert(ratings).values(**row, case_id=at.id))
    return {"rater": mark(key, whose), "seal": seal(key, row)}


def _first_document(at: AuthorizedCase) -> bytes:
    first = (revisions.c.case_id == at.id) & (revisions.c.number == 1)
    return bytes(at.connection.scalar(select(revisions.c.document).where(first)) or b"")


def seal_key(first_document: bytes) -> bytes:
    """The key of a case's marks and seals: once the case is deleted nobody can try out scores."""
    return hashlib.sha256(b"ratings\n" + first_document).digest()


def mark(key: bytes, rater: str) -> str:
    """What a rater is called in the record."""
    return hmac.digest(key, json.dumps(rater).encode(), "sha256").hex()


def seal(key: bytes, row: Mapping[str, Any]) -> str:
    """What the record keeps of a rating, which covers all of it."""
    told = [as_text(row["time"]), *(row[name] for name in ("rater", "name", "decided_by", *SCORED))]
    return hmac.digest(key, json.dumps(told).encode(), "sha256").hex()


def _is_score(score: object) -> bool:
    return score is None or (type(score) is int and 0 <= score <= HIGHEST)


def own(at: AuthorizedCase, name: str) -> Rating | None:
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
