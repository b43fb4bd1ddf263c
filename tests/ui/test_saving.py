"""Saving a file: made when it is asked for, sent to who asked, and kept nowhere afterwards."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import streamlit as st

from imh.library.errors import LibraryError, Refused
from imh.library.local_libraries import LocalCaseStore
from imh.ui.components import save_button
from imh.ui.library import backup

ROOT = Path(__file__).parents[2]
BY_ADDRESS = {"download_button", "image", "audio", "video", "pdf", "logo", "pyplot"}
"""What of Streamlit lays bytes under an address of the server."""


class Browser:
    """One button in a browser, and what the server keeps for it meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kept: dict[str, Any] = {}
        self.shown: dict[str, Any] = {}
        monkeypatch.setattr(st, "session_state", self.kept)
        monkeypatch.setattr(save_button, "_component", self._show)

    def _show(self, *, data: dict[str, Any], **_: object) -> None:
        self.shown = data

    def asks(self, make: Callable[[], str | bytes], asked: Any = None, **how: Any) -> Any:
        """The button is drawn once while the browser asks for something; returns the answer."""
        self.kept["key"] = {"asked": asked}
        save_button.save_button("Save", make, "a file.txt", key="key", **how)
        del self.kept["key"]
        return self.shown["answer"]

    def saves(self, make: Callable[[], str | bytes]) -> bytes:
        """Press once, and ask until all is here."""
        data = b""
        while True:
            answer = self.asks(make, {"ticket": "one", "from": len(data)})
            assert (answer["ticket"], answer["name"]) == ("one", "a file.txt")
            assert answer["from"] == len(data)
            data += base64.b64decode(answer["bytes"])
            assert len(answer["bytes"]) <= save_button.PIECE * 4 // 3 + 4
            if len(data) == answer["size"]:
                return data


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(monkeypatch)


class Made:
    """Makes a file and counts how often."""

    def __init__(self, made: str | bytes = b"bytes") -> None:
        self.made, self.times = made, 0

    def __call__(self) -> str | bytes:
        self.times += 1
        return self.made


@pytest.mark.parametrize("made", [b"", b"bytes", "Zdeněk", bytes(range(256)) * 40])
def test_what_was_made_arrives_and_nothing_of_it_is_kept(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, made: str | bytes
) -> None:
    monkeypatch.setattr(save_button, "PIECE", 4096)
    make = Made(made)
    assert browser.saves(make) == (made.encode() if isinstance(made, str) else made)
    assert make.times == 1
    assert browser.kept == {}


def test_nothing_is_made_before_somebody_asks(browser: Browser) -> None:
    make = Made()
    for asked in (None, "x", 7, [], {"ticket": "one"}, {"ticket": "one", "from": "no number"}):
        assert browser.asks(make, asked) is None
    assert browser.asks(make, {"ticket": "one", "from": 0}, disabled=True) is None
    assert make.times == 0


def test_drawn_again_it_sends_nothing_again(browser: Browser) -> None:
    make = Made()
    browser.saves(make)
    assert browser.asks(make) is None
    assert make.times == 1


def test_the_rest_of_a_file_is_only_for_the_press_that_began_it(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save_button, "PIECE", 4)
    make = Made(b"twelve bytes")
    browser.asks(make, {"ticket": "one", "from": 0})
    refused = {"ticket": "two", "said": "The file did not arrive whole. Please press again."}
    assert browser.asks(make, {"ticket": "two", "from": 4}) == refused
    assert browser.kept == {}
    assert make.times == 1


def test_what_is_refused_says_why(browser: Browser) -> None:
    def refuse() -> bytes:
        raise Refused("A guest may not take this case out of the library.")

    answer = browser.asks(refuse, {"ticket": "one", "from": 0})
    assert answer == {
        "ticket": "one",
        "said": "A guest may not take this case out of the library.",
    }


def test_what_fails_says_so_in_our_words(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError("about Leo")

    answer = browser.asks(fail, {"ticket": "one", "from": 0})
    assert answer["said"] == "The file could not be made. Nothing was saved."
    assert "ZeroDivisionError" in caplog.text
    assert browser.kept == {}


def test_a_backup_too_large_for_the_browser_names_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def back_up(to: Path) -> Path:
        to.write_bytes(b"more than two bytes")
        return to

    library = cast(LocalCaseStore, SimpleNamespace(back_up=back_up))
    assert backup._made(library) == b"more than two bytes"
    monkeypatch.setattr(backup, "LARGEST", 2)
    with pytest.raises(LibraryError, match="python -m imh backup FILE"):
        backup._made(library)


def test_nothing_else_gives_out_a_file() -> None:
    """Streamlit's own ways lay it under an address, which asks nobody for a cookie."""
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "imh").rglob("*.py")]
    way = re.compile(rf"\.({'|'.join(BY_ADDRESS)})\(")
    used = [
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in files
        for found in way.finditer(file.read_text("utf-8"))
    ]
    assert used == []
