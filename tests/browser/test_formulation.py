"""The formulation on screen: sources, changes that are kept, documents, disagreement."""

from __future__ import annotations

import contextlib
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Screen


def test_the_three_versions_break_no_rule(screen: Screen) -> None:
    screen.visit("formulation", "hana")
    assert screen.trouble() == []
    for version in ("For the family", "Without names"):
        screen.page.get_by_role("radio", name=version).or_(
            screen.page.get_by_role("button", name=version)
        ).first.click()
        screen.settled()
        expect(screen.page.locator(".paper")).to_be_visible()
        assert screen.trouble() == []


def test_a_sentence_shows_its_sources_and_keeps_the_clinicians_words(screen: Screen) -> None:
    screen.visit("formulation", "hana")
    sentence = screen.page.locator('[data-key^="relationships/"]').first
    sentence.click()
    expect(screen.page.get_by_text("It rests on:")).to_be_visible()
    words = screen.page.get_by_role("textbox", name="In your words")
    own = "They find each other in the morning light."
    words.fill(own)
    words.press("Tab")
    screen.page.get_by_role("button", name="Keep these words").click()
    changed = screen.page.locator(".paper").get_by_text(
        "They find each other in the morning light."
    )
    expect(changed).to_be_visible()
    screen.page.reload()
    screen.settled()
    screen.open("Formulation")
    expect(changed).to_be_visible()


def test_a_section_is_moved_by_keyboard_and_the_word_document_follows(screen: Screen) -> None:
    screen.visit("formulation", "hana")
    page = screen.page
    page.locator('[data-key="section:story"]').focus()
    page.keyboard.press("Enter")
    up = page.get_by_role("button", name="Move up")
    expect(up).to_be_in_viewport()  # the panel stays beside what is read
    up.focus()
    page.keyboard.press("Enter")
    headings = page.locator(".paper h3")
    expect(headings.nth(4)).to_have_text("Story")
    assert screen.trouble() == []
    page.locator('[data-key="section:story"]').focus()
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.get_by_role("button", name="Word", exact=True).click()
    file = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    written = [one.text for one in file.paragraphs if one.style.name == "Heading 1"]
    assert written[4:6] == ["5 Story", "6 Context, and what matters to this family"]


def test_the_word_document_holds_what_stands_on_screen(screen: Screen, tmp_path: Path) -> None:
    screen.visit("formulation", "hana")
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Word", exact=True).click()
    file = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "Decision support, not a diagnosis." in text
    assert "Hana" in text


def choose_the_first(screen: Screen, name: str) -> None:
    """Choose the first of a list by keyboard; the list may close again while the page settles."""
    box = screen.page.get_by_role("combobox", name=name)
    for _ in range(10):
        box.focus()
        box.press("ArrowDown")
        with contextlib.suppress(PlaywrightTimeout, AssertionError):
            screen.page.get_by_role("option").first.wait_for(timeout=3000)
            box.press("Enter")
            expect(box).to_have_value(re.compile("Klára"), timeout=3000)
            break
    screen.settled()
    expect(box).to_have_value(re.compile("Klára"))


def test_disagreeing_keeps_both_orders_in_view_and_goes_into_the_document(screen: Screen) -> None:
    screen.visit("principles", "hana")
    screen.unfold("I see this otherwise")
    choose_the_first(screen, "Which reason?")
    reason = screen.page.get_by_role("textbox", name="Because")
    reason.fill("She said it once, on a bad day.")
    reason.press("Tab")
    screen.page.get_by_role("button", name="Keep my view").click()
    expect(screen.page.get_by_text("As the app weighs it: ")).to_be_visible()
    expect(screen.page.get_by_text("With your changes: ")).to_be_visible()
    screen.open("Formulation")
    expect(screen.page.locator(".paper")).to_contain_text("She said it once, on a bad day.")
