"""The cases of a library are found, opened and deleted; what is due is read; old cases come in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from platformdirs import user_data_path
from playwright.sync_api import expect

from imh.case.casefile import dump
from imh.case.edits import Add
from imh.case.synthetic import synthetic_case
from imh.library import keys
from imh.library.case_store import CaseStore
from imh.library.engines import embedded
from imh.library.roles import THIS_COMPUTER
from tests.browser.conftest import running_app
from tests.homes import HOME_VARIABLES

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Screen

FAMILY = synthetic_case(3, 8).supposing(questions=(), goals=(), visits=(), safety=())
MANY = 23
PAGE = 20


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of the app of this file."""
    return tmp_path_factory.mktemp("cases")


@pytest.fixture(scope="module")
def folder(home: Path) -> Path:
    """Where that app keeps its libraries."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in HOME_VARIABLES:
            monkeypatch.setenv(name, str(home))
        return user_data_path("imh", ensure_exists=True)


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """An app of this file's own; its first test is its first visitor."""
    with running_app(home) as address:
        yield address


@pytest.fixture(scope="module")
def full(folder: Path, address: str) -> None:
    """The practice library has many cases, one to be deleted, one in which something is due."""
    if not (folder / "practice.key").exists():
        keys.set_up_demonstration(folder / "practice.key")
    key = keys.demonstration_key(folder / "practice.key")
    library = CaseStore(embedded(folder / "practice.imh", key))
    account_cases = library.for_account(THIS_COMPUTER)
    for number in range(MANY):
        account_cases.begin(FAMILY.supposing(title=f"Family {number}"), "family")
    account_cases.begin(FAMILY.supposing(title="To delete"), "family").write("notes", "a quilt")
    account_cases.begin(FAMILY.supposing(title="Due case"), "family").do(
        Add(collection="safety", entry={"id": "s", "kind": "injury", "state": "current"}),
        Add(collection="questions", entry={"id": "q", "text": "Who sings to her?"}),
        Add(
            collection="goals", entry={"id": "g", "text": "Call the nurse", "by_when": "2020-02-03"}
        ),
        Add(collection="goals", entry={"id": "h", "text": "Visit the garden", "by_when": "spring"}),
    )
    library.close()


def table(screen: Screen, called: str = "Cases") -> Locator:
    return screen.page.get_by_role("table", name=called).locator("tbody tr")


def look_for(screen: Screen, words: str) -> None:
    box = screen.page.get_by_label("Search in your cases")
    box.fill(words)
    box.press("Enter")
    screen.settled()


def test_the_first_visitor_sees_where_to_begin_and_former_cases_come_in(
    screen: Screen, folder: Path
) -> None:
    drafts = folder / "drafts"
    drafts.mkdir()
    whole, damaged = (drafts / f"{number:032x}.draft" for number in (1, 2))
    former = FAMILY.supposing(title="Former")
    whole.write_text(json.dumps({"name": "x", "case": dump(former)}) + "\n", "utf-8")
    damaged.write_text("{}\n", "utf-8")
    screen.open("Cases")
    page = screen.page
    expect(page.get_by_text("It is not for real families")).to_be_visible()
    expect(page.get_by_role("link", name="Set up a library of your own")).to_be_visible()
    expect(page.get_by_role("button", name="Start a new case")).to_be_visible()
    expect(page.get_by_role("heading", name="Sample cases")).to_be_in_viewport()
    expect(page.get_by_label("Search in your cases")).to_have_count(0)
    expect(page.get_by_text("2 cases from an earlier version")).to_be_visible()
    page.get_by_role("button", name="bring them in here").click()
    expect(page.get_by_text("1 case was brought into the library.")).to_be_visible()
    expect(page.get_by_text(f"Not brought in: {damaged}")).to_be_visible()
    expect(table(screen)).to_contain_text(["Former"])
    screen.settled()
    assert screen.trouble() == []
    assert list(drafts.iterdir()) == [damaged]
    damaged.unlink()


@pytest.mark.usefixtures("full")
def test_a_case_is_found_by_its_words_and_opened(screen: Screen) -> None:
    screen.open("Cases")
    look_for(screen, "zebra")
    expect(screen.page.get_by_text("No case is like that.")).to_be_visible()
    look_for(screen, "family 21")
    expect(table(screen)).to_have_count(1)
    table(screen).get_by_role("button", name="Family 21", exact=True).click()
    expect(screen.page.get_by_role("heading", name="Family map")).to_be_visible()
    expect(screen.page.locator(".open-case")).to_have_text("Family 21")


@pytest.mark.usefixtures("full")
def test_the_list_has_pages_and_a_filter_that_is_taken_off_again(screen: Screen) -> None:
    screen.open("Cases")
    expect(table(screen).first).to_contain_text("Due case")
    expect(table(screen).first).to_contain_text("1 open question")
    last = screen.page.get_by_role("button", name="Last", exact=True)
    last.click()
    expect(last).to_be_disabled()
    expect(table(screen).first).not_to_contain_text("Due case")
    screen.page.get_by_role("button", name="Filter").click()
    screen.page.get_by_text("With a current safety concern").click()
    expect(table(screen)).to_have_count(1)
    expect(table(screen)).to_contain_text("Safety")
    screen.settled()
    assert screen.trouble() == []
    screen.page.keyboard.press("Escape")
    screen.page.get_by_role("button", name="Show all").click()
    expect(table(screen)).to_have_count(PAGE)
    expect(table(screen).first).to_contain_text("Due case")


@pytest.mark.usefixtures("full")
def test_before_a_case_is_deleted_it_is_said_what_goes(screen: Screen) -> None:
    screen.open("Cases")
    look_for(screen, "quilt")
    delete = table(screen).get_by_role("button", name="Delete To delete")
    delete.click()
    expect(screen.page.get_by_role("dialog")).to_contain_text("all 2 saved states")
    screen.settled()
    assert screen.trouble() == []
    screen.page.get_by_role("button", name="Keep it").click()
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    delete.click()
    screen.page.get_by_role("button", name="Delete for good").click()
    expect(screen.page.get_by_text("“To delete” was deleted.")).to_be_visible()
    expect(screen.page.get_by_text("No case is like that.")).to_be_visible()


@pytest.mark.usefixtures("full")
def test_what_is_due_is_one_click_away_and_leads_to_its_case(screen: Screen) -> None:
    screen.open("Cases")
    main = screen.page.get_by_test_id("stMain")
    expect(main.get_by_text("1 case with a safety concern · 1 step overdue")).to_be_visible()
    main.get_by_role("link", name="See what is due").click()
    steps = table(screen, "Next steps and visits")
    expect(steps).to_contain_text([re.compile("Passed.*Call the nurse"), "Visit the garden"])
    expect(table(screen, "Safety first")).to_contain_text(["Injury"])
    expect(table(screen, "Open questions")).to_contain_text(["Who sings to her?"])
    steps.first.get_by_role("button", name="Due case").click()
    expect(screen.page.locator(".open-case")).to_have_text("Due case")


@pytest.mark.usefixtures("full")
def test_how_long_cases_are_kept_is_a_setting(screen: Screen) -> None:
    screen.open("Due")
    expect(screen.page.get_by_text("Cases are kept without an end.")).to_be_visible()
    screen.unfold("Change how long cases are kept")
    screen.page.get_by_label("Years after the last change").fill("7")
    screen.page.get_by_label("Years after the child's birth").fill("21")
    screen.page.get_by_role("button", name="Save", exact=True).click()
    said = "Cases are kept until 7 years after the last change and until 21 years after"
    expect(screen.page.get_by_text(said)).to_be_visible()
    expect(screen.page.get_by_text("No case is past its time.")).to_be_visible()
    screen.settled()
    assert screen.trouble() == []
