"""Whatever is pasted into quick entry: each line is read or explained, and none gets lost."""

import cProfile
import difflib
import pstats
import random

import pytest
from annotated_types import MaxLen
from hypothesis import given
from hypothesis import strategies as st

from imh.case.case import Case
from imh.case.quick_entry import read_case, read_lines, write_lines
from imh.case.quick_entry.reader import MOST_LINES
from imh.case.text import MOST_TYPED
from tests.case.quick_entry.test_roundtrip import LINES

CASE = read_case(LINES)
HOSTILE = [
    *"\x00\x07\x1b\x7f\x85\t\u200b\u200e\u200f\u202e\u2066\ufeff\uffff\ud800",
    *("<b>", "<!", '"', '""', "(", ")", ";", ":", "->", " - ", "½", "²", "9" * 400, "x" * 5001),
    *("1e999", "-", "−", "٣", "3-5", "'s", "same ", "another ", "?", "#", "é" * 201),
]  # fmt: skip


@st.composite
def _lines(draw: st.DrawFn) -> str:
    line = draw(st.sampled_from(LINES.splitlines()))
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(line)))
        line = line[:at] + draw(st.sampled_from(HOSTILE)) + line[at:]
    return line


@given(_lines())
def test_a_hostile_character_anywhere_is_at_most_the_problem_of_its_line(line: str) -> None:
    reading = read_lines(f"{line}\nZo, aunt 40", onto=CASE)
    assert reading.case is not None
    typed = [each.strip() for each in line.splitlines()]
    kept = [each for each in typed if each and not each.startswith("#")]
    assert [read.text for read in reading.lines] == [*kept, "Zo, aunt 40"]
    assert all(bool(read.problem) != read.understood for read in reading.lines)
    assert "zo" in reading.case.person


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('Ana, mood current: "low\u200f since"', "hidden character in this line"),
        ('Ana, mood current: "low\u200e since"', "hidden character in this line"),
        ('Ana, mood current: "low\x07 since"', "control character U+0007"),
        ('Ana, mood current: "' + "x" * 5001 + '"', "5,001 characters; at most 5,000 fit"),
        ('Ana, mood current (told by "' + "y" * 201 + '")', "201 characters; at most 200 fit"),
        ('Ana, mood none, accounts: past "\u200f" (Ana)', "hidden character"),
        ('Ana, resource: skill: "\u200f"', "hidden character"),
        ("Ana, 999", "age (years): 999 is too much; it is at most 120"),
        ("at 99999m: move", "child's age (months): 99999 is too much; it is at most 1440"),
        ("case: described at 999m", "999 is too much; it is at most 84"),
        ('case: "\u200f"', "hidden character"),
        ('Ana, note "<b>low</b>"', "markup '<b>'; plain text without markup"),
    ],
)
def test_what_a_case_refuses_is_said_in_words(line: str, problem: str) -> None:
    case = read_case("Leo, child 9m\nAna, mother")
    found, other = read_lines(f"{line}\nZo, aunt", onto=case).lines
    assert problem in str(found.problem)
    assert other.understood


def test_a_hidden_character_is_taken_out_with_one_click() -> None:
    (line,) = read_lines('Ana, mood current: "low\u200f since"', onto=CASE).lines
    assert line.suggestion == 'Ana, mood current: "low since"'
    assert read_lines(str(line.suggestion), onto=CASE).lines[0].understood


# How much is read


def test_a_text_beyond_any_family_is_refused_in_one_sentence_and_changes_nothing() -> None:
    for text in ("Zo, aunt\n" * (MOST_LINES + 1), "x" * (MOST_TYPED + 1)):
        reading = read_lines(text, onto=CASE)
        assert (reading.lines, reading.case) == ((), CASE)
        assert f"at most {MOST_LINES:,} lines and {MOST_TYPED:,} characters" in str(reading.problem)


def test_the_largest_case_stays_below_what_is_read_at_once() -> None:
    unwritten = {"children", "hypotheses", "agreements", "visits"}
    rules = [
        rule
        for name, field in Case.model_fields.items()
        for rule in field.metadata
        if name not in unwritten
    ]
    written = sum(rule.max_length for rule in rules if isinstance(rule, MaxLen))
    assert written + 3 <= MOST_LINES  # the case, its referral, what is left out


def test_a_large_case_is_read_again_as_it_was_written() -> None:
    people = [f"Kin{n}, cousin {n % 40}, warm -> Leo" for n in range(50)]
    case = read_case("\n".join(["Leo, child 9m", *people]))
    again = read_lines(write_lines(case))
    assert all(line.understood for line in again.lines)
    assert again.case == case


NONSENSE = random.Random(1)


def _nonsense(count: int) -> list[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        " ".join("".join(NONSENSE.choices(letters, k=6)) for _ in range(8)) for _ in range(count)
    ]


def _sensible(count: int) -> list[str]:
    return [f"Kin{n}, aunt, mood past, warm -> Leo daily, supports Ana much" for n in range(count)]


@pytest.mark.parametrize("made", [_nonsense, _sensible])
def test_twice_the_lines_are_twice_the_work(made: object) -> None:
    assert callable(made)
    read_lines("\n".join(made(3)), onto=CASE)  # the words are known
    few, many = (_calls("\n".join(made(count))) for count in (15, 60))
    assert many < 5 * few


def _calls(text: str) -> int:
    with cProfile.Profile() as profile:
        read_lines(text, onto=CASE)
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return calls


def test_a_word_that_was_meant_is_looked_for_once_a_line_among_a_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []
    usual = difflib.get_close_matches

    def counted(word: str, possibilities: list[str], *given: object, **named: object) -> object:
        compared.append(len(possibilities))
        return usual(word, possibilities, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    read_lines("\n".join(_nonsense(50)), onto=CASE)
    assert len(compared) <= 2 * 50
    assert sum(compared) <= 20 * 50
