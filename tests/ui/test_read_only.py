"""A library on a read-only disk: the door says so, and no page shows an error of the program's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from imh.library import local_libraries
from imh.library.case_store import CaseStore
from imh.library.engines import embedded
from imh.library.locations import TEAM_ADDRESS
from imh.library.roles import THIS_COMPUTER

APP = str(Path(__file__).parents[2] / "app.py")
SAID = "cannot be written to. Nothing was changed"


@pytest.fixture(autouse=True)
def home(own_home: Path, monkeypatch: pytest.MonkeyPatch, by_the_front_door: None) -> None:
    monkeypatch.delenv(TEAM_ADDRESS, raising=False)


def test_the_practice_library_says_why_it_does_not_open(
    read_only_disk: Callable[[], None],
) -> None:
    local_libraries.practice().close()
    read_only_disk()
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    (why,) = app.warning
    assert SAID in why.value
    assert app.button[0].label == "Try again"


def test_ones_own_library_says_why_it_does_not_open(read_only_disk: Callable[[], None]) -> None:
    local_libraries.set_up("seven green kettles")[0].close()
    read_only_disk()
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.text_input("door:passphrase").set_value("seven green kettles")
    next(one for one in app.button if one.label == "Open my cases").click().run()
    assert not app.exception
    (why,) = app.warning
    assert SAID in why.value
    assert "put a copy of the file back" not in why.value


def test_a_page_says_what_the_library_cannot_do(tmp_path: Path) -> None:
    library = CaseStore(embedded(tmp_path / "library", bytes(32)))
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["library"] = library
    app.session_state["where"] = "practice"
    app.session_state["desk"] = library.for_account(THIS_COMPUTER)
    app.run()
    with library.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE settings")  # whatever it may be
    app.switch_page("pages/due.py").run()
    assert not app.exception
    assert "The library could not do this" in app.warning[0].value
    library.close()
