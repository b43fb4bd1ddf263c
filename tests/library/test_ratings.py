"""Ratings: each one's own, seen by nobody else before those who work on the case show them all."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from imh.case.edits import Change
from imh.case.synthetic import made_up_case
from imh.library.account_cases import Desk
from imh.library.audit_sentences import in_words
from imh.library.case_store import Library
from imh.library.errors import LibraryError, NotWritable, Refused
from imh.library.open_case import Work
from imh.library.ratings import SCORED, rater
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import audit, ratings
from imh.principles.knowledge import PRINCIPLES
from tests.library.conftest import Opener

CASE = made_up_case(3, 8)
SCORES = (7, 3, 0, None, 10)


@pytest.fixture
def work(library: Library, ana: Account, ben: Account) -> Work:
    """Ana's case; Ben is a guest in it."""
    desk = library.as_(ana)
    work = desk.begin(CASE, "family")
    desk.share(work.token, ben.id, Role.GUEST)
    return work


@pytest.fixture
def guest(library: Library, work: Work, ben: Account) -> Work:
    return library.as_(ben).open(work.token)


def test_the_scores_are_those_of_the_principles() -> None:
    assert SCORED == PRINCIPLES


def test_a_rating_is_found_again_and_can_be_changed(work: Work, opener: Opener) -> None:
    assert work.own_rating() is None
    work.rate(SCORES, "carer-0")
    kept = work.own_rating()
    assert kept is not None
    assert (kept.rater, kept.name, kept.scores, kept.decided_by) == (
        "ana",
        "Ana",
        SCORES,
        "carer-0",
    )
    work.rate((1, 1, 1, 1, 1))
    elsewhere = Library(opener()).as_(work.access.account).open(work.token)
    again = elsewhere.own_rating()
    assert again is not None
    assert (again.scores, again.decided_by) == ((1, 1, 1, 1, 1), "")
    assert again.time > kept.time
    assert work.ratings() == (again,)


def test_a_rating_changes_nothing_about_the_case(work: Work) -> None:
    work.rate(SCORES)
    assert work.again() == work
    assert len(work.revisions()) == 1
    changed = work.do(Change.of("carer-0", name="Rosa"))
    changed.restore(1)
    rating = work.own_rating()
    assert rating is not None
    assert rating.scores == SCORES


def test_taking_everything_back_leaves_no_rating(work: Work) -> None:
    work.rate(SCORES, "carer-0")
    work.rate((None,) * 5, "carer-0")
    assert work.own_rating() is not None
    work.rate((None,) * 5)
    assert work.own_rating() is None
    assert work.ratings() == ()


def test_a_guest_rates_and_sees_nobody_elses(work: Work, guest: Work) -> None:
    work.rate((1, 2, 3, 4, 5))
    guest.rate(SCORES)
    mine = guest.own_rating("Ana")
    assert mine is not None
    assert mine.name == "Ben"
    assert mine.scores == SCORES
    with pytest.raises(Refused, match="may not look at earlier states"):
        guest.ratings()
    assert [one.name for one in work.ratings()] == ["Ana", "Ben"]


def test_a_guest_with_a_ticket_rates(library: Library, work: Work) -> None:
    ticket, code = library.as_(work.access.account).make_ticket(work.token, "Dr Lund")
    visit = library.visit(code, "a browser")
    library.as_(visit.account).open(visit.token).rate(SCORES)
    (rating,) = work.ratings()
    assert (rating.rater, rating.name) == (ticket.account, "Dr Lund")


@pytest.mark.parametrize("role", [Role.AUDITOR, None])
def test_who_may_not_open_the_case_neither_rates_nor_reads_a_rating(
    library: Library, work: Work, guest: Work, role: Role | None
) -> None:
    guest.rate(SCORES)
    desk = library.as_(work.access.account)
    desk.share(work.token, "ben", role) if role else desk.unshare(work.token, "ben")
    calls: list[Callable[[], Any]] = [lambda: guest.rate(SCORES), guest.own_rating, guest.ratings]
    for call in calls:
        with pytest.raises(Refused):
            call()
    assert [one.scores for one in work.ratings()] == [SCORES]


def test_on_a_computer_that_is_passed_around_a_name_says_whose_it_is(desk: Desk) -> None:
    work = desk.begin(CASE, "family")
    for nobody in ("", "  "):
        with pytest.raises(LibraryError, match="name or initials"):
            work.rate(SCORES, name=nobody)
    work.rate(SCORES, name="TR")
    work.rate((1, 1, 1, 1, 1), name="Mo  Lind ")
    work.rate((2, 2, 2, 2, 2), name="tr")
    assert [(one.name, one.scores[0]) for one in work.ratings()] == [("Mo Lind", 1), ("tr", 2)]
    rating = work.own_rating("mo lind")
    assert rating is not None
    assert rating.name == "Mo Lind"
    assert work.own_rating("Mo") is None


@pytest.mark.parametrize(
    "scores",
    [
        (11, 1, 1, 1, 1),
        (-1, 1, 1, 1, 1),
        (1.0, 1, 1, 1, 1),
        (True, 1, 1, 1, 1),
        ("3", 1, 1, 1, 1),
        (1, 1, 1, 1),
        (1, 1, 1, 1, 1, 1),
    ],
)
def test_what_is_no_score_is_refused(work: Work, scores: Any) -> None:
    work.rate(SCORES)
    with pytest.raises(LibraryError, match="whole number from 0 to 10 for each principle"):
        work.rate(scores)
    assert [one.scores for one in work.ratings()] == [SCORES]


def test_the_record_says_that_somebody_rated_and_not_what(
    library: Library, work: Work, guest: Work
) -> None:
    guest.rate((6, 6, 6, 6, 6), "carer-0")
    line = library.as_(work.access.account).record(work.token)[0]
    assert (line.account, line.action, set(line.detail)) == ("ben", "rate", {"rater", "seal"})
    assert in_words(line) == "rated the case"
    with library.engine.connect() as connection:
        told = json.dumps([list(row) for row in connection.execute(select(audit))], default=str)
    assert "carer-0" not in told


def test_deleting_a_case_deletes_its_ratings(library: Library, work: Work, guest: Work) -> None:
    guest.rate(SCORES)
    desk = library.as_(work.access.account)
    kept = desk.begin(CASE, "another")
    kept.rate(SCORES)
    assert desk.removal(work.token).ratings == 1
    assert desk.delete(work.token).ratings == 1
    with library.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(ratings)) == 1
    assert len(kept.ratings()) == 1


def test_where_nothing_can_be_written_it_says_so(library: Library, work: Work) -> None:
    work.rate(SCORES)
    with library.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA query_only = ON")
        else:
            connection.exec_driver_sql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connection.commit()
    with pytest.raises(NotWritable):
        work.rate((1, 1, 1, 1, 1))


def test_this_computer_is_no_account() -> None:
    """Ids of people who rate on a laptop are told from those of accounts."""
    assert rater(THIS_COMPUTER, "ana") == ("local:ana", "ana")
    assert rater(Account("ana", "Ana"), "somebody else") == ("ana", "Ana")
