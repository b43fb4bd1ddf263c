"""Whatever the texts of a case are, they stand as typed and make the browser ask nobody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.conftest import ROOT
from tests.browser.test_pages_open import PAGES

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

TEXT = (
    "Zq ![x](http://evil.example/a.png) http://evil.example a@evil.example $a$ :material/home: "
    "~~x~~ `y` :red[x] :smile: *z* &amp; -- b"
)
FREE = {
    *("title", "name", "note", "text", "says", "words", "place", "what", "with_whom"),
    *("ask", "answer", "by_when", "score", "discipline"),
}
"""The keys of a case file under which people write what they like."""
READ_WRONG = """(text) => {
  const made = 'img, a, code, del, em, [style*="color: rgb(255"], [aria-label="home icon"]';
  const asTyped = (said) => said.split("Zq").slice(1).map((rest) => "Zq" + rest).every(
    (each) => each.startsWith(text) || text.startsWith(each.split(/…|[.]{3}/)[0]));
  const read = [...document.querySelectorAll('[data-testid="stMarkdownContainer"]')]
    .filter((each) => each.textContent.includes("Zq"))
    .filter((each) => !asTyped(each.textContent) || each.querySelector(made));
  const foreign = document.querySelectorAll('[src*="evil"], [href*="evil"], .katex');
  return [...read, ...foreign].map((each) => each.outerHTML);
}"""
"""What of the page was read as Markdown, or is not there as it was typed (a message may cut it)."""


def with_text(entry: Any, key: str = "") -> Any:
    """A part of a case file with all that people wrote in it replaced."""
    if isinstance(entry, dict):
        return {name: with_text(each, name) for name, each in entry.items()}
    if isinstance(entry, list):
        return [with_text(each) for each in entry]
    return TEXT if isinstance(entry, str) and key in FREE else entry


def give(screen: Screen, name: str, case: dict[str, Any]) -> None:
    """Open a case file."""
    file = {"name": name, "mimeType": "application/json", "buffer": json.dumps(case).encode()}
    screen.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def test_texts_stand_as_typed_and_ask_no_other_host(screen: Screen) -> None:
    page, read_wrong = screen.page, {}

    def look(where: str) -> None:
        screen.settled()
        read_wrong[where] = page.evaluate(READ_WRONG, TEXT)

    case = with_text(json.loads((ROOT / "sample_cases" / "hana.json").read_text("utf-8")))
    case["referral"]["by"] = TEXT
    screen.open("Cases")
    give(screen, f"{TEXT}.json", case | {"reference_age_months": TEXT, TEXT: 1})
    expect(page.get_by_text("This file was not opened.")).to_contain_text("Zq")
    look("refused")
    give(screen, "![x](x) $a$ ~~b~~.json", case)
    expect(page.get_by_role("heading", name="Family map")).to_be_visible()
    screen.settled()
    page.locator(".symbol").first.click()
    look("inspector")
    page.get_by_text("Edit", exact=True).click()
    look("fields")
    for title in PAGES[1:]:
        screen.open(title)
        look(title)
        if title == "Rate":
            page.get_by_label("Your name or initials").fill(TEXT[:100])
        if title == "Interview":
            page.get_by_role("button", name="Not now").click()
            look("Interview, the next question")
        if title == "Formulation":
            screen.unfold("Sign")
            page.get_by_label("Your name and role").fill(TEXT)
            page.keyboard.press("Tab")
            page.get_by_role("button", name="Sign this version").click()
            expect(page.get_by_text("Signed by")).to_contain_text(TEXT)
            page.get_by_text("For the family").click()
            look("For the family")
    assert {where: found for where, found in read_wrong.items() if found} == {}
    assert screen.foreign_requests == []
    assert screen.errors_on_screen() == []
