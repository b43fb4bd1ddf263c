"""The history of a case in words, a screenful at a time, for those who may look back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from imh.case.case import Case
from imh.case.edits import Change, Edit, Move, apply
from imh.case.synthetic import synthetic_case
from imh.library import local_libraries
from imh.library.case_store import CaseStore
from imh.library.open_case import OpenCase
from imh.library.revision_contents import Contents
from imh.library.revisions import Revision
from imh.library.roles import THIS_COMPUTER, Account, Role
from imh.ui.core import change_lines, local_time
from imh.ui.history.steps import PAGE, words

APP = str(Path(__file__).parents[2] / "app.py")
NOON = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def case() -> Case:
    named: list[Edit] = [
        Change.of("carer-0", name="Rosa", age_years=57),
        Change.of("carer-1", name="Ana"),
    ]
    case = synthetic_case(3, 8)
    for edit in named:
        case = apply(case, edit)
    return case


def revision(kind: str = "do", who: str = "ana", **fields: str) -> Revision:
    names = {"ana": "Ana", "ben": "Ben", "me": "Me"}
    return Revision(7, "", who, names[who], NOON, "", kind, tuple(fields.values()))


def changed(case: Case, *edits: Edit) -> tuple[str, ...]:
    after = case
    for edit in edits:
        after = apply(after, edit)
    return change_lines.lines(Contents(case), Contents(after))


def test_a_change_is_told_with_both_values(case: Case) -> None:
    assert changed(case, Change.of("carer-0", age_years=58)) == ("Rosa: age changed from 57 to 58",)


def test_many_symbols_moved_are_one_line_after_what_was_said(case: Case) -> None:
    moves = [Move(id=each, x=1, y=1) for each in list(case.symbols)[:3]]
    told = changed(case, *moves, Change.of("carer-0", age_years=58))
    assert told[-1] == "3 symbols placed elsewhere on the map"
    assert len(told) == 2
    assert changed(case, moves[0])[0].endswith("moved on the map")


def test_new_wording_of_the_formulation_is_quoted_and_what_is_reflected_is_not(
    case: Case,
) -> None:
    old = {"formulation": {"replaced": {"child/a": {"text": "He sleeps.", "over": "x"}}}}
    new = {
        "formulation": {
            "replaced": {
                **old["formulation"]["replaced"],
                "child/b": {"text": "He eats.", "over": "y"},
                "reflection/c": {"text": "I was cross.", "over": "z"},
            }
        }
    }
    told = change_lines.lines(Contents(case, old), Contents(case, new))
    assert told == ("The formulation's wording: now 'He eats.'",)
    assert change_lines.lines(Contents(case), Contents(case, {"family version": ["k"]})) == (
        "What the family's version holds changed",
    )


def test_a_step_says_how_it_came_about_and_shows_marks_as_they_were_typed() -> None:
    told = ["Rosa: note set to '*so* [tired]'"]
    label = words(revision("undo"), told, "12:00")
    assert label == r":gray[12\::color[]00] Taken back: Rosa: note set to '\*so\* \[tired\]'"
    named = words(revision("do", name="before the meeting"), told, "12:00")
    assert named.endswith("**before the meeting**")
    assert words(revision("begin"), (), "12:00").endswith("The case was begun")
    long = words(revision(), [f"line {n}" for n in range(9)], "12:00")
    assert long.endswith("line 0; line 1; line 2; and 6 more")


def test_who_saved_is_called_by_name_and_oneself_is_another_window() -> None:
    ana, ben, me = (revision(who=who) for who in ("ana", "ben", "me"))
    assert change_lines.authors([ana, ana], "me") == "Ana"
    assert change_lines.authors([ben, ana], "me") == "Ana and Ben"
    assert change_lines.authors([me], "me") == "Another window of yours"
    assert change_lines.authors([me, ana], "me") == "Ana and another window of yours"
    assert change_lines.authors([], "me") == "Somebody else"
    assert [change_lines.author(one, "me") for one in (me, ben)] == ["You", "Ben"]


def test_days_are_those_where_the_reader_is() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=13))
    assert local_time.day(NOON, datetime.UTC, datetime.date(2026, 11, 24)) == "Today"
    assert local_time.day(NOON, zone, datetime.date(2026, 11, 26)) == "Yesterday"
    assert local_time.day(NOON, zone, datetime.date(2026, 12, 1)) == "Wednesday, 25 November 2026"
    assert local_time.clock(NOON, zone) == "01:00"


# The page


@pytest.fixture
def library(own_home: Path) -> Iterator[CaseStore]:
    library = local_libraries.practice()
    yield library
    library.close()


def page(library: CaseStore, account: Account, open_case: OpenCase) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["desk"] = library.for_account(account)
    app.session_state["where"] = "practice"
    app.session_state["library"] = library
    app.query_params["case"] = open_case.token
    app.run()
    return app.switch_page("pages/history.py").run()


def shown_steps(app: AppTest) -> list[str]:
    return [each.label for each in app.button if str(each.key).startswith("view:history:step:")]


def test_a_long_history_is_turned_over_like_pages(case: Case, library: CaseStore) -> None:
    open_case = library.for_account(THIS_COMPUTER).begin(case, "family")
    edits = [Change.of("carer-0", note=f"note {n}") for n in range(2 * PAGE)]
    open_case = open_case.do(*edits)
    app = page(library, THIS_COMPUTER, open_case)
    assert not app.exception
    first = shown_steps(app)
    assert len(first) == PAGE
    assert f"from 'note {2 * PAGE - 2}' to 'note {2 * PAGE - 1}'" in first[0]
    app.button("older").click().run()
    app.button("older").click().run()
    (last,) = shown_steps(app)
    assert last.endswith("The case was begun")
    assert app.button("older").disabled
    app.button("newer").click().run()
    assert len(shown_steps(app)) == PAGE


def test_a_guest_reads_one_sentence(case: Case, library: CaseStore) -> None:
    owner = library.for_account(THIS_COMPUTER)
    open_case = owner.begin(case, "family").do(Change.of("carer-0", note="a note"))
    guest = Account("guest", "Gita")
    owner.share(open_case.token, guest.id, Role.GUEST)
    app = page(library, guest, open_case)
    assert not app.exception
    said = [each.value for each in app.main.markdown]
    assert said == ["A consultation guest may not look at earlier states of this case."]
    assert shown_steps(app) == []
    app.run()
    refused = [line for line in owner.record(open_case.token) if line.action == "refused"]
    assert [line.detail["act"] for line in refused] == ["look_back"]  # once, however often drawn
