"""A team on one server: PostgreSQL, a sign-in service (a mock of one), two processes of the app.

The people who sign in here are as made up as the families.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url

from imh.case.case import Case
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.engines import server
from imh.library.roles import Account, Role
from tests.browser.conftest import Screen, running_app

with warnings.catch_warnings(action="ignore"):
    import oidc_provider_mock

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")

ROOT = Path(__file__).parents[2]
PEOPLE = {
    "ana": {"name": "Ana Reyes", "email": "ana@clinic.example", "email_verified": True},
    "ben": {"name": "Ben Okafor", "email": "ben@clinic.example", "email_verified": True},
    "cleo": {"name": "Cleo Marsh", "email": "cleo@clinic.example", "email_verified": True},
    "mal": {"name": "Mal Adams", "email": "cleo@clinic.example", "email_verified": False},
    "ida": {"name": "Ida Sorel", "email": "ida@audit.example", "email_verified": True},
}
SECRETS = """
[team]
auditors = ["ida@audit.example"]

[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "only-for-these-tests-{cookie}"
client_id = "formulation"
client_secret = "only-for-these-tests"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""


@dataclass
class Clinic:
    """The server: two addresses of the app, one library, and who signed in at which before."""

    issuer: str
    library: CaseStore
    addresses: tuple[str, str]
    signed_in: dict[tuple[str, int], Any] = field(default_factory=dict)


@dataclass
class Team:
    """The people of the clinic and their browsers."""

    clinic: Clinic
    screen_on: Callable[..., Screen]

    def account(self, who: str) -> Account:
        return Account(f"{self.clinic.issuer} {who}", PEOPLE[who]["name"])

    def account_cases(self, who: str) -> AccountCases:
        return self.clinic.library.for_account(self.account(who))

    def window(self, cookies: Any = (), process: int = 0) -> Screen:
        """A fresh browser, or one with what a browser kept of an earlier visit."""
        return self.screen_on(self.clinic.addresses[process], cookies)

    def sign_in(self, who: str, token: str = "", page: str = "", process: int = 0) -> Screen:
        """A browser of this person, signed in, with a case open."""
        at = who, process
        if at not in self.clinic.signed_in:
            door = self.window(process=process)
            sign_in(door, who)
            self.clinic.signed_in[at] = door.page.context.cookies()
        screen = self.window(self.clinic.signed_in[at], process)
        go_to(screen, token)
        if page:
            screen.open(page)
        return screen


def go_to(screen: Screen, token: str) -> None:
    screen.page.goto(f"{screen.address}/?case={token}")
    screen.settled()


def sign_in(screen: Screen, who: str) -> None:
    screen.page.goto(screen.address)
    screen.page.get_by_role("button", name="Sign in").click()
    screen.page.get_by_role("button", name=who, exact=True).click()
    expect(screen.page.get_by_role("button", name="Sign out")).to_be_visible()
    screen.settled()


@pytest.fixture(scope="module")
def clinic(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    home = tmp_path_factory.mktemp("team")
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA team")
    here = make_url(postgres).update_query_dict({"options": "-csearch_path=team"})
    url = here.render_as_string(hide_password=False)
    users = [oidc_provider_mock.User(sub=who, claims=claims) for who, claims in PEOPLE.items()]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as provider:
        issuer = f"http://localhost:{provider.server_port}"
        secrets = home / "secrets.toml"
        secrets.write_text(SECRETS.format(issuer=issuer, cookie="x" * 32))
        option = f"--secrets.files={secrets}"
        library = CaseStore(server(url))
        with (
            running_app(home, option, IMH_DATABASE_URL=url) as first,
            running_app(home, option, IMH_DATABASE_URL=url) as second,
        ):
            yield Clinic(issuer, library, (first, second))
        library.close()


@pytest.fixture
def team(clinic: Clinic, screen_on: Callable[..., Screen]) -> Team:
    return Team(clinic, screen_on)


_names = itertools.count(1)


@pytest.fixture
def case() -> Case:
    """A made-up family whose name is nobody else's."""
    return synthetic_case(3, 8).model_copy(update={"title": f"Family {next(_names):03}"})


PATHS = sorted(page.stem for page in (ROOT / "pages").glob("*.py"))


def menu_of(screen: Screen) -> list[str]:
    return screen.menu.get_by_role("link").locator("p").all_inner_texts()


def test_who_has_not_signed_in_sees_no_case_at_any_address(team: Team, case: Case) -> None:
    token = team.account_cases("ana").begin(case, "family").token
    screen = team.window()
    page = screen.page
    for path in PATHS:
        page.goto(f"{screen.address}/{path}?case={token}", wait_until="commit")
        expect(page.get_by_role("button", name="Sign in"), path).to_be_visible()
        expect(page.get_by_test_id("stMain"), path).not_to_contain_text(case.title)
        expect(page.get_by_test_id("stSidebarContent"), path).to_have_count(0)


def test_signing_out_closes_every_window_of_the_same_sign_in(team: Team, case: Case) -> None:
    token = team.account_cases("ben").begin(case, "family").token
    screen = team.window()
    sign_in(screen, "ben")
    expect(screen.menu.get_by_text("Ben Okafor")).to_be_visible()
    cookies = screen.page.context.cookies()
    other = team.window(cookies)
    go_to(other, token)
    other.open("Map")
    expect(other.menu.get_by_text(case.title)).to_be_visible()

    take_a_symbol(other)
    screen.page.get_by_role("button", name="Sign out").click()
    screen.page.get_by_role("button", name="End session").click()
    other.page.mouse.up()  # as a rule nobody has told this window yet
    expect(screen.page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(other.page.get_by_text("You were signed out")).to_be_visible()
    expect(other.page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(other.page.get_by_text(case.title)).to_have_count(0)
    assert team.account_cases("ben").open(token).number == 1
    again = team.window(cookies)
    again.page.goto(f"{again.address}/?case={token}")
    expect(again.page.get_by_role("button", name="Sign in")).to_be_visible()


def take_a_symbol(screen: Screen) -> None:
    """Drag a symbol elsewhere, and hold it there."""
    screen.page.locator(".symbol[data-id]").first.hover()
    screen.page.mouse.down()
    screen.page.mouse.move(640, 400, steps=3)


def test_two_people_on_one_server_see_only_their_own_cases(team: Team) -> None:
    cases = {who: synthetic_case(3, 8).model_copy(update={"title": f"Of {who}"}) for who in PEOPLE}
    tokens = {who: team.account_cases(who).begin(cases[who], who).token for who in ("ana", "ben")}
    for who, other in (("ana", "ben"), ("ben", "ana")):
        screen = team.sign_in(who, tokens[who])
        expect(screen.menu.get_by_text(f"Of {who}")).to_be_visible()
        go_to(screen, tokens[other])
        expect(screen.page.get_by_text("has no part in this case")).to_be_visible()
        screen.open("Cases")
        expect(screen.page.get_by_text(f"Of {who}").first).to_be_visible()
        expect(screen.page.get_by_text(f"Of {other}")).to_have_count(0)


def test_sharing_a_case_and_taking_it_back(team: Team, case: Case) -> None:
    token = team.account_cases("ana").begin(case, "family").token
    ben = team.sign_in("ben")
    ana = team.sign_in("ana", token, "Sharing")
    give(ana, "Ben", "Ben Okafor (ben@clinic.example)", "Contributor")
    part_of(ana, "Ben Okafor", "Contributor")
    assert ana.trouble() == []
    go_to(ben, token)
    ben.open("Sharing")
    part_of(ben, "Ana Reyes", "Owner")
    for name in ("Take back", "Give this part", "Make a ticket"):
        expect(ben.page.get_by_role("button", name=name)).to_have_count(0)
    assert ben.trouble() == []
    team.account_cases("ana").share(token, team.account("ben").id, Role.GUEST)
    ben.open("Tables")
    expect(ben.page.get_by_text("Your part in this case has changed.")).to_be_visible()
    expect(ben.page.get_by_text("A consultation guest may only read this case")).to_be_visible()
    row = ana.page.locator("[class*='st-key-part-']", has_text="Ben Okafor")
    row.get_by_role("button", name="Take back").click()
    ana.settled()
    expect(row).to_have_count(0)
    ben.menu.get_by_role("link", name="Map", exact=True).click(delay=80)
    expect(ben.page.get_by_text("has no part in this case")).to_be_visible()
    expect(ben.menu.get_by_text(case.title)).to_have_count(0)


def give(screen: Screen, typed: str, chosen: str, role: str) -> None:
    """On the Sharing page, give somebody a part."""
    page = screen.page
    page.get_by_role("combobox", name="Who").fill(typed)
    page.get_by_role("option", name=chosen).click()
    screen.settled()
    page.get_by_role("combobox", name="As").click()
    page.get_by_role("option", name=role).click()
    screen.settled()
    page.get_by_role("button", name="Give this part").click()
    screen.settled()


def part_of(screen: Screen, who: str, role: str) -> None:
    row = screen.page.locator("[class*='st-key-part-']", has_text=who)
    expect(row).to_contain_text(role)


def test_an_invitation_waits_for_the_address_that_was_checked(team: Team, case: Case) -> None:
    token = team.account_cases("ana").begin(case, "family").token
    ana = team.sign_in("ana", token, "Sharing")
    give(ana, "cleo@clinic.example", "Add: cleo@clinic.example", "Consultation guest")
    part_of(ana, "cleo@clinic.example", "has not signed in yet")
    mal = team.sign_in("mal", token)  # says the same address, which nobody checked
    expect(mal.page.get_by_text("has no part in this case")).to_be_visible()
    cleo = team.sign_in("cleo", token)
    expect(cleo.menu.get_by_text(case.title)).to_be_visible()
    cleo.open("Map")
    reads_only(cleo)
    cleo.open("Tables")
    expect(cleo.page.get_by_text("A consultation guest may only read this case")).to_be_visible()
    assert cleo.trouble() == []


def reads_only(screen: Screen) -> None:
    """The map can be read, and not be changed by any tool, key or drag."""
    tools = screen.page.get_by_role("toolbar", name="Map tools")
    for name in ("Add", "Tie", "Delete", "Reset position", "Undo", "Redo"):
        tool = tools.get_by_role("button", name=name, exact=True)
        expect(tool).to_have_attribute("aria-disabled", "true")
    symbol = screen.page.locator(".symbol[data-id]").first
    where = symbol.get_attribute("transform")
    symbol.focus()
    for key in ("n", "t", "Delete", "Alt+ArrowLeft", "Control+z"):
        screen.page.keyboard.press(key)
        expect(screen.page.get_by_text("You may only read this case.")).to_be_visible()
    take_a_symbol(screen)
    screen.page.mouse.up()
    screen.settled()
    assert symbol.get_attribute("transform") == where
    expect(screen.page.get_by_role("textbox")).to_have_count(0)


def test_a_ticket_opens_one_case_to_read_until_it_is_withdrawn(team: Team, case: Case) -> None:
    other = team.account_cases("ana").begin(case, "another").token
    seen = case.model_copy(update={"title": "The family of the meeting"})
    token = team.account_cases("ana").begin(seen, "family").token
    ana = team.sign_in("ana", token, "Sharing")
    ana.page.get_by_label("Whose ticket").fill("Dr Lund")
    ana.page.get_by_role("button", name="Make a ticket").click()
    code = ana.page.get_by_test_id("stCode").inner_text().strip()
    part_of(ana, "Dr Lund", "with a ticket")

    guest = team.window(process=1)
    guest.page.goto(f"{guest.address}/?case={other}")
    guest.page.get_by_label("as a guest").fill(code.lower().replace("-", " "))
    guest.page.get_by_role("button", name="Come in as a guest").click()
    expect(guest.menu.get_by_text("The family of the meeting")).to_be_visible()
    guest.settled()
    assert menu_of(guest) == ["Map", "Timeline", "Principles", "Rate"]
    assert guest.errors_on_screen() == []
    reads_only(guest)
    guest.open("Timeline")
    assert guest.trouble() == []
    rates_first_and_alone(guest)
    assert [
        (one.name, one.scores[1]) for one in team.account_cases("ana").open(token).ratings()
    ] == [("Dr Lund", 7)]

    for address in (guest.address, team.clinic.addresses[0]):  # a reload, and another process
        guest.page.goto(address)
        expect(guest.menu.get_by_text("The family of the meeting")).to_be_visible()
    another = team.window()
    another.page.goto(another.address)
    another.page.get_by_label("as a guest").fill(code)
    another.page.get_by_role("button", name="Come in as a guest").click()
    expect(another.page.get_by_text("it is for that browser alone")).to_be_visible()
    ana.open("Sharing")
    part_of(ana, "Dr Lund", "Another browser tried this code once")

    row = ana.page.locator("[class*='st-key-part-']", has_text="Dr Lund")
    row.get_by_role("button", name="Take back").click()
    expect(row).to_have_count(0)
    guest.menu.get_by_role("link", name="Map", exact=True).click(delay=80)
    expect(guest.page.get_by_text("Your part in this meeting is over")).to_be_visible()
    guest.page.get_by_label("as a guest").fill(code)
    guest.page.get_by_role("button", name="Come in as a guest").click()
    expect(guest.page.get_by_text("This code opens nothing")).to_be_visible()


def rates_first_and_alone(guest: Screen) -> None:
    """A guest is asked to rate before reading the principles, and sees nobody else's rating."""
    page = guest.page
    guest.open("Principles")
    expect(page.get_by_text("Rate first: what one has read cannot be unread.")).to_be_visible()
    expect(page.get_by_role("radiogroup")).to_have_count(0)
    assert guest.trouble() == []
    page.get_by_test_id("stMain").get_by_role("link", name="Go to Rate").click()
    guest.settled()
    expect(page.get_by_label("Your name or initials")).to_have_count(0)
    row = page.get_by_role("radiogroup", name="Development Happens in Context")
    row.get_by_role("radio", name="7").click()
    expect(page.get_by_text("Kept: 1 of 5 rated.")).to_be_visible()
    guest.settled()
    expect(page.get_by_role("button", name="Show all ratings")).to_have_count(0)
    expect(page.get_by_text("rated: Dr Lund")).to_have_count(0)
    assert guest.trouble() == []
    guest.open("Principles")
    expect(page.get_by_text("Rate first")).to_have_count(0)
    assert guest.trouble() == []


def test_an_auditor_of_the_server_opens_no_case(team: Team, case: Case) -> None:
    token = team.account_cases("ana").begin(case, "family").token
    screen = team.sign_in("ida", token)
    expect(screen.page.get_by_text("An auditor may not open this case")).to_be_visible()


def test_two_processes_of_the_app_keep_what_both_people_did(team: Team, case: Case) -> None:
    token = team.account_cases("ana").begin(case, "family").token
    team.account_cases("ana").share(token, team.account("ben").id, Role.CONTRIBUTOR)
    ana = team.sign_in("ana", token, "Map")
    ben = team.sign_in("ben", token, page="Map", process=1)
    for screen, name in ((ana, "Rosa"), (ben, "Ivo")):  # neither has seen the other's
        screen.page.locator(".symbol[data-id]").first.focus()
        screen.page.keyboard.press("n")
        screen.page.keyboard.type(name)
    for screen in (ana, ben):
        screen.page.keyboard.press("Enter")
    for screen in (ana, ben):
        screen.settled()
    for screen in (ana, ben):
        expect(screen.menu.get_by_text(case.title)).to_be_visible()
    open_case = team.account_cases("ana").open(token)
    names = [person.name for person in open_case.case.people]
    assert len(names) == len(case.people) + 2
    assert {"Rosa", "Ivo"} <= set(names)
    assert {one.author for one in open_case.revisions()} == {
        team.account(w).id for w in ("ana", "ben")
    }
