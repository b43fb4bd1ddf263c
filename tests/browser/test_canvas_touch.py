"""The map on a tablet: tap, drag, long press, two fingers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.canvas import Canvas, Spot
from tests.browser.conftest import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession

    from tests.browser.windows import Windows


class Fingers:
    """Fingers on the glass, through the browser's own touch input."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.glass: CDPSession = canvas.page.context.new_cdp_session(canvas.page)

    def _touch(self, kind: str, *spots: Spot) -> None:
        points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(spots)]
        self.glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def down(self, *spots: Spot) -> None:
        self._touch("touchStart", *spots)

    def to(self, *spots: Spot) -> None:
        self._touch("touchMove", *spots)

    def up(self) -> None:
        self._touch("touchEnd")

    def drag(self, start: Spot, end: Spot) -> None:
        self.down(start)
        for step in range(1, 7):
            share = step / 6
            x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            self.to((x, y))
        self.up()

    def press_long(self, spot: Spot) -> None:
        self.down(spot)
        self.canvas.page.wait_for_timeout(1000)  # twice what it takes
        self.up()


@pytest.fixture
def canvas(tablets: Windows, address: str) -> Iterator[Canvas]:
    screen = Screen(tablets.lend(), address)
    yield Canvas(screen)
    screen.leave()
    tablets.empty()


@pytest.fixture
def fingers(canvas: Canvas) -> Fingers:
    return Fingers(canvas)


def test_a_tap_selects_and_a_tap_beside_lets_go(canvas: Canvas) -> None:
    canvas.symbol("janelle").tap()
    canvas.confirmed()
    assert canvas.selected() == {"janelle"}
    canvas.page.touchscreen.tap(*canvas.free_spot())
    canvas.confirmed()
    assert canvas.selected() == set()


def test_a_finger_moves_a_symbol(canvas: Canvas, fingers: Fingers) -> None:
    before = canvas.places()
    x, y = canvas.seen("janelle")
    fingers.drag((x, y), (x + 30, y + 55))
    assert canvas.seen("janelle") == pytest.approx((x + 30, y + 55), abs=2)
    canvas.confirmed()
    assert canvas.seen("janelle") == pytest.approx((x + 30, y + 55), abs=2)
    assert canvas.selected() == set()
    others = {who: at for who, at in canvas.places().items() if who != "janelle"}
    assert others.items() <= before.items()
    canvas.tool("Undo").tap()
    canvas.confirmed()
    assert canvas.places() == before


def test_a_finger_draws_a_tie_from_the_rim_of_a_selected_symbol(
    canvas: Canvas, fingers: Fingers
) -> None:
    canvas.symbol("boy").tap()
    canvas.confirmed()
    handle = canvas.box.locator('.grip[data-from="boy"] circle:not(.reach)').first.bounding_box()
    assert handle
    fingers.drag((handle["x"] + 8, handle["y"] + 3), canvas.seen("granny"))
    canvas.confirmed()
    assert canvas.selected() == {"boy-granny"}


def test_a_tie_is_made_by_the_tool_and_two_taps(canvas: Canvas) -> None:
    canvas.symbol("boy").tap()
    canvas.tool("Tie").tap()
    canvas.symbol("granny").tap()
    canvas.confirmed()
    assert canvas.selected() == {"boy-granny"}


def test_a_long_press_on_a_free_place_adds_there(canvas: Canvas, fingers: Fingers) -> None:
    spot = canvas.free_spot()
    fingers.press_long(spot)
    expect(canvas.name_field).to_be_focused()
    canvas.name_field.fill("Rosa")
    canvas.box.get_by_role("button", name="Add", exact=True).last.tap()
    canvas.confirmed()
    assert canvas.seen("rosa") == pytest.approx(spot, abs=2)


def test_long_presses_on_symbols_select_several(canvas: Canvas, fingers: Fingers) -> None:
    fingers.press_long(canvas.seen("boy"))
    fingers.press_long(canvas.seen("granny"))
    canvas.confirmed()
    assert canvas.selected() == {"boy", "granny"}


def test_two_fingers_zoom_and_move_no_symbol(canvas: Canvas, fingers: Fingers) -> None:
    before = canvas.places()
    x, y = canvas.seen("cass")
    apart_before = canvas.seen("janelle")[1] - canvas.seen("d-thomas")[1]
    fingers.down((x - 40, y), (x + 40, y))
    for reach in (50, 65, 80):
        fingers.to((x - reach, y), (x + reach, y))
    fingers.up()
    twice = pytest.approx(2 * apart_before, rel=0.1)
    for _ in range(50):  # a busy browser draws what two fingers did a moment later
        apart = canvas.seen("janelle")[1] - canvas.seen("d-thomas")[1]
        if apart == twice:
            break
        canvas.page.wait_for_timeout(100)
    assert apart == twice
    assert canvas.places() == before
    assert canvas.selected() == set()
    assert canvas.screen.trouble() == []
