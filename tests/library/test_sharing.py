"""People of a team's library: sign-ins that end, invitations, tickets, what a guest is given."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, text, update

from imh.case.case import Case
from imh.case.edits import Add, Change
from imh.case.synthetic import synthetic_case
from imh.library import failed_attempts, tickets
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.errors import LibraryError, OpensNothing, Refused
from imh.library.listing import Filter
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import as_text, members, now, sign_ins
from imh.library.tables import tickets as tickets_table
from tests.library.conftest import Opener
from tests.library.former_schemas import take_back

CASE = synthetic_case(3, 8)
QUARTER = timedelta(minutes=15)
BROWSER = "0123456789abcdef" * 2


def test_a_sign_in_goes_on_while_it_is_used_and_never_after_it_ended(
    library: CaseStore, store: Engine, ana: Account
) -> None:
    assert library.sign_in(ana, "one", QUARTER)
    assert library.sign_in(ana, "one", QUARTER)
    assert not library.signed_in("another", QUARTER)
    with store.begin() as connection:
        connection.execute(update(sign_ins).values(seen=now() - 2 * QUARTER))
    assert not library.signed_in("one", QUARTER)
    assert not library.sign_in(ana, "one", QUARTER)
    assert not library.sign_in(ana, "one", 10 * QUARTER)  # over for good
    assert library.sign_in(ana, "two", QUARTER)
    library.sign_out(ana, "two")
    assert not library.sign_in(ana, "two", QUARTER)
    told = [line.action for line in library.for_account(THIS_COMPUTER).whole_record()]
    assert told == ["sign_out", "sign_in", "sign_in"]


def test_who_signed_in_is_found_by_name(library: CaseStore, ana: Account, ben: Account) -> None:
    library.sign_in(ben, "b", QUARTER, "Ben@Clinic.example")
    library.sign_in(replace(ana, name="Ana Reyes"), "a", QUARTER)
    library.for_account(Account("cleo", "Cleo")).begin(CASE, "family")  # never signed in
    people = [(one.name, one.email) for one in library.for_account(ben).people()]
    assert people == [("Ana Reyes", ""), ("Ben", "ben@clinic.example")]
    with pytest.raises(Refused):
        library.for_account(Account("ticket:1", "A guest", visitor=True)).people()


def test_an_invitation_waits_for_its_address(
    library: CaseStore, account_cases: AccountCases, ana: Account, ben: Account
) -> None:
    token = account_cases.begin(CASE, "family").token
    account_cases.invite(token, " Ana@Clinic.example ", Role.CONTRIBUTOR)
    account_cases.invite(token, "ben@clinic.example", Role.GUEST)
    account_cases.uninvite(token, "ben@clinic.example")
    assert [(one.email, one.role) for one in account_cases.invitations(token)] == [
        ("ana@clinic.example", Role.CONTRIBUTOR)
    ]
    library.sign_in(ben, "b", QUARTER, "ben@clinic.example")
    assert library.for_account(ben).role(token) is None
    library.sign_in(ana, "a", QUARTER, "ana@clinic.example")
    assert library.for_account(ana).open(token).can_change
    assert account_cases.invitations(token) == ()
    account_cases.invite(token, "ben@clinic.example", Role.GUEST)  # who is known by now
    assert library.for_account(ben).role(token) is Role.GUEST
    with pytest.raises(LibraryError, match="e-mail"):
        account_cases.invite(token, "ben", Role.GUEST)


def test_an_invitation_changes_no_part_that_somebody_has(
    library: CaseStore, account_cases: AccountCases, ana: Account
) -> None:
    token = account_cases.begin(CASE, "family").token
    account_cases.share(token, ana.id, Role.OWNER)
    account_cases.invite(token, "ana@clinic.example", Role.GUEST)
    library.sign_in(ana, "a", QUARTER, "ana@clinic.example")
    assert library.for_account(ana).role(token) is Role.OWNER


def test_a_ticket_opens_its_case_alone_until_it_runs_out(
    library: CaseStore, account_cases: AccountCases, store: Engine
) -> None:
    other = account_cases.begin(CASE, "another").token
    token = account_cases.begin(CASE, "family").token
    ticket, code = account_cases.make_ticket(token, "Dr Lund")
    visit = library.visit(f" {code.lower()} ", BROWSER)
    assert (visit.token, visit.account.name) == (token, "Dr Lund")
    guest = library.for_account(visit.account)
    assert [one.token for one in guest.list()] == [token]
    assert guest.open(token).can_change is False
    with pytest.raises(Refused):
        guest.open(other)
    assert [one.account for one in account_cases.members(token)] == [THIS_COMPUTER.id]
    with store.begin() as connection:
        kept = connection.execute(select(tickets_table)).one()
        assert code.replace("-", "") not in str(kept)
        past = {"until": now() - timedelta(seconds=1)}
        connection.execute(update(tickets_table).values(past))
        connection.execute(update(members).where(members.c.account == ticket.account).values(past))
    assert account_cases.tickets(token) == ()
    with pytest.raises(Refused):
        guest.open(token)
    with pytest.raises(Refused, match="opens nothing"):
        library.visit(code, BROWSER)


def test_a_ticket_that_was_withdrawn_is_over_for_who_came_in(
    library: CaseStore, account_cases: AccountCases
) -> None:
    token = account_cases.begin(CASE, "family").token
    ticket, code = account_cases.make_ticket(token, "")
    guest = library.for_account(library.visit(code, BROWSER).account)
    account_cases.withdraw_ticket(token, ticket.account)
    assert guest.role(token) is None
    with pytest.raises(Refused):
        library.visit(code, BROWSER)
    told = [line.action for line in account_cases.record(token)]
    assert told == ["withdraw_ticket", "visit", "make_ticket", "begin"]


def test_a_visitor_is_never_more_than_a_guest(
    library: CaseStore, account_cases: AccountCases
) -> None:
    token = account_cases.begin(CASE, "family").token
    ticket, code = account_cases.make_ticket(token, "Dr Lund")
    account_cases.share(token, ticket.account, Role.OWNER)
    assert library.for_account(library.visit(code, BROWSER).account).role(token) is None


def test_a_right_code_is_let_in_however_many_wrong_ones_were_tried(
    library: CaseStore, account_cases: AccountCases
) -> None:
    _, code = account_cases.make_ticket(account_cases.begin(CASE, "family").token, "Dr Lund")
    waits = []
    for number in range(30):
        with pytest.raises(OpensNothing, match="opens nothing") as caught:
            library.visit(f"{number:012}", "b" * 32, "192.0.2.7")
        waits.append(caught.value.wait)
    assert waits[: failed_attempts.FREE + 3] == [0, 0, 0, 1, 2, 4]
    assert set(waits[10:]) == {failed_attempts.LONGEST}
    assert library.visit(code, BROWSER, "192.0.2.7").account.name == "Dr Lund"
    told = [line for line in account_cases.whole_record() if line.action == "refused"]
    assert len(told) == failed_attempts.FREE_IN_ALL  # and of the rest that there are more
    assert [line.number for line in told if "more" in line.detail["act"]] == [told[0].number]


def test_tries_are_counted_in_all_and_from_each_address_in_bounded_memory() -> None:
    seconds = [0.0]
    counted = failed_attempts.FailedAttempts(lambda: seconds[0])
    assert [counted.count("here").wait for _ in range(4)] == [0, 0, 0, 1]
    assert counted.count("there").wait == 0
    for number in range(3 * failed_attempts.ADDRESSES):
        last = counted.count(f"{number}")
    assert (
        last.wait == failed_attempts.LONGEST
    )  # nobody tried from there before, but many did in all
    assert len(counted._from) == failed_attempts.ADDRESSES
    seconds[0] = failed_attempts.WITHIN + 1
    assert counted.count("here") == failed_attempts.FailedAttempt(0, 1)


def test_a_ticket_is_for_the_browser_that_came_in_by_it_first(
    library: CaseStore, account_cases: AccountCases, store: Engine
) -> None:
    token = account_cases.begin(CASE, "family").token
    _, code = account_cases.make_ticket(token, "Dr Lund")
    first = library.visit(code, BROWSER)
    for _ in range(2):
        with pytest.raises(OpensNothing, match="another browser"):
            library.visit(code, "f" * 32)
    (seen,) = account_cases.tickets(token)
    assert (seen.used, seen.elsewhere, seen.elsewhere_last is None) == (True, 2, False)
    assert library.visit(code, BROWSER) == first
    with store.begin() as connection:
        assert BROWSER not in str(connection.execute(select(tickets_table)).one())


def test_a_visit_goes_on_in_its_browser_until_somebody_ends_it(
    library: CaseStore, account_cases: AccountCases, store: Engine
) -> None:
    token = account_cases.begin(CASE, "family").token
    ticket, code = account_cases.make_ticket(token, "Dr Lund")
    assert library.visited(BROWSER, QUARTER) is None
    visit = library.visit(code, BROWSER)
    assert library.visited(BROWSER, QUARTER) == visit
    for other in ("f" * 32, ""):
        assert library.visited(other, QUARTER) is None
    library.sign_out(visit.account, visit.mark)
    assert library.visited(BROWSER, QUARTER) is None
    library.visit(code, BROWSER)
    assert account_cases.people() == ()  # a guest has no account
    with store.begin() as connection:
        connection.execute(update(sign_ins).values(seen=now() - 2 * QUARTER))
    assert library.visited(BROWSER, QUARTER) is None
    library.visit(code, BROWSER)
    account_cases.withdraw_ticket(token, ticket.account)
    assert library.visited(BROWSER, QUARTER) is None


def test_a_ticket_of_before_opens_in_a_library_of_before(opener: Opener) -> None:
    """Its code has eight letters, and is kept as a slow hash."""
    store = opener()
    token = CaseStore(store).for_account(THIS_COMPUTER).begin(CASE, "family").token
    take_back(store, "0003")
    row = {"hash": tickets._slow_hash("7KQMX4TP"), "until": as_text(now() + QUARTER)}
    with store.begin() as connection:
        for kept in (
            "INSERT INTO tickets (case_id, account, name, hash, until) "
            "SELECT id, 'ticket:1', 'Dr Lund', :hash, :until FROM cases",
            "INSERT INTO members (case_id, account, role, until) "
            "SELECT id, 'ticket:1', 'guest', :until FROM cases",
        ):
            connection.execute(text(kept), row)
    library = CaseStore(opener())
    with pytest.raises(OpensNothing):
        library.visit("7KQM-X4TQ", BROWSER)
    visit = library.visit("7kqm-x4tp", BROWSER)
    assert library.for_account(visit.account).open(token).token == token
    with pytest.raises(OpensNothing, match="another browser"):
        library.visit("7KQM-X4TP", "f" * 32)


@pytest.mark.parametrize("hours", [1e12, 24.5, 0, -1, float("nan"), float("inf"), "long"])
def test_a_ticket_is_good_for_some_hours(account_cases: AccountCases, hours: float) -> None:
    token = account_cases.begin(CASE, "family").token
    with pytest.raises(LibraryError, match="24 hours"):
        account_cases.make_ticket(token, "Dr Lund", hours)
    assert account_cases.tickets(token) == ()


@pytest.mark.parametrize(
    "until",
    [
        datetime.max,
        datetime.max.replace(tzinfo=UTC),
        datetime(3000, 1, 1, tzinfo=UTC),
        datetime.min,
    ],
)
def test_a_part_ends_within_ten_years_or_not_by_itself(
    account_cases: AccountCases, ana: Account, until: datetime
) -> None:
    token = account_cases.begin(CASE, "family").token
    for give in (
        lambda: account_cases.share(token, ana.id, Role.GUEST, until),
        lambda: account_cases.invite(token, "ana@clinic.example", Role.GUEST, until),
    ):
        with pytest.raises(LibraryError, match="ten years"):
            give()


@pytest.fixture
def written() -> Case:
    """A family with one private and one shared reflection."""
    reflections = [
        {"id": "r1", "kind": "bias", "text": "quietword", "shared": False},
        {"id": "r2", "kind": "bias", "text": "spoken", "shared": True},
    ]
    document = CASE.model_dump(mode="json") | {"reflections": reflections}
    return Case.model_validate_json(json.dumps(document))


def test_a_guest_is_given_no_private_word_and_rating_changes_nothing(
    library: CaseStore, account_cases: AccountCases, ana: Account, written: Case
) -> None:
    open_case = account_cases.begin(written, "family").write("formulation", {"own": "quietword"})
    open_case = open_case.do(Change.of("r1", text="quietword again"))
    account_cases.share(open_case.token, ana.id, Role.GUEST)
    given = library.for_account(ana).open(open_case.token)
    given.rate((1, 2, 3, 4, 5))
    for seen in (given, given.reload()):
        assert "quietword" not in repr((seen.history, seen.attachments))
        assert "spoken" in repr(seen.case)
        assert seen.attachments == {}
    titled = given.case.title.split()[0]
    assert [len(library.for_account(ana).list(Filter(text=t))) for t in ("quietword", titled)] == [
        0,
        1,
    ]
    assert (
        len(account_cases.list(Filter(text="quietword"))) == 1
    )  # for what was written beside the case
    assert account_cases.open(open_case.token).contents == open_case.contents


def test_who_opened_a_case_as_guest_cannot_save_over_what_they_were_not_given(
    library: CaseStore, account_cases: AccountCases, ana: Account, written: Case
) -> None:
    open_case = account_cases.begin(written, "family")
    account_cases.share(open_case.token, ana.id, Role.GUEST)
    given = library.for_account(ana).open(open_case.token)
    account_cases.share(open_case.token, ana.id, Role.CONTRIBUTOR)
    rosa = Add(collection="people", entry={"id": "rosa", "name": "Rosa"})
    with pytest.raises(LibraryError, match="open it again"):
        given.do(rosa)
    library.for_account(ana).open(open_case.token).do(rosa)
    assert account_cases.open(open_case.token).case.reflections == written.reflections
