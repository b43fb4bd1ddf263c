"""What each role may not do, tried at the page: no control for it, and refused when forced.

Forced: the page was drawn while Ana might still do it; her part is taken or changed; she presses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.engines import embedded
from imh.library.errors import LibraryError, Refused
from imh.library.retention import Retention
from imh.library.roles import MAY, THIS_COMPUTER, Account, Act, Role
from imh.ui.components import case_table
from imh.ui.core.sign_in import team_sign_in
from tests.ui.screens import keys_of, said_by

ROOT = Path(__file__).parents[2]
APP = str(ROOT / "app.py")
ANA = Account("ana", "Ana")
EVERYBODY = (*Role, None)


@dataclass
class Shared:
    """A case of a team's library, as its owner has it."""

    library: CaseStore
    owner: AccountCases
    token: str
    clicked: dict[str, str]

    def make(self, role: Role | None) -> None:
        """Give Ana a part in the case, or none."""
        if role:
            self.owner.share(self.token, ANA.id, role)
        else:
            self.owner.unshare(self.token, ANA.id)

    def coming_in(self, address: str) -> AppTest:
        """The app as Ana has it, come in by an address that names a case, or none."""
        app = AppTest.from_file(APP, default_timeout=60)
        app.session_state["library"] = self.library
        app.session_state["where"] = "team"
        app.session_state["desk"] = self.library.for_account(ANA)
        if address:
            app.query_params["case"] = address
        return app.run()

    def app(self, page: str, role: Role | None) -> AppTest:
        """The same, on a page; on that of the cases no case is open yet."""
        self.make(role)
        address = "" if page == "cases" else self.token
        app = self.coming_in(address).switch_page(f"pages/{page}.py").run()
        assert not app.exception
        return app


@pytest.fixture
def shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_the_front_door: None
) -> Iterator[Shared]:
    monkeypatch.setattr(team_sign_in, "lasts", lambda _: True)  # the sign-in has tests of its own
    monkeypatch.setattr(team_sign_in, "left_alone", lambda _: False)
    library = CaseStore(embedded(tmp_path / "library", bytes(range(32))))
    owner, case = library.for_account(THIS_COMPUTER), synthetic_case(3, 8)
    open_case = owner.begin(case, "family").do(Change.of("carer-0", note="Sings to her"))
    open_case.rate((1, 2, 3, 4, 5), name="TR")
    library.for_account(ANA).begin(case.supposing(title="Of Ana's own"), "family")
    library.sign_in(Account("cleo", "Cleo"), "once", timedelta(hours=1))
    clicked: dict[str, str] = {}

    def what_was_clicked(**_: object) -> SimpleNamespace:
        """What a browser sends of the table of cases."""
        return SimpleNamespace(
            opened=clicked.pop("opened", None), deleted=clicked.pop("deleted", None)
        )

    monkeypatch.setattr(case_table, "_component", what_was_clicked)
    yield Shared(library, owner, open_case.token, clicked)
    library.close()


def open_from_the_list(shared: Shared, app: AppTest) -> None:
    shared.clicked["opened"] = shared.token


def delete_from_the_list(shared: Shared, app: AppTest) -> None:
    shared.clicked["deleted"] = shared.token


def look_at_an_earlier_state(shared: Shared, app: AppTest) -> None:
    app.button("view:history:step:1").click()


def go_back_to_an_earlier_state(shared: Shared, app: AppTest) -> None:
    app.button("view:history:step:1").click().run()
    app.button("go-back").click()


def add_an_event(shared: Shared, app: AppTest) -> None:
    app.text_input(key="view:new-event:what").set_value("A move")
    next(one for one in app.button if one.label == "Add").click()


def name_the_state(shared: Shared, app: AppTest) -> None:
    app.text_input("snapshot:name").set_value("before the meeting")
    next(one for one in app.button if one.label == "Name it").click()


def give_somebody_a_part(shared: Shared, app: AppTest) -> None:
    app.selectbox(key="view:share:who").select("Cleo")
    app.button(key="give").click()


def make_a_ticket(shared: Shared, app: AppTest) -> None:
    app.button(key="make-ticket").click()


def take_a_part_back(shared: Shared, app: AppTest) -> None:
    app.button(key="take-back-1").click()


def look_again(shared: Shared, app: AppTest) -> None:
    """Only come to the page once more."""


def rate(shared: Shared, app: AppTest) -> None:
    app.button_group(key="view:rate:context").set_value(7)


def show_all_ratings(shared: Shared, app: AppTest) -> None:
    app.button(key="all-ratings").click()


def read_the_record(shared: Shared, app: AppTest) -> None:
    app.selectbox(key="record:of").set_value(shared.token)


Press = Callable[[Shared, AppTest], None]


@dataclass(frozen=True)
class Try:
    """A page, what somebody does on it, and what who may do so ``reads`` there.

    Who may change something changes it.
    """

    page: str
    press: Press
    reads: str = ""


FORCED: dict[Act, list[Try]] = {
    Act.OPEN: [Try("cases", open_from_the_list, reads="The map in words")],
    Act.LOOK_BACK: [
        Try("history", look_at_an_earlier_state, reads="The case today at"),
        Try("history", go_back_to_an_earlier_state),
        Try("rating", show_all_ratings, reads="What decided"),
    ],
    Act.CHANGE: [Try("timeline", add_an_event), Try("history", name_the_state)],
    Act.RATE: [Try("rating", rate)],
    Act.SHARE: [
        Try("people", give_somebody_a_part),
        Try("people", make_a_ticket),
        Try("people", take_a_part_back),
    ],
    Act.DELETE: [Try("cases", delete_from_the_list, reads="will be removed, with")],
    Act.SEE_PEOPLE: [Try("people", look_again, reads="Who has a part in this case")],
    Act.READ_RECORD: [Try("library", read_the_record, reads="gave ana a part in the case")],
}
TRIES = [pytest.param(one, id=one.press.__name__) for tries in FORCED.values() for one in tries]
CELLS = [
    pytest.param(one, role, id=f"{one.press.__name__}-{role or 'nobody'}")
    for act, tries in FORCED.items()
    for one in tries
    for role in EVERYBODY
    if role not in MAY[act]
]


def test_every_act_of_the_table_is_tried_at_a_page() -> None:
    with_tests_of_their_own = {Act.EXPORT}
    assert set(FORCED) | with_tests_of_their_own == set(Act) == set(MAY)


@pytest.mark.parametrize(("one", "role"), CELLS)
def test_what_a_page_still_offered_is_refused(shared: Shared, one: Try, role: Role | None) -> None:
    app = shared.app(one.page, Role.OWNER)
    one.press(shared, app)
    shared.make(role)
    before = everything(shared)
    app.run()
    assert not app.exception
    assert everything(shared) == before
    refused = [line for line in shared.owner.record(shared.token) if line.account == ANA.id]
    assert "refused" in {line.action for line in refused}
    told = ("may not", "Your part in this case has changed")
    assert any(words in said_by(app) for words in told)
    assert not one.reads or one.reads not in said_by(app)


def everything(shared: Shared) -> object:
    """All of a case that somebody could have changed; None when it is gone."""
    account_cases, token = shared.owner, shared.token
    try:
        open_case = account_cases.open(token)
    except LibraryError:
        return None
    names = [line.names for line in open_case.revisions()]
    rated = open_case.ratings()
    return (
        open_case.number,
        open_case.case,
        names,
        account_cases.members(token),
        account_cases.tickets(token),
        rated,
    )


@pytest.mark.parametrize("one", TRIES)
def test_the_same_is_done_for_who_may(shared: Shared, one: Try) -> None:
    """Otherwise nothing being done would prove nothing."""
    app = shared.app(one.page, Role.OWNER)
    before = everything(shared)
    one.press(shared, app)
    app.run()
    assert not app.exception
    if one.reads:
        assert one.reads in said_by(app)
    else:
        assert everything(shared) != before


DIALOG = """
import streamlit as st
from imh.ui.cases.deletion import ask_before_deleting
ask_before_deleting(st.session_state["token"], "A family")
"""


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_deletion_is_refused_after_it_was_asked_for_as_well(
    shared: Shared, role: Role | None
) -> None:
    shared.make(Role.OWNER)
    app = AppTest.from_string(DIALOG, default_timeout=60)
    app.session_state["desk"] = shared.library.for_account(ANA)
    app.session_state["token"] = shared.token
    app.run().button("delete:yes").click()
    shared.make(role)
    app.run()
    assert not app.exception
    assert (everything(shared) is None) is (role in MAY[Act.DELETE])
    assert ("may not delete this case" in said_by(app)) is (role not in MAY[Act.DELETE])


@pytest.mark.parametrize("role", EVERYBODY)
def test_what_a_page_still_offered_to_save_is_refused(
    shared: Shared, role: Role | None, offered: list[Callable[[], object]]
) -> None:
    app = shared.app("timeline", Role.OWNER)
    offered.clear()
    app.switch_page("pages/formulation.py").run()
    assert len(offered) == 4  # the case file, and the formulation in three forms
    shared.make(role)
    for make in (offered[0], offered[-1]) if role in MAY[Act.EXPORT] else offered:
        if role in MAY[Act.EXPORT]:
            assert make()
            continue
        with pytest.raises(Refused, match="may not take this case out"):
            make()
    said = {line.action for line in shared.owner.record(shared.token) if line.account == ANA.id}
    assert ("export" in said, "refused" in said) == (
        role in MAY[Act.EXPORT],
        role not in MAY[Act.EXPORT],
    )
    if role not in MAY[Act.EXPORT]:
        assert "save-file" not in keys_of(app.run())


WRITING = ["tables", "quick_entry", "interview", "reflection", "formulation"]
CONTROLS = {
    "undo",
    "redo",
    "save-file",
    "view:add-home",
    "view:edit",
    "view:new-event:what",
    "otherwise:item",
    "save-table",
    "add-lines",
    "declined",
    "keep-reflection",
    "give",
    "make-ticket",
    "view:share:who",
    "all-ratings",
}


def test_a_guest_has_no_control_to_change_or_share(shared: Shared) -> None:
    app = shared.app("map", Role.GUEST)
    for page in ["map", "timeline", "principles", "rating", *WRITING, "people", "history"]:
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, page
        assert not CONTROLS & keys_of(app), page
        words = said_by(app)
        if page in WRITING:
            assert "A consultation guest may only read this case" in words
        if page in ("people", "history"):
            assert "guest" in words, page


def test_a_contributor_sees_who_has_a_part_and_no_controls(shared: Shared) -> None:
    app = shared.app("people", Role.CONTRIBUTOR)
    assert not {"give", "make-ticket", "view:share:who", "take-back-0"} & keys_of(app)
    said = said_by(app)
    assert "Owner" in said
    assert "Ana (you)" in said


@pytest.mark.parametrize("role", [Role.AUDITOR, None])
def test_who_may_not_open_a_case_sees_nothing_of_it(shared: Shared, role: Role | None) -> None:
    title = shared.owner.open(shared.token).case.title
    app = shared.app("map", role)
    said = said_by(app)
    assert "No case is open" in said
    assert not title or title not in said
    assert "open case" not in app.session_state


def test_an_auditor_of_one_case_reads_its_record_without_its_name(shared: Shared) -> None:
    title = shared.owner.open(shared.token).case.title
    app = shared.app("library", Role.AUDITOR)
    said = said_by(app)
    assert f"Case {shared.token[:8]}" in said
    assert "began the case" in said
    assert not title or title not in said


@pytest.mark.parametrize("page", ["due", "library"])
def test_how_long_cases_are_kept_is_said_with_who_sets_it(shared: Shared, page: str) -> None:
    shared.owner.set_retention(Retention(after_change=7))
    app = shared.app(page, Role.CONTRIBUTOR)
    said = said_by(app)
    assert "Cases are kept until 7 years after the last change." in said
    assert "Whoever runs the server can change this" in said
    assert not any(key.startswith("keep:") for key in keys_of(app))
