"""Who may do what: every call of the library tried by everybody, every refusal on the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from imh.case.case import Case
from imh.case.edits import Change
from imh.case.synthetic import made_up_case
from imh.library.access import Access
from imh.library.account_cases import Desk
from imh.library.case_store import Library
from imh.library.errors import LibraryError, Refused
from imh.library.listing import Filter
from imh.library.open_case import Work
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import now

CASE = made_up_case(3, 8)
ROSA = Change.of("carer-0", name="Rosa")

TABLE = """
                  owner  contributor  guest  auditor  nobody
desk.open           x         x         x       -        -
desk.removal        x         -         -       -        -
desk.share          x         -         -       -        -
desk.unshare        x         -         -       -        -
desk.invite         x         -         -       -        -
desk.uninvite       x         -         -       -        -
desk.invitations    x         x         -       x        -
desk.make_ticket    x         -         -       -        -
desk.withdraw_ticket x        -         -       -        -
desk.tickets        x         x         -       x        -
desk.members        x         x         -       x        -
desk.record         x         -         -       x        -
desk.keep_typed     x         x         x       -        -
desk.typed          x         x         x       -        -
work.do             x         x         -       -        -
work.undo           x         x         -       -        -
work.redo           x         x         -       -        -
work.write          x         x         -       -        -
work.rate           x         x         x       -        -
work.own_rating     x         x         x       -        -
work.ratings        x         x         -       -        -
work.at             x         x         -       -        -
work.states         x         x         -       -        -
work.revisions      x         x         -       -        -
work.newest         x         x         x       -        -
work.restore        x         x         -       -        -
work.save_merged    x         x         -       -        -
work.name_snapshot  x         x         -       -        -
work.note_export    x         x         -       -        -
work.again          x         x         x       -        -
desk.delete         x         -         -       -        -
"""
"""What each may do, told apart from the program's own table; in this order all can be tried."""

ROLES, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (row[0], role, cell == "x") for row in ROWS for role, cell in zip(ROLES, row[1:], strict=True)
]

CALLS: dict[str, Callable[[Desk, Work], Any]] = {
    "desk.open": lambda desk, work: desk.open(work.token),
    "desk.removal": lambda desk, work: desk.removal(work.token),
    "desk.share": lambda desk, work: desk.share(work.token, "somebody", Role.GUEST),
    "desk.unshare": lambda desk, work: desk.unshare(work.token, "somebody"),
    "desk.invite": lambda desk, work: desk.invite(work.token, "cleo@example.org", Role.GUEST),
    "desk.uninvite": lambda desk, work: desk.uninvite(work.token, "cleo@example.org"),
    "desk.invitations": lambda desk, work: desk.invitations(work.token),
    "desk.make_ticket": lambda desk, work: desk.make_ticket(work.token, "Cleo"),
    "desk.withdraw_ticket": lambda desk, work: desk.withdraw_ticket(work.token, "ticket:1"),
    "desk.tickets": lambda desk, work: desk.tickets(work.token),
    "desk.members": lambda desk, work: desk.members(work.token),
    "desk.record": lambda desk, work: desk.record(work.token),
    "desk.keep_typed": lambda desk, work: desk.keep_typed(work.token, "lines", "Leo"),
    "desk.typed": lambda desk, work: desk.typed(work.token),
    "work.do": lambda desk, work: work.do(ROSA),
    "work.undo": lambda desk, work: work.undo(),
    "work.redo": lambda desk, work: work.redo(),
    "work.write": lambda desk, work: work.write("notes", "x"),
    "work.rate": lambda desk, work: work.rate((1, 2, 3, 4, 5), "carer-0"),
    "work.own_rating": lambda desk, work: work.own_rating(),
    "work.ratings": lambda desk, work: work.ratings(),
    "work.at": lambda desk, work: work.at(1),
    "work.states": lambda desk, work: work.states([1]),
    "work.revisions": lambda desk, work: work.revisions(),
    "work.newest": lambda desk, work: work.newest(),
    "work.restore": lambda desk, work: work.restore(1),
    "work.save_merged": lambda desk, work: work.save_merged(CASE, {}, ("", "")),
    "work.name_snapshot": lambda desk, work: work.name_snapshot("before the meeting"),
    "work.note_export": lambda desk, work: work.note_export("DOCX"),
    "work.again": lambda desk, work: work.again(),
    "desk.delete": lambda desk, work: desk.delete(work.token),
}


@pytest.fixture
def case() -> Case:
    return CASE


@pytest.fixture
def begun(desk: Desk) -> Work:
    """A case of somebody else's in which there is something to undo and to do again."""
    return desk.begin(CASE, "family").do(ROSA).do(Change.of("carer-0", name="Ana")).undo()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_may_do_what_the_table_says_and_no_more(
    role: str, library: Library, desk: Desk, ana: Account, begun: Work
) -> None:
    if role != "nobody":
        desk.share(begun.token, ana.id, Role(role))
    for call, its_role, allowed in CELLS:
        if its_role != role:
            continue
        now = begun.again()
        in_hand = replace(now, access=Access(library.engine, ana))  # could Ana open it or not
        if allowed:
            CALLS[call](library.as_(ana), in_hand)
            continue
        with pytest.raises(Refused, match="may not"):
            CALLS[call](library.as_(ana), in_hand)
        newest = desk.whole_record(limit=1)[0]
        assert (newest.action, newest.account, newest.token) == ("refused", ana.id, begun.token)
        assert begun.again() == now, call


def test_the_table_of_the_test_has_every_call() -> None:
    whose = {"desk": Desk, "work": Work}
    public = {
        f"{whom}.{name}"
        for whom, what in whose.items()
        for name, value in vars(what).items()
        if callable(value) and not name.startswith("_")
    }
    about_cases = {f"desk.{name}" for name in ("list", "count", "due", "outline", "begin")}
    about_the_library = {"desk.whole_record", "desk.people", "desk.retention", "desk.set_retention"}
    about_oneself = {"desk.role", "desk.to_audit"}
    assert (
        {row[0] for row in ROWS}
        == set(CALLS)
        == public - about_cases - about_the_library - about_oneself
    )


def test_a_part_ends_when_it_was_to_end(library: Library, begun: Work, ana: Account) -> None:
    owner, guest = library.as_(THIS_COMPUTER), library.as_(ana)
    owner.share(begun.token, ana.id, Role.GUEST, until=now() + timedelta(hours=1))
    assert guest.open(begun.token).can_change is False
    assert len(guest.list()) == 1
    owner.share(begun.token, ana.id, Role.GUEST, until=now() - timedelta(seconds=1))
    with pytest.raises(Refused):
        guest.open(begun.token)
    assert guest.list() == ()


def test_a_part_that_was_taken_back_is_over_for_a_case_that_is_open(
    library: Library, begun: Work, ana: Account
) -> None:
    owner = library.as_(THIS_COMPUTER)
    owner.share(begun.token, ana.id, Role.CONTRIBUTOR)
    work = library.as_(ana).open(begun.token)
    assert work.can_change
    owner.unshare(begun.token, ana.id)
    with pytest.raises(Refused):
        work.undo()
    owner.share(begun.token, ana.id, Role.CONTRIBUTOR)
    assert work.undo().number == work.number + 1


def test_a_case_is_never_without_an_owner(library: Library, ana: Account, ben: Account) -> None:
    desk = library.as_(ana)
    token = desk.begin(CASE, "family").token
    for leave in (
        lambda: desk.unshare(token, ana.id),
        lambda: desk.share(token, ana.id, Role.GUEST),
        lambda: desk.share(token, ana.id, Role.OWNER, until=now()),
    ):
        with pytest.raises(LibraryError, match="needs an owner"):
            leave()
    desk.share(token, ben.id, Role.OWNER)
    desk.unshare(token, ana.id)
    assert [(one.account, one.role) for one in library.as_(ben).members(token)] == [
        ("ben", Role.OWNER)
    ]


def test_nobody_lists_a_case_in_which_they_have_no_part(
    library: Library, ana: Account, ben: Account, case: Case
) -> None:
    mine = library.as_(ana).begin(case, "mine")
    theirs = library.as_(ben).begin(case, "theirs")
    library.as_(ben).share(theirs.token, ana.id, Role.AUDITOR)
    assert [one.token for one in library.as_(ana).list()] == [mine.token]
    assert library.as_(ana).list(Filter(text="theirs")) == ()
    library.as_(ben).share(theirs.token, ana.id, Role.GUEST)
    assert {one.role for one in library.as_(ana).list()} == {Role.OWNER, Role.GUEST}
    auditor = Account("cleo", "Cleo", everywhere=Role.AUDITOR)
    assert library.as_(auditor).list() == ()
    assert len(library.as_(THIS_COMPUTER).list()) == 2


def test_an_auditor_of_one_case_finds_its_record_and_no_other(
    library: Library, ana: Account, ben: Account, case: Case
) -> None:
    asked = library.as_(ana).begin(case, "asked")
    library.as_(ana).begin(case, "not asked")
    assert library.as_(ben).to_audit() == ()
    library.as_(ana).share(asked.token, ben.id, Role.AUDITOR)
    assert library.as_(ben).to_audit() == (asked.token,)
    assert [line.action for line in library.as_(ben).record(asked.token)] == ["share", "begin"]
    assert library.as_(ana).to_audit() == ()
    library.as_(ana).unshare(asked.token, ben.id)
    assert library.as_(ben).to_audit() == ()


def test_who_has_no_account_begins_no_case(library: Library, desk: Desk, case: Case) -> None:
    visitor = Account("ticket", "A visitor", visitor=True)
    auditor = Account("cleo", "Cleo", everywhere=Role.AUDITOR)
    for account in (visitor, auditor):
        with pytest.raises(Refused):
            library.as_(account).begin(case, "family")
    refused = [(one.account, one.detail["act"]) for one in desk.whole_record()]
    assert refused == [("cleo", "begin"), ("ticket", "begin")]


def test_the_whole_record_is_for_who_answers_for_the_whole_library(
    library: Library, desk: Desk, ana: Account, case: Case
) -> None:
    library.as_(ana).begin(case, "family")
    with pytest.raises(Refused):
        library.as_(ana).whole_record()
    auditor = Account("cleo", "Cleo", everywhere=Role.AUDITOR)
    told = [(one.action, one.name) for one in library.as_(auditor).whole_record()]
    assert told == [("refused", "Ana"), ("begin", "Ana")]
