"""The door is asked by every edit, and by every part of a page that is drawn by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.testing.v1 import AppTest

from imh.case.edits import Change
from imh.case.synthetic import synthetic_case
from imh.library.case_store import CaseStore
from imh.library.engines import embedded
from imh.library.errors import LibraryError
from imh.library.local_libraries import LocalCaseStore
from imh.library.open_case import OpenCase
from imh.library.roles import THIS_COMPUTER, Account
from imh.ui.core import libraries
from imh.ui.core.sign_in import (
    auth_session,
    connection_limit,
    fragments,
    guest_sign_in,
    team_sign_in,
)
from imh.ui.core.sign_in.idle_timeout import TIME_OUT, time_out
from imh.ui.core.sign_in.session_lifetime import WindowSession
from imh.ui.session_state import SHOWN_BY_ITSELF
from tests.ui.screens import said_by

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
ANA = Account("ana", "Ana")
HOUR = timedelta(hours=1)


@pytest.fixture
def library(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalCaseStore]:
    """A library of one's own; a team's behaves as one, once there is an address of it."""
    monkeypatch.setattr(team_sign_in, "_has_a_service", lambda: True)
    monkeypatch.setattr(libraries, "team", lambda _: library)
    library = LocalCaseStore(embedded(own_home / "library", KEY), data_key=KEY)
    libraries.remember(library)
    yield library
    library.close()


def window(
    library: CaseStore, where: str, account: Account, window_session: WindowSession, token: str
) -> AppTest:
    """A window of the app, in which somebody has come in and has a case open."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["library"] = library
    app.session_state["where"] = where
    app.session_state["stay"] = window_session
    app.session_state["desk"] = library.for_account(account, window_session)
    app.query_params["case"] = token
    app.run().switch_page("pages/about.py").run()
    assert not app.exception
    return app


def begun(library: CaseStore, account: Account) -> OpenCase:
    """A case in which there is something to take back."""
    return (
        library.for_account(account)
        .begin(synthetic_case(3, 8), "family")
        .do(Change.of("carer-0", name="Rosa"))
    )


def shut_and_nothing_saved(app: AppTest, open_case: OpenCase, why: str) -> None:
    """A step back, in a window that is closed by now, is not taken, and the door says so."""
    app.button(key="undo").click().run()
    assert not app.exception
    assert not app.sidebar.button
    (said,) = [one.value for one in app.info]
    assert said.startswith(why)
    assert "What you did last came after that and was not saved" in said
    assert open_case.newest() == open_case.number


def test_after_signing_out_in_another_window_nothing_is_saved(
    library: LocalCaseStore, monkeypatch: pytest.MonkeyPatch, by_the_front_door: None
) -> None:
    monkeypatch.setattr(libraries, "team_address", lambda: "an address")
    library.sign_in(ANA, "mark", HOUR)
    open_case = begun(library, ANA)
    library.for_account(ANA).autosave(open_case.token, "lines", "Ben, uncle")
    app = window(library, "team", ANA, WindowSession(library, "mark"), open_case.token)
    library.sign_out(ANA, "mark")
    shut_and_nothing_saved(app, open_case, "You were signed out")
    assert [one.label for one in app.button] == ["Sign in", "Come in as a guest"]
    assert library.for_account(ANA).autosaved(open_case.token) == {"lines": "Ben, uncle"}


@pytest.mark.parametrize("over", ["left alone", "replaced"])
def test_on_a_laptop_nothing_is_saved_after_the_library_was_closed(
    over: str, library: LocalCaseStore, monkeypatch: pytest.MonkeyPatch, by_the_front_door: None
) -> None:
    monkeypatch.setattr(auth_session.local_libraries, "is_set_up", lambda: True)
    window_session, open_case = WindowSession(library), begun(library, THIS_COMPUTER)
    app = window(library, "own", THIS_COMPUTER, window_session, open_case.token)
    if over == "replaced":
        monkeypatch.setattr(libraries, "is_open", lambda _: False)
    else:
        long_ago = time_out().total_seconds() + 1
        window_session.seen = (window_session.seen[0] - long_ago, window_session.seen[1])
    shut_and_nothing_saved(
        app, open_case, f"The library was {'closed' if over != 'replaced' else over}"
    )


def test_a_page_that_is_shown_anew_by_itself_is_no_use_of_the_library(
    library: LocalCaseStore, by_the_front_door: None
) -> None:
    window_session, open_case = WindowSession(library), begun(library, THIS_COMPUTER)
    app = window(library, "own", THIS_COMPUTER, window_session, open_case.token)
    before = window_session.seen
    app.session_state[SHOWN_BY_ITSELF.name] = True
    app.run()
    assert window_session.seen == before
    app.run()
    assert window_session.seen > before


def test_what_still_holds_the_library_of_a_window_that_was_left_gets_nothing(
    library: LocalCaseStore,
) -> None:
    window_session = WindowSession(library)
    account_cases = library.for_account(THIS_COMPUTER, window_session)
    assert account_cases.list() == ()
    window_session.left = True
    with pytest.raises(LibraryError, match="closed by now"):
        account_cases.list()


# ------------------------------------------------------------------ parts drawn by themselves


def test_no_part_of_a_page_is_drawn_alone_without_asking_the_door() -> None:
    files = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "imh").rglob("*.py")]
    named = {
        file.relative_to(ROOT).as_posix()
        for file in files
        if "fragment" in (text := file.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Attribute) and node.attr in ("fragment", "experimental_fragment"))
        or (isinstance(node, ast.ImportFrom) and any(n.name == "fragment" for n in node.names))
    }
    assert named == {"imh/ui/core/sign_in/fragments.py"}


class Anew(Exception):
    """The page is drawn anew."""


@pytest.mark.parametrize("every", [None, 10.0])
def test_a_part_drawn_alone_asks_and_a_clock_is_no_use(
    every: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    drawn: list[str] = []
    answers = iter([True, False])

    def stays(*, used: bool) -> bool:
        asked.append(used)
        return next(answers)

    def rerun() -> None:
        raise Anew

    parts = SimpleNamespace(fragment_ids_this_run=["this"])
    monkeypatch.setattr(auth_session, "stays", stays)
    monkeypatch.setattr(fragments, "get_script_run_ctx", lambda: parts)
    monkeypatch.setattr(fragments.st, "fragment", lambda draw, run_every: draw)
    monkeypatch.setattr(fragments.st, "rerun", rerun)
    part = fragments.guarded_fragment(drawn.append, run_every=every)
    part("first")
    with pytest.raises(Anew):
        part("second")
    parts.fragment_ids_this_run = []
    part("with its page")
    assert drawn == ["first", "with its page"]
    assert asked == [every is None] * 2


# ------------------------------------------------------------------ before the door


def test_more_windows_than_there_are_places_wait(
    library: LocalCaseStore, monkeypatch: pytest.MonkeyPatch, by_the_front_door: None
) -> None:
    monkeypatch.setattr(libraries, "team_address", lambda: "an address")
    monkeypatch.setattr(guest_sign_in, "_browser", lambda: "b" * 32)
    monkeypatch.setattr(connection_limit, "_is_there", lambda _: True)
    monkeypatch.setattr(connection_limit, "_places", places := connection_limit.Places(number=1))
    assert places.has("another", lambda _: True)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert [one.value for one in app.info] == [
        "Many windows are waiting at the door. Please try again in a moment."
    ]
    assert [one.label for one in app.button] == ["Sign in", "Try again"]
    places.give_back("another")
    app.button[1].click().run()
    code = library.for_account(ANA).make_ticket(begun(library, ANA).token, "Dr Lund")[1]
    app.text_input(key="door:code").set_value(code)
    app.button[1].click().run()
    assert not app.exception
    assert places.has("another", lambda _: True)  # who came in gave it back
    again = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert "Dr Lund" in said_by(again)  # the same browser, after a reload


def test_a_place_is_for_a_window_that_is_there_and_not_for_ever() -> None:
    seconds = [0.0]
    places = connection_limit.Places(number=2, held=10, clock=lambda: seconds[0])

    def has(window: str, *there: str) -> bool:
        return places.has(window, there.__contains__)

    assert has("a")
    assert has("b")
    seconds[0] = 5
    assert not has("c", "a", "b")
    assert has("c", "b")  # a has gone
    assert not has("a", "b", "c")
    seconds[0] = 10
    assert has("a", "b", "c")  # in the place of b, which had one for longest
    assert not has("b", "a", "c")
    places.give_back("c")
    assert has("b", "a")
    assert len(places._since) == 2


@pytest.mark.parametrize(
    ("state", "user", "size", "heard"),
    [
        ({}, {}, 1_000, True),
        ({}, {}, connection_limit.LARGEST, False),
        ({"desk": "in"}, {}, connection_limit.LARGEST, True),
        ({}, {"is_logged_in": True}, connection_limit.LARGEST, True),
    ],
)
def test_who_is_not_in_can_send_little(
    state: dict[str, Any],
    user: dict[str, Any],
    size: int,
    heard: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libraries, "team_address", lambda: "an address")
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id="x", string_value="x" * size)
    one: Any = SimpleNamespace(session_state=state, _user_info=user)
    assert connection_limit.may_be_heard(one, message) is heard
    assert connection_limit.may_be_heard(one, BackMsg(clear_cache=True)) is bool(state or user)
    if not heard:
        with pytest.raises(WebSocketDisconnect):  # an open connection would keep it in memory
            connection_limit._heard(one, message)
        assert message.ByteSize() == 0
    monkeypatch.setattr(libraries, "team_address", lambda: None)
    assert connection_limit.may_be_heard(one, BackMsg(clear_cache=True))


@pytest.mark.parametrize(
    ("forwarded", "own", "counted"),
    [
        (["203.0.113.9, 192.0.2.7"], "198.51.100.1", "192.0.2.7"),
        (["203.0.113.9", "192.0.2.7"], None, "192.0.2.7"),
        (["2001:db8:1:2:3:4:5:6"], None, "2001:db8:1:2::/64"),
        ([], "198.51.100.1", "198.51.100.1"),
        ([], None, ""),
        (["nonsense"], None, ""),
    ],
)
def test_of_what_was_forwarded_only_our_own_proxy_is_believed(
    forwarded: list[str], own: str | None, counted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = SimpleNamespace(get_all=lambda _: forwarded)
    context = SimpleNamespace(headers=headers, ip_address=own)
    monkeypatch.setattr(guest_sign_in, "st", SimpleNamespace(context=context))
    assert guest_sign_in._address() == counted


@pytest.mark.parametrize(
    ("said", "minutes"), [("5", 5), ("nan", 15), ("inf", 1440), ("1e12", 1440), ("-1", 0.05)]
)
def test_the_time_out_is_some_time_up_to_a_day(
    said: str, minutes: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TIME_OUT, said)
    assert time_out() == timedelta(minutes=minutes)
