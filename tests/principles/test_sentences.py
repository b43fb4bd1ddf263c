"""Words as a colleague would say them."""

import pytest

from imh.case.basis import Basis
from imh.case.quick_entry import read_case
from imh.principles.knowledge import knowledge
from imh.principles.rules.events import at_home_then
from imh.principles.sentences import (
    NO_SOURCE,
    age_words,
    basis_words,
    fill,
    joined,
    length_words,
    name_of,
    number_word,
)
from imh.principles.situation import Situation

FAMILY = read_case(
    """\
Leo, child 9m
Ana, mother, primary caregiver
Rosa, maternal grandmother
"""
)


def test_a_filled_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert fill("{who} met {what}.", {"who": "ana", "what": "Rosa"}) == "Ana met Rosa."
    assert fill("not known: {text}", {"text": "who was there"}) == "Not known: who was there."
    assert fill("who holds {who}?", {"who": "Ana"}) == "Who holds Ana?"


def test_a_slot_that_nobody_fills_is_an_error_of_the_data() -> None:
    with pytest.raises(KeyError, match="whom"):
        fill("{who} met {whom}.", {"who": "Ana"})


def test_a_name_with_braces_is_only_a_name() -> None:
    assert fill("{who} is here.", {"who": "{child}"}) == "{child} is here."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["Ana"], "Ana"),
        (["Ana", "Rosa"], "Ana and Rosa"),
        (["Ana", "Rosa", "Marco"], "Ana, Rosa and Marco"),
        (["Ana", "Rosa", "Ana"], "Ana and Rosa"),
    ],
)
def test_names_are_joined_each_once(words: list[str], sentence: str) -> None:
    assert joined(words) == sentence


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("?, maternal grandmother", "the grandmother"),
        ("?, grandparent", "the grandparent"),
        ("?, other person", "somebody without a name here"),
        ("?, church", "the faith community"),
        ("?, migration story", "the migration story"),
        ("?, pediatrician", "the professional"),
    ],
)
def test_whoever_has_no_name_is_called_what_they_are(line: str, word: str) -> None:
    case = read_case(f"Leo, child 9m\nAna, mother\n{line}")
    *_, added = [symbol for symbol in case.symbols.values() if not symbol.name]
    assert name_of(case, added.id) == word


@pytest.mark.parametrize(("age", "word"), [("3m", "the baby"), ("3y", "the child")])
def test_a_child_without_a_name_is_called_by_age(age: str, word: str) -> None:
    case = read_case(f"?, child {age}")
    assert name_of(case, case.children[0]) == word


@pytest.mark.parametrize(
    ("number", "word"), [(0, "no"), (1, "one"), (10, "ten"), (11, "11"), (-1, "-1")]
)
def test_small_numbers_are_words(number: int, word: str) -> None:
    assert number_word(number) == word


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0.01, "one day"),
        (0.3, "nine days"),
        (0.7, "three weeks"),
        (2.0, "nine weeks"),
        (2.5, "two months"),
        (5, "five months"),
        (23, "23 months"),
        (24, "two years"),
        (60, "five years"),
    ],
)
def test_lengths_of_time(months: float, words: str) -> None:
    assert length_words(months) == words


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (-5, "five months before the birth"),
        (-0.1, "three days before the birth"),
        (0, "birth"),
        (0.01, "birth"),
        (0.24, "seven days"),
        (0.25, "eight days"),
        (9, "nine months"),
        (24, "two years"),
        (25, "two years and one month"),
        (34, "two years and ten months"),
        (35.8, "three years"),
    ],
)
def test_ages(months: float, words: str) -> None:
    assert age_words(months) == words


@pytest.mark.parametrize(
    ("bases", "words"),
    [
        ([], NO_SOURCE),
        ([Basis()], NO_SOURCE),
        ([Basis(kind="observed"), Basis(kind="observed")], "seen"),
        (
            [Basis(kind="observed"), Basis(kind="observed", visits=("v1", "v2"))],
            "seen on two visits",
        ),
        ([Basis(kind="told", by=("rosa",))], "told by Rosa"),
        (
            [Basis(kind="told", by=("rosa",)), Basis(kind="told", by=("ana",))],
            "told by Rosa and Ana",
        ),
        ([Basis(kind="told", by=("the referral",))], "told by the referral"),
        ([Basis(kind="told")], "told"),
        (
            [Basis(kind="told", by=("ana",), interpreter=True)],
            "told by Ana through an interpreter",
        ),
        ([Basis(kind="record"), Basis(kind="assumed")], "record; assumed"),
        ([Basis(kind="observed"), Basis(), Basis(kind="told", by=("ana",))], "seen; told by Ana"),
    ],
)
def test_how_something_is_known_in_a_few_words(bases: list[Basis], words: str) -> None:
    assert basis_words(FAMILY, bases) == words


@pytest.mark.parametrize(
    ("family", "at_months", "says"),
    [
        ("Leo, child 9m", None, "at some point"),
        ("Leo, child 9m", -5.0, "five months before the birth"),
        ("Leo, child 9m", 0.0, "at birth"),
        ("Leo, child 9m", 7.0, "when Leo was seven months old"),
        ("Leo, child 9m\nMia, child 9m", 7.0, "when Leo and Mia were seven months old"),
    ],
)
def test_what_an_adult_went_through_is_told_by_the_age_of_the_child(
    family: str, at_months: float | None, says: str
) -> None:
    case = read_case(f"{family}\nAna, mother, primary caregiver\nat 3m: violence, Ana")
    dated = case.events[0].model_copy(update={"at_months": at_months})
    assert at_home_then(Situation(case, knowledge()), dated) == says
