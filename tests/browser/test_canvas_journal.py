"""No gesture gets lost: fast ones while Python is busy, and those made on the way to another page.

The largest sample case keeps Python busy by itself: every change takes it far longer than the
10 ms between two gestures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.canvas import Canvas

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

LARGEST = "theo-and-lin"
TWENTY = 20

MOVE_FAST = """async (symbol, times) => {
  symbol.focus();
  const root = symbol.getRootNode(); // a new picture may come meanwhile
  for (let k = 0; k < times; k++) {
    const now = root.querySelector(`.symbol[data-id="${symbol.dataset.id}"]`) ?? root.activeElement;
    now.dispatchEvent(new KeyboardEvent("keydown", {
      key: "ArrowLeft", altKey: true, bubbles: true, composed: true, cancelable: true,
    }));
    await new Promise((done) => setTimeout(done, 10));
  }
}"""
ADD_FAST = """async (picture, times) => {
  const press = (on, key) => on.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
  const root = picture.getRootNode();
  for (let k = 0; k < times; k++) {
    press(picture, "n");
    root.querySelector(".namer input").value = `Visitor ${k + 1}`;
    root.querySelector(".namer").requestSubmit();
    await new Promise((done) => setTimeout(done, 10));
  }
}"""

# By script, because the menu shifts when a sample case becomes a copy.
LEAVE = """() => [...document.querySelectorAll('[data-testid="stSidebar"] a')]
  .find((link) => link.querySelector("p")?.textContent.trim() === "Timeline").click()"""


def test_twenty_moves_ten_milliseconds_apart_all_arrive(screen: Screen) -> None:
    canvas = Canvas(screen, LARGEST)
    x, y = canvas.place("warren")
    canvas.symbol("warren").evaluate(MOVE_FAST, TWENTY)
    assert canvas.place("warren") == pytest.approx((x - 10 * TWENTY, y), abs=0.2)
    canvas.confirmed()
    assert canvas.place("warren") == pytest.approx((x - 10 * TWENTY, y), abs=0.2)
    for _ in range(TWENTY - 1):
        canvas.tool("Undo").click()
    canvas.confirmed()
    assert canvas.place("warren") == pytest.approx((x - 10, y), abs=0.2)
    assert screen.console_errors == []


def test_twenty_new_people_ten_milliseconds_apart_arrive_in_order(screen: Screen) -> None:
    canvas = Canvas(screen, LARGEST)
    canvas.box.locator(".picture").evaluate(ADD_FAST, TWENTY)
    canvas.confirmed()
    names = [f"Visitor {k + 1}" for k in range(TWENTY)]
    for name in names:
        expect(canvas.box.get_by_role("button", name=name, exact=True)).to_have_count(1)
    for name in reversed(names[-3:]):  # the last one in is the first one out
        canvas.tool("Undo").click()
        canvas.confirmed()
        expect(canvas.box.get_by_role("button", name=name, exact=True)).to_have_count(0)
    expect(canvas.box.get_by_role("button", name=names[-4], exact=True)).to_have_count(1)


def test_a_gesture_made_on_the_way_to_another_page_is_kept(screen: Screen) -> None:
    canvas = Canvas(screen, LARGEST)
    x, y = canvas.place("warren")
    canvas.symbol("warren").focus()
    screen.page.keyboard.press("Alt+ArrowLeft")
    screen.page.wait_for_timeout(100)  # no hand is quicker; Streamlit may lose a click before
    screen.page.evaluate(LEAVE)
    screen.settled()
    expect(screen.page.get_by_role("heading", name="Timeline")).to_be_visible()
    screen.open("Map")
    expect(canvas.tool("Undo")).to_have_attribute("aria-disabled", "false")
    canvas.confirmed()
    assert canvas.place("warren") == pytest.approx((x - 10, y), abs=0.2)
    assert screen.console_errors == []


def test_nothing_is_written_to_the_browsers_storage(screen: Screen) -> None:
    canvas = Canvas(screen)
    canvas.symbol("janelle").click()
    canvas.symbol("janelle").press("Alt+ArrowUp")
    canvas.confirmed()
    stored = screen.page.evaluate(
        "() => [...Object.values(localStorage), ...Object.values(sessionStorage)].join(' ')"
    )
    assert "janelle" not in stored.lower()


def test_another_case_gets_nothing_of_the_former_ones_gestures(screen: Screen) -> None:
    canvas = Canvas(screen)
    canvas.symbol("janelle").click()
    canvas.symbol("janelle").press("Alt+ArrowUp")
    other = Canvas(screen, "sol")
    assert other.selected() == set()
    expect(other.tool("Undo")).to_have_attribute("aria-disabled", "true")
    expect(screen.page.locator(".open-case-kind")).to_have_text("Fictional sample case")
