"""Two windows on one case: both changes stay, and where they cannot, somebody chooses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Screen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLE = "cass"
Two = tuple[Screen, Screen]


@pytest.fixture(scope="module")
def two(browser: Browser, address: str) -> Iterator[Two]:
    """Two windows in which the same case is open on the timeline."""
    contexts = [browser.new_context(viewport={"width": 1280, "height": 720}) for _ in range(2)]
    screen, other = (Screen(context.new_page(), address) for context in contexts)
    screen.visit("timeline", SAMPLE)
    happened(screen, "the beginning")
    open_same(screen, other)
    other.open("Timeline")
    yield screen, other
    for context in contexts:
        context.close()


def open_same(screen: Screen, other: Screen) -> None:
    case = re.search(r"case=\w+", screen.page.url)
    assert case
    other.page.goto(f"{screen.address}/?{case[0]}")
    other.settled()


def happened(screen: Screen, what: str) -> None:
    """Note an event on the timeline."""
    line = screen.page.get_by_role("textbox", name="New event: what happened")
    if not line.count():
        screen.open("Timeline")
    line.fill(what)
    line.press("Enter")
    expect(event(screen, what)).to_be_visible()
    screen.settled()


def event(screen: Screen, what: str) -> Locator:
    in_words = screen.page.locator(".st-key-events-in-words")
    return in_words.get_by_role("button", name=re.compile(f"{what}\\b", re.IGNORECASE))


def rename(screen: Screen, old: str, new: str) -> None:
    """Write other words for an event, in the panel beside the timeline."""
    if not screen.page.get_by_role("textbox", name="New event: what happened").count():
        screen.open("Timeline")
    event(screen, old).click()
    edit = screen.page.get_by_role("switch", name="Edit")
    expect(edit).to_be_visible()
    if not edit.is_checked():
        edit.focus()
        screen.page.keyboard.press("Space")
    field = screen.page.get_by_role("textbox", name="What happened", exact=True)
    field.fill(new)
    field.press("Enter")
    screen.settled()


def choosing(screen: Screen) -> Locator:
    return screen.page.get_by_role("heading", name="Two versions: which one holds?")


def choose(screen: Screen, side: str) -> None:
    screen.page.get_by_role("radiogroup").get_by_text(side, exact=True).click()
    screen.settled()
    screen.page.get_by_role("button", name="Save these choices").click()
    screen.settled()


def test_eight_quick_edits_from_each_side_are_all_in_the_case(two: Two) -> None:
    for number in range(8):
        for screen, name in zip(two, ("mine", "theirs"), strict=True):
            happened(screen, f"{name} {number}")
    one, other = two
    expect(one.page.get_by_text("Another window of yours changed this case:")).not_to_have_count(0)
    happened(other, "the end")
    for name in ("mine", "theirs"):
        for number in range(8):
            expect(event(other, f"{name} {number}")).to_have_count(1)
    assert one.errors_on_screen() + other.errors_on_screen() == []


def test_two_wordings_are_chosen_between_and_a_closed_window_loses_nothing(two: Two) -> None:
    one, other = two
    rename(one, "the beginning", "the first day")
    rename(other, "the beginning", "the first night")
    expect(choosing(other)).to_be_visible()
    table = other.page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(
        ["Before", "Mine", "Theirs: another window of yours"]
    )
    expect(table.get_by_role("cell")).to_have_text(
        ["'the beginning'", "'the first night'", "'the first day'"]
    )
    expect(other.page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(other.page.get_by_role("button", name="Save these choices")).to_be_disabled()
    other.settled()
    assert other.trouble() == []

    other.page.get_by_role("button", name="Decide later").click()
    expect(other.page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    open_same(one, other)
    expect(choosing(other)).to_be_visible()
    other.page.goto("about:blank")  # closed in the middle of the choice
    open_same(one, other)
    expect(choosing(other)).to_be_visible()
    choose(other, "Mine")
    expect(choosing(other)).to_have_count(0)
    other.open("Timeline")
    expect(event(other, "the first night")).to_have_count(1)

    happened(one, "a visit")
    expect(event(one, "the first night")).to_have_count(1)
    happened(other, "a walk")
    expect(event(other, "a visit")).to_have_count(1)
    assert one.errors_on_screen() + other.errors_on_screen() == []


def test_what_others_saved_is_offered_while_somebody_types(two: Two) -> None:
    one, other = two
    line = other.page.get_by_role("textbox", name="New event: what happened")
    line.press_sequentially("half a sen")
    happened(one, "a picnic")
    show = other.menu.get_by_role("button", name="Show the changes")
    expect(show).to_be_visible()
    expect(line).to_be_focused()
    expect(line).to_have_value("half a sen")
    show.click()
    expect(event(other, "a picnic")).to_have_count(1)
    expect(other.page.get_by_text("New event: 'a picnic'")).to_be_visible()
    expect(show).to_have_count(0)
    assert other.errors_on_screen() == []
