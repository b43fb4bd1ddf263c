"""Cases are listed, filtered, and found by the words in them."""

from __future__ import annotations

import pytest

from imh.case.case import Case
from imh.case.edits import Add, Change, Remove, SetCase
from imh.case.synthetic import synthetic_case
from imh.library.account_cases import AccountCases
from imh.library.listing import Filter
from imh.library.search_words import words

CASE = synthetic_case(3, 8)


def found(account_cases: AccountCases, text: str) -> set[str]:
    return {one.title for one in account_cases.list(Filter(text=text))}


def titled(title: str) -> Case:
    return CASE.supposing(title=title)


def test_words_are_compared_without_capitals_and_accents() -> None:
    assert words("José's ÑANDÚ, josé_2") == ["jose", "s", "nandu", "2"]
    assert words("Straße מרים 家 --") == ["strasse", "מרים", "家"]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("jose", True),
        ("NANDU josé", True),
        ("nan", True),
        ("andú", False),
        ("nandu pedro", False),
        ("", True),
        ("?! --", True),
        ('"nan" OR pedro\'', False),
        ("nan*) & !'", True),
        ("birth_parent", False),
        ("quilt", True),
        ("leseliste", True),
    ],
)
def test_every_word_typed_begins_a_word_of_the_case(
    typed: str, is_found: bool, account_cases: AccountCases
) -> None:
    open_case = account_cases.begin(titled("The Ñandú family"), "leseliste-7")
    open_case = open_case.do(Change.of("carer-0", name="José")).write(
        "notes", {"a": ["a quilt", 1]}
    )
    assert found(account_cases, typed) == ({"The Ñandú family"} if is_found else set())


def test_only_the_newest_words_find_a_case(account_cases: AccountCases) -> None:
    open_case = account_cases.begin(titled("A"), "family").do(Change.of("carer-0", name="Rosa"))
    assert found(account_cases, "rosa") == {"A"}
    open_case = open_case.do(Change.of("carer-0", name="Ana"))
    assert found(account_cases, "rosa") == set()
    open_case = open_case.undo()
    assert found(account_cases, "rosa") == {"A"}
    account_cases.delete(open_case.token)
    assert found(account_cases, "rosa") == set()
    account_cases.begin(titled("B"), "family")
    assert found(account_cases, "rosa") == set()


def test_the_last_changed_case_comes_first_and_the_list_has_pages(
    account_cases: AccountCases,
) -> None:
    _, b, _ = (account_cases.begin(titled(title), "family") for title in ("A", "B", "C"))
    b.write("notes", 1)
    assert [one.title for one in account_cases.list()] == ["B", "C", "A"]
    assert [one.title for one in account_cases.list(limit=2)] == ["B", "C"]
    assert [one.title for one in account_cases.list(limit=2, offset=2)] == ["A"]
    assert account_cases.count() == 3
    assert account_cases.count(Filter(text="b")) == 1


def test_the_list_shows_and_filters_what_the_newest_revision_says(
    account_cases: AccountCases,
) -> None:
    other = CASE.supposing(reference_age_months=30, fictional=False, title="")
    account_cases.begin(other, "other-family")
    open_case = account_cases.begin(CASE, "family").do(
        SetCase.of(reference_age_months=12, title="Leo"),
        Change.of(CASE.children[0], name="Leo"),
        Add(collection="questions", entry={"id": "q", "text": "Who sings to her?"}),
        Add(collection="goals", entry={"id": "g", "text": "A visit", "state": "doing"}),
        Add(collection="safety", entry={"id": "s", "kind": "injury", "state": "current"}),
    )
    newest, older = account_cases.list()
    assert (older.title, newest.title, newest.children) == ("other-family", "Leo", "Leo")
    assert (newest.reference_age_months, newest.number, newest.safety) == (12, 6, True)
    assert newest.open_questions == 1 + older.open_questions
    assert newest.changed_by == "this computer's user"
    only_leo = (
        Filter(ages=(10, 12)),
        Filter(fictional=True),
        Filter(safety=True),
        Filter(open_goals=True),
        Filter(changed_since=newest.changed),
        Filter(text="sings"),
    )
    only_other = (Filter(ages=(12.5, 30)), Filter(fictional=False), Filter(safety=False))
    assert [[one.token for one in account_cases.list(each)] for each in only_leo] == [
        [open_case.token]
    ] * 6
    assert [[one.token for one in account_cases.list(each)] for each in only_other] == [
        [older.token]
    ] * 3
    open_case.do(Remove(id="s"))
    assert account_cases.count(Filter(safety=True)) == 0
