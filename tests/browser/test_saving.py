"""A file is saved by the browser, from what only its own session was sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imh.case import casefile
from tests.browser.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Download

    from tests.browser.conftest import Screen


def test_a_file_is_saved_under_no_address_of_the_server(screen: Screen) -> None:
    page: Any = screen.page
    asked: list[str] = []
    saved: list[Download] = []
    heard = {
        "request": lambda request: asked.append(request.url),
        "download": lambda download: saved.append(download),
    }
    for event, note in heard.items():
        page.on(event, note)
    screen.visit("about", "hana")
    button = screen.menu.get_by_role("button", name="Save case file", exact=True)
    with page.expect_download() as download:
        button.dblclick()
    file = download.value
    assert file.suggested_filename == "hana.json"
    own = casefile.read(ROOT / "sample_cases" / "hana.json")
    assert json.loads(Path(file.path()).read_text("utf-8")) == json.loads(casefile.dump(own))
    with page.expect_download():
        button.press("Enter")
    screen.open("Method")
    screen.settled()
    for event, note in heard.items():
        page.remove_listener(event, note)
    assert len(saved) == 2  # a double click is one, and a page drawn anew saves nothing again
    assert not [url for url in asked if url.startswith(f"{screen.address}/media")]
    assert file.url.startswith("blob:")  # which this window alone can open
