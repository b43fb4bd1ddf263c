"""Every sample case can be opened from its card, its map read, its first principle understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from imh.case.casefile import read
from imh.case.redaction import as_if_shared
from imh.principles.assess import assess
from imh.principles.knowledge import knowledge

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

FOLDER = Path(__file__).parents[2] / "sample_cases"
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.json"))
FULL = "theo-and-lin"  # the largest map
WITH_A_FLAG = "rue"


def open_sample(screen: Screen, name: str) -> None:
    screen.page.goto(screen.address)
    screen.settled()
    screen.page.locator(f'button[data-id="{name}"]').click()
    expect(screen.page.get_by_role("heading", name="Family map")).to_be_visible()
    screen.settled()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_case_opens_and_its_first_principle_is_read(screen: Screen, name: str) -> None:
    case = read(FOLDER / f"{name}.json")
    assessment = assess(as_if_shared(case), what_ifs=False)  # private notes of a made-up family
    open_sample(screen, name)
    drawn = screen.page.locator(".symbol[data-id]").evaluate_all(
        "(all) => all.map((one) => [one.dataset.id, one.getAttribute('aria-label')])"
    )
    assert sorted(who for who, _ in drawn) == sorted(case.symbols)
    assert all(says for _, says in drawn)
    assert screen.errors_on_screen() == []

    screen.open("Principles")
    expect(screen.page.get_by_text(assessment.headline)).to_be_visible()
    first = knowledge().principles[assessment.bearings[0].principle].name
    chosen = screen.page.get_by_role("radio", checked=True)
    expect(chosen).to_contain_text(first)
    heaviest = assessment.of(assessment.bearings[0].principle)[0]
    expect(screen.page.locator(".reasons").get_by_text(heaviest.sentence)).to_be_visible()
    assert screen.trouble() == []


def test_pages_with_a_full_case_break_no_rule(screen: Screen) -> None:
    open_sample(screen, FULL)
    for title in ("Map", "Timeline", "Principles"):
        screen.open(title)
        assert (title, screen.trouble()) == (title, [])


def test_choosing_another_principle_shows_its_reasons_and_lights_them(screen: Screen) -> None:
    open_sample(screen, "noor")
    screen.open("Principles")
    order = assess(read(FOLDER / "noor.json"), what_ifs=False).bearings
    third, fourth = (knowledge().principles[order[place].principle].name for place in (2, 3))
    row = screen.page.get_by_role("radio", name=third)
    row.click()
    expect(screen.page.get_by_role("heading", name=f"Why {third}")).to_be_visible()
    faded = screen.page.locator("[data-faded]")
    expect(screen.page.locator('.symbol[data-id="noor"][data-faded]')).to_have_count(0)
    before = faded.count()
    assert before > 0
    row.press("ArrowDown")
    expect(screen.page.get_by_role("heading", name=f"Why {fourth}")).to_be_visible()
    assert faded.count() != before


def test_what_must_be_raised_first_stands_on_every_page_of_the_case(screen: Screen) -> None:
    open_sample(screen, WITH_A_FLAG)
    for title in ("Map", "Timeline", "Principles"):
        screen.open(title)
        expect(screen.page.get_by_role("region", name="Safety first")).to_be_visible()


def test_a_person_is_read_by_mouse_and_by_keyboard(screen: Screen) -> None:
    open_sample(screen, "noor")
    screen.page.locator('.symbol[data-id="amal"]').click()
    screen.settled()
    heading = screen.page.get_by_role("heading", name="Amal", exact=True)
    expect(heading).to_be_visible()
    screen.page.keyboard.press("Escape")
    screen.settled()
    expect(heading).to_be_hidden()
    screen.page.locator('.symbol[data-id="yasir"]').focus()
    screen.page.keyboard.press("Enter")
    screen.settled()
    expect(screen.page.get_by_role("heading", name="Yasir", exact=True)).to_be_visible()


def test_a_reload_finds_the_open_case_again(screen: Screen) -> None:
    open_sample(screen, "milo")
    screen.open("Principles")
    screen.page.reload()
    screen.settled()
    expect(screen.page.locator(".open-case")).to_contain_text("Milo")


def test_a_case_file_of_ones_own_opens_and_a_broken_one_is_explained(
    screen: Screen, tmp_path: Path
) -> None:
    broken = tmp_path / "mine.json"
    broken.write_text('{"format_version": 1, "reference_age_months": "nine"}', "utf-8")
    screen.page.goto(screen.address)
    screen.settled()
    chooser = screen.page.locator('input[type="file"]')
    chooser.set_input_files(broken)
    screen.settled()
    expect(screen.page.get_by_text("This file was not opened. mine.json:")).to_be_visible()
    chooser.set_input_files(FOLDER / "sol.json")
    screen.settled()
    expect(screen.page.get_by_role("heading", name="Family map")).to_be_visible()
    expect(screen.page.locator(".open-case")).to_contain_text("Sol")
