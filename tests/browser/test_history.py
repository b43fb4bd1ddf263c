"""The history of a case: read it, name a state, look back, go back, and undo next time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = "cass"


def happened(screen: Screen, *events: str) -> None:
    """Note events on the timeline, one after another."""
    if screen.page.url == "about:blank":
        screen.visit("timeline", SAMPLE)
    screen.open("Timeline")
    for what in events:
        line = screen.page.get_by_role("textbox", name="New event: what happened")
        line.fill(what)
        line.press("Enter")
        expect(event(screen, what)).to_be_visible()
        screen.settled()


def event(screen: Screen, what: str) -> Locator:
    in_words = screen.page.locator(".st-key-events-in-words")
    return in_words.get_by_role("button", name=re.compile(re.escape(what), re.IGNORECASE))


def step(screen: Screen, words: str) -> Locator:
    return screen.page.locator(".st-key-steps").get_by_role("button", name=re.compile(words))


def press(screen: Screen, name: str) -> None:
    screen.page.get_by_role("button", name=name, exact=True).click()
    screen.settled()


def press_in_menu(screen: Screen, name: str) -> None:
    screen.menu.get_by_role("button", name=name, exact=True).click()
    screen.settled()


def test_a_former_state_is_named_looked_at_and_gone_back_to(screen: Screen) -> None:
    screen.visit("history", SAMPLE)
    expect(screen.page.get_by_text("The history begins with the first change")).to_be_visible()
    happened(screen, "moved to a flat")
    screen.open("History")
    screen.page.get_by_label("Name the case as it is now").fill("before the meeting")
    press(screen, "Name it")
    expect(step(screen, "before the meeting")).to_have_count(1)
    happened(screen, "started at the crèche")

    screen.open("History")
    expect(step(screen, "New event: 'started at the crèche'")).to_have_count(1)
    step(screen, "before the meeting").click()
    beside = screen.page.locator(".st-key-desk")
    expect(beside.get_by_text("New event: 'started at the crèche'")).to_be_visible()
    expect(beside.get_by_role("img", name="The map")).to_be_visible()
    screen.settled()
    assert screen.trouble() == []

    press(screen, "Go back to this state")
    expect(step(screen, "Went back to an earlier state")).to_have_count(1)
    expect(step(screen, "New event: 'started at the crèche'")).to_have_count(1)
    screen.open("Timeline")
    expect(event(screen, "started at the crèche")).to_have_count(0)
    press_in_menu(screen, "Undo")
    expect(event(screen, "started at the crèche")).to_have_count(1)
    assert screen.errors_on_screen() == []


def test_any_two_states_are_compared(screen: Screen) -> None:
    happened(screen, "first", "second", "third")
    screen.open("History")
    step(screen, "The case was begun").click()
    beside = screen.page.locator(".st-key-desk")
    expect(beside.get_by_role("listitem")).to_have_count(3)
    other = beside.get_by_role("combobox", name="Compare with")
    other.click()
    screen.page.get_by_role("option", name=re.compile("second")).click()
    expect(beside.get_by_role("listitem")).to_have_text(
        ["New event: 'first'", "New event: 'second'"]
    )
    screen.settled()
    assert screen.trouble() == []


def test_undo_goes_on_after_the_window_was_closed(
    screen: Screen, screen_on: Callable[..., Screen]
) -> None:
    happened(screen, "first", "second")
    case = re.search(r"case=\w+", screen.page.url)
    assert case
    screen.page.close()

    again = screen_on(screen.address)
    again.page.goto(f"{screen.address}/?{case[0]}")
    again.settled()
    again.open("Timeline")
    expect(event(again, "second")).to_have_count(1)
    press_in_menu(again, "Undo")
    expect(event(again, "second")).to_have_count(0)
    press_in_menu(again, "Undo")
    expect(event(again, "first")).to_have_count(0)
    expect(again.menu.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    again.page.reload()
    again.settled()
    press_in_menu(again, "Redo")
    press_in_menu(again, "Redo")
    expect(event(again, "second")).to_have_count(1)
    again.open("History")
    expect(step(again, "Taken back")).to_have_count(2)
    expect(step(again, "Done again")).to_have_count(2)
    assert again.errors_on_screen() == []
