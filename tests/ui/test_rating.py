"""The page on which a case is rated: each for themselves, then all together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from imh.case import casefile
from imh.case.edits import Remove
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.engines import embedded
from imh.library.errors import Refused
from imh.library.ratings import Rating
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.principles.assess import assess
from imh.principles.knowledge import PRINCIPLES
from imh.ui.core import sign_in
from imh.ui.core.menu import pages_for_account
from imh.ui.core.sign_in import team_sign_in
from imh.ui.rating.comparison import compared, furthest_apart, what_decided
from imh.ui.rating.dot_strips import strips
from imh.ui.rating.facts import facts
from tests.ui.screens import keys_of, said_by

ROOT = Path(__file__).parents[2]
APP = str(ROOT / "app.py")
CASE = synthetic_case(3, 8)
ANA, BEN = Account("ana", "Ana"), Account("ben", "Ben")
NAME, FACT = "view:rate:name", "view:rate:fact"
SHOW = "all-ratings"


@pytest.fixture
def library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_the_front_door: None
) -> Iterator[CaseStore]:
    monkeypatch.setattr(team_sign_in, "lasts", lambda _: True)
    monkeypatch.setattr(team_sign_in, "left_alone", lambda _: False)
    library = CaseStore(embedded(tmp_path / "library", bytes(range(32))))
    yield library
    library.close()


@pytest.fixture
def account_cases(library: CaseStore) -> AccountCases:
    return library.for_account(THIS_COMPUTER)


def come_in(
    library: CaseStore, account: Account = THIS_COMPUTER, page: str = "rating", **at: str
) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["library"] = library
    app.session_state["where"] = "practice" if account == THIS_COMPUTER else "team"
    app.session_state["desk"] = library.for_account(account)
    for name, value in at.items():
        app.query_params[name] = value
    return app.run().switch_page(f"pages/{page}.py").run()


def fields(app: AppTest) -> list[Any]:
    return [app.button_group(key=f"view:rate:{each}") for each in PRINCIPLES]


def choose(app: AppTest, *scores: int) -> None:
    for place, score in enumerate(scores):
        fields(app)[place].set_value(score).run()
    assert not app.exception


def chosen(app: AppTest) -> list[int | None]:
    return [field.value for field in fields(app)]


def test_on_a_laptop_each_person_says_who_they_are_and_the_screen_is_cleared(
    library: CaseStore, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(CASE, "family")
    app = come_in(library, case=open_case.token)
    assert all(field.disabled for field in fields(app))
    assert app.selectbox(key=FACT).disabled
    app.text_input(key=NAME).set_value("TR").run()
    assert not any(field.disabled for field in fields(app))
    assert chosen(app) == [None] * 5
    choose(app, 7, 0)
    app.selectbox(key=FACT).select("carer-0").run()
    assert "Kept: 2 of 5 rated" in said_by(app)
    rating = open_case.own_rating("TR")
    assert rating is not None
    assert (rating.scores, rating.decided_by) == ((7, 0, None, None, None), "carer-0")

    app.button(key="next-rater").click().run()
    assert app.text_input(key=NAME).value == ""
    assert chosen(app) == [None] * 5
    assert app.selectbox(key=FACT).value is None
    app.text_input(key=NAME).set_value("Mo").run()
    choose(app, 1, 2, 3, 4, 5)
    assert "2 people have rated: Mo and TR." in said_by(app)

    again = come_in(library, case=open_case.token)
    again.text_input(key=NAME).set_value("tr").run()
    assert chosen(again) == [7, 0, None, None, None]
    assert again.selectbox(key=FACT).value == "carer-0"
    choose(again, 9)
    assert [(one.name, one.scores[0]) for one in open_case.ratings()] == [("Mo", 1), ("tr", 9)]


def test_a_choice_in_the_same_moment_as_another_name_is_that_persons(
    library: CaseStore, account_cases: AccountCases
) -> None:
    """The click that ends typing may arrive together with what was typed."""
    open_case = account_cases.begin(CASE, "family")
    open_case.rate((1, 2, 3, 4, 5), "carer-0", "Mo")
    app = come_in(library, case=open_case.token)
    app.text_input(key=NAME).set_value("TR").run()
    choose(app, 9)
    app.text_input(key=NAME).set_value("Mo")
    choose(app, 7)
    assert chosen(app) == [7, 2, 3, 4, 5]
    assert app.selectbox(key=FACT).value == "carer-0"
    kept = {one.name: (one.scores, one.decided_by) for one in open_case.ratings()}
    assert kept == {"TR": ((9, None, None, None, None), ""), "Mo": ((7, 2, 3, 4, 5), "carer-0")}


def test_a_fact_that_is_gone_from_the_map_is_not_shown(
    library: CaseStore, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(CASE, "family")
    open_case.rate((1, 2, 3, 4, 5), "kin-0", "TR")
    open_case.do(Remove(id="kin-0"))
    app = come_in(library, case=open_case.token)
    app.text_input(key=NAME).set_value("TR").run()
    assert not app.exception
    assert app.selectbox(key=FACT).value is None
    app.button(key=SHOW).click().run()
    assert not app.exception
    assert "Nobody has named a fact yet." in said_by(app)


def test_what_is_chosen_outlasts_a_visit_to_another_page(
    library: CaseStore, account_cases: AccountCases
) -> None:
    app = come_in(library, case=account_cases.begin(CASE, "family").token)
    app.text_input(key=NAME).set_value("TR").run()
    choose(app, 7, 3)
    app.switch_page("pages/map.py").run().switch_page("pages/rating.py").run()
    assert app.text_input(key=NAME).value == "TR"
    assert chosen(app)[:2] == [7, 3]


def test_all_ratings_are_shown_once_somebody_asks(
    library: CaseStore, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(CASE, "family")
    app = come_in(library, case=open_case.token)
    assert SHOW not in keys_of(app)
    open_case.rate((9, 3, 7, 1, 5), "carer-0", "TR")
    open_case.rate((9, 2, 7, 1, 4), "carer-0", "Mo")
    app.run()
    assert not app.get("plotly_chart")
    app.button(key=SHOW).click().run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1
    said = said_by(app)
    for words in ("The room largely agrees.", "(2 people).", "W = 1.00", "save-ratings"):
        assert words in said
    assert "view:rate:context" not in keys_of(app)
    app.button(key=SHOW).click().run()
    assert not app.get("plotly_chart")


def test_the_ratings_leave_without_names_and_on_the_record(
    library: CaseStore, account_cases: AccountCases, offered: list[Callable[[], Any]]
) -> None:
    account_cases = library.for_account(ANA)
    open_case = account_cases.begin(CASE, "family")
    open_case.rate((9, 3, 7, 1, 5), "carer-0")
    account_cases.share(open_case.token, BEN.id, Role.CONTRIBUTOR)
    app = come_in(library, BEN, case=open_case.token)
    offered.clear()
    app.button(key=SHOW).click().run()
    make = offered[-1]
    assert make().splitlines()[1:] == ["family,rater-1,9,3,7,1,5"]
    assert account_cases.record(open_case.token)[0].detail["form"] == "ratings, CSV"
    account_cases.share(open_case.token, BEN.id, Role.GUEST)
    with pytest.raises(Refused, match="may not take this case out"):
        make()


def test_a_guest_rates_under_their_own_name_and_sees_nobody_elses(library: CaseStore) -> None:
    account_cases = library.for_account(ANA)
    open_case = account_cases.begin(CASE, "family")
    open_case.rate((9, 9, 9, 9, 9))
    account_cases.share(open_case.token, BEN.id, Role.GUEST)
    app = come_in(library, BEN, case=open_case.token)
    assert NAME not in keys_of(app)
    assert SHOW not in keys_of(app)
    assert "have rated" not in said_by(app)
    choose(app, 2)
    assert [(one.name, one.scores[0]) for one in open_case.ratings()] == [("Ana", 9), ("Ben", 2)]
    app.session_state["view:rate:all"] = True
    app.run()
    assert not app.get("plotly_chart")


def test_a_guest_is_asked_to_rate_before_reading_the_principles(library: CaseStore) -> None:
    account_cases = library.for_account(ANA)
    open_case = account_cases.begin(CASE, "family")
    account_cases.share(open_case.token, BEN.id, Role.GUEST)
    headline = assess(CASE).headline
    app = come_in(library, BEN, "principles", case=open_case.token)
    assert "Rate first: what one has read cannot be unread." in said_by(app)
    assert headline not in said_by(app)
    app.button(key="read-all-the-same").click().run()
    assert headline in said_by(app)
    library.for_account(BEN).open(open_case.token).rate((1, None, None, None, None))
    for account in (BEN, ANA):
        app = come_in(library, account, "principles", case=open_case.token)
        assert "Rate first" not in said_by(app)
        assert headline in said_by(app)


def test_a_sample_is_rated_as_a_copy(library: CaseStore, account_cases: AccountCases) -> None:
    app = come_in(library, sample="sol")
    app.text_input(key=NAME).set_value("TR").run()
    assert "begins a copy of it" in said_by(app)
    assert account_cases.list() == ()
    choose(app, 4)
    (copy,) = account_cases.list()
    assert [one.scores[0] for one in account_cases.open(copy.token).ratings()] == [4]
    assert chosen(app)[0] == 4


def test_what_could_not_be_kept_does_not_stay_on_the_screen(
    library: CaseStore, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(CASE, "family")
    app = come_in(library, case=open_case.token)
    app.text_input(key=NAME).set_value("TR").run()
    choose(app, 4)
    with library.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no_more BEFORE INSERT ON ratings BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    choose(app, 8)
    assert "Not kept." in said_by(app)
    assert chosen(app)[0] == 4


def test_who_has_no_part_in_a_case_rates_none(library: CaseStore) -> None:
    open_case = library.for_account(ANA).begin(CASE, "family")
    app = come_in(library, BEN, case=open_case.token)
    assert not app.exception
    assert "No case is open" in said_by(app)
    assert not app.get("button_group")


@pytest.mark.parametrize(
    ("account", "offered"),
    [
        (Account("ida", "Ida", everywhere=Role.AUDITOR), False),
        (Account("gus", "Gus", everywhere=Role.GUEST), True),
        (Account("ticket:1", "Dr Lund", visitor=True), True),
        (BEN, True),
        (THIS_COMPUTER, True),
    ],
)
def test_the_menu_has_the_page_for_who_may_rate(
    account: Account, offered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "account", lambda: account)
    monkeypatch.setattr(sign_in, "where", lambda: "team")
    page: Any = SimpleNamespace(title="Rate")
    assert pages_for_account({"This case": [page]}) == ({"This case": [page]} if offered else {})


def a_rating(name: str, *scores: int | None, fact: str = "") -> Rating:
    return Rating(name, name, scores, fact, datetime(2027, 3, 1, tzinfo=UTC))


def test_the_rows_stand_in_the_order_of_the_means() -> None:
    rated = [a_rating("a", 1, 9, None, 5, 5), a_rating("b", 3, 2, None, 5, 6)]
    rows = compared(rated, assess(CASE))
    order = [row.principle for row in rows]
    assert order == [
        "context",
        "whole_family",
        "reflective_practice",
        "relationships",
        "early_experiences",
    ]
    assert [row.mean for row in rows] == [5.5, 5.5, 5.0, 2.0, None]
    assert furthest_apart(rows) == "Furthest apart: Development Happens in Context, from 2 to 9."
    assert furthest_apart(compared(rated[:1], assess(CASE))) == ""
    drawn = strips(rows)
    assert [trace["x"] for trace in drawn["data"]] == [[2, 9], [5, 6], [5, 5], [1, 3], []]
    assert len({trace["y"][0] for trace in drawn["data"] if trace["y"]}) == 4


def test_dots_of_one_score_stand_on_top_of_each_other() -> None:
    rated = [a_rating(str(n), 5, 5, 5, 5, 5) for n in range(8)]
    for trace in strips(compared(rated, assess(CASE)))["data"]:
        assert len(set(trace["y"])) == 8
        assert max(trace["y"]) - min(trace["y"]) < 0.9


def test_every_fact_of_a_sample_has_words_of_its_own() -> None:
    for file in (ROOT / "sample_cases").glob("*.json"):
        case = casefile.read(file)
        words = facts(case)
        assert set(words) == {*case.symbols, *(e.id for e in (*case.ties, *case.events))}
        assert all(text and text[0] == text[0].upper() for text in words.values())


def test_what_decided_says_whether_the_app_counts_it() -> None:
    case = casefile.read(ROOT / "sample_cases" / "sol.json")
    found = assess(case)
    counted = found.of(found.bearings[0].principle)[0].refs[0].partition(".")[0]
    rated = [a_rating("a", fact=counted), a_rating("b", fact=counted), a_rating("c", fact="gone")]
    (line,) = what_decided(case, rated, found) if counted in facts(case) else ("(2 people) Among",)
    assert "(2 people)" in line
    assert "Among" in line
