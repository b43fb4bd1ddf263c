"""The record of who did what: complete, without the case's text, and any tampering is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, update

from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library import audit as record
from imh.library.account_cases import AccountCases
from imh.library.audit_sentences import in_words
from imh.library.case_store import CaseStore
from imh.library.engines import transaction
from imh.library.errors import LibraryError, Refused
from imh.library.roles import THE_SERVER, Account, Role
from imh.library.tables import audit

CASE = synthetic_case(3, 8)
ROSA = Change.of("carer-0", name="Rosa")


def test_whatever_is_done_with_a_case_is_told(
    library: CaseStore, account_cases: AccountCases, ana: Account
) -> None:
    open_case = account_cases.begin(CASE, "family").do(ROSA).undo().write("notes", "x")
    open_case.rate((1, 2, 3, 4, 5), name="TR")
    open_case.name_snapshot("before the meeting")
    open_case.note_export("DOCX")
    account_cases.share(open_case.token, ana.id, Role.GUEST)
    guest = library.for_account(ana).open(open_case.token)
    with pytest.raises(Refused):
        guest.do(ROSA)
    account_cases.unshare(open_case.token, ana.id)
    account_cases.delete(open_case.token)
    told = [(line.account, line.action) for line in account_cases.whole_record()]
    mine = ["begin", "change", "change", "change", "rate", "snapshot", "export", "share"]
    assert told[::-1] == [
        *(("local", action) for action in mine),
        ("ana", "open"),
        ("ana", "refused"),
        ("local", "unshare"),
        ("local", "delete"),
    ]
    assert {line.token for line in account_cases.whole_record()} == {open_case.token}
    assert library.examine().whole


def test_the_record_holds_no_text_of_a_case(account_cases: AccountCases, store: Engine) -> None:
    open_case = account_cases.begin(CASE, "the-rosas").do(ROSA).write("Rosa", "Rosa")
    open_case.name_snapshot("Rosa")
    with store.connect() as connection:
        told = json.dumps([list(row) for row in connection.execute(select(audit))], default=str)
    assert open_case.token in told
    assert "rosa" not in told.lower()


def test_a_step_that_was_not_kept_is_not_told(
    account_cases: AccountCases, library: CaseStore
) -> None:
    open_case = account_cases.begin(CASE, "family")
    open_case.name_snapshot("one")
    with pytest.raises(LibraryError):
        open_case.name_snapshot("one")
    assert [line.action for line in account_cases.record(open_case.token)] == ["snapshot", "begin"]


def _changed(connection: Connection) -> None:
    connection.execute(update(audit).where(audit.c.number == 3).values(account="ana"))


def _taken_out(connection: Connection) -> None:
    connection.execute(delete(audit).where(audit.c.number == 3))


def _taken_out_and_closed_up(connection: Connection) -> None:
    _taken_out(connection)
    for number in (4, 5):
        connection.execute(update(audit).where(audit.c.number == number).values(number=number - 1))


def _put_in_instead(connection: Connection) -> None:
    row = connection.execute(select(audit).where(audit.c.number == 3)).one()._asdict()
    _taken_out(connection)
    row |= {"account": "ana"}
    connection.execute(insert(audit).values(row | {"hash": record._seal(row)}))


@pytest.mark.parametrize(
    ("tamper", "holds", "trouble"),
    [
        (_changed, 2, "Line 3 of the record was changed"),
        (_taken_out, 2, "Line 3 of the record is missing"),
        (_taken_out_and_closed_up, 2, "Line 3 of the record does not follow"),
        (_put_in_instead, 3, "Line 4 of the record does not follow"),
    ],
)
def test_the_first_broken_link_is_named(
    tamper: Callable[[Connection], None],
    holds: int,
    trouble: str,
    account_cases: AccountCases,
    library: CaseStore,
    store: Engine,
) -> None:
    open_case = account_cases.begin(CASE, "family")
    for number in range(4):
        open_case.name_snapshot(str(number))
    assert library.examine().record.lines == 5
    with transaction(store, writes=True) as connection:
        tamper(connection)
    verdict = library.examine().record
    assert (verdict.whole, verdict.lines) == (False, holds)
    assert verdict.trouble.startswith(trouble)


def test_lines_that_are_told_at_the_same_moment_follow_each_other(
    account_cases: AccountCases, library: CaseStore
) -> None:
    works = [account_cases.begin(CASE, "family") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(
            threads.map(lambda open_case: [open_case.note_export("DOCX") for _ in range(8)], works)
        )
    verdict = library.examine().record
    assert (verdict.lines, verdict.trouble) == (4 + 4 * 8, "")


def test_whatever_is_done_in_a_team_has_words(library: CaseStore, ana: Account) -> None:
    account_cases = library.for_account(ana)
    library.sign_in(ana, "once", timedelta(hours=1))
    token = account_cases.begin(CASE, "family").token
    account_cases.invite(token, "ben@clinic.example", Role.CONTRIBUTOR)
    account_cases.invite(token, "cleo@clinic.example", Role.GUEST)
    account_cases.uninvite(token, "cleo@clinic.example")
    library.sign_in(Account("ben", "Ben"), "twice", timedelta(hours=1), "ben@clinic.example")
    ticket, code = account_cases.make_ticket(token, "Dora")
    library.visit(code, "a browser")
    account_cases.withdraw_ticket(token, ticket.account)
    library.sign_out(ana, "once")
    lines = library.for_account(THE_SERVER).whole_record()
    assert len(lines) == 11
    assert [line.action for line in lines if in_words(line) == line.action.replace("_", " ")] == []
