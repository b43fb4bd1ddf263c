"""Writing a family down in lines, as somebody would who types from their notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import Screen, running_app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator

LINES = "Ester, neighbour 58, warm -> Amal daily\nParish, church, warm -> Ester\n"
MISTYPED = "Mei, frend of Amal"


def open_page(screen: Screen, case: str = "noor") -> Locator:
    screen.visit("quick_entry", case)
    return screen.page.get_by_role("textbox", name="One line for each")


def told(screen: Screen) -> None:
    """Wait until the box has sent what was typed, shortly after the last key."""
    screen.page.wait_for_timeout(500)
    screen.settled()


def on_the_map(screen: Screen, identifier: str) -> Locator:
    return screen.page.locator(f'.symbol[data-id="{identifier}"]')


def test_lines_are_understood_while_they_are_typed(screen: Screen) -> None:
    box = open_page(screen)
    assert screen.trouble() == []
    box.press_sequentially(LINES + MISTYPED)
    expect(screen.page.get_by_text("2 of 3 lines understood")).to_be_visible()
    expect(screen.page.get_by_text("Ester, neighbour, 58; warm tie to Amal, daily")).to_be_visible()
    expect(screen.page.get_by_text("did you mean 'friend'?")).to_be_visible()
    expect(screen.page.get_by_text("Adds 1 person, 1 place, 2 ties.")).to_be_visible()
    screen.settled()
    assert screen.trouble() == []


def test_what_is_understood_goes_to_the_map_and_the_rest_stays_to_be_put_right(
    screen: Screen,
) -> None:
    box = open_page(screen)
    box.fill(LINES + MISTYPED)
    screen.page.get_by_role("button", name="Add to the map").click()
    screen.settled()
    expect(box).to_have_value(MISTYPED)
    screen.page.get_by_role("button", name="Put right: Mei, friend of Amal").click()
    screen.settled()
    expect(box).to_have_value("Mei, friend of Amal")
    box.press("Control+Enter")
    screen.settled()
    expect(box).to_have_value("")
    screen.open("Map")
    for identifier in ("ester", "parish", "mei"):
        expect(on_the_map(screen, identifier)).to_have_count(1)
    screen.menu.get_by_role("button", name="Undo").click()
    screen.settled()
    expect(on_the_map(screen, "mei")).to_have_count(0)
    screen.menu.get_by_role("button", name="Undo").click()
    screen.settled()
    expect(on_the_map(screen, "ester")).to_have_count(0)
    expect(on_the_map(screen, "parish")).to_have_count(0)


def test_nothing_typed_is_lost_by_a_page_change_or_a_reload(screen: Screen) -> None:
    box = open_page(screen)
    box.fill(LINES)
    screen.page.get_by_role("button", name="Add to the map").click()
    screen.settled()
    box.press_sequentially("Mei, fri")  # and away at once, in the middle of a word
    screen.menu.get_by_role("link", name="Timeline", exact=True).click(delay=80)
    screen.settled()
    screen.open("Write it down")
    expect(box).to_have_value("Mei, fri")
    screen.page.reload()
    screen.settled()
    expect(box).to_have_value("Mei, fri")


def test_nothing_typed_is_lost_or_doubled_when_the_app_is_started_anew(
    screen_on: Callable[..., Screen], tmp_path: Path
) -> None:
    with running_app(tmp_path) as address:
        screen = screen_on(address)
        box = open_page(screen)
        box.fill(LINES)
        screen.page.get_by_role("button", name="Add to the map").click()
        screen.settled()
        box.press_sequentially("Mei, fri")
        told(screen)
    box.press_sequentially("end of")  # while it is away
    with running_app(tmp_path, port=int(address.rsplit(":", 1)[1])):
        screen.settled()
        box.press_sequentially(" Amal")
        told(screen)
        expect(box).to_have_value("Mei, friend of Amal")
        screen.page.reload()
        screen.settled()
        expect(box).to_have_value("Mei, friend of Amal")


ADD_TYPE_AND_LEAVE = """() => {
  const inside = (selector) => {
    for (const host of document.querySelectorAll("*"))
      if (host.shadowRoot?.querySelector(selector)) return host.shadowRoot.querySelector(selector);
  };
  const links = [...document.querySelectorAll('[data-testid="stSidebar"] a')];
  const area = document.querySelector("textarea") ?? inside("textarea");
  document.querySelector(".st-key-add-lines button").click();
  area.value += "Mei, fri";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => {
    links.find((link) => link.querySelector("p")?.textContent.trim() === "Timeline").click();
  }, 50);
}"""


def test_what_is_typed_while_lines_are_added_is_there_after_leaving(screen: Screen) -> None:
    box = open_page(screen)
    box.fill(LINES + "\n")
    expect(screen.page.get_by_role("button", name="Add to the map")).to_be_enabled()
    screen.settled()
    screen.page.evaluate(ADD_TYPE_AND_LEAVE)
    screen.settled()
    screen.open("Timeline")  # Streamlit may have lost a click that came while it ran again
    screen.open("Write it down")
    expect(box).to_have_value(re.compile(r"Mei, fri$"))


def test_lines_beside_a_sample_go_along_to_its_copy(screen: Screen) -> None:
    box = open_page(screen)
    box.press_sequentially("Mei, fri")
    screen.settled()
    screen.open("Map")
    screen.page.locator(".symbol[data-id]").last.focus()
    screen.page.keyboard.press("Alt+ArrowLeft")  # the first change: a copy is begun
    expect(screen.menu.get_by_text("Copy of a fictional case")).to_be_visible()
    screen.open("Write it down")
    expect(box).to_have_value("Mei, fri")
    screen.page.reload()
    screen.settled()
    expect(box).to_have_value("Mei, fri")


def test_typing_goes_on_while_lines_are_being_added(screen: Screen) -> None:
    box = open_page(screen)
    box.press_sequentially(LINES)
    box.press("Control+Enter")
    box.press_sequentially("Mei, friend of Amal")
    screen.settled()
    expect(box).to_have_value("Mei, friend of Amal")
    expect(screen.page.get_by_text("1 of 1 line understood")).to_be_visible()


def test_the_same_lines_can_be_typed_again_after_an_undo(screen: Screen) -> None:
    box = open_page(screen)
    for _ in range(2):
        box.fill(LINES)
        screen.page.get_by_role("button", name="Add to the map").click()
        screen.settled()
        expect(box).to_have_value("")
        screen.menu.get_by_role("button", name="Undo").click()
        screen.settled()


def test_how_to_write_and_the_case_in_lines_are_one_click_away(screen: Screen) -> None:
    open_page(screen)
    screen.page.get_by_role("tab", name="How to write it").click()
    screen.settled()
    expect(
        screen.page.get_by_text("Rosa, maternal grandmother 58, lives with").last
    ).to_be_visible()
    assert screen.trouble() == []
    screen.page.get_by_role("tab", name="This case in lines").click()
    screen.settled()
    expect(screen.page.get_by_text("Noor, child 30m, girl").last).to_be_visible()
    assert screen.trouble() == []


def test_the_tab_key_leads_from_the_box_to_the_button(screen: Screen) -> None:
    box = open_page(screen)
    box.press_sequentially("Mei, friend of Amal")
    expect(screen.page.get_by_text("1 of 1 line understood")).to_be_visible()
    screen.settled()
    box.press("Tab")
    expect(screen.page.get_by_role("button", name="Add to the map")).to_be_focused()
    screen.page.keyboard.press("Enter")
    screen.settled()
    expect(box).to_have_value("")


def test_tab_writes_the_word_that_is_offered_and_escape_refuses_it(screen: Screen) -> None:
    box = open_page(screen)
    offer = screen.page.get_by_role("status").filter(has_text="Tab:")
    box.press_sequentially("Mei, neigh")
    expect(offer).to_have_text("Tab: neighbour")
    box.press("Tab")
    box.press_sequentially(", warm -> A")
    expect(offer).to_have_text("Tab: Amal")
    assert screen.trouble() == []
    box.press("Tab")
    expect(box).to_have_value("Mei, neighbour, warm -> Amal")
    expect(offer).to_have_count(0)
    box.press_sequentially("\nMei, pedi")
    expect(offer).to_have_text("Tab: pediatrician")
    box.press("Escape")
    expect(offer).to_have_count(0)
    box.press("Tab")
    expect(box).not_to_be_focused()


PASTED = """\
Amal, support fits: thin
Ester, neighbour 58, warm -> Amal daily, Noor
Mei, frend of Amal
Parish, church, warm -> Ester
Lark, daycare, close Noor
Grete, nurse, ok Amal
3m: move, Amal; sudden, told by Ester
Amal with Noor: soothing strenth (seen)
Noor: sleep watch
"""


def test_of_a_pasted_block_the_wrong_lines_stay_and_are_explained(screen: Screen) -> None:
    box = open_page(screen)
    box.fill(PASTED)
    expect(screen.page.get_by_text("7 of 9 lines understood")).to_be_visible()
    box.press("Control+Enter")
    screen.settled()
    expect(box).to_have_value("Mei, frend of Amal\nAmal with Noor: soothing strenth (seen)")
    expect(screen.page.get_by_text("7 lines added to the map.")).to_be_visible()
    expect(screen.page.get_by_text("did you mean 'friend'?")).to_be_visible()
    expect(screen.page.get_by_text("did you mean 'strength'?")).to_be_visible()
