"""Ratings: each one's own, seen by nobody else before those who work on the case show them all."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.audit_sentences import in_words
from imh.library.case_store import CaseStore
from imh.library.errors import LibraryError, NotWritable, Refused
from imh.library.open_case import OpenCase
from imh.library.ratings import HIGHEST, SCORED, rater
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import audit, ratings
from imh.principles.knowledge import PRINCIPLES
from imh.trust import ratings as ratings_file
from tests.library.conftest import Opener

CASE = synthetic_case(3, 8)
SCORES = (7, 3, 0, None, 10)


@pytest.fixture
def open_case(library: CaseStore, ana: Account, ben: Account) -> OpenCase:
    """Ana's case; Ben is a guest in it."""
    account_cases = library.for_account(ana)
    open_case = account_cases.begin(CASE, "family")
    account_cases.share(open_case.token, ben.id, Role.GUEST)
    return open_case


@pytest.fixture
def guest(library: CaseStore, open_case: OpenCase, ben: Account) -> OpenCase:
    return library.for_account(ben).open(open_case.token)


def test_the_scores_are_those_of_the_principles() -> None:
    assert SCORED == PRINCIPLES


def test_a_score_in_the_library_is_one_in_a_file_of_ratings() -> None:
    assert HIGHEST == ratings_file.HIGHEST


def test_a_rating_is_found_again_and_can_be_changed(open_case: OpenCase, opener: Opener) -> None:
    assert open_case.own_rating() is None
    open_case.rate(SCORES, "carer-0")
    kept = open_case.own_rating()
    assert kept is not None
    assert (kept.rater, kept.name, kept.scores, kept.decided_by) == (
        "ana",
        "Ana",
        SCORES,
        "carer-0",
    )
    open_case.rate((1, 1, 1, 1, 1))
    elsewhere = CaseStore(opener()).for_account(open_case.access.account).open(open_case.token)
    reload = elsewhere.own_rating()
    assert reload is not None
    assert (reload.scores, reload.decided_by) == ((1, 1, 1, 1, 1), "")
    assert reload.time > kept.time
    assert open_case.ratings() == (reload,)


def test_a_rating_changes_nothing_about_the_case(open_case: OpenCase) -> None:
    open_case.rate(SCORES)
    assert open_case.reload() == open_case
    assert len(open_case.revisions()) == 1
    changed = open_case.do(Change.of("carer-0", name="Rosa"))
    changed.restore(1)
    rating = open_case.own_rating()
    assert rating is not None
    assert rating.scores == SCORES


def test_taking_everything_back_leaves_no_rating(open_case: OpenCase) -> None:
    open_case.rate(SCORES, "carer-0")
    open_case.rate((None,) * 5, "carer-0")
    assert open_case.own_rating() is not None
    open_case.rate((None,) * 5)
    assert open_case.own_rating() is None
    assert open_case.ratings() == ()


def test_a_guest_rates_and_sees_nobody_elses(open_case: OpenCase, guest: OpenCase) -> None:
    open_case.rate((1, 2, 3, 4, 5))
    guest.rate(SCORES)
    mine = guest.own_rating("Ana")
    assert mine is not None
    assert mine.name == "Ben"
    assert mine.scores == SCORES
    with pytest.raises(Refused, match="may not look at earlier states"):
        guest.ratings()
    assert [one.name for one in open_case.ratings()] == ["Ana", "Ben"]


def test_a_guest_with_a_ticket_rates(library: CaseStore, open_case: OpenCase) -> None:
    ticket, code = library.for_account(open_case.access.account).make_ticket(
        open_case.token, "Dr Lund"
    )
    visit = library.visit(code, "a browser")
    library.for_account(visit.account).open(visit.token).rate(SCORES)
    (rating,) = open_case.ratings()
    assert (rating.rater, rating.name) == (ticket.account, "Dr Lund")


@pytest.mark.parametrize("role", [Role.AUDITOR, None])
def test_who_may_not_open_the_case_neither_rates_nor_reads_a_rating(
    library: CaseStore, open_case: OpenCase, guest: OpenCase, role: Role | None
) -> None:
    guest.rate(SCORES)
    account_cases = library.for_account(open_case.access.account)
    account_cases.share(open_case.token, "ben", role) if role else account_cases.unshare(
        open_case.token, "ben"
    )
    calls: list[Callable[[], Any]] = [lambda: guest.rate(SCORES), guest.own_rating, guest.ratings]
    for call in calls:
        with pytest.raises(Refused):
            call()
    assert [one.scores for one in open_case.ratings()] == [SCORES]


def test_on_a_computer_that_is_passed_around_a_name_says_whose_it_is(
    account_cases: AccountCases,
) -> None:
    open_case = account_cases.begin(CASE, "family")
    for nobody in ("", "  "):
        with pytest.raises(LibraryError, match="name or initials"):
            open_case.rate(SCORES, name=nobody)
    open_case.rate(SCORES, name="TR")
    open_case.rate((1, 1, 1, 1, 1), name="Mo  Lind ")
    open_case.rate((2, 2, 2, 2, 2), name="tr")
    assert [(one.name, one.scores[0]) for one in open_case.ratings()] == [("Mo Lind", 1), ("tr", 2)]
    rating = open_case.own_rating("mo lind")
    assert rating is not None
    assert rating.name == "Mo Lind"
    assert open_case.own_rating("Mo") is None


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
def test_what_is_no_score_is_refused(open_case: OpenCase, scores: Any) -> None:
    open_case.rate(SCORES)
    with pytest.raises(LibraryError, match="whole number from 0 to 10 for each principle"):
        open_case.rate(scores)
    assert [one.scores for one in open_case.ratings()] == [SCORES]


def test_the_record_says_that_somebody_rated_and_not_what(
    library: CaseStore, open_case: OpenCase, guest: OpenCase
) -> None:
    guest.rate((6, 6, 6, 6, 6), "carer-0")
    line = library.for_account(open_case.access.account).record(open_case.token)[0]
    assert (line.account, line.action, set(line.detail)) == ("ben", "rate", {"rater", "seal"})
    assert in_words(line) == "rated the case"
    with library.engine.connect() as connection:
        told = json.dumps([list(row) for row in connection.execute(select(audit))], default=str)
    assert "carer-0" not in told


def test_deleting_a_case_deletes_its_ratings(
    library: CaseStore, open_case: OpenCase, guest: OpenCase
) -> None:
    guest.rate(SCORES)
    account_cases = library.for_account(open_case.access.account)
    kept = account_cases.begin(CASE, "another")
    kept.rate(SCORES)
    assert account_cases.removal(open_case.token).ratings == 1
    assert account_cases.delete(open_case.token).ratings == 1
    with library.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(ratings)) == 1
    assert len(kept.ratings()) == 1


def test_where_nothing_can_be_written_it_says_so(library: CaseStore, open_case: OpenCase) -> None:
    open_case.rate(SCORES)
    with library.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA query_only = ON")
        else:
            connection.exec_driver_sql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connection.commit()
    with pytest.raises(NotWritable):
        open_case.rate((1, 1, 1, 1, 1))


def test_this_computer_is_no_account() -> None:
    """Ids of people who rate on a laptop are told from those of accounts."""
    assert rater(THIS_COMPUTER, "ana") == ("local:ana", "ana")
    assert rater(Account("ana", "Ana"), "somebody else") == ("ana", "Ana")
