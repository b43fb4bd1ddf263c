"""How long cases are kept is a setting; what is past it is listed and stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner

from imh.case.case import Case
from imh.case.synthetic import synthetic_case
from imh.cli import main
from imh.library import revisions
from imh.library.account_cases import AccountCases
from imh.library.audit_sentences import in_words
from imh.library.case_store import CaseStore
from imh.library.engines import server
from imh.library.errors import LibraryError, Refused
from imh.library.locations import TEAM_ADDRESS
from imh.library.retention import Retention, years_before
from imh.library.roles import THE_SERVER, Account, Role
from imh.library.search_index import born

CASE = synthetic_case(3, 8)
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case is saved on one day."""
    monkeypatch.setattr(revisions, "now", lambda: NOW)


def born_on(day: date | None, title: str) -> Case:
    child, *others = CASE.people
    child = child.model_copy(update={"birth_date": day, "due_date": None})
    return CASE.supposing(title=title, people=(child, *others), children=(child.id,))


def past(account_cases: AccountCases, retention: Retention, today: date) -> list[str]:
    which = retention.past(today)
    return [one.title for one in account_cases.list(which)] if which else []


def test_cases_are_kept_without_an_end_until_somebody_sets_one(account_cases: AccountCases) -> None:
    assert account_cases.retention().off
    assert account_cases.retention().past(TODAY) is None
    account_cases.set_retention(Retention(after_change=7))
    account_cases.set_retention(Retention(after_change=8, after_birth=21))
    assert account_cases.retention() == Retention(after_change=8, after_birth=21)
    line = account_cases.whole_record(limit=1)[0]
    assert (line.action, line.detail) == ("retention", {"after_change": 8, "after_birth": 21})
    account_cases.set_retention(Retention())
    assert account_cases.retention().off


def test_a_case_is_past_its_time_when_every_end_has_passed(account_cases: AccountCases) -> None:
    account_cases.begin(born_on(TODAY - timedelta(days=400), "one year old"), "a")
    account_cases.begin(born_on(TODAY - timedelta(days=1200), "three years old"), "b")
    after_change = Retention(after_change=2)
    assert past(account_cases, after_change, TODAY + timedelta(days=700)) == []
    later = TODAY + timedelta(days=740)
    assert past(account_cases, after_change, later) == ["three years old", "one year old"]
    both = Retention(after_change=2, after_birth=5)
    assert past(account_cases, both, later) == ["three years old"]
    assert past(account_cases, Retention(after_birth=1), TODAY) == [
        "three years old",
        "one year old",
    ]
    assert past(account_cases, Retention(after_birth=2), TODAY) == ["three years old"]
    assert account_cases.count() == 2


def test_a_birth_nobody_noted_is_counted_back_from_the_age() -> None:
    saved = datetime(2027, 3, 1, tzinfo=UTC)
    unknown = born_on(None, "").supposing(reference_age_months=12)
    assert abs(born(unknown, saved) - date(2026, 3, 1)) <= timedelta(days=1)
    assert born(born_on(date(2025, 5, 5), ""), saved) == date(2025, 5, 5)


def test_only_an_owner_is_shown_what_is_past_its_time(
    library: CaseStore, ana: Account, ben: Account
) -> None:
    token = library.for_account(ana).begin(CASE, "family").token
    library.for_account(ana).share(token, ben.id, Role.CONTRIBUTOR)
    which = Retention(after_change=1).past(TODAY + timedelta(days=400))
    assert which is not None
    assert library.for_account(ana).count(which) == 1
    assert library.for_account(ben).count(which) == 0


def test_who_answers_for_no_library_cannot_set_how_long_it_keeps(
    library: CaseStore, account_cases: AccountCases, ana: Account
) -> None:
    assert not library.for_account(ana).may_set_retention
    with pytest.raises(Refused):
        library.for_account(ana).set_retention(Retention(after_change=1))
    assert account_cases.retention().off
    newest = account_cases.whole_record(limit=1)[0]
    assert (newest.action, newest.account) == ("refused", ana.id)


@pytest.mark.parametrize("years", [0, -1, 101])
def test_an_impossible_time_is_refused(years: int) -> None:
    with pytest.raises(LibraryError, match="1 to 100 years"):
        Retention(after_change=years)


def test_a_leap_day_has_a_day_in_other_years() -> None:
    assert years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)


def test_whoever_runs_a_server_sets_it_by_a_command(
    postgres_url: str, ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["library", "retention", *options])
        return result.exit_code, result.output

    monkeypatch.setenv(TEAM_ADDRESS, postgres_url)
    assert said() == (0, "Cases are kept without an end.\n")
    both = "until 7 years after the last change and until 25 years after the child's birth"
    code, told = said("--after-change", "7", "--after-birth", "25")
    assert code == 0
    assert told.startswith(f"Cases are kept {both}, whichever is later. Before")
    impossible = "Cases are kept for 1 to 100 years, or without an end.\n"
    assert said("--after-change", "0") == (2, impossible)
    assert said("--off", "--after-birth", "3")[0] == 2
    library = CaseStore(server(postgres_url))
    assert library.for_account(ana).retention() == Retention(after_change=7, after_birth=25)
    assert not library.for_account(ana).may_set_retention
    line = library.for_account(THE_SERVER).whole_record(limit=1)[0]
    assert (line.name, in_words(line)) == (
        "whoever runs the server",
        f"set how long cases are kept: {both}, whichever is later",
    )
    assert library.for_account(ana).people() == ()  # nobody to give a part to
    assert said("--off")[0] == 0
    assert library.for_account(ana).retention().off
    library.close()
