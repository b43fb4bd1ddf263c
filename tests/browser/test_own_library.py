"""A clinician's own library on a laptop: first run, the door, its keys, its backups, time-out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from imh.case.case import Case
from imh.case.synthetic import synthetic_case
from imh.library import keys, local_libraries, locations
from imh.library.roles import THIS_COMPUTER
from tests.browser.conftest import Screen, running_app
from tests.homes import HOME_VARIABLES

PASSPHRASE = "seven green kettles"
NAME = "Quillonzephyr"


def case_called(title: str) -> Case:
    """A case that is not a fictional sample."""
    return synthetic_case(1, 6).model_copy(update={"title": title, "fictional": False})


@contextmanager
def at_home(home: Path) -> Iterator[None]:
    """The library's own code, in this process, works in the app's folder.

    Libraries that are set up here open fast: the key file says what a guess costs.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys.set_up, "__defaults__", (keys.Cost(n=2**12),))
        for name in HOME_VARIABLES:
            patch.setenv(name, str(home))
        yield


@pytest.fixture(scope="module")
def laptop(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[tuple[Path, str]]:
    """A home folder and the app that runs on it, which was visited before.

    The first visit of all begins at the front door, whatever page it asks for.
    """
    home = tmp_path_factory.mktemp("laptop")
    with running_app(home) as address:
        first = browser.new_page()
        first.goto(address)
        expect(first.get_by_role("heading", level=1)).to_be_visible()
        first.context.close()
        yield home, address


@pytest.fixture
def home(laptop: tuple[Path, str]) -> Iterator[Path]:
    """A computer on which nobody set up a library yet."""
    home, _ = laptop
    with at_home(home):
        for file in locations.folder().glob("library*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        library = local_libraries.practice()
        account_cases = library.for_account(THIS_COMPUTER)
        for case in account_cases.list():
            account_cases.delete(case.token)
        library.close()
        yield home


@pytest.fixture
def window(screen_on: Callable[..., Screen], laptop: tuple[Path, str], home: Path) -> Screen:
    return screen_on(laptop[1])


def set_up(*titles: str) -> tuple[str, list[str]]:
    """Set up a library with cases; returns its recovery key and the cases' tokens."""
    library, recovery_key = local_libraries.set_up(PASSPHRASE)
    account_cases = library.for_account(THIS_COMPUTER)
    tokens = [account_cases.begin(case_called(title), title).token for title in titles]
    library.close()
    return recovery_key, tokens


def unlock(screen: Screen, passphrase: str = PASSPHRASE) -> None:
    screen.settled()  # what was on the page before the door is gone
    screen.page.get_by_label("Passphrase", exact=True).fill(passphrase)
    press(screen, "Open my cases")


def press(screen: Screen, name: str) -> None:
    screen.page.get_by_role("button", name=name, exact=True).click()


def go(screen: Screen, path: str = "", **query: str) -> None:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    screen.page.goto(f"{screen.address}/{path}?{asked}")


def tab(screen: Screen, name: str) -> None:
    screen.page.get_by_role("tab", name=name, exact=True).click()


def says(screen: Screen, words: str) -> Locator:
    found = screen.page.get_by_text(words)
    expect(found).to_be_visible()
    return found


def sound(screen: Screen) -> bool:
    """No trouble, but for what a page that is opened by its address asks for in vain at first."""
    screen.settled()
    screen.console_errors = [text for text in screen.console_errors if "404" not in text]
    assert screen.trouble() == []
    return True


def at_the_door(screen: Screen) -> None:
    expect(screen.page.get_by_role("button", name="Open my cases")).to_be_visible()


def inside(screen: Screen) -> None:
    expect(screen.menu.get_by_role("button", name="Close the library")).to_be_visible()


def test_from_the_first_run_to_a_case_that_is_nowhere_in_plain_text(window: Screen) -> None:
    practised = local_libraries.practice()
    practised.for_account(THIS_COMPUTER).begin(case_called("Practice Pim"), "pim")
    practised.close()
    page = window.page
    window.open("Library")
    page.get_by_label("New passphrase").fill(PASSPHRASE)
    page.get_by_label("The same once more").fill("seven green kettle")
    press(window, "Set up my own library")
    says(window, "not the same")
    assert not local_libraries.is_set_up()
    page.get_by_label("The same once more").fill(PASSPHRASE)
    press(window, "Set up my own library")
    expect(page.get_by_role("button", name="Open my library")).to_be_disabled()
    key = page.locator(".recovery-key").inner_text().replace(" ", "-")
    assert sound(window)
    with page.expect_download() as sheet:
        page.get_by_role("button", name="Save the recovery sheet").click()
    assert key.split("-")[0] in sheet.value.path().read_text("utf-8")
    page.get_by_text("I have printed or written it down").click()
    press(window, "Open my library")
    inside(window)
    window.open("Cases")
    expect(page.get_by_role("heading", level=1, name="Cases")).to_be_visible()
    expect(page.get_by_text("Practice Pim")).to_have_count(0)
    page.get_by_role("button", name="Start a new case").click()
    page.get_by_label("Child's first name or initials").fill(NAME)
    press(window, "Make the map")
    expect(window.menu.get_by_text(NAME)).to_be_visible()
    window.settled()
    assert sound(window)
    for file in locations.folder().rglob("*"):
        if file.is_file():
            data = file.read_bytes().lower()
            assert all(NAME.lower().encode(code) not in data for code in ("utf-8", "utf-16-le"))
    assert NAME not in json.dumps(page.context.storage_state(indexed_db=True))
    assert NAME not in page.evaluate("JSON.stringify(Object.entries(sessionStorage))")
    assert NAME not in page.url + page.title()
    library = local_libraries.open_own(recovery_key=key)
    (kept,) = library.for_account(THIS_COMPUTER).list()
    library.close()
    assert NAME in kept.title


def test_closing_shows_the_door_and_unlocking_comes_back_to_the_case(window: Screen) -> None:
    _, (token,) = set_up("Family Undine")
    go(window, "timeline", case=token)
    at_the_door(window)
    assert "Undine" not in window.page.content()
    unlock(window, "seven green kettlez")
    says(window, "This is not the passphrase of this library.")
    assert sound(window)
    unlock(window)
    expect(window.menu.get_by_text("Family Undine")).to_be_visible()
    expect(window.page).to_have_url(f"{window.address}/timeline?case={token}")
    press(window, "Close the library")
    at_the_door(window)
    expect(window.page.get_by_text("Undine")).to_have_count(0)
    expect(window.page).to_have_url(f"{window.address}/timeline?case={token}")
    unlock(window)
    expect(window.menu.get_by_text("Family Undine")).to_be_visible()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Timeline")


def test_another_passphrase(window: Screen) -> None:
    set_up()
    page = window.page
    go(window, "library")
    unlock(window)
    tab(window, "Passphrase and recovery key")
    for old, told in (("not the old one at all", "was not changed"), (PASSPHRASE, "From now on")):
        page.get_by_label("Present passphrase").fill(old)
        page.get_by_label("New passphrase").fill("eight blue kettles")
        page.get_by_label("The same once more").fill("eight blue kettles")
        press(window, "Change the passphrase")
        says(window, told)
    assert sound(window)
    press(window, "Close the library")
    unlock(window)
    says(window, "This is not the passphrase of this library.")
    unlock(window, "eight blue kettles")
    inside(window)


def test_the_recovery_key_opens_when_the_passphrase_is_lost(window: Screen) -> None:
    key, _ = set_up()
    page = window.page
    go(window)
    window.unfold("The passphrase is lost")
    page.get_by_label("New passphrase").fill("nine red kettles")
    page.get_by_label("The same once more").fill("nine red kettles")
    typo = f"{key[:3]}{'3' if key[3] == '2' else '2'}{key[4:]}"
    page.get_by_label("Recovery key", exact=True).fill(typo)
    press(window, "Open with the recovery key")
    says(window, "Group 1 of the recovery key is mistyped.")
    assert sound(window)
    page.get_by_label("Recovery key", exact=True).fill(key.lower().replace("-", " "))
    press(window, "Open with the recovery key")
    inside(window)
    local_libraries.open_own(passphrase="nine red kettles").close()


def test_a_new_recovery_key(window: Screen) -> None:
    former, _ = set_up()
    go(window, "library")
    unlock(window)
    tab(window, "Passphrase and recovery key")
    window.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    press(window, "Make a new recovery key")
    key = window.page.locator(".recovery-key").inner_text()
    window.page.get_by_text("I have printed or written it down").click()
    press(window, "Done")
    expect(window.page.locator(".recovery-key")).to_have_count(0)
    local_libraries.open_own(recovery_key=key).close()
    with pytest.raises(local_libraries.LibraryError, match="not the recovery key"):
        local_libraries.open_own(recovery_key=former)


def test_backup_and_restore(window: Screen, tmp_path: Path) -> None:
    set_up("Family Undine")
    page = window.page
    go(window, "library")
    unlock(window)
    tab(window, "Backup")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Back up now").click()
    assert saved.value.suggested_filename.startswith("library ")
    file = tmp_path / "mine.imhbackup"
    saved.value.save_as(file)
    library = local_libraries.open_own(passphrase=PASSPHRASE)
    library.for_account(THIS_COMPUTER).begin(case_called("Begun later"), "later")
    library.close()
    page.locator("input[type=file]").set_input_files(file)
    says(window, "mine.imhbackup")
    page.get_by_label("What opens the backup").fill("something else")
    press(window, "Restore this backup")
    says(window, "Nothing was replaced.")
    assert sound(window)
    page.get_by_label("What opens the backup").fill(PASSPHRASE)
    press(window, "Restore this backup")
    says(window, "mine.imhbackup was restored.")
    (aside,) = locations.folder().glob("library before*")
    assert {file.name for file in aside.iterdir()} >= {"library.imh", "library.key"}
    library = local_libraries.open_own(passphrase=PASSPHRASE)
    assert [case.title for case in library.for_account(THIS_COMPUTER).list()] == ["Family Undine"]
    assert library.examine().whole
    library.close()


def test_the_record_in_words_and_whole(window: Screen) -> None:
    _, (token,) = set_up("Family Undine")
    go(window, "library", case=token)
    unlock(window)
    tab(window, "The record")
    rows = window.page.locator("table.numbers tbody tr")
    expect(rows.first).to_contain_text("opened the case")
    expect(rows.first).to_contain_text("Family Undine")
    expect(rows.last).to_contain_text("set the library up")
    press(window, "Check the record")
    says(window, "Whole: ")
    window.settled()
    assert sound(window)


def test_cases_of_the_practice_library_are_taken_along_one_by_one(window: Screen) -> None:
    library = local_libraries.practice()
    practice = library.for_account(THIS_COMPUTER)
    one = practice.begin(case_called("Family Undine"), "one").write("notes", "kept")
    practice.begin(case_called("Family Orla"), "two")
    practice.begin(case_called("A copy").model_copy(update={"fictional": True}), "copy")
    set_up()
    go(window, "library")
    unlock(window)
    buttons = window.page.get_by_role("button", name="Take along")
    expect(buttons).to_have_count(2)
    row = window.page.get_by_test_id("stHorizontalBlock").filter(has_text="Family Undine")
    row.get_by_role("button", name="Take along").click()
    expect(buttons).to_have_count(1)
    says(window, "Family Orla")
    window.settled()
    assert sound(window)
    mine = local_libraries.open_own(passphrase=PASSPHRASE)
    account_cases = mine.for_account(THIS_COMPUTER)
    (taken,) = account_cases.list()
    assert account_cases.open(taken.token).contents == one.contents
    assert one.token not in {case.token for case in practice.list()}
    mine.close()
    library.close()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (
            lambda: locations.own_keys().write_text("{}"),
            "library.key is damaged or is no key file.",
        ),
        (lambda: locations.own_keys().unlink(), "The key file library.key is missing."),
        (lambda: locations.own_file().unlink(), "The library's file library.imh is missing."),
        (lambda: locations.own_file().write_bytes(b"x" * 8192), "or its file is damaged."),
    ],
    ids=["key damaged", "key missing", "library missing", "library damaged"],
)
def test_what_is_amiss_is_said_at_the_door(
    harm: Callable[[], object], told: str, window: Screen
) -> None:
    set_up()
    harm()
    before = {file: file.read_bytes() for file in locations.folder().glob("library.*")}
    go(window)
    if "damaged." in told:
        unlock(window)
    says(window, told)
    expect(window.page.get_by_text("Restore a backup", exact=True)).to_be_visible()
    assert sound(window)
    assert {file: file.read_bytes() for file in locations.folder().glob("library.*")} == before


def test_names_leave_the_screen_when_nobody_is_there(
    screen_on: Callable[..., Screen], tmp_path: Path
) -> None:
    with at_home(tmp_path), running_app(tmp_path, IMH_TIMEOUT_MINUTES="0.3") as address:
        _, (token,) = set_up("Family Undine")
        screen = screen_on(address)
        go(screen)
        at_the_door(screen)
        go(screen, "timeline", case=token)
        unlock(screen)
        expect(screen.menu.get_by_text("Family Undine")).to_be_visible()
        expect(screen.page.get_by_text("nobody used it for a while")).to_be_visible()
        assert "Undine" not in screen.page.content()
        unlock(screen)
        expect(screen.menu.get_by_text("Family Undine")).to_be_visible()
        expect(screen.page).to_have_url(f"{address}/timeline?case={token}")
