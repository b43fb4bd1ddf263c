"""The timeline as a person edits it: a line adds an event, a click or a key opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Screen


def open_timeline(screen: Screen) -> None:
    screen.visit("timeline", "remi")


def in_words(screen: Screen, title: str) -> Locator:
    return screen.page.locator(".st-key-events-in-words").get_by_role("button", name=title)


def add(screen: Screen, what: str, age: str, how: str) -> None:
    page = screen.page
    page.get_by_label("New event: what happened").fill(what)
    page.get_by_label("Child's age (months)").first.fill(age)
    screen.choose(page.get_by_role("combobox", name="How it was"), how)
    page.get_by_role("button", name="Add", exact=True).focus()
    page.keyboard.press("Enter")
    screen.settled()


def test_an_event_is_added_in_one_line_and_opens_beside(screen: Screen) -> None:
    open_timeline(screen)
    add(screen, "First steps", "13", "nurtured much")
    expect(in_words(screen, "First steps")).to_contain_text("at 13 months")
    expect(in_words(screen, "First steps")).to_contain_text("nurtured")
    expect(screen.page.get_by_role("heading", name="First steps", exact=True)).to_be_visible()
    expect(screen.page.get_by_label("New event: what happened")).to_have_value("")


def test_an_age_that_cannot_be_is_refused_and_the_line_stays(screen: Screen) -> None:
    open_timeline(screen)
    add(screen, "First steps", "99", "nurtured much")
    expect(screen.page.get_by_role("alert").filter(has_text="Not added.")).to_be_visible()
    expect(screen.page.get_by_label("New event: what happened")).to_have_value("First steps")
    expect(screen.page.get_by_label("Child's age (months)").first).to_have_value("99")
    expect(in_words(screen, "First steps")).to_have_count(0)


def test_a_click_in_the_picture_opens_the_event(screen: Screen) -> None:
    open_timeline(screen)
    screen.page.locator(".stPlotlyChart .point").first.click(force=True)
    screen.settled()
    expect(
        screen.page.locator(".st-key-inspector").get_by_role("heading", level=2).first
    ).to_have_text("Florian's motorbike accident")


def test_an_event_is_changed_by_keyboard_beside_the_picture(screen: Screen) -> None:
    open_timeline(screen)
    page = screen.page
    in_words(screen, "The parents parted").focus()
    page.keyboard.press("Enter")
    screen.settled()
    page.get_by_role("switch", name="Edit").focus()
    page.keyboard.press("Space")
    screen.settled()
    screen.choose(page.get_by_role("combobox", name="Burden", exact=True), "much")
    expect(in_words(screen, "The parents parted")).to_contain_text("weighed")
    age = page.get_by_role("spinbutton", name="Child's age (months)").last
    age.fill("16")
    age.press("Enter")
    screen.settled()
    expect(in_words(screen, "The parents parted")).to_contain_text("at 16 months")
    assert screen.trouble() == []
    page.get_by_role("button", name="Take back").click()
    screen.settled()
    expect(in_words(screen, "The parents parted")).to_contain_text("at 15 months")
