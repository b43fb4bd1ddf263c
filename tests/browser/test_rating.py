"""Rating a case on one computer that is passed around; on a team's server see test_team.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Screen

CONTEXT = "Development Happens in Context"


def say_who(screen: Screen, name: str) -> None:
    screen.page.get_by_label("Your name or initials").fill(name)
    screen.page.keyboard.press("Enter")
    screen.settled()


def row(screen: Screen, principle: str) -> Locator:
    return screen.page.get_by_role("radiogroup", name=principle)


def rate(screen: Screen, *scores: int) -> None:
    rows = screen.page.get_by_role("radiogroup")
    for place, score in enumerate(scores):
        rows.nth(place).get_by_role("radio", name=str(score), exact=True).click()
        screen.settled()


def test_two_people_rate_on_one_computer_and_all_is_shown_at_the_end(screen: Screen) -> None:
    screen.visit("rating", "milo")
    page = screen.page
    expect(page.get_by_text("Rate before you read the app's view.")).to_be_visible()
    expect(row(screen, CONTEXT).get_by_role("radio").first).to_be_disabled()
    assert screen.trouble() == []

    say_who(screen, "TR")
    rate(screen, 9, 3, 7, 0, 5)
    screen.choose(page.get_by_role("combobox", name="The one fact"), "Milo")
    expect(page.get_by_text("Kept: 5 of 5 rated.")).to_be_visible()
    show = page.get_by_role("button", name="Show all ratings")
    expect(show).to_be_in_viewport(ratio=1)  # nothing of a rating has to be scrolled to
    assert screen.trouble() == []

    page.get_by_role("button", name="Next person").click()
    screen.settled()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    say_who(screen, "Mo")
    rate(screen, 8, 9, 7, 1, 5)
    expect(page.get_by_text("2 people have rated: Mo and TR.")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)

    show.click()
    screen.settled()
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page.get_by_text("The room agrees in part.")).to_be_visible()
    expect(page.get_by_text(f"Furthest apart: {CONTEXT}, from 3 to 9.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="the app's reasons")).to_have_count(1)
    expect(page.get_by_role("button", name="Ratings (CSV)")).to_be_in_viewport(ratio=1)
    assert screen.trouble() == []

    screen.unfold("The numbers behind this")
    numbers = page.get_by_role("row").filter(has_text=CONTEXT)
    expect(numbers).to_contain_text("6.0")
    assert screen.trouble() == []


def test_a_reload_shows_a_rating_again_and_it_can_be_changed(screen: Screen) -> None:
    screen.visit("rating", "wren")
    say_who(screen, "TR")
    rate(screen, 2, 6)
    screen.page.reload()
    screen.settled()
    say_who(screen, "tr")
    chosen = row(screen, CONTEXT).get_by_role("radio", name="6")
    expect(chosen).to_be_checked()
    row(screen, CONTEXT).get_by_role("radio", name="7").click()
    screen.settled()
    expect(row(screen, CONTEXT).get_by_role("radio", name="7")).to_be_checked()
    expect(screen.page.get_by_text("Kept: 2 of 5 rated.")).to_be_visible()
    expect(screen.page.get_by_text("1 person has rated: tr.")).to_be_visible()
    assert screen.errors_on_screen() == []


def test_a_rating_is_given_by_keyboard(screen: Screen) -> None:
    screen.visit("rating", "remi")
    say_who(screen, "TR")
    four = row(screen, CONTEXT).get_by_role("radio", name="4")
    four.focus()
    screen.page.keyboard.press("Space")
    screen.settled()
    expect(four).to_be_checked()
    expect(screen.page.get_by_text("Kept: 1 of 5 rated.")).to_be_visible()


PASTE_HALF_AN_EMOJI = """box => {
  const prototype = Object.getPrototypeOf(box);
  Object.getOwnPropertyDescriptor(prototype, "value").set.call(box, "TR \\ud83d");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def test_half_a_character_in_a_field_is_one_that_cannot_be_read(screen: Screen) -> None:
    screen.visit("rating", "milo")
    name = screen.page.get_by_label("Your name or initials")
    name.focus()
    name.evaluate(PASTE_HALF_AN_EMOJI)
    name.press("Enter")
    screen.settled()
    rate(screen, 9)
    expect(screen.page.get_by_text("Kept: 1 of 5 rated.")).to_be_visible()
    assert screen.trouble() == []
