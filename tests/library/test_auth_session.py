"""Whoever came in by a door is asked within every call whether they may still be in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library import accounts
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.errors import Closed
from imh.library.retention import Retention
from imh.library.roles import THIS_COMPUTER, Account
from tests.library.test_caseload import TODAY
from tests.library.test_roles import CALLS
from tests.library.test_sharing import QUARTER

CASE = synthetic_case(3, 8)
ROSA = Change.of("carer-0", name="Rosa")
ABOUT_NO_CASE: dict[str, Callable[[AccountCases], Any]] = {
    "begin": lambda account_cases: account_cases.begin(CASE, "family"),
    "list": lambda account_cases: account_cases.list(),
    "count": lambda account_cases: account_cases.count(),
    "due": lambda account_cases: account_cases.due("step", today=TODAY),
    "outline": lambda account_cases: account_cases.outline(TODAY),
    "to_audit": lambda account_cases: account_cases.to_audit(),
    "people": lambda account_cases: account_cases.people(),
    "retention": lambda account_cases: account_cases.retention(),
    "set_retention": lambda account_cases: account_cases.set_retention(Retention(after_change=7)),
    "whole_record": lambda account_cases: account_cases.whole_record(),
    "role": lambda account_cases: account_cases.role("0"),
    "autosave": lambda account_cases: account_cases.autosave(None, "lines", "Rosa"),
    "autosaved": lambda account_cases: account_cases.autosaved(None),
}


class SignedIn:
    """A stay as long as a sign-in holds."""

    def ask(self, connection: Connection, *, writes: bool) -> None:
        if not accounts.holds(connection, "mark", QUARTER):
            raise Closed("It is over.")


@pytest.fixture
def owner() -> Account:
    return THIS_COMPUTER


def test_after_signing_out_no_call_reads_or_saves_anything(
    library: CaseStore, account_cases: AccountCases, owner: Account
) -> None:
    library.sign_in(owner, "mark", QUARTER)
    mine = library.for_account(owner, SignedIn())
    open_case = mine.begin(CASE, "family").do(ROSA).do(Change.of("carer-0", name="Ana")).undo()
    library.sign_out(owner, "mark")
    before = account_cases.whole_record()
    for about_a_case in CALLS.values():
        with pytest.raises(Closed):
            about_a_case(mine, open_case)
    for call in ABOUT_NO_CASE.values():
        with pytest.raises(Closed):
            call(mine)
    assert account_cases.whole_record() == before
    assert account_cases.open(open_case.token).contents == open_case.contents
    assert account_cases.autosaved(None) == {}


def test_asking_costs_an_edit_one_question_more(library: CaseStore, store: Engine) -> None:
    library.sign_in(THIS_COMPUTER, "mark", QUARTER)
    asked: list[str] = []
    event.listen(store, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for stay in (None, SignedIn()):
        open_case = library.for_account(THIS_COMPUTER, stay).begin(CASE, "family")
        asked.clear()
        open_case.do(ROSA)
        counts.append(len(asked))
    assert counts[1] == counts[0] + 1
