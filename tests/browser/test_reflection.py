"""The page for reflection: written by keyboard, one's own until shared, and taken back by undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Screen

CASE, NAME = "sol", "Samia"  # nobody has reflected on this one yet
NOT_YET = "Not yet reflected on."
WORDS = "I drove home slowly and could not say why."


def open_reflection(screen: Screen, case: str) -> None:
    screen.visit("reflection", case)


def choose(screen: Screen, name: str, words: str) -> None:
    screen.choose(screen.page.get_by_role("combobox", name=re.compile(name)), words)


def press(screen: Screen, button: Locator) -> None:
    button.focus()
    screen.page.keyboard.press("Enter")
    screen.settled()


def write(screen: Screen, feeling: str, towards: str) -> None:
    """Write a reaction without a mouse, going from the words to the button by Tab."""
    choose(screen, "Feeling", feeling)
    choose(screen, "How strong", "much")
    choose(screen, "Towards whom", towards)
    screen.page.keyboard.press("Escape")
    screen.page.get_by_role("textbox", name="In your words").focus()
    screen.page.keyboard.type(WORDS)
    screen.page.keyboard.press("Tab")
    screen.settled()
    press(screen, screen.page.get_by_role("button", name="Keep this reflection"))


def written(screen: Screen) -> Locator:
    return screen.page.locator('[class*="st-key-reflection-"]')


def test_a_reflection_is_written_by_keyboard_and_the_principle_hears_it(screen: Screen) -> None:
    open_reflection(screen, CASE)
    page = screen.page
    expect(page.get_by_text(NOT_YET, exact=True)).to_be_visible()
    expect(page.get_by_text("yours until you share it")).to_be_visible()
    expect(page.get_by_text("leave the team unless switched on")).to_be_visible()
    assert screen.trouble() == []

    write(screen, "Sadness", NAME)

    one = written(screen)
    expect(one).to_have_count(1)
    expect(one.get_by_role("heading", name="Sadness, much")).to_be_visible()
    expect(one).to_contain_text(WORDS)
    expect(one).to_contain_text(f"towards {NAME}")
    expect(one).to_contain_text("Only yours")
    expect(page.get_by_text(NOT_YET, exact=True)).to_have_count(0)
    expect(page.get_by_role("textbox", name="In your words")).to_have_value("")
    expect(page.get_by_text("You wrote down: sadness.")).to_be_visible()
    assert screen.trouble() == []

    screen.open("Principles")
    row = page.get_by_role("radio").filter(has_text="Reflective Practice")
    expect(row).not_to_contain_text("ot yet reflected on")
    assert screen.errors_on_screen() == []


def test_it_is_changed_shared_removed_and_undone(screen: Screen) -> None:
    open_reflection(screen, CASE)
    write(screen, "Sadness", NAME)
    one = written(screen)

    press(screen, one.get_by_role("button", name="Edit"))
    words = screen.page.get_by_role("textbox", name="In your words")
    expect(words).to_have_value(WORDS)
    choose(screen, "Feeling", "Worry")
    press(screen, screen.page.get_by_role("button", name="Keep the change"))
    expect(one.get_by_role("heading", name="Worry, much")).to_be_visible()
    expect(one).to_have_count(1)

    press(screen, one.get_by_role("button", name="Share with the team"))
    expect(one).to_contain_text("Shared with the team")
    press(screen, one.get_by_role("button", name="Make it private again"))
    expect(one).to_contain_text("Only yours")

    press(screen, one.get_by_role("button", name="Remove"))
    expect(one).to_have_count(0)
    expect(screen.page.get_by_text(NOT_YET, exact=True)).to_be_visible()
    press(screen, screen.menu.get_by_role("button", name="Undo"))
    expect(one).to_contain_text(WORDS)
    assert screen.errors_on_screen() == []


def test_nothing_is_kept_without_a_word_and_words_outlast_another_page(screen: Screen) -> None:
    open_reflection(screen, CASE)
    press(screen, screen.page.get_by_role("button", name="Keep this reflection"))
    expect(screen.page.get_by_role("alert").filter(has_text="A feeling or a word")).to_be_visible()
    choose(screen, "Kind", "Power")
    screen.page.get_by_role("textbox", name="In your words").fill("I have the car and the form.")
    screen.page.keyboard.press("Tab")
    screen.settled()
    screen.open("Map")
    screen.open("Reflection")
    words = screen.page.get_by_role("textbox", name="In your words")
    expect(words).to_have_value("I have the car and the form.")
    expect(screen.page.get_by_role("combobox", name="Kind")).to_have_value("Power and position")
    assert screen.errors_on_screen() == []


def test_a_split_says_who_holds_which_view(screen: Screen) -> None:
    open_reflection(screen, "rue")
    before = written(screen).count()
    choose(screen, "Kind", "A split")
    choose(screen, "Who holds a view", "Farai")
    screen.page.keyboard.press("Escape")
    view = screen.page.get_by_role("textbox", name="The view of Farai")
    view.fill("Farai would wait.")
    view.press("Tab")
    screen.settled()
    press(screen, screen.page.get_by_role("button", name="Keep this reflection"))
    expect(written(screen)).to_have_count(before + 1)
    expect(written(screen).first).to_contain_text("Farai: Farai would wait.")
    assert screen.errors_on_screen() == []


def test_the_clinician_sees_their_ties_and_a_triangle(screen: Screen) -> None:
    open_reflection(screen, "rue")
    page = screen.page
    expect(page.get_by_role("img", name="lit: Chipo Marufu")).to_be_visible()
    expect(page.get_by_text("Chipo Marufu and Sekai: strained")).to_be_visible()
    expect(
        page.get_by_role("listitem").filter(has_text="Simba stands in between.").first
    ).to_be_visible()
    first = page.locator("ul.plain").first.inner_text()
    press(screen, page.get_by_role("button", name="Other prompts"))
    assert page.locator("ul.plain").first.inner_text() != first
    assert screen.trouble() == []


def test_a_clinician_who_is_not_on_the_map_is_offered_a_place(screen: Screen) -> None:
    screen.open("Cases")
    page = screen.page
    page.get_by_role("button", name="Start a new case").click()
    page.get_by_label("Child's first name or initials").fill("Leo")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Make the map").click()
    screen.settled()
    screen.open("Reflection")
    page.get_by_label("Your name or initials").fill("Tess")
    page.keyboard.press("Tab")
    press(screen, page.get_by_role("button", name="Add me to the map"))
    expect(page.get_by_role("img", name="lit: Tess")).to_be_visible()
    expect(page.get_by_label("Your name or initials")).to_have_count(0)
    assert screen.trouble() == []


def test_the_age_lens_opens_beside_the_map(screen: Screen) -> None:
    screen.visit("map", "ezra")
    screen.page.locator('.symbol[data-id="thandeka"]').click()
    screen.settled()
    lens = screen.page.locator("summary").filter(has_text="Age lens: Thandeka and Ezra")
    expect(lens).to_contain_text("birth to three months (corrected age: nine weeks)")
    lens.focus()
    screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("heading", name="What to support")).to_be_visible()
    assert screen.trouble() == []
