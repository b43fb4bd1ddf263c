"""Whoever came in by a door is asked within every call whether they may still be in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from imh.case.edits import Change
from imh.case.synthetic import made_up_case
from imh.library import accounts
from imh.library.account_cases import Desk
from imh.library.case_store import Library
from imh.library.errors import Closed
from imh.library.retention import Retention
from imh.library.roles import THIS_COMPUTER, Account
from tests.library.test_caseload import TODAY
from tests.library.test_roles import CALLS
from tests.library.test_sharing import QUARTER

CASE = made_up_case(3, 8)
ROSA = Change.of("carer-0", name="Rosa")
ABOUT_NO_CASE: dict[str, Callable[[Desk], Any]] = {
    "begin": lambda desk: desk.begin(CASE, "family"),
    "list": lambda desk: desk.list(),
    "count": lambda desk: desk.count(),
    "due": lambda desk: desk.due("step", today=TODAY),
    "outline": lambda desk: desk.outline(TODAY),
    "to_audit": lambda desk: desk.to_audit(),
    "people": lambda desk: desk.people(),
    "retention": lambda desk: desk.retention(),
    "set_retention": lambda desk: desk.set_retention(Retention(after_change=7)),
    "whole_record": lambda desk: desk.whole_record(),
    "role": lambda desk: desk.role("0"),
    "keep_typed": lambda desk: desk.keep_typed(None, "lines", "Rosa"),
    "typed": lambda desk: desk.typed(None),
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
    library: Library, desk: Desk, owner: Account
) -> None:
    library.sign_in(owner, "mark", QUARTER)
    mine = library.as_(owner, SignedIn())
    work = mine.begin(CASE, "family").do(ROSA).do(Change.of("carer-0", name="Ana")).undo()
    library.sign_out(owner, "mark")
    before = desk.whole_record()
    for about_a_case in CALLS.values():
        with pytest.raises(Closed):
            about_a_case(mine, work)
    for call in ABOUT_NO_CASE.values():
        with pytest.raises(Closed):
            call(mine)
    assert desk.whole_record() == before
    assert desk.open(work.token).contents == work.contents
    assert desk.typed(None) == {}


def test_asking_costs_an_edit_one_question_more(library: Library, store: Engine) -> None:
    library.sign_in(THIS_COMPUTER, "mark", QUARTER)
    asked: list[str] = []
    event.listen(store, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for stay in (None, SignedIn()):
        work = library.as_(THIS_COMPUTER, stay).begin(CASE, "family")
        asked.clear()
        work.do(ROSA)
        counts.append(len(asked))
    assert counts[1] == counts[0] + 1
