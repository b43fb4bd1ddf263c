"""What it costs to enter a family of 20 symbols and 25 ties: clicks and keys, counted in the app.

Quick entry and the interview are worked as a person would work them, in a real Chromium; every
key that goes down and every click is counted by the page itself. The names and the lines are
those below; nothing is pasted. An element is a symbol or a tie. Shift is not counted apart.
"""

import shutil
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect, sync_playwright

from bench.clicks import ARGUMENTS, BROWSERS, ROOT, server
from imh.case.quick_entry import read_case

GOAL = 12  # clicks and keys for an element by quick entry
WORTH_A_TAB = 3  # letters of an offer

CHILD = "Leo, child 9m\n"
REFERENCE = """\
Ana, mum 27, primary, close Leo
Marco, dad 30, shares care, tense Leo, Ana
Rosa, MGM 58, close Leo, Ana
Jose, MGF 61
Elena, PGM 55, estranged from Ana
Sofia, sister 4, close Ana
Max, brother 2
Mei, close friend of Ana
Tom, neighbour, helps Marco
Lucia, Ana's sister 31, helps Ana
Carla, godmother, close Ana, Leo
Osei, pediatrician, ok Ana
Ines, nurse, close Ana
Tess, clinician, ok Ana, Marco
Bay, clinic, ok Leo
Steps, daycare, close Leo
Parish, church, close Rosa
Mill, work, tense Marco
Spanish, language, close Rosa
"""
PLACES_FROM = 14  # a place keeps its comma: without one its kind is part of its name
# The same family as somebody types it who knows that a person's first comma can go.
IN_HASTE = "\n".join(
    line.replace(", ", " ", 1) if place < PLACES_FROM else line
    for place, line in enumerate(REFERENCE.splitlines())
)


@dataclass(frozen=True)
class Cost:
    """What was pressed, and what stands on the map for it."""

    clicks: int
    keys: int
    symbols: int
    ties: int

    @property
    def each(self) -> float:
        """Clicks and keys for one symbol or tie; the child was there before."""
        return (self.clicks + self.keys) / (self.symbols - 1 + self.ties)


COUNT = """() => {
  window.cost = { clicks: 0, keys: 0 };
  const count = (kind) => (event) => { if (event.isTrusted) window.cost[kind]++; };
  addEventListener("pointerup", count("clicks"), true);
  addEventListener("keydown", count("keys"), true);
}"""


def _cost(page: Page, symbols: int, ties: int) -> Cost:
    pressed = page.evaluate("window.cost")
    return Cost(pressed["clicks"], pressed["keys"], symbols, ties)


def _begin(page: Page, address: str, title: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Start a new case").click()
    page.get_by_label("Child's first name").fill("Leo")
    page.get_by_role("spinbutton").fill("9")
    page.get_by_role("spinbutton").press("Tab")
    page.get_by_role("button", name="Make the map").click()
    page.get_by_role("heading", name="Family map").wait_for()
    page.get_by_test_id("stSidebar").get_by_role("link", name=title).click()
    page.get_by_role("heading", name=title, level=1).wait_for()
    page.wait_for_timeout(1500)
    page.evaluate(COUNT)


def by_quick_entry(page: Page, address: str, lines: str = REFERENCE) -> Cost:
    """Type the lines and press Ctrl+Enter."""
    wanted = read_case(CHILD + lines)
    box = _box(page, address)
    page.keyboard.type(lines)
    page.keyboard.press("Control+Enter")
    expect(box).to_have_value("", timeout=30_000)
    return _cost(page, len(wanted.symbols), len(wanted.ties))


def by_quick_entry_with_tab(page: Page, address: str) -> Cost:
    """Type the same lines, and press Tab where the box offers just the word that is meant.

    An offer that saves fewer than three keys is not looked at.
    """
    wanted = read_case(CHILD + REFERENCE)
    box = _box(page, address)
    offered = page.locator(".ghost .rest")
    left = REFERENCE
    while left:
        offer = offered.text_content() or ""
        whole = left.startswith(offer) and not left[len(offer) : len(offer) + 1].isalpha()
        if whole and len(offer) > WORTH_A_TAB:
            page.keyboard.press("Tab")
            left = left[len(offer) :]
        else:
            page.keyboard.type(left[0])
            left = left[1:]
    expect(box).to_have_value(REFERENCE)
    page.keyboard.press("Control+Enter")
    expect(box).to_have_value("", timeout=30_000)
    return _cost(page, len(wanted.symbols), len(wanted.ties))


def _box(page: Page, address: str) -> Locator:
    _begin(page, address, "Write it down")
    box = page.get_by_role("textbox", name="One line for each")
    box.click()
    return box


AT_HOME = ("Ana, mother 27", "Marco, father 30", "Sofia, sister 4")
HELPERS = (
    "Rosa, MGM 58",
    "Mei, friend of Ana",
    "Lucia, Ana's sister 31",
    "Carla, godmother",
    "Tom, neighbour",
)


def by_interview(page: Page, address: str) -> Cost:
    """Name those at home and those who help, and answer what is asked about the ties.

    The interview asks what quick entry only writes (parts in the care, help each way), so its
    family is smaller; the cost is for each element that came of it.
    """
    _begin(page, address, "Interview")
    for name in AT_HOME:
        _name(page, name)
    _press(page, "That is everybody")
    _press(page, "The one who does most of it")
    _press(page, "Shares it with somebody")
    for name in HELPERS:
        _name(page, name)
    _press(page, "That is everybody")
    _press(page, "Nobody")
    for part in ("With the child", "Between the grown-ups"):
        page.get_by_role("button", name=part).click()
        page.wait_for_timeout(1500)
        _first_answers(page, part)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Map").click()
    page.get_by_role("heading", name="Family map").wait_for()
    page.locator(".symbol[data-id]").first.wait_for()
    page.wait_for_timeout(1500)
    symbols = page.locator(".symbol[data-id]").count()
    ties = page.evaluate(TIES)
    return _cost(page, symbols, ties)


TIES = """() => {
  const ids = (root) => [...root.querySelectorAll("*")].flatMap((one) => [
    ...(one.matches(".tie[data-ids]") ? one.dataset.ids.split(" ") : []),
    ...(one.shadowRoot ? ids(one.shadowRoot) : []),
  ]);
  return new Set(ids(document)).size;
}"""


def _first_answers(page: Page, part: str) -> None:
    """Take the first answer for as long as this part asks by choosing."""
    while part in page.locator(".where").inner_text():
        question = page.locator("h2.question").inner_text()
        answer = page.locator(".st-key-answer-0 button")
        (answer if answer.count() else page.locator(".st-key-not-now button")).click()
        expect(page.locator("h2.question")).not_to_have_text(question, timeout=30_000)


def _name(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="A name, and who this is")
    if not box.evaluate("box => box === document.activeElement"):
        box.click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(box).to_have_value("", timeout=30_000)
    page.wait_for_timeout(300)


def _press(page: Page, name: str) -> None:
    question = page.locator("h2.question").inner_text()
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("h2.question")).not_to_have_text(question, timeout=30_000)


def main() -> None:
    """Print what each way of entering costs."""
    found = next(path for path in map(shutil.which, BROWSERS) if path)
    with sync_playwright() as playwright, server(ROOT / "serve.py") as app:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        print(f"{'way':<16}{'symbols':>8}{'ties':>6}{'clicks':>8}{'keys':>6}{'each':>7}")
        ways = {
            "quick entry": by_quick_entry,
            "with Tab": by_quick_entry_with_tab,
            "in haste": lambda page, app: by_quick_entry(page, app, IN_HASTE),
            "interview": by_interview,
        }
        for name, enter in ways.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            cost = enter(page, app)
            page.close()
            print(
                f"{name:<16}{cost.symbols:>8}{cost.ties:>6}"
                f"{cost.clicks:>8}{cost.keys:>6}{cost.each:>7.1f}"
            )
        print(f"Goal: at most {GOAL} clicks and keys for each symbol or tie by quick entry.")
        browser.close()
