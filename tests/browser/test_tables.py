"""The case as tables: typing in cells, pasting from a spreadsheet, saving in one step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

ROWS = "name\trole\tage\nZed\tneighbour\t33\nYul\tmom\tforty\n"
FIRST_ROW, FIRST_CELL = 53, 130  # pixels into the grid


def open_tables(screen: Screen, case: str = "noor") -> None:
    screen.visit("tables", case)
    expect(screen.page.get_by_test_id("stDataFrame")).to_be_visible()


def choose(screen: Screen, table: str) -> None:
    screen.page.get_by_role("radio", name=table).click()
    screen.settled()


def into_the_grid(screen: Screen) -> None:
    """Select the first name by mouse."""
    grid = screen.page.get_by_test_id("stDataFrame")
    grid.click(position={"x": FIRST_CELL, "y": FIRST_ROW})
    screen.page.wait_for_timeout(300)  # the grid draws on a canvas and tells nobody when


def rename_amal(screen: Screen) -> None:
    """By keyboard: down to the second row, Enter opens the cell, Enter leaves it."""
    page = screen.page
    into_the_grid(screen)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    cell = page.locator("#portal").get_by_role("textbox")
    expect(cell).to_have_value("Amal")
    cell.fill("Amal B.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save the table")).to_be_enabled()
    screen.settled()


def save(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Save the table").click()
    screen.settled()


def test_every_table_opens_without_trouble(screen: Screen) -> None:
    open_tables(screen)
    for table in ("People", "Ties", "Events", "Places and services", "Wider world"):
        choose(screen, table)
        assert screen.trouble() == []


def test_a_name_is_changed_by_keyboard_saved_and_undone(screen: Screen) -> None:
    open_tables(screen)
    rename_amal(screen)
    save(screen)
    expect(screen.page.get_by_text("1 row saved in one step.")).to_be_visible()
    screen.open("Map")
    amal = screen.page.locator('.symbol[data-id="amal"]')
    expect(amal).to_have_attribute("aria-label", re.compile("^Amal B\\."))
    screen.menu.get_by_role("button", name="Undo").click()
    screen.settled()
    expect(amal).not_to_have_attribute("aria-label", re.compile("^Amal B\\."))


def test_rows_pasted_onto_the_grid_are_added_and_a_row_in_trouble_stays_as_it_was_typed(
    screen: Screen,
) -> None:
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_tables(screen)
    into_the_grid(screen)
    screen.page.evaluate("text => navigator.clipboard.writeText(text)", ROWS)
    screen.page.keyboard.press("Control+v")
    expect(screen.page.get_by_text("Row 17 (Yul). age: 'forty' is not understood")).to_be_visible()
    screen.settled()
    save(screen)
    expect(screen.page.get_by_role("radio", name="People (16)")).to_be_visible()
    expect(screen.page.get_by_text("Row 17 (Yul). age: 'forty' is not understood")).to_be_visible()
    assert screen.trouble() == []
    screen.open("Timeline")
    screen.open("Tables")
    expect(screen.page.get_by_text("Row 17 (Yul). age: 'forty' is not understood")).to_be_visible()


def test_rows_can_be_pasted_by_form_too(screen: Screen) -> None:
    open_tables(screen)
    choose(screen, "Places and services")
    screen.page.get_by_role("button", name="Paste rows").click()
    screen.page.get_by_label("Rows, cells parted by tabs").fill(
        "Library\tneighbourhood\tin place\n"
    )
    screen.page.get_by_role("button", name="Put them in the table").click()
    screen.settled()
    save(screen)
    expect(screen.page.get_by_role("radio", name="Places and services (11)")).to_be_visible()


def test_what_is_typed_and_not_saved_survives_a_change_of_page(screen: Screen) -> None:
    open_tables(screen)
    rename_amal(screen)
    screen.open("Timeline")
    screen.open("Tables")
    save(screen)
    expect(screen.page.get_by_text("1 row saved in one step.")).to_be_visible()


def test_no_table_leaves_past_the_record(screen: Screen) -> None:
    """Streamlit's grid has an export of its own, which says nothing of formulas in cells."""
    open_tables(screen)
    into_the_grid(screen)
    expect(screen.page.get_by_role("button", name="Search").first).to_be_visible()
    expect(screen.page.locator('[aria-label^="Download as CSV"]')).to_be_hidden()
    assert screen.page.locator('[aria-label^="Download as CSV"]').count() == 1
