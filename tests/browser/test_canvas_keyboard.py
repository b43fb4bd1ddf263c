"""The whole map by keyboard alone, and what a screen reader says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.canvas import Canvas

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one?.dataset?.id ?? one?.getAttribute?.("aria-label") ?? "";
}"""


@pytest.fixture
def canvas(screen: Screen) -> Canvas:
    return Canvas(screen)


def focused(canvas: Canvas) -> str:
    return str(canvas.page.evaluate(FOCUSED))


def tab_to(canvas: Canvas, what: str) -> None:
    for _ in range(60):
        if focused(canvas) == what:
            return
        canvas.page.keyboard.press("Tab")
    pytest.fail(f"the tab key does not reach {what}")


def test_from_the_first_tab_to_a_family_with_a_grandmother(canvas: Canvas) -> None:
    keys = canvas.page.keyboard
    tab_to(canvas, "cass")

    keys.press("n")
    expect(canvas.name_field).to_be_focused()
    keys.type("Rosa")
    keys.press("Enter")
    canvas.confirmed()
    assert focused(canvas) == "rosa"
    assert canvas.selected() == {"rosa"}

    keys.press("t")
    expect(canvas.status).to_contain_text("Tie from Rosa")
    tab_back = 0
    while focused(canvas) != "janelle":
        keys.press("Shift+Tab")
        tab_back += 1
        assert tab_back < 60
    keys.press("Enter")
    canvas.confirmed()
    expect(canvas.status).to_have_text("Tie between Rosa and Janelle added")
    assert canvas.selected() == {"rosa-janelle"}

    before = canvas.place("janelle")
    keys.press("Alt+ArrowRight")
    keys.press("Alt+ArrowDown")
    canvas.confirmed()
    assert focused(canvas) == "janelle"
    now = canvas.place("janelle")
    assert now == pytest.approx((before[0] + 10, before[1] + 10), abs=0.3)

    keys.press("Control+z")
    keys.press("Control+z")
    canvas.confirmed()
    assert canvas.place("janelle") == before
    keys.press("Control+y")
    canvas.confirmed()
    assert canvas.place("janelle") == pytest.approx((before[0] + 10, before[1]), abs=0.3)


def test_arrows_move_the_focus_and_nothing_else(canvas: Canvas) -> None:
    before = canvas.places()
    tab_to(canvas, "cass")
    visited = {"cass"}
    for key in ("ArrowUp", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowRight"):
        canvas.page.keyboard.press(key)
        visited.add(focused(canvas))
    assert len(visited) > 3
    assert visited <= set(before)
    assert canvas.places() == before
    assert canvas.selected() == set()


def test_several_are_selected_and_removed(canvas: Canvas) -> None:
    before = canvas.places()
    tab_to(canvas, "granny")
    canvas.page.keyboard.press("Enter")
    tab_to(canvas, "boy")
    canvas.page.keyboard.press("Shift+Enter")
    assert canvas.selected() == {"granny", "boy"}
    canvas.page.keyboard.press("Delete")
    canvas.confirmed()
    assert set(before) - set(canvas.places()) == {"granny", "boy"}
    canvas.page.keyboard.press("Control+z")
    canvas.confirmed()
    assert canvas.places() == before


def test_ties_are_reached_from_their_ends_and_opened(canvas: Canvas) -> None:
    tab_to(canvas, "granny")
    canvas.page.keyboard.press("l")
    tie = focused(canvas)
    assert canvas.tie(tie).count() == 1
    assert "Granny" in (canvas.tie(tie).get_attribute("aria-label") or "")
    canvas.page.keyboard.press("Enter")
    canvas.confirmed()
    assert canvas.selected() == {tie}
    canvas.page.keyboard.press("Backspace")
    canvas.confirmed()
    expect(canvas.tie(tie)).to_have_count(0)
    canvas.page.keyboard.press("Control+z")  # the focus went to the picture, not out of it
    canvas.confirmed()
    expect(canvas.tie(tie)).to_have_count(1)


def test_escape_ends_a_tie_that_was_begun(canvas: Canvas) -> None:
    tab_to(canvas, "granny")
    canvas.page.keyboard.press("t")
    canvas.page.keyboard.press("Escape")
    expect(canvas.status).to_have_text("No tie was made.")
    tab_to(canvas, "boy")
    canvas.page.keyboard.press("Enter")
    canvas.confirmed()
    assert canvas.selected() == {"boy"}


def test_typing_a_name_triggers_none_of_the_keys(canvas: Canvas) -> None:
    before = canvas.places()
    tab_to(canvas, "granny")
    canvas.page.keyboard.press("n")
    canvas.page.keyboard.type("tln0+-")
    canvas.page.keyboard.press("Backspace")
    canvas.page.keyboard.press("Control+z")
    canvas.page.keyboard.press("Escape")
    canvas.confirmed()
    assert canvas.places() == before
    assert canvas.page.locator(".open-case-kind").inner_text() == "Fictional sample case"


def test_the_tools_work_by_keyboard(canvas: Canvas) -> None:
    before = canvas.places()
    tab_to(canvas, "granny")
    canvas.page.keyboard.press("Enter")
    canvas.page.keyboard.press("Alt+ArrowUp")
    canvas.confirmed()
    for name, expected in (("Reset position", before), ("Add", None)):
        canvas.tool(name).focus()
        canvas.page.keyboard.press("Enter")
        if expected:
            canvas.confirmed()
            assert canvas.places() == expected
    expect(canvas.name_field).to_be_focused()


def test_a_screen_reader_hears_names_ties_and_what_happened(canvas: Canvas) -> None:
    for symbol in canvas.box.locator(".symbol").all():
        assert symbol.get_attribute("role") == "button"
        assert symbol.get_attribute("aria-label")
    for tie in canvas.box.locator(".tie").all():
        assert " and " in (tie.get_attribute("aria-label") or "")
    expect(canvas.status).to_have_count(1)
    assert canvas.screen.axe() == []


def test_a_symbol_that_was_moved_stays_what_it_was(canvas: Canvas) -> None:
    """The focus need not come back, and a screen reader goes on reading where it was."""
    keys = canvas.page.keyboard
    tab_to(canvas, "janelle")
    symbol = canvas.box.locator('.symbol[data-id="janelle"]')
    symbol.evaluate("(one) => { one.mark = 1; one.addEventListener('blur', () => one.mark++); }")
    before = canvas.place("janelle")
    keys.press("Alt+ArrowRight")
    canvas.confirmed()
    assert canvas.place("janelle")[0] == pytest.approx(before[0] + 10, abs=0.3)
    keys.press("Alt+ArrowDown")  # the first change took a copy of the sample, this one does not
    canvas.confirmed()
    assert focused(canvas) == "janelle"
    assert symbol.evaluate("(one) => one.mark") == 1
