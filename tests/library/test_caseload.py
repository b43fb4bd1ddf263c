"""What is due over many cases: safety first, steps and visits by their day, open questions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from imh.case.case import Case
from imh.case.edits import Add, Change, Remove
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.case_store import CaseStore
from imh.library.caseload import Item, Outline, day_in, items
from imh.library.roles import Account, Role

TODAY = date(2027, 3, 10)
CASE = synthetic_case(3, 8).supposing(
    safety=(), questions=(), goals=(), visits=(), title="Quiet", reference_age_months=9
)


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def step(identifier: str, by_when: str, **more: object) -> Add:
    entry = {"id": identifier, "text": f"Call {identifier}", "by_when": by_when, **more}
    return Add(collection="goals", entry=entry)


def visit(identifier: str, **when: object) -> Add:
    entry = {"id": identifier, "place": f"home {identifier}", **when}
    return Add(collection="visits", entry=entry)


def texts(account_cases: AccountCases, *kinds: str) -> list[str]:
    return [one.item.text for one in account_cases.due(*kinds, today=TODAY)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("2027-03-12", date(2027, 3, 12)),
        ("by 12.3.2027, after two", date(2027, 3, 12)),
        ("before the 12th of March, 2027", date(2027, 3, 12)),
        ("Fri 12 Mar 2027", date(2027, 3, 12)),
        ("March 12th, 2027", date(2027, 3, 12)),
        ("between 1 May 2027 and 3 May 2027", date(2027, 5, 3)),
        ("3/12/2027", None),
        ("31.2.2027", None),
        ("12 March", None),
        ("Friday", None),
        ("", None),
    ],
)
def test_a_by_when_names_a_day_only_with_its_year(written: str, names: date | None) -> None:
    assert day_in(written) == names


def test_a_case_has_due_what_is_open_and_nothing_that_is_done() -> None:
    child = CASE.children[0]
    case = Case.model_validate(
        CASE.model_dump()
        | {
            "safety": [
                {"id": "s1", "kind": "injury", "state": "current", "text": "A bruise"},
                {"id": "s2", "kind": "injury", "state": "past"},
            ],
            "goals": [
                {"id": "g1", "text": "Call", "who": [child], "by_when": "2027-03-12"},
                {"id": "g2", "text": "Called", "state": "done"},
            ],
            "visits": [
                {"id": "v1", "at_months": 8},
                {"id": "v2", "date": "2027-03-20", "place": "home", "note": "with Bo"},
            ],
            "questions": [
                {"id": "q1", "text": "Who sings?", "ask": "Rosa"},
                {"id": "q2", "text": "Who left?", "state": "not_to_ask"},
            ],
        }
    )
    name = case.person[child].name or "child"
    assert [one for one in items(case) if one.kind != "safety"] == [
        Item("step", "Call", name, "2027-03-12", date(2027, 3, 12)),
        Item("visit", "home: with Bo", "", "", date(2027, 3, 20)),
        Item("question", "Who sings?", "Rosa", "", None),
    ]
    (safety,) = [one for one in items(case) if one.kind == "safety"]
    assert safety.text.endswith("A bruise")


def test_what_is_due_comes_by_day_over_all_cases_and_past_visits_do_not(
    account_cases: AccountCases,
) -> None:
    a = account_cases.begin(CASE.supposing(title="A"), "a")
    b = account_cases.begin(CASE.supposing(title="B"), "b")
    a = a.do(step("someday", "soon"), step("third", day(20)), visit("gone", date=day(-1)))
    b.do(step("first", day(-2)), visit("second", date=day(0)))
    found = account_cases.due("step", "visit", today=TODAY)
    assert [one.item.text for one in found] == [
        "Call first",
        "home second",
        "Call third",
        "Call someday",
    ]
    assert [one.title for one in found] == ["B", "B", "A", "A"]
    assert [one.item.day for one in found[:2]] == [TODAY - timedelta(days=2), TODAY]
    assert account_cases.due("step", "visit", today=TODAY, limit=2, offset=1) == found[1:3]
    assert account_cases.outline(TODAY) == Outline(0, 1, 1, 1, 1, 0)
    a.do(Change.of("third", state="done"), Remove(id="someday"))
    assert texts(account_cases, "step") == ["Call first"]


def test_what_is_due_is_that_of_the_newest_revision(account_cases: AccountCases) -> None:
    question = Add(collection="questions", entry={"id": "q", "text": "Who sings?"})
    concern = Add(collection="safety", entry={"id": "s", "kind": "injury", "state": "current"})
    open_case = account_cases.begin(CASE, "family").do(question, concern)
    assert texts(account_cases, "question") == ["Who sings?"]
    assert account_cases.outline(TODAY) == Outline(1, 0, 0, 0, 0, 1)
    open_case = open_case.undo()
    assert texts(account_cases, "safety") == []
    open_case = open_case.undo()
    assert account_cases.outline(TODAY).nothing
    open_case = open_case.redo()
    assert texts(account_cases, "question") == ["Who sings?"]
    account_cases.delete(open_case.token)
    assert texts(account_cases, "question") == []


def test_a_caseload_holds_the_cases_that_somebody_works_on(
    library: CaseStore, ana: Account, ben: Account
) -> None:
    question = Add(collection="questions", entry={"id": "q", "text": "Whose?"})
    hers = library.for_account(ana).begin(CASE.supposing(title="hers"), "a").do(question)
    his = library.for_account(ben).begin(CASE.supposing(title="his"), "b").do(question)
    library.for_account(ben).begin(CASE.supposing(title="his alone"), "c").do(question)

    def titles(mine: bool) -> set[str]:
        found = library.for_account(ana).due("question", today=TODAY, mine=mine)
        assert all(one.owners == (("Ana",) if one.title == "hers" else ("Ben",)) for one in found)
        assert len(found) == library.for_account(ana).outline(TODAY, mine=mine).questions
        return {one.title for one in found}

    for role in (Role.AUDITOR, Role.GUEST):
        library.for_account(ben).share(his.token, ana.id, role)
        assert titles(mine=False) == {"hers"}
    library.for_account(ben).share(his.token, ana.id, Role.CONTRIBUTOR)
    assert titles(mine=False) == {"hers", "his"}
    assert titles(mine=True) == {"hers"}
    library.for_account(ana).share(hers.token, ben.id, Role.OWNER)
    library.for_account(ben).unshare(hers.token, ana.id)
    assert titles(mine=True) == set()
