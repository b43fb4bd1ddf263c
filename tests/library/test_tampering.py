"""Whatever is changed in a library past the app is told when its record is checked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update

from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library import audit as record
from imh.library.case_store import CaseStore
from imh.library.engines import embedded, transaction
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.library.tables import (
    as_text,
    audit,
    cases,
    invitations,
    members,
    now,
    ratings,
    revisions,
    snapshots,
    tickets,
)
from tests.library.conftest import KEY

CASE = synthetic_case(3, 8)
ROSA, SINGS = Change.of("carer-0", name="Rosa"), Change.of("carer-0", note="Sings")
LATER = timedelta(hours=1)
OLD_DETAILS = ("seal", "until", "rater")
"""What lines of earlier versions did not say."""


def fill(library: CaseStore) -> str:
    """A library in which everything was done that the record tells of; returns a case's token."""
    ana = Account("ana", "Ana")
    library.sign_in(ana, "once", LATER, "ana@clinic.example")
    account_cases = library.for_account(ana)
    open_case = account_cases.begin(CASE, "family").do(ROSA, SINGS).undo().redo()
    token = open_case.token
    open_case.name_snapshot("before the meeting")
    open_case.restore(2)
    account_cases.share(token, "ben", Role.CONTRIBUTOR, now() + LATER)
    account_cases.share(token, "zoe", Role.GUEST)
    account_cases.unshare(token, "zoe")
    for email in ("ben@clinic.example", "cleo@clinic.example", "waits@clinic.example"):
        account_cases.invite(token, email, Role.GUEST, now() + LATER)
    library.sign_in(Account("ben", "Ben"), "twice", LATER, "ben@clinic.example")
    library.sign_in(Account("cleo", "Cleo"), "thrice", LATER, "cleo@clinic.example")
    library.for_account(Account("cleo", "Cleo")).open(token).rate((1, 2, 3, 4, 5), "carer-0")
    _, code = account_cases.make_ticket(token, "Dr Lund")
    library.for_account(library.visit(code, "a browser").account).open(token).rate((5, 4, 3, 2, 1))
    withdrawn, _ = account_cases.make_ticket(token, "Dr Moe")
    account_cases.withdraw_ticket(token, withdrawn.account)
    unshared, _ = account_cases.make_ticket(token, "Dr Noa")
    account_cases.unshare(token, unshared.account)
    mine = library.for_account(THIS_COMPUTER).begin(CASE, "on this computer")
    for name, score in (("TR", 1), ("Mo", 2), ("TR", None)):
        mine.rate((score,) * 5, name=name)
    gone = account_cases.begin(CASE, "gone")
    gone.rate((1, 1, 1, 1, 1))
    account_cases.delete(gone.token)
    account_cases.open(token).note_export("DOCX")
    return token


def filled(file: Path) -> str:
    library = CaseStore(embedded(file, KEY))
    token = fill(library)
    assert library.examine().troubles == ()
    library.close()
    return token


@pytest.fixture(scope="module")
def first_one(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    file = tmp_path_factory.mktemp("tampering") / "library"
    return file, filled(file)


@pytest.fixture(scope="module")
def old_one(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The same, its lines as earlier versions wrote them."""
    file = tmp_path_factory.mktemp("old") / "library"
    recorded = record.record

    def as_before(connection: Connection, account: Account, *about: str, **detail: Any) -> None:
        said = {name: value for name, value in detail.items() if name not in OLD_DETAILS}
        if about[0] == "accept":
            del said["email"]
        recorded(connection, account, *about, **said)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(record, "record", as_before)
        return file, filled(file)


@pytest.fixture
def copy(first_one: tuple[Path, str], tmp_path: Path) -> Iterator[Engine]:
    yield from copied(first_one[0], tmp_path)


@pytest.fixture
def old_copy(old_one: tuple[Path, str], tmp_path: Path) -> Iterator[Engine]:
    yield from copied(old_one[0], tmp_path)


def copied(file: Path, folder: Path) -> Iterator[Engine]:
    shutil.copy(file, folder / "library")
    engine = embedded(folder / "library", KEY)
    yield engine
    engine.dispose()


Tampering = Callable[[Connection, int], None]
"""Does something to a library by hand, mostly to the case of this number."""


def changed(table: Table, *where: Any, **values: Any) -> Tampering:
    def tamper(connection: Connection, case_id: int) -> None:
        this = update(table).where(table.c.case_id == case_id, *where)
        assert connection.execute(this.values(**values)).rowcount > 0

    return tamper


def taken_out(table: Table, *where: Any) -> Tampering:
    def tamper(connection: Connection, case_id: int) -> None:
        this = delete(table).where(table.c.case_id == case_id, *where)
        assert connection.execute(this).rowcount > 0

    return tamper


def put_in(table: Table, **values: Any) -> Tampering:
    """A row like one that is there, with some values of its own."""

    def tamper(connection: Connection, case_id: int) -> None:
        row = connection.execute(select(table).where(table.c.case_id == case_id)).first()
        assert row is not None
        connection.execute(insert(table).values(row._asdict() | values))

    return tamper


def case_row(**values: Any) -> Tampering:
    def tamper(connection: Connection, case_id: int) -> None:
        connection.execute(update(cases).where(cases.c.id == case_id).values(**values))

    return tamper


def newest_dropped(connection: Connection, case_id: int) -> None:
    newest = select(func.max(revisions.c.number)).where(revisions.c.case_id == case_id)
    here = revisions.c.case_id == case_id
    connection.execute(
        delete(revisions).where(here, revisions.c.number == connection.scalar(newest))
    )
    last = connection.execute(
        select(revisions).where(here).order_by(revisions.c.number.desc())
    ).first()
    assert last is not None
    values = {"number": last.number, "head": last.hash, "changed": last.time}
    case_row(**values, changed_by=last.author)(connection, case_id)


def case_deleted(connection: Connection, case_id: int) -> None:
    connection.execute(delete(cases).where(cases.c.id == case_id))


def case_put_in(connection: Connection, case_id: int) -> None:
    for table, own in ((cases, {"id": 99, "token": "f" * 32}), (revisions, {"case_id": 99})):
        key = table.c.id if table is cases else table.c.case_id
        rows = connection.execute(select(table).where(key == case_id)).all()
        connection.execute(insert(table), [row._asdict() | own for row in rows])


def deleted_case_back(connection: Connection, case_id: int) -> None:
    gone = connection.scalar(select(audit.c.token).where(audit.c.action == "delete"))
    case_row(token=gone)(connection, case_id)


def record_emptied(connection: Connection, _: int) -> None:
    connection.execute(delete(audit))


def tail_cut(connection: Connection, _: int) -> None:
    first = select(func.min(audit.c.number)).where(audit.c.action == "change")
    connection.execute(delete(audit).where(audit.c.number >= connection.scalar(first)))


AUTHOR = revisions.c.number == 3
THE_TICKET = tickets.c.name == "Dr Lund"

WITHOUT_A_LINE = [
    ("author", changed(revisions, AUTHOR, author="ben"), "another author"),
    ("newest dropped", newest_dropped, "which is not there"),
    ("case deleted", case_deleted, "does not say who deleted it"),
    ("case put in", case_put_in, "no line of the record says who began it"),
    ("deleted case back", deleted_case_back, "says that it was deleted"),
    ("changed by", case_row(changed_by="ben"), "who changed it last"),
    ("case's name", case_row(name="another"), "who changed it last"),
    ("member put in", put_in(members, account="eve"), "gives eve a part"),
    ("member gone", taken_out(members, members.c.account == "ben"), "gives ben is gone"),
    ("role", changed(members, members.c.account == "ben", role="owner"), "ben has another part"),
    ("ticket put in", put_in(tickets, account="ticket:eve", hash="e" * 64), "makes ticket:eve"),
    ("ticket gone", taken_out(tickets, THE_TICKET), "who withdrew it"),
    ("invitation put in", put_in(invitations, email="eve@clinic.example"), "invites eve@"),
    ("invited as", changed(invitations, role="owner"), "invites waits@"),
    ("name put in", put_in(snapshots, name="another"), "has other names"),
    ("name gone", taken_out(snapshots), "has other names"),
    ("rating put in", put_in(ratings, rater="eve"), "rating that no line"),
    ("record emptied", record_emptied, "no line of the record says who began it"),
    ("tail cut", tail_cut, "no line of the record tells of revision"),
]
"""What is found in libraries of earlier versions as well."""

WITH_A_SEAL = [
    ("author's name", changed(revisions, AUTHOR, author_name="Ben"), "not the one that the"),
    ("time", changed(revisions, AUTHOR, time=now() - LATER / 2), "not the one that the"),
    ("what", changed(revisions, AUTHOR, what="Nothing"), "not the one that the"),
    ("step", changed(revisions, AUTHOR, step='{"undo": true}'), "not the one that the"),
    ("part's end", changed(members, members.c.account == "ben", until=None), "another part"),
    ("ticket's end", changed(tickets, THE_TICKET, until=now() + 9 * LATER), "ends at another"),
    ("rating", changed(ratings, ratings.c.rater == "cleo", context=9), "not as the record says"),
    ("rating's rater", changed(ratings, ratings.c.rater == "cleo", rater="ana"), "tells is gone"),
    ("ratings gone", taken_out(ratings), "the record tells is gone"),
]
"""What is found where the lines say it: earlier versions left it out."""


def found(engine: Engine, tamper: Tampering, token: str, told: str) -> bool:
    with transaction(engine, writes=True) as connection:
        case_id = connection.scalar(select(cases.c.id).where(cases.c.token == token))
        tamper(connection, case_id or 0)
    health = CaseStore(engine).examine()
    assert not health.whole
    return any(told in sentence for sentence in health.troubles)


def params(table: list[tuple[str, Tampering, str]]) -> list[Any]:
    return [pytest.param(tamper, told, id=name) for name, tamper, told in table]


@pytest.mark.parametrize(("tamper", "told"), params([*WITHOUT_A_LINE, *WITH_A_SEAL]))
def test_what_was_changed_by_hand_is_told(
    tamper: Tampering, told: str, copy: Engine, first_one: tuple[Path, str]
) -> None:
    assert found(copy, tamper, first_one[1], told)


@pytest.mark.parametrize(("tamper", "told"), params(WITHOUT_A_LINE))
def test_in_a_library_of_an_earlier_version_as_far_as_its_lines_say(
    tamper: Tampering, told: str, old_copy: Engine, old_one: tuple[Path, str]
) -> None:
    assert found(old_copy, tamper, old_one[1], told)


def test_on_a_server_as_well(postgres_url: str) -> None:
    from imh.library.engines import server

    library = CaseStore(server(postgres_url))
    token = fill(library)
    assert library.examine().troubles == ()
    assert found(library.engine, put_in(members, account="eve"), token, "gives eve a part")
    assert found(library.engine, changed(revisions, AUTHOR, what="No"), token, "not the one that")
    library.close()


def test_several_revisions_of_one_line_are_covered_by_it(copy: Engine) -> None:
    with copy.connect() as connection:
        lines = connection.scalar(select(func.count()).where(audit.c.action == "change"))
        saved = connection.scalar(select(func.count()).select_from(revisions))
    assert (lines, saved) == (4, 7)


def test_nobody_can_try_out_names_or_scores_once_a_case_is_deleted() -> None:
    """What the record keeps depends on a document that goes with the case."""
    from imh.library.ratings import SCORED, mark, seal, seal_key
    from imh.library.revisions import _COVERED
    from imh.library.revisions import seal as revisions_seal

    row = dict.fromkeys((*_COVERED, *SCORED, "rater", "name", "decided_by"), "x")
    one, other = (seal_key(document) for document in (b"one", b"other"))
    time = {"time": now()}
    assert mark(one, "cleo") != mark(other, "cleo")
    assert seal(one, row | time) != seal(other, row | time)
    seals = {revisions_seal([row | time | {"document": each}]) for each in (b"one", b"other")}
    assert len(seals) == 2
    assert as_text(time["time"]) not in seals
