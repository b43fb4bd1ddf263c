"""Who may do what: every call of the library tried by everybody, every refusal on the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from imh.case.case import Case
from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library.access import Access
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.errors import LibraryError, Refused
from imh.library.listing import Filter
from imh.library.open_case import OpenCase
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import now

CASE = synthetic_case(3, 8)
ROSA = Change.of("carer-0", name="Rosa")

TABLE = """
                  owner  contributor  guest  auditor  nobody
cases.open           x         x         x       -        -
cases.removal        x         -         -       -        -
cases.share          x         -         -       -        -
cases.unshare        x         -         -       -        -
cases.invite         x         -         -       -        -
cases.uninvite       x         -         -       -        -
cases.invitations    x         x         -       x        -
cases.make_ticket    x         -         -       -        -
cases.withdraw_ticket x        -         -       -        -
cases.tickets        x         x         -       x        -
cases.members        x         x         -       x        -
cases.record         x         -         -       x        -
cases.autosave     x         x         x       -        -
cases.autosaved          x         x         x       -        -
open_case.do             x         x         -       -        -
open_case.undo           x         x         -       -        -
open_case.redo           x         x         -       -        -
open_case.write          x         x         -       -        -
open_case.rate           x         x         x       -        -
open_case.own_rating     x         x         x       -        -
open_case.ratings        x         x         -       -        -
open_case.at             x         x         -       -        -
open_case.states         x         x         -       -        -
open_case.revisions      x         x         -       -        -
open_case.newest         x         x         x       -        -
open_case.restore        x         x         -       -        -
open_case.save_merged    x         x         -       -        -
open_case.name_snapshot  x         x         -       -        -
open_case.note_export    x         x         -       -        -
open_case.reload          x         x         x       -        -
cases.delete         x         -         -       -        -
"""
"""What each may do, told apart from the program's own table; in this order all can be tried."""

ROLES, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (row[0], role, cell == "x") for row in ROWS for role, cell in zip(ROLES, row[1:], strict=True)
]

CALLS: dict[str, Callable[[AccountCases, OpenCase], Any]] = {
    "cases.open": lambda account_cases, open_case: account_cases.open(open_case.token),
    "cases.removal": lambda account_cases, open_case: account_cases.removal(open_case.token),
    "cases.share": lambda account_cases, open_case: account_cases.share(
        open_case.token, "somebody", Role.GUEST
    ),
    "cases.unshare": lambda account_cases, open_case: account_cases.unshare(
        open_case.token, "somebody"
    ),
    "cases.invite": lambda account_cases, open_case: account_cases.invite(
        open_case.token, "cleo@example.org", Role.GUEST
    ),
    "cases.uninvite": lambda account_cases, open_case: account_cases.uninvite(
        open_case.token, "cleo@example.org"
    ),
    "cases.invitations": lambda account_cases, open_case: account_cases.invitations(
        open_case.token
    ),
    "cases.make_ticket": lambda account_cases, open_case: account_cases.make_ticket(
        open_case.token, "Cleo"
    ),
    "cases.withdraw_ticket": lambda account_cases, open_case: account_cases.withdraw_ticket(
        open_case.token, "ticket:1"
    ),
    "cases.tickets": lambda account_cases, open_case: account_cases.tickets(open_case.token),
    "cases.members": lambda account_cases, open_case: account_cases.members(open_case.token),
    "cases.record": lambda account_cases, open_case: account_cases.record(open_case.token),
    "cases.autosave": lambda account_cases, open_case: account_cases.autosave(
        open_case.token, "lines", "Leo"
    ),
    "cases.autosaved": lambda account_cases, open_case: account_cases.autosaved(open_case.token),
    "open_case.do": lambda account_cases, open_case: open_case.do(ROSA),
    "open_case.undo": lambda account_cases, open_case: open_case.undo(),
    "open_case.redo": lambda account_cases, open_case: open_case.redo(),
    "open_case.write": lambda account_cases, open_case: open_case.write("notes", "x"),
    "open_case.rate": lambda account_cases, open_case: open_case.rate((1, 2, 3, 4, 5), "carer-0"),
    "open_case.own_rating": lambda account_cases, open_case: open_case.own_rating(),
    "open_case.ratings": lambda account_cases, open_case: open_case.ratings(),
    "open_case.at": lambda account_cases, open_case: open_case.at(1),
    "open_case.states": lambda account_cases, open_case: open_case.states([1]),
    "open_case.revisions": lambda account_cases, open_case: open_case.revisions(),
    "open_case.newest": lambda account_cases, open_case: open_case.newest(),
    "open_case.restore": lambda account_cases, open_case: open_case.restore(1),
    "open_case.save_merged": lambda account_cases, open_case: open_case.save_merged(
        CASE, {}, ("", "")
    ),
    "open_case.name_snapshot": lambda account_cases, open_case: open_case.name_snapshot(
        "before the meeting"
    ),
    "open_case.note_export": lambda account_cases, open_case: open_case.note_export("DOCX"),
    "open_case.reload": lambda account_cases, open_case: open_case.reload(),
    "cases.delete": lambda account_cases, open_case: account_cases.delete(open_case.token),
}


@pytest.fixture
def case() -> Case:
    return CASE


@pytest.fixture
def begun(account_cases: AccountCases) -> OpenCase:
    """A case of somebody else's in which there is something to undo and to do again."""
    return account_cases.begin(CASE, "family").do(ROSA).do(Change.of("carer-0", name="Ana")).undo()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_may_do_what_the_table_says_and_no_more(
    role: str, library: CaseStore, account_cases: AccountCases, ana: Account, begun: OpenCase
) -> None:
    if role != "nobody":
        account_cases.share(begun.token, ana.id, Role(role))
    for call, its_role, allowed in CELLS:
        if its_role != role:
            continue
        now = begun.reload()
        in_hand = replace(now, access=Access(library.engine, ana))  # could Ana open it or not
        if allowed:
            CALLS[call](library.for_account(ana), in_hand)
            continue
        with pytest.raises(Refused, match="may not"):
            CALLS[call](library.for_account(ana), in_hand)
        newest = account_cases.whole_record(limit=1)[0]
        assert (newest.action, newest.account, newest.token) == ("refused", ana.id, begun.token)
        assert begun.reload() == now, call


def test_the_table_of_the_test_has_every_call() -> None:
    whose = {"cases": AccountCases, "open_case": OpenCase}
    public = {
        f"{whom}.{name}"
        for whom, what in whose.items()
        for name, value in vars(what).items()
        if callable(value) and not name.startswith("_")
    }
    about_cases = {f"cases.{name}" for name in ("list", "count", "due", "outline", "begin")}
    about_the_library = {
        "cases.whole_record",
        "cases.people",
        "cases.retention",
        "cases.set_retention",
    }
    about_oneself = {"cases.role", "cases.to_audit"}
    assert (
        {row[0] for row in ROWS}
        == set(CALLS)
        == public - about_cases - about_the_library - about_oneself
    )


def test_a_part_ends_when_it_was_to_end(library: CaseStore, begun: OpenCase, ana: Account) -> None:
    owner, guest = library.for_account(THIS_COMPUTER), library.for_account(ana)
    owner.share(begun.token, ana.id, Role.GUEST, until=now() + timedelta(hours=1))
    assert guest.open(begun.token).can_change is False
    assert len(guest.list()) == 1
    owner.share(begun.token, ana.id, Role.GUEST, until=now() - timedelta(seconds=1))
    with pytest.raises(Refused):
        guest.open(begun.token)
    assert guest.list() == ()


def test_a_part_that_was_taken_back_is_over_for_a_case_that_is_open(
    library: CaseStore, begun: OpenCase, ana: Account
) -> None:
    owner = library.for_account(THIS_COMPUTER)
    owner.share(begun.token, ana.id, Role.CONTRIBUTOR)
    open_case = library.for_account(ana).open(begun.token)
    assert open_case.can_change
    owner.unshare(begun.token, ana.id)
    with pytest.raises(Refused):
        open_case.undo()
    owner.share(begun.token, ana.id, Role.CONTRIBUTOR)
    assert open_case.undo().number == open_case.number + 1


def test_a_case_is_never_without_an_owner(library: CaseStore, ana: Account, ben: Account) -> None:
    account_cases = library.for_account(ana)
    token = account_cases.begin(CASE, "family").token
    for leave in (
        lambda: account_cases.unshare(token, ana.id),
        lambda: account_cases.share(token, ana.id, Role.GUEST),
        lambda: account_cases.share(token, ana.id, Role.OWNER, until=now()),
    ):
        with pytest.raises(LibraryError, match="needs an owner"):
            leave()
    account_cases.share(token, ben.id, Role.OWNER)
    account_cases.unshare(token, ana.id)
    assert [(one.account, one.role) for one in library.for_account(ben).members(token)] == [
        ("ben", Role.OWNER)
    ]


def test_nobody_lists_a_case_in_which_they_have_no_part(
    library: CaseStore, ana: Account, ben: Account, case: Case
) -> None:
    mine = library.for_account(ana).begin(case, "mine")
    theirs = library.for_account(ben).begin(case, "theirs")
    library.for_account(ben).share(theirs.token, ana.id, Role.AUDITOR)
    assert [one.token for one in library.for_account(ana).list()] == [mine.token]
    assert library.for_account(ana).list(Filter(text="theirs")) == ()
    library.for_account(ben).share(theirs.token, ana.id, Role.GUEST)
    assert {one.role for one in library.for_account(ana).list()} == {Role.OWNER, Role.GUEST}
    auditor = Account("cleo", "Cleo", everywhere=Role.AUDITOR)
    assert library.for_account(auditor).list() == ()
    assert len(library.for_account(THIS_COMPUTER).list()) == 2


def test_an_auditor_of_one_case_finds_its_record_and_no_other(
    library: CaseStore, ana: Account, ben: Account, case: Case
) -> None:
    asked = library.for_account(ana).begin(case, "asked")
    library.for_account(ana).begin(case, "not asked")
    assert library.for_account(ben).to_audit() == ()
    library.for_account(ana).share(asked.token, ben.id, Role.AUDITOR)
    assert library.for_account(ben).to_audit() == (asked.token,)
    assert [line.action for line in library.for_account(ben).record(asked.token)] == [
        "share",
        "begin",
    ]
    assert library.for_account(ana).to_audit() == ()
    library.for_account(ana).unshare(asked.token, ben.id)
    assert library.for_account(ben).to_audit() == ()


def test_who_has_no_account_begins_no_case(
    library: CaseStore, account_cases: AccountCases, case: Case
) -> None:
    visitor = Account("ticket", "A visitor", visitor=True)
    auditor = Account("cleo", "Cleo", everywhere=Role.AUDITOR)
    for account in (visitor, auditor):
        with pytest.raises(Refused):
            library.for_account(account).begin(case, "family")
    refused = [(one.account, one.detail["act"]) for one in account_cases.whole_record()]
    assert refused == [("cleo", "begin"), ("ticket", "begin")]


def test_the_whole_record_is_for_who_answers_for_the_whole_library(
    library: CaseStore, account_cases: AccountCases, ana: Account, case: Case
) -> None:
    library.for_account(ana).begin(case, "family")
    with pytest.raises(Refused):
        library.for_account(ana).whole_record()
    auditor = Account("cleo", "Cleo", everywhere=Role.AUDITOR)
    told = [(one.action, one.name) for one in library.for_account(auditor).whole_record()]
    assert told == [("refused", "Ana"), ("begin", "Ana")]
