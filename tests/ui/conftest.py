"""What tests of the screens share: the app as a browser meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.pages_manager import PagesManager

from imh.ui.components import save_button


@pytest.fixture
def by_the_front_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is shown by app.py, as in a browser, and not as a file of a folder called pages."""
    begun = PagesManager.__init__

    def begin(self: PagesManager, *given: Any, **named: Any) -> None:
        PagesManager.uses_pages_directory = False
        begun(self, *given, **named)

    monkeypatch.setattr(PagesManager, "__init__", begin)


@pytest.fixture(autouse=True)
def no_address_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """No screen lays anything under an address of the server, where no cookie is asked for."""

    def laid(*given: Any, **named: Any) -> str:
        raise AssertionError("something was laid under an address of the server")

    for way in ("add", "add_deferred"):
        monkeypatch.setattr(MediaFileManager, way, laid)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], Any]]:
    """What the screens offer to save, in their order: what makes each file when it is asked for."""
    made: list[Callable[[], Any]] = []
    monkeypatch.setattr(save_button, "_answer", lambda key, make, name: made.append(make))
    return made
