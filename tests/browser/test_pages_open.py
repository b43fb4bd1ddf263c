"""Every page opens: no error, no request to another host, no broken axe rule in light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Screen

PAGES = [
    "Map",
    "Timeline",
    "Principles",
    "Reflection",
    "Rate",
    "Formulation",
    "History",
    "Write it down",
    "Tables",
    "Interview",
    "Cases",
    "Due",
    "Library",
    "About",
    "Method",
]


def test_the_menu_names_every_page_once(screen: Screen) -> None:
    screen.open("Cases")
    links = screen.menu.get_by_role("link")
    assert [text.strip() for text in links.locator("p").all_inner_texts()] == PAGES


def test_every_page_opens(screen: Screen) -> None:
    for title in PAGES:
        screen.open(title)
        one = screen.page.get_by_role("heading", level=1)
        expect(one, title).to_have_count(1)
        assert (title, screen.trouble()) == (title, [])


@pytest.mark.parametrize("path", ["map", "timeline", "principles", "about"])
def test_a_page_opens_by_its_address(screen: Screen, path: str) -> None:
    screen.page.goto(f"{screen.address}/{path}")
    screen.settled()
    expect(screen.page).to_have_url(f"{screen.address}/{path}")
    assert screen.errors_on_screen() == []
    assert screen.foreign_requests == []


def test_the_first_visit_passes_the_front_door_and_comes_to_its_page(
    page: Page, fresh_address: str
) -> None:
    """A folder named `pages` would be run by Streamlit itself until app.py has run once."""
    page.goto(f"{fresh_address}/timeline?sample=cass")
    menu = page.get_by_test_id("stSidebar").get_by_role("link")
    expect(menu.locator("p")).to_have_text(PAGES)
    expect(page).to_have_url(f"{fresh_address}/timeline?sample=cass")
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
