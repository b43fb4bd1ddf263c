"""The record of who did what: complete, without the case's text, and any tampering is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, update

from imh.case.edits import Change
from imh.case.synthetic import made_up_case
from imh.library import audit as record
from imh.library.account_cases import Desk
from imh.library.audit_sentences import in_words
from imh.library.case_store import Library
from imh.library.engines import transaction
from imh.library.errors import LibraryError, Refused
from imh.library.roles import THE_SERVER, Account, Role
from imh.library.tables import audit

CASE = made_up_case(3, 8)
ROSA = Change.of("carer-0", name="Rosa")


def test_whatever_is_done_with_a_case_is_told(library: Library, desk: Desk, ana: Account) -> None:
    work = desk.begin(CASE, "family").do(ROSA).undo().write("notes", "x")
    work.rate((1, 2, 3, 4, 5), name="TR")
    work.name_snapshot("before the meeting")
    work.note_export("DOCX")
    desk.share(work.token, ana.id, Role.GUEST)
    guest = library.as_(ana).open(work.token)
    with pytest.raises(Refused):
        guest.do(ROSA)
    desk.unshare(work.token, ana.id)
    desk.delete(work.token)
    told = [(line.account, line.action) for line in desk.whole_record()]
    mine = ["begin", "change", "change", "change", "rate", "snapshot", "export", "share"]
    assert told[::-1] == [
        *(("local", action) for action in mine),
        ("ana", "open"),
        ("ana", "refused"),
        ("local", "unshare"),
        ("local", "delete"),
    ]
    assert {line.token for line in desk.whole_record()} == {work.token}
    assert library.examine().whole


def test_the_record_holds_no_text_of_a_case(desk: Desk, store: Engine) -> None:
    work = desk.begin(CASE, "the-rosas").do(ROSA).write("Rosa", "Rosa")
    work.name_snapshot("Rosa")
    with store.connect() as connection:
        told = json.dumps([list(row) for row in connection.execute(select(audit))], default=str)
    assert work.token in told
    assert "rosa" not in told.lower()


def test_a_step_that_was_not_kept_is_not_told(desk: Desk, library: Library) -> None:
    work = desk.begin(CASE, "family")
    work.name_snapshot("one")
    with pytest.raises(LibraryError):
        work.name_snapshot("one")
    assert [line.action for line in desk.record(work.token)] == ["snapshot", "begin"]


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
    desk: Desk,
    library: Library,
    store: Engine,
) -> None:
    work = desk.begin(CASE, "family")
    for number in range(4):
        work.name_snapshot(str(number))
    assert library.examine().record.lines == 5
    with transaction(store, writes=True) as connection:
        tamper(connection)
    verdict = library.examine().record
    assert (verdict.whole, verdict.lines) == (False, holds)
    assert verdict.trouble.startswith(trouble)


def test_lines_that_are_told_at_the_same_moment_follow_each_other(
    desk: Desk, library: Library
) -> None:
    works = [desk.begin(CASE, "family") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda work: [work.note_export("DOCX") for _ in range(8)], works))
    verdict = library.examine().record
    assert (verdict.lines, verdict.trouble) == (4 + 4 * 8, "")


def test_whatever_is_done_in_a_team_has_words(library: Library, ana: Account) -> None:
    desk = library.as_(ana)
    library.sign_in(ana, "once", timedelta(hours=1))
    token = desk.begin(CASE, "family").token
    desk.invite(token, "ben@clinic.example", Role.CONTRIBUTOR)
    desk.invite(token, "cleo@clinic.example", Role.GUEST)
    desk.uninvite(token, "cleo@clinic.example")
    library.sign_in(Account("ben", "Ben"), "twice", timedelta(hours=1), "ben@clinic.example")
    ticket, code = desk.make_ticket(token, "Dora")
    library.visit(code, "a browser")
    desk.withdraw_ticket(token, ticket.account)
    library.sign_out(ana, "once")
    lines = library.as_(THE_SERVER).whole_record()
    assert len(lines) == 11
    assert [line.action for line in lines if in_words(line) == line.action.replace("_", " ")] == []
