"""The map is worked on with a mouse: select, move, tie, add, remove, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.canvas import Canvas

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

HALFWAY = """(line) => {
  const at = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
  return [at.x, at.y];
}"""


@pytest.fixture
def canvas(screen: Screen) -> Canvas:
    return Canvas(screen)


def near(one: tuple[float, float], other: tuple[float, float], reach: float = 0.3) -> bool:
    return abs(one[0] - other[0]) <= reach and abs(one[1] - other[1]) <= reach


def test_a_click_selects_and_is_read_beside_the_map(canvas: Canvas) -> None:
    canvas.symbol("janelle").click()
    assert canvas.selected() == {"janelle"}
    canvas.screen.settled()
    expect(canvas.page.get_by_role("heading", name="Janelle", exact=True)).to_be_visible()
    assert canvas.selected() == {"janelle"}
    expect(canvas.page.locator(".open-case-kind")).to_have_text("Fictional sample case")


def test_several_are_selected_with_shift_and_escape_lets_go(canvas: Canvas) -> None:
    canvas.symbol("janelle").click()
    canvas.symbol("granny").click(modifiers=["Shift"])
    canvas.symbol("boy").click(modifiers=["ControlOrMeta"])
    assert canvas.selected() == {"janelle", "granny", "boy"}
    canvas.symbol("granny").click(modifiers=["Shift"])
    assert canvas.selected() == {"janelle", "boy"}
    canvas.confirmed()
    assert canvas.selected() == {"janelle", "boy"}
    canvas.page.keyboard.press("Escape")
    assert canvas.selected() == set()
    canvas.confirmed()
    assert canvas.selected() == set()


def test_a_rubber_band_selects_what_lies_within(canvas: Canvas) -> None:
    at = {who: canvas.seen(who) for who in ("janelle", "auntie-bev")}
    left, right = min(x for x, _ in at.values()) - 24, max(x for x, _ in at.values()) + 24
    top, bottom = min(y for _, y in at.values()) - 24, max(y for _, y in at.values()) + 24
    inside = {
        who
        for who in canvas.places()
        if left < canvas.seen(who)[0] < right and top < canvas.seen(who)[1] < bottom
    }
    canvas.page.keyboard.down("Shift")
    canvas.drag((left, top), (right, bottom))
    canvas.page.keyboard.up("Shift")
    assert canvas.selected() == inside >= {"janelle", "auntie-bev"}
    canvas.confirmed()
    assert canvas.selected() == inside


def test_a_dragged_symbol_follows_at_once_with_its_ties_and_stays_where_it_was_dropped(
    canvas: Canvas,
) -> None:
    before = canvas.places()
    x, y = canvas.seen("janelle")
    mouse = canvas.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 30, y + 10, steps=3)
    assert near(canvas.seen("janelle"), (x + 30, y + 10), 1)
    tie = canvas.tie("janelle-cass").locator(".straight")
    end = [float(tie.get_attribute(name) or "nan") for name in ("x1", "y1")]
    assert near((end[0], end[1]), canvas.place("janelle"))
    mouse.move(x + 50, y + 20, steps=3)
    mouse.up()
    dropped = canvas.place("janelle")
    assert not near(dropped, before["janelle"], 30)
    canvas.confirmed()
    assert near(canvas.place("janelle"), dropped)
    expect(canvas.status).to_have_text("Janelle moved")
    others = {who: at for who, at in canvas.places().items() if who != "janelle"}
    assert others == {who: at for who, at in before.items() if who != "janelle"}
    expect(canvas.page.locator(".open-case-kind")).to_contain_text("Copy of a fictional case")

    canvas.tool("Undo").click()
    canvas.confirmed()
    assert canvas.places() == before
    expect(canvas.status).to_contain_text("Undone")
    canvas.tool("Redo").click()
    canvas.confirmed()
    assert near(canvas.place("janelle"), dropped)
    canvas.symbol("janelle").click()
    canvas.tool("Reset position").click()
    canvas.confirmed()
    assert canvas.places() == before


def test_all_that_is_selected_moves_together_in_one_step(canvas: Canvas) -> None:
    before = canvas.places()
    canvas.symbol("granny").click()
    canvas.symbol("boy").click(modifiers=["Shift"])
    x, y = canvas.seen("boy")
    canvas.drag((x, y), (x + 25, y - 30))
    canvas.confirmed()
    after = canvas.places()
    moved = {who for who in after if not near(after[who], before[who])}
    assert moved == {"granny", "boy"}
    way = [(after[who][0] - before[who][0], after[who][1] - before[who][1]) for who in moved]
    assert near(way[0], way[1])
    expect(canvas.status).to_have_text("2 symbols moved")
    canvas.page.keyboard.press("ControlOrMeta+z")
    canvas.confirmed()
    assert canvas.places() == before


def test_escape_calls_a_drag_off(canvas: Canvas) -> None:
    before = canvas.places()
    x, y = canvas.seen("boy")
    canvas.page.mouse.move(x, y)
    canvas.page.mouse.down()
    canvas.page.mouse.move(x + 60, y + 40, steps=4)
    canvas.symbol("boy").press("Escape")
    canvas.page.mouse.up()
    assert canvas.places() == before
    expect(canvas.tool("Undo")).to_have_attribute("aria-disabled", "true")


def test_the_zoom_stays_when_the_true_picture_comes(canvas: Canvas) -> None:
    for _ in range(3):
        canvas.tool("Zoom in").click()
    seen = canvas.box.locator(".picture svg").get_attribute("viewBox")
    x, y = canvas.seen("janelle")
    canvas.drag((x, y), (x + 20, y - 15))
    canvas.confirmed()
    assert canvas.box.locator(".picture svg").get_attribute("viewBox") == seen
    assert near(canvas.seen("janelle"), (x + 20, y - 15), 1)
    canvas.tool("Whole map").click()
    assert canvas.box.locator(".picture svg").get_attribute("viewBox") != seen


def test_a_line_from_a_rim_to_another_symbol_is_a_new_tie_and_is_read_at_once(
    canvas: Canvas,
) -> None:
    canvas.page.mouse.move(*canvas.seen("boy"))
    handle = canvas.box.locator('.grip[data-from="boy"] circle:not(.reach)').first.bounding_box()
    assert handle
    start = (handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    canvas.drag(start, canvas.seen("granny"))
    expect(canvas.box.locator(".loose")).to_have_count(1)  # answered before Python did
    canvas.confirmed()
    expect(canvas.tie("boy-granny")).to_have_count(1)
    assert canvas.selected() == {"boy-granny"}
    expect(canvas.status).to_contain_text("Tie between Boy in school uniform and")
    heading = canvas.page.get_by_role("heading", name="Boy in school uniform and")
    expect(heading).to_be_visible()


def test_a_line_that_ends_nowhere_is_no_tie(canvas: Canvas) -> None:
    ties = canvas.box.locator(".tie").count()
    canvas.page.mouse.move(*canvas.seen("boy"))
    handle = canvas.box.locator('.grip[data-from="boy"] circle:not(.reach)').first.bounding_box()
    assert handle
    canvas.drag((handle["x"] + 3, handle["y"] + 3), canvas.free_spot())
    canvas.confirmed()
    assert canvas.box.locator(".tie").count() == ties
    expect(canvas.tool("Undo")).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize(
    ("beside", "kind"),
    [("bev", "people"), ("hospital", "settings"), ("psalm", "influences")],
)
def test_a_double_click_adds_what_stands_on_that_ring(
    canvas: Canvas, beside: str, kind: str
) -> None:
    whom = next(who for who in canvas.places() if beside in who)
    x, y = canvas.spot_on_the_ring_of(whom)
    canvas.page.mouse.dblclick(x, y)
    expect(canvas.name_field).to_be_focused()
    expect(canvas.box.get_by_role("combobox", name="What to add")).to_have_value(kind)
    canvas.page.keyboard.type("Rosa")
    canvas.page.keyboard.press("Enter")
    canvas.confirmed()
    assert near(canvas.seen("rosa"), (x, y), 2)
    assert canvas.selected() == {"rosa"}
    expect(canvas.status).to_have_text("Rosa added")
    expect(canvas.page.get_by_role("heading", name="Rosa", exact=True)).to_be_visible()


def test_a_drag_that_escape_calls_off_leaves_the_map_as_it_was(canvas: Canvas) -> None:
    before, looks = canvas.places(), canvas.box.locator(".picture svg").inner_html()
    x, y = canvas.seen("janelle")
    canvas.page.mouse.move(x, y)
    canvas.page.mouse.down()
    canvas.page.mouse.move(x + 60, y + 40, steps=4)
    expect(canvas.box.locator(".tie.moving")).not_to_have_count(0)
    canvas.page.keyboard.press("Escape")
    expect(canvas.box.locator(".symbol[transform], .tie.moving, .straight")).to_have_count(0)
    canvas.page.mouse.up()
    assert canvas.box.locator(".picture svg").inner_html() == looks
    canvas.confirmed()
    assert canvas.places() == before


def test_escape_adds_nobody(canvas: Canvas) -> None:
    before = canvas.places()
    canvas.page.mouse.dblclick(*canvas.free_spot())
    canvas.page.keyboard.type("Rosa")
    canvas.page.keyboard.press("Escape")
    expect(canvas.name_field).to_be_hidden()
    canvas.confirmed()
    assert canvas.places() == before


def test_what_is_removed_takes_its_ties_along_and_undo_brings_all_back(canvas: Canvas) -> None:
    before, ties = canvas.places(), canvas.box.locator(".tie").count()
    canvas.symbol("janelle").click()
    canvas.tool("Delete").click()
    expect(canvas.symbol("janelle")).to_be_hidden()
    canvas.confirmed()
    assert "janelle" not in canvas.places()
    expect(canvas.status).to_contain_text("Janelle removed, with 8 ties")
    canvas.page.keyboard.press("ControlOrMeta+z")
    canvas.confirmed()
    assert canvas.places() == before
    assert canvas.box.locator(".tie").count() == ties
    canvas.page.keyboard.press("ControlOrMeta+Shift+z")
    canvas.confirmed()
    assert "janelle" not in canvas.places()


def test_a_tie_is_selected_and_removed_alone(canvas: Canvas) -> None:
    symbols = canvas.places()
    x, y = canvas.tie("granny-janelle").locator(".hit").evaluate(HALFWAY)
    canvas.page.mouse.click(x, y)
    assert canvas.selected() == {"granny-janelle"}
    canvas.page.keyboard.press("Delete")
    canvas.confirmed()
    expect(canvas.tie("granny-janelle")).to_have_count(0)
    assert canvas.places() == symbols


def test_what_cannot_be_done_is_explained_and_the_picture_goes_back(canvas: Canvas) -> None:
    before = canvas.places()
    canvas.symbol("cass").click()
    canvas.page.keyboard.press("Delete")
    expect(canvas.symbol("cass")).to_be_hidden()
    canvas.confirmed()
    expect(canvas.symbol("cass")).to_be_visible()
    assert canvas.places() == before
    expect(canvas.status).to_contain_text("Cass is the child whom this case is about")


def test_the_tools_have_names_and_cover_nothing(canvas: Canvas) -> None:
    tools = canvas.box.get_by_role("toolbar").locator("button:not([data-view])")
    names = [tool.get_attribute("aria-label") or "" for tool in tools.all()]
    assert names == [
        *("Add", "Tie", "Delete", "Reset position", "Undo", "Redo"),
        *("Zoom in", "Zoom out", "Whole map"),
    ]
    for tool, name in zip(tools.all(), names, strict=True):
        assert (tool.get_attribute("title") or "").startswith(name)
    row = canvas.box.get_by_role("toolbar").bounding_box()
    picture = canvas.box.locator(".picture").bounding_box()
    assert row
    assert picture
    assert row["y"] + row["height"] <= picture["y"]


def shown_ties(canvas: Canvas) -> set[str]:
    ties = canvas.box.locator(".tie:visible")
    return set(ties.evaluate_all("(all) => all.map((one) => one.dataset.id)"))


def test_a_view_shows_its_ties_at_once_and_fades_who_has_none(screen: Screen) -> None:
    canvas = Canvas(screen, "sol")
    everything = shown_ties(canvas)
    canvas.tool("Help").click()
    help_ties = shown_ties(canvas)
    assert help_ties
    assert help_ties < everything
    ends = "(all) => all.map((one) => [one.dataset.id, getComputedStyle(one).opacity])"
    opacity = dict(canvas.box.locator(".symbol").evaluate_all(ends))
    assert opacity["sol"] == "1"
    assert {who for who, value in opacity.items() if value != "1"}
    assert canvas.screen.trouble() == []
    canvas.tool("Kin").click()
    assert shown_ties(canvas)
    assert canvas.box.locator(".tie:visible:not(.kin)").count() == 0
    canvas.tool("Everything").click()
    assert shown_ties(canvas) == everything


def test_a_hidden_layer_goes_with_its_ties_and_stays_hidden_after_a_change(canvas: Canvas) -> None:
    canvas.box.get_by_text("Layers").click()
    canvas.box.get_by_label("Places").uncheck()
    expect(canvas.box.locator('.symbol[data-layer="settings"]:visible')).to_have_count(0)
    canvas.page.keyboard.press("Escape")
    hidden = shown_ties(canvas)
    x, y = canvas.seen("janelle")
    canvas.drag((x, y), (x + 40, y + 20))
    canvas.confirmed()
    assert shown_ties(canvas) == hidden
    canvas.screen.open("Timeline")
    canvas.screen.open("Map")
    assert shown_ties(canvas) == hidden


def test_nothing_is_broken_while_somebody_works(canvas: Canvas) -> None:
    canvas.symbol("janelle").click()
    canvas.confirmed()
    assert canvas.screen.trouble() == []
    canvas.page.mouse.dblclick(*canvas.free_spot())
    expect(canvas.name_field).to_be_focused()
    assert canvas.screen.trouble() == []
    canvas.page.keyboard.type("Rosa")
    canvas.page.keyboard.press("Enter")
    canvas.confirmed()
    canvas.symbol("cass").click()
    canvas.page.keyboard.press("Delete")  # refused
    canvas.confirmed()
    assert canvas.screen.trouble() == []


def test_what_opens_beneath_the_map_tells_it_in_words_and_as_a_network(canvas: Canvas) -> None:
    page = canvas.page
    told = page.get_by_text("This map shows Cass")
    chart = page.locator(".js-plotly-plot")
    expect(told).to_have_count(0)
    canvas.screen.unfold("The map in words")
    expect(told).to_be_visible()
    canvas.screen.unfold("Network view")
    expect(chart).to_be_visible()
    expect(told).to_be_visible()
    canvas.screen.settled()
    assert canvas.screen.trouble() == []

    before = chart.evaluate("(one) => JSON.stringify(one.data)")
    canvas.symbol("janelle").scroll_into_view_if_needed()
    x, y = canvas.seen("janelle")
    canvas.drag((x, y), (x + 40, y + 10))
    canvas.confirmed()
    page.wait_for_function(
        "(before) => JSON.stringify(document.querySelector('.js-plotly-plot').data) !== before",
        arg=before,
    )
