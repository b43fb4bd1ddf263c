"""The interview: led through by mouse and by keyboard, left and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Screen


def begin(screen: Screen) -> None:
    """A new case of a child and nobody else."""
    page = screen.page
    page.goto(screen.address)
    screen.settled()
    page.get_by_role("button", name="Start a new case").click()
    page.get_by_label("Child's first name").fill("Leo")
    age = page.get_by_role("spinbutton")
    age.fill("9")
    age.press("Tab")
    page.get_by_role("button", name="Make the map").click()
    expect(page.get_by_role("heading", name="Family map")).to_be_visible()
    screen.settled()
    screen.open("Interview")


def asked(screen: Screen, text: str) -> None:
    expect(screen.page.locator("h2.question")).to_have_text(text)
    screen.settled()


def say_name(screen: Screen, text: str) -> None:
    box = screen.page.get_by_role("textbox", name="A name, and who this is")
    box.fill(text)
    box.press("Enter")
    screen.settled()


def press(screen: Screen, name: str) -> None:
    screen.page.get_by_role("button", name=name, exact=True).click()
    screen.settled()


def test_a_family_is_named_and_its_first_ties_are_told(screen: Screen) -> None:
    begin(screen)
    asked(screen, "Who lives with Leo?")
    say_name(screen, "Ana, mother 27")
    say_name(screen, "Zoe, sitser")
    expect(screen.page.get_by_text("'sitser' is not a word I know")).to_be_visible()
    assert screen.trouble() == []
    say_name(screen, "Zoe, sister 4")
    expect(screen.page.get_by_text("So far: Ana and Zoe")).to_be_visible()
    press(screen, "That is everybody")
    asked(screen, "What part does Ana have in looking after Leo?")
    press(screen, "The one who does most of it")
    asked(screen, "When Ana needs a hand or an open ear, who is there?")
    assert screen.trouble() == []
    press(screen, "Nobody")
    screen.page.get_by_role("button", name="With the child").click()
    asked(screen, "When Leo is upset, what have you seen between Leo and Ana?")
    expect(screen.page.get_by_text("One of the questions most worth asking now.")).to_be_visible()
    press(screen, "Leo finds comfort with Ana")
    asked(screen, "How is it between Ana and Leo these days?")
    press(screen, "Close and warm")
    assert screen.trouble() == []
    screen.open("Map")
    for identifier in ("child", "ana", "zoe"):
        expect(screen.page.locator(f'.symbol[data-id="{identifier}"]')).to_have_count(1)
    expect(screen.page.locator(".tie.warm")).to_have_count(1)


def test_a_name_is_kept_when_the_next_button_is_pressed_at_once(screen: Screen) -> None:
    begin(screen)
    names = ("Ana", "Bea", "Cleo", "Dora")
    for name in names:
        asked(screen, "Who lives with Leo?")
        screen.page.get_by_role("textbox", name="A name, and who this is").fill(f"{name}, aunt")
        # The field speaks when the finger comes down, the button when it goes up.
        screen.page.get_by_role("button", name="Hopes").click(delay=20)
        screen.settled()
        press(screen, "Back")
    expect(screen.page.get_by_text("So far: Ana, Bea, Cleo and Dora")).to_be_visible()


def test_not_now_rather_not_and_back(screen: Screen) -> None:
    begin(screen)
    press(screen, "Not now")
    asked(screen, "Is there anybody who worries you, or with whom it is hard at the moment?")
    press(screen, "Would rather not say")
    asked(screen, "Who is missed?")
    press(screen, "Back")
    expect(screen.page.get_by_text("The family chose not to say.")).to_be_visible()
    press(screen, "Next")
    asked(screen, "Who is missed?")
    screen.open("Timeline")
    screen.open("Interview")
    asked(screen, "Who is missed?")


def test_a_reload_goes_on_where_something_is_still_open(screen: Screen) -> None:
    begin(screen)
    say_name(screen, "Ana, mother 27")
    press(screen, "That is everybody")
    screen.page.reload()
    screen.settled()
    asked(screen, "What part does Ana have in looking after Leo?")


def test_answers_by_keyboard_alone_keep_the_focus_where_it_was(screen: Screen) -> None:
    begin(screen)
    say_name(screen, "Ana, mother 27")
    say_name(screen, "Marco, father 30")
    page = screen.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="That is everybody")).to_be_focused()
    page.keyboard.press("Enter")
    asked(screen, "What part does Ana have in looking after Leo?")
    page.get_by_role("button", name="The one who does most of it").focus()
    page.keyboard.press("Enter")
    asked(screen, "What part does Marco have in looking after Leo?")
    expect(page.get_by_role("button", name="The one who does most of it")).to_be_focused()


def test_an_event_is_told_with_its_age(screen: Screen) -> None:
    begin(screen)
    page = screen.page
    page.get_by_role("button", name="What happened").click()
    screen.settled()
    page.get_by_label("What was it?").click()
    page.get_by_role("option", name="move", exact=True).click()
    page.get_by_label("Child's age").fill("soon")
    page.get_by_label("In a few words").fill("moved")
    page.get_by_role("button", name="Add", exact=True).click()
    screen.settled()
    expect(page.get_by_text("'soon' is not understood")).to_be_visible()
    expect(page.get_by_label("In a few words")).to_have_value("moved")
    page.get_by_label("Child's age").fill("-2m")
    page.get_by_role("button", name="Add", exact=True).click()
    screen.settled()
    expect(page.get_by_text("moved (before birth)")).to_be_visible()
    assert screen.trouble() == []
    press(screen, "Go on")
    asked(screen, "How was Leo's birth, and how were the first weeks?")


def test_what_the_clinician_carries_says_that_it_is_private(screen: Screen) -> None:
    begin(screen)
    screen.page.get_by_role("button", name="What you carry").click()
    screen.settled()
    expect(screen.page.get_by_text("For you alone, after the visit.")).to_be_visible()
    assert screen.trouble() == []


def test_paper_to_take_along(screen: Screen) -> None:
    begin(screen)
    for name in ("Blank map", "Questions"):
        with screen.page.expect_download() as download:
            screen.page.get_by_role("button", name=name).click()
        assert download.value.path().read_bytes()[:5] in (b"%PDF-", b"\x89PNG\r")


def test_several_events_are_told_on_lines(screen: Screen) -> None:
    begin(screen)
    page = screen.page
    page.get_by_role("button", name="What happened").click()
    screen.settled()
    lines = page.get_by_role("textbox", name="Or several at once: one event a line")
    lines.press_sequentially("8m: father moved out; sudden\n-2m: move, Leo\n3m: loss of Irma")
    expect(page.get_by_text('at 8 months: "father moved out", note sudden')).to_be_visible()
    expect(page.get_by_text("There is no 'Irma' on the map yet")).to_be_visible()
    screen.settled()
    assert screen.trouble() == []
    press(screen, "Add 2 events")
    expect(lines).to_have_value("3m: loss of Irma")
    screen.open("Timeline")
    screen.open("Interview")
    expect(lines).to_have_value("3m: loss of Irma")
    screen.menu.get_by_role("button", name="Undo").click()
    screen.settled()
    expect(page.get_by_text("move (before birth)")).to_have_count(0)
