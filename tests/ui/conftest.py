"""What tests of the screens share: the app as a browser meets it."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager


@pytest.fixture
def by_the_front_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is shown by app.py, as in a browser, and not as a file of a folder called pages."""
    begun = PagesManager.__init__

    def begin(self: PagesManager, *given: Any, **named: Any) -> None:
        PagesManager.uses_pages_directory = False
        begun(self, *given, **named)

    monkeypatch.setattr(PagesManager, "__init__", begin)
