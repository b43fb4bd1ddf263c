"""What a case is listed and found by: columns of the table of cases, and an index of words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, delete, select, table, text

from imh.case.case import Case
from imh.case.time_units import DAYS_PER_MONTH
from imh.case.vocabulary import GOALS_TO_DO
from imh.library.engines import is_embedded
from imh.library.revision_contents import Contents
from imh.library.search_words import words, words_of
from imh.library.tables import cases

_SQLITE = "INSERT OR REPLACE INTO words (rowid, text) VALUES (:case, :words)"
_POSTGRES = (
    "INSERT INTO words (case_id, text) VALUES (:case, array_to_tsvector(CAST(:words AS text[]))) "
    "ON CONFLICT (case_id) DO UPDATE SET text = excluded.text"
)


def columns(case: Case, saved: datetime) -> dict[str, Any]:
    """What the list shows of a case and filters by, as columns of the table of cases.

    ``saved`` is when the case was saved as it is.
    """
    children = (child.name or "a child without a name" for child in case.index_children)
    return {
        "title": case.title,
        "children": ", ".join(children),
        "reference_age_months": case.reference_age_months,
        "born": born(case, saved),
        "fictional": case.fictional,
        "safety": any(concern.state == "current" for concern in case.safety),
        "open_questions": sum(question.state == "open" for question in case.questions),
        "open_goals": sum(goal.state in GOALS_TO_DO for goal in case.goals),
    }


def born(case: Case, saved: datetime) -> date:
    """The day on which the youngest index child was born, or is due to be.

    Where no such day is noted it is counted back from when the case was saved, as if the child
    had its reference age on that day; an estimate is late rather than early.
    """
    estimate = saved.astimezone(UTC).date() - timedelta(
        days=round(case.reference_age_months * DAYS_PER_MONTH)
    )
    return max(child.birth_date or child.due_date or estimate for child in case.index_children)


def keep_words(
    connection: Connection,
    case_id: int,
    name: str,
    contents: Contents,
    before: Contents | None = None,
) -> None:
    """Let the case be found by the words of its newest revision, and by those alone.

    ``before`` is what it was found by until now; most steps change no word.
    """
    if (
        before
        and contents.attachments == before.attachments
        and contents.case.only_moved(before.case)
    ):
        return
    found = words_of(name, contents)
    if before is not None and found == words_of(name, before):
        return
    if is_embedded(connection):
        connection.execute(text(_SQLITE), {"case": case_id, "words": " ".join(found)})
    else:
        connection.execute(text(_POSTGRES), {"case": case_id, "words": found})


def forget_words(connection: Connection, case_id: int) -> None:
    """The case is no longer found by any word."""
    key = "rowid" if is_embedded(connection) else "case_id"
    index = table("words", column(key))
    connection.execute(delete(index).where(index.c[key] == case_id))


def unredacted(connection: Connection, typed: str) -> ColumnElement[bool] | None:
    """The cases in which every word begins some word; None when no word was typed."""
    looked_for = words(typed)
    if not looked_for:
        return None
    if is_embedded(connection):
        query = " ".join(f'"{word}"*' for word in looked_for)
        index = table("words", column("rowid"))
        matching = text("words MATCH :query").bindparams(query=query)
        return cases.c.id.in_(select(index.c.rowid).where(matching))
    query = " & ".join(f"'{word}':*" for word in looked_for)
    index = table("words", column("case_id"))
    matching = text("text @@ CAST(:query AS tsquery)").bindparams(query=query)
    return cases.c.id.in_(select(index.c.case_id).where(matching))
