"""The inspector as a person uses it: read beside the map, change there, take it back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

TIE = "Remi (cares for): warm and hard at once"
FORM = '[class*="st-key-inspector-form-"]'
SENTENCE = "Between Noémie and Remi there is warmth and strain at once."


def open_map(screen: Screen, case: str = "remi") -> None:
    screen.visit("map", case)


def drawn(screen: Screen, identifier: str) -> Locator:
    return screen.page.locator(f'[data-id="{identifier}"]').first


def select(screen: Screen, identifier: str) -> None:
    drawn(screen, identifier).click()
    screen.settled()


def edit(screen: Screen) -> None:
    """Turn the panel into fields, by keyboard."""
    screen.page.get_by_role("switch", name="Edit").focus()
    screen.page.keyboard.press("Space")
    expect(screen.page.locator(FORM)).to_be_visible()
    screen.settled()


def line(screen: Screen, name: str) -> Locator:
    return screen.page.get_by_role("button", name=name, exact=True)


def field(screen: Screen, name: str) -> Locator:
    return screen.page.get_by_role("combobox", name=name, exact=True)


def choose(screen: Screen, name: str, words: str) -> None:
    screen.choose(field(screen, name), words)


def test_a_tie_changed_by_keyboard_changes_the_map_and_the_reasons(screen: Screen) -> None:
    open_map(screen)
    select(screen, "noemie")
    edit(screen)
    line(screen, TIE).focus()
    screen.page.keyboard.press("Enter")
    screen.settled()
    panel = screen.page.locator(".st-key-inspector")
    expect(panel.get_by_role("heading", name="Noémie and Remi", exact=True)).to_be_visible()
    expect(panel.get_by_text(SENTENCE)).to_have_count(1)
    expect(drawn(screen, "noemie-remi")).to_have_class(re.compile(r"\bmixed\b"))

    choose(screen, "How the tie is", "strong")

    expect(field(screen, "How the tie is")).to_have_value("strong and warm")
    expect(field(screen, "How the tie is")).to_be_focused()
    expect(drawn(screen, "noemie-remi")).to_have_class(re.compile(r"\bwarm\b"))
    expect(drawn(screen, "noemie-remi")).not_to_have_class(re.compile(r"\bmixed\b"))
    expect(panel.get_by_text(SENTENCE)).to_have_count(0)
    assert screen.trouble() == []


def test_what_a_family_kept_to_itself_is_taken_back_by_undo(screen: Screen) -> None:
    open_map(screen)
    select(screen, "florian")
    edit(screen)
    expect(field(screen, "Part in the care")).not_to_have_value("family chose not to say")
    was = field(screen, "Part in the care").input_value()
    choose(screen, "Part in the care", "family")
    expect(field(screen, "Part in the care")).to_have_value("family chose not to say")
    line(screen, "Take back").click()
    screen.settled()
    expect(field(screen, "Part in the care")).to_have_value(was)
    assert screen.errors_on_screen() == []


def test_a_refused_name_goes_back_and_what_was_typed_can_be_read(screen: Screen) -> None:
    open_map(screen)
    select(screen, "griet")
    edit(screen)
    name = screen.page.get_by_role("textbox", name="Name", exact=True)
    name.fill("<b>Griet</b>")
    name.press("Enter")
    screen.settled()
    expect(name).to_have_value("Griet")
    refused = screen.page.get_by_role("alert").filter(has_text="Not changed.")
    expect(refused).to_contain_text("Griet: Name: markup '<b>'")
    expect(refused.locator("blockquote")).to_have_text("<b>Griet</b>")
    name.fill("Griet B.")
    name.press("Enter")
    screen.settled()
    expect(refused).to_have_count(0)
    expect(screen.page.get_by_role("heading", name="Griet B.", exact=True)).to_be_visible()


def test_a_note_is_kept_when_one_goes_straight_on_to_somebody_else(screen: Screen) -> None:
    open_map(screen)
    select(screen, "griet")
    edit(screen)
    screen.page.get_by_role("textbox", name="Note", exact=True).fill("drives on Fridays")
    drawn(screen, "luc").click()  # no Enter, no leaving the field first
    screen.settled()
    select(screen, "griet")
    expect(screen.page.get_by_role("textbox", name="Note", exact=True)).to_have_value(
        "drives on Fridays"
    )


SEEN = """(field) => {
  const around = (element) => element.parentElement.closest("[class]");
  let height = field.getBoundingClientRect().height;
  for (let box = around(field); !/st-key-inspector-form-/.test(box.className); box = around(box))
    height = Math.min(height, box.getBoundingClientRect().height);
  return height;
}"""
"""How much of a field's height the boxes around it leave to be seen, in pixels."""


@pytest.mark.parametrize("entry", ["griet", "noemie-remi"])
def test_the_note_is_a_box_that_one_can_see_and_write_in(screen: Screen, entry: str) -> None:
    open_map(screen)
    drawn(screen, entry).focus()
    screen.page.keyboard.press("Enter")
    screen.settled()
    edit(screen)
    note = screen.page.get_by_role("textbox", name="Note", exact=True)
    for width, height in ((1920, 1080), (1280, 720)):
        screen.page.set_viewport_size({"width": width, "height": height})
        note.scroll_into_view_if_needed()
        assert note.evaluate(SEEN) >= 60
    note.click()  # as one does with a mouse: nothing else lies over it
    screen.page.keyboard.press("Control+A")
    screen.page.keyboard.type("drives on Fridays")
    expect(note).to_have_value("drives on Fridays")
    assert screen.trouble() == []


def test_two_fields_changed_in_one_breath_are_both_kept(screen: Screen) -> None:
    open_map(screen)
    select(screen, "griet")
    edit(screen)
    screen.page.get_by_text("What weighs on them").click()
    screen.settled()
    for name in ("Mood", "Grief"):  # both write the person's list of loads
        screen.look_for(field(screen, name), "in the past")
        screen.page.keyboard.press("Enter")
    screen.settled()
    expect(field(screen, "Mood")).to_have_value("in the past")
    expect(field(screen, "Grief")).to_have_value("in the past")


def test_the_first_change_leaves_menu_and_fields_where_they_are(screen: Screen) -> None:
    """A click or a text that is on its way meets what it was meant for."""
    open_map(screen)
    select(screen, "griet")
    edit(screen)
    link = screen.menu.get_by_role("link", name="Timeline", exact=True)
    where = link.bounding_box()
    still = [
        one.element_handle()
        for one in (link.locator("span").first, field(screen, "Part in the care"))
    ]
    choose(screen, "Gender", "female")
    expect(screen.menu.get_by_text("Copy of a fictional case")).to_be_visible()
    assert link.bounding_box() == where
    assert [one.evaluate("(node) => node.isConnected") for one in still] == [True, True]


def test_somebody_removed_comes_back_with_all_ties(screen: Screen) -> None:
    open_map(screen)
    select(screen, "noemie")
    edit(screen)
    ties = screen.page.locator('[data-id^="noemie-"]').count()
    assert ties > 3
    line(screen, "Remove Noémie").click()
    screen.settled()
    expect(drawn(screen, "noemie")).to_have_count(0)
    line(screen, "Take back").click()
    screen.settled()
    expect(drawn(screen, "noemie")).to_have_count(1)
    assert screen.page.locator('[data-id^="noemie-"]').count() == ties


def test_a_home_is_opened_and_its_nights_are_drawn(screen: Screen) -> None:
    open_map(screen)
    screen.page.get_by_role("button", name="Bastien's home").filter(has_text="3 nights").click()
    screen.settled()
    edit(screen)
    nights = screen.page.get_by_role("spinbutton", name="Nights a week Remi sleeps here")
    expect(nights).to_have_value("3")
    nights.fill("2")
    nights.press("Enter")
    screen.settled()
    expect(screen.page.locator("svg").get_by_text("Bastien's home, 2 nights")).to_have_count(1)
    line(screen, "Back").click()
    screen.settled()
    expect(screen.page.get_by_role("button", name="Remi 2 nights a week")).to_have_count(1)


def test_a_new_tie_opens_with_everything_still_to_ask(screen: Screen) -> None:
    open_map(screen)
    select(screen, "griet")
    edit(screen)
    choose(screen, "Add a tie to", "Florian")
    expect(screen.page.get_by_role("heading", name="Griet and Florian", exact=True)).to_be_visible()
    expect(field(screen, "How the tie is")).to_have_value("not asked yet")
    expect(drawn(screen, "griet-florian")).to_have_count(1)
    line(screen, "Back to Griet").click()
    screen.settled()
    expect(line(screen, "Florian: not asked yet")).to_be_visible()


@pytest.mark.parametrize("entry", ["remi", "noemie", "noemie-remi", "creche"])
def test_the_narrow_panel_never_scrolls_sideways(screen: Screen, entry: str) -> None:
    open_map(screen)
    panel = screen.page.locator(".st-key-inspector")
    drawn(screen, entry).focus()
    screen.page.keyboard.press("Enter")
    screen.settled()
    edit(screen)
    for fold in panel.locator("summary").all():
        fold.click()
        screen.settled()
    width, within = panel.locator(FORM).evaluate("form => [form.scrollWidth, form.clientWidth]")
    assert within <= 260
    assert width <= within
    assert screen.trouble() == []


def test_a_home_opens_from_its_name_its_outline_and_the_keyboard(screen: Screen) -> None:
    open_map(screen)
    heading = screen.page.locator(".st-key-inspector").get_by_role("heading", level=2).first
    home = screen.page.locator('.home[data-id="home-noemie"]')
    screen.page.locator('.home-name[data-id="home-noemie"]').click()
    screen.settled()
    expect(heading).to_have_text("Noémie's home")
    expect(home).to_have_attribute("aria-pressed", "true")
    screen.page.locator('.home[data-id="home-bastien"]').focus()
    screen.page.keyboard.press("Enter")
    screen.settled()
    expect(heading).to_have_text("Bastien's home")
    screen.page.mouse.click(*home.evaluate(BARE_SPOT))
    screen.settled()
    expect(heading).to_have_text("Noémie's home")
    assert screen.trouble() == []


BARE_SPOT = """(home) => {
  const line = home.querySelector("path"), onto = line.getScreenCTM();
  for (let step = 0; step < 100; step++) {
    const at = line.getPointAtLength(line.getTotalLength() * step / 100).matrixTransform(onto);
    const hit = home.getRootNode().elementFromPoint(at.x, at.y);
    if (hit?.closest(".home") === home) return [at.x, at.y];
  }
}"""
"""A place on a home's outline that nothing else covers."""


def test_what_somebody_says_and_a_screening_are_added_by_keyboard(screen: Screen) -> None:
    open_map(screen)
    select(screen, "noemie")
    edit(screen)
    panel = screen.page.locator(".st-key-inspector")
    for fold in ("Screenings", "Strengths in their words"):
        panel.locator("summary").filter(has_text=fold).focus()
        screen.page.keyboard.press("Enter")
        screen.settled()
    words = screen.page.get_by_role("textbox", name="New: a strength Noémie names", exact=True)
    words.fill("He laughs when I sing")
    words.press("Enter")
    screen.settled()
    expect(line(screen, "“He laughs when I sing”")).to_be_visible()
    expect(words).to_have_value("")
    line(screen, "Take back").click()
    screen.settled()
    expect(line(screen, "“He laughs when I sing”")).to_have_count(0)
    choose(screen, "Add a screening", "EPDS")
    expect(screen.page.get_by_role("heading", name="EPDS: Noémie", exact=True)).to_be_visible()
    score = screen.page.get_by_role("textbox", name="Score", exact=True)
    score.fill("12")
    score.press("Enter")
    screen.settled()
    expect(screen.page.get_by_role("status").filter(has_text="score changed")).to_be_visible()
    line(screen, "Back to Noémie").click()
    screen.settled()
    panel.locator("summary").filter(has_text="Screenings").click()
    screen.settled()
    expect(panel.get_by_role("button").filter(has_text="EPDS: ")).to_be_visible()
    assert screen.trouble() == []
