"""What each role may not do, tried at the page: no control for it, and refused when forced.

Forced: the page was drawn while Ana might still do it; her part is taken or changed; she presses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from imh.case.made_up import made_up_case
from imh.library.engines import embedded
from imh.library.errors import Refused
from imh.library.library import Desk, Library
from imh.library.roles import MAY, THIS_COMPUTER, Account, Act, Role
from imh.ui import open_case_panel
from imh.ui.door import team

APP = str(Path(__file__).parents[2] / "app.py")
ANA = Account("ana", "Ana")
EVERYBODY = (*Role, None)


@dataclass
class Shared:
    """A case of a team's library, as its owner has it."""

    library: Library
    owner: Desk
    token: str

    def make(self, role: Role | None) -> None:
        """Give Ana a part in the case, or none."""
        if role:
            self.owner.share(self.token, ANA.id, role)
        else:
            self.owner.unshare(self.token, ANA.id)

    def coming_in(self) -> AppTest:
        """The app as Ana has it, come in by an address that names the case."""
        app = AppTest.from_file(APP, default_timeout=60)
        app.session_state["library"] = self.library
        app.session_state["where"] = "team"
        app.session_state["desk"] = self.library.as_(ANA)
        app.query_params["case"] = self.token
        return app.run()

    def app(self, page: str, role: Role | None) -> AppTest:
        """The same, on a page."""
        self.make(role)
        app = self.coming_in().switch_page(f"pages/{page}.py").run()
        assert not app.exception
        return app


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shared]:
    monkeypatch.setattr(team, "goes_on", lambda _: True)  # the sign-in has tests of its own
    monkeypatch.setattr(team, "left_alone", lambda _: False)
    library = Library(embedded(tmp_path / "library", bytes(range(32))))
    owner = library.as_(THIS_COMPUTER)
    work = owner.begin(made_up_case(3, 8), "family")
    library.sign_in(Account("cleo", "Cleo"), "once", timedelta(hours=1))
    yield Shared(library, owner, work.token)
    library.close()


def add_an_event(app: AppTest) -> None:
    app.text_input(key="view:new-event:what").set_value("A move")
    next(one for one in app.button if one.label == "Add").click()


def give_somebody_a_part(app: AppTest) -> None:
    app.selectbox(key="view:share:who").select("Cleo")
    app.button(key="give").click()


def make_a_ticket(app: AppTest) -> None:
    app.button(key="make-ticket").click()


def take_a_part_back(app: AppTest) -> None:
    app.button(key="take-back-1").click()


FORCED: dict[Act, list[tuple[str, Callable[[AppTest], None]]]] = {
    Act.CHANGE: [("timeline", add_an_event)],
    Act.SHARE: [
        ("people", give_somebody_a_part),
        ("people", make_a_ticket),
        ("people", take_a_part_back),
    ],
}
CELLS = [
    pytest.param(page, press, role, id=f"{press.__name__}-{role or 'nobody'}")
    for act, tries in FORCED.items()
    for page, press in tries
    for role in EVERYBODY
    if role not in MAY[act]
]


@pytest.mark.parametrize(("page", "press", "role"), CELLS)
def test_what_a_page_still_offered_is_refused(
    shared: Shared, page: str, press: Callable[[AppTest], None], role: Role | None
) -> None:
    app = shared.app(page, Role.OWNER)
    press(app)
    shared.make(role)
    before = everything(shared)
    app.run()
    assert not app.exception
    assert everything(shared) == before
    refused = [one for one in shared.owner.record(shared.token) if one.account == ANA.id]
    assert "refused" in {one.action for one in refused}
    assert "may not" in said_by(app)


def everything(shared: Shared) -> object:
    """All of a case that somebody could have changed."""
    desk, token = shared.owner, shared.token
    work = desk.open(token)
    return work.number, work.case, desk.members(token), desk.tickets(token)


@pytest.mark.parametrize("press", [press for tries in FORCED.values() for _, press in tries])
def test_the_same_is_done_for_who_may(shared: Shared, press: Callable[[AppTest], None]) -> None:
    """Otherwise nothing being done would prove nothing."""
    page = next(p for tries in FORCED.values() for p, one in tries if one is press)
    app = shared.app(page, Role.OWNER)
    before = everything(shared)
    press(app)
    app.run()
    assert not app.exception
    assert everything(shared) != before


@pytest.mark.parametrize("role", [Role.GUEST, Role.AUDITOR, None])
def test_the_case_file_is_refused(shared: Shared, role: Role | None) -> None:
    app = shared.app("timeline", Role.CONTRIBUTOR)
    opened = app.session_state["open case"]
    shared.make(role)
    with pytest.raises(Refused, match="may not take this case out"):
        open_case_panel._case_file(opened)
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
}


def said_by(app: AppTest) -> str:
    """All that the app sends to the browser."""
    return "".join(str(getattr(each, "proto", "")) for each in app)


def keys_of(app: AppTest) -> set[str]:
    """The keys of all controls on the screen."""
    return {str(key) for one in app if (key := getattr(one, "key", None))}


def test_a_guest_has_no_control_to_change_or_share(shared: Shared) -> None:
    app = shared.app("map", Role.GUEST)
    for page in ["map", "timeline", "principles", *WRITING, "people", "history"]:
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
