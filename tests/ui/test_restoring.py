"""At the door a backup takes the place of a library that opens only for who can open that one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from imh.library import keys, local_libraries, locations
from imh.library.roles import THIS_COMPUTER
from imh.ui.core.sign_in import restore_panel

OF_THE_BACKUP, OF_TODAY = "seven green kettles", "nine yellow teapots"


def panel() -> None:
    import streamlit as st

    from imh.ui.core.sign_in.restore_panel import restore_panel

    st.text(restore_panel())


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    """Tries to restore a backup, with a secret for the library that is there."""
    monkeypatch.setattr(locations, "folder", lambda: tmp_path)
    cost = keys.Cost(n=2**10)
    monkeypatch.setattr(keys.set_up, "__defaults__", (cost,))
    monkeypatch.setitem(keys.change_passphrase.__kwdefaults__, "cost", cost)
    library, _ = local_libraries.set_up(OF_THE_BACKUP)
    file = library.back_up(tmp_path / "b.imhbackup")
    library.change_passphrase(OF_THE_BACKUP, OF_TODAY)
    library.close()
    chosen = SimpleNamespace(file=file, name=file.name)
    monkeypatch.setattr(restore_panel, "backup_opener", lambda _: chosen)

    def tried(present: str) -> AppTest:
        app = AppTest.from_function(panel, default_timeout=60).run()
        app.text_input(key="restore:secret").input(OF_THE_BACKUP)
        if locations.own_keys().exists():
            app.text_input(key="restore:present").input(present)
        return app.button[0].click().run()

    return tried


def restored() -> bool:
    return any(locations.folder().glob("library before the restore of *"))


@pytest.mark.parametrize("present", ["", "some other words"])
def test_the_backup_s_own_secret_is_not_enough(
    present: str, door: Callable[[str], AppTest]
) -> None:
    app = door(present)
    (warning,) = app.warning
    assert warning.value.startswith("Nothing was replaced. The library that is here now:")
    assert not restored()
    local_libraries.open_own(passphrase=OF_TODAY).close()


def test_with_a_secret_of_today_it_is_replaced(door: Callable[[str], AppTest]) -> None:
    app = door(OF_TODAY)
    assert "b.imhbackup was restored." in app.text[0].value
    library = local_libraries.open_own(passphrase=OF_THE_BACKUP)
    assert "restore" in {line.action for line in library.for_account(THIS_COMPUTER).whole_record()}
    library.close()


def test_a_library_that_nobody_can_open_needs_none(door: Callable[[str], AppTest]) -> None:
    locations.own_keys().unlink()
    assert "b.imhbackup was restored." in door("").text[0].value
