"""A choice between two versions: nothing is chosen beforehand, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from imh.case.case import Case
from imh.case.edits import Add, Change, Remove, apply
from imh.case.synthetic import synthetic_case
from imh.library import local_libraries
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.concurrent_merge import UnresolvedMerge, merge_stale
from imh.library.open_case import OpenCase, StaleRevision
from imh.library.roles import THIS_COMPUTER
from imh.ui.core.conflict_panel import heading, side_by_side
from imh.ui.session_state import UNRESOLVED

SCREEN = """
import streamlit as st
from imh.ui.core import session
from imh.ui.core.conflict_panel import conflict_panel
from imh.ui.session_state import UNRESOLVED
session.restore()
if session.unresolved():
    conflict_panel(session.unresolved())
else:
    st.title("The case")
"""
Act = Callable[[OpenCase], OpenCase]


@pytest.fixture
def account_cases(own_home: Path) -> Iterator[AccountCases]:
    library = local_libraries.practice()
    yield library.for_account(THIS_COMPUTER)
    library.close()


@pytest.fixture(scope="module")
def case() -> Case:
    case = synthetic_case(3, 8)
    for identifier, name in (("carer-0", "Rosa"), ("carer-1", "Ana")):
        case = apply(case, Change.of(identifier, name=name))
    return apply(case, Change.of("carer-0", age_years=57))


def conflict(base: OpenCase, mine: Act, theirs: Act) -> UnresolvedMerge:
    """What is left to choose when both did something from the same revision."""
    theirs(base)
    try:
        mine(base)
    except StaleRevision as moved:
        both = merge_stale(moved)
        assert isinstance(both, UnresolvedMerge)
        return both
    raise AssertionError("nobody was in the way")


def age(years: int) -> Act:
    return lambda open_case: open_case.do(Change.of("carer-0", age_years=years))


def sentence(**texts: str) -> Act:
    replaced = {key: {"text": text, "over": f"as drafted {key}"} for key, text in texts.items()}
    paper: dict[str, Any] = {"replaced": replaced}
    return lambda open_case: open_case.write("formulation", paper)


def tie_to_rosa(open_case: OpenCase) -> OpenCase:
    tie = {"id": "new-tie", "source": "carer-1", "target": "carer-0", "quality": "warm"}
    return open_case.do(Add(collection="ties", entry=tie))


def test_both_versions_stand_beside_what_was_before(
    case: Case, account_cases: AccountCases
) -> None:
    found = conflict(account_cases.begin(case, "family"), age(58), age(60))
    (one,) = found.conflicts
    assert heading(one) == "Rosa: age"
    table = side_by_side(one, "Ben <b>")
    assert "<td>57</td><td>58</td><td>60</td>" in table
    assert "Theirs: Ben &lt;b&gt;" in table


def test_somebody_removed_is_one_choice_with_the_tie_that_the_other_gave_them(
    case: Case, account_cases: AccountCases
) -> None:
    found = conflict(
        account_cases.begin(case, "family"),
        lambda open_case: open_case.do(Remove(id="carer-0")),
        tie_to_rosa,
    )
    (one,) = found.conflicts
    assert heading(one) == "Rosa, and what goes with it"
    table = side_by_side(one, "Ben")
    row = table[table.index("Tie from Ana to Rosa") :]
    assert row[: row.index("</tr>")].endswith(
        "<td>nothing</td><td>nothing</td><td>quality warm</td>"
    )


def kept(account_cases: AccountCases, found: UnresolvedMerge) -> AppTest:
    """The app, opened after the window was closed in the middle of a choice."""
    token = found.theirs.token
    account_cases.autosave(token, f"{UNRESOLVED.name} {found.mark}", found.kept())
    app = AppTest.from_string(SCREEN, default_timeout=60)
    app.session_state["desk"] = account_cases
    app.session_state["where"] = "practice"
    app.session_state["library"] = CaseStore(account_cases.access.engine)
    app.query_params["case"] = token
    return app.run()


def test_a_choice_left_open_is_found_again_and_saved(
    case: Case, account_cases: AccountCases
) -> None:
    base = account_cases.begin(case, "family")
    app = kept(account_cases, conflict(base, age(58), age(60)))
    assert app.title[0].value == "Two versions: which one holds?"
    assert app.radio[0].value is None
    assert app.button("settle").disabled
    app.radio[0].set_value("mine").run()
    app.button("settle").click().run()
    assert not app.exception
    assert [each.value for each in app.title] == ["The case"]
    assert account_cases.open(base.token).case.person["carer-0"].age_years == 58
    assert account_cases.autosaved(base.token) == {}


def test_other_sentences_stay_whichever_wording_is_chosen(
    case: Case, account_cases: AccountCases
) -> None:
    base = account_cases.begin(case, "family")
    found = conflict(base, sentence(s="mine", a="only I"), sentence(s="yours", b="only you"))
    app = kept(account_cases, found)
    app.radio[0].set_value("theirs").run()
    app.button("settle").click().run()
    replaced = account_cases.open(base.token).attachments["formulation"]["replaced"]
    texts = {key: each["text"] for key, each in replaced.items()}
    assert texts == {"s": "yours", "a": "only I", "b": "only you"}


def test_a_choice_that_others_made_needless_is_not_asked_again(
    case: Case, account_cases: AccountCases
) -> None:
    base = account_cases.begin(case, "family")
    found = conflict(base, age(58), age(60))
    found.theirs.undo()
    app = kept(account_cases, found)
    assert [each.value for each in app.title] == ["The case"]
    open_case = account_cases.open(base.token)
    assert open_case.case.person["carer-0"].age_years == 58
    assert account_cases.autosaved(base.token) == {}
