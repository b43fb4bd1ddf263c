"""What was typed is not written over without a word, and comes back as it was typed."""

import pytest

from imh.case.case import Case
from imh.case.quick_entry import read_case, read_lines, write_lines

FAMILY = """\
Leo, child 9m, boy
Ana, mother 27, primary caregiver, mood current
Marco, father 30
Little Steps, childcare
"""
CASE = read_case(FAMILY)


def _case(*lines: str) -> Case:
    return read_case(FAMILY + "\n".join(lines))


def _problem(line: str) -> str:
    return str(read_lines(line, onto=CASE).lines[0].problem)


# Two notes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ana, note: low since the birth", "Ana, note: laughs with Rosa"),
        ('Ana -> Leo: note "first"', 'Leo -> Ana: note "second"'),
        ('Little Steps, note "first"', 'Little Steps, note "second"'),
        ('home Oak: Ana, note "first"', 'home Oak: Leo, note "second"'),
        ('Spanish, language, "first"', 'Spanish, "second"'),
        ('referral Dr Osei: "first"', 'referral Dr Osei: "second"'),
    ],
)
def test_a_second_note_stands_below_the_first_and_says_so(first: str, second: str) -> None:
    reading = read_lines(f"{FAMILY}{first}\n{second}")
    assert reading.case is not None
    texts = [line.rpartition(":" if '"' not in line else ' "')[2] for line in (first, second)]
    both = '"' + '" "'.join(text.strip(' "') for text in texts) + '"'
    assert both in write_lines(reading.case)
    assert 'added to "' in reading.lines[-1].says
    again = read_lines(f"{first}\n{second}", onto=reading.case)
    assert again.case == reading.case  # what it says already is not doubled


def test_two_notes_on_one_line_are_both_kept() -> None:
    case = _case('at 3m: move, "the first", "the second", note "third"', "Ana, note a, note b")
    assert (case.events[0].title, case.events[0].note) == ("the first", "the second\nthird")
    assert case.person["ana"].note == "a\nb"


def test_lines_of_a_note_come_back_as_lines() -> None:
    case = _case('Ana, note "one" "" "three"')
    assert case.person["ana"].note == "one\n\nthree"
    assert read_case(write_lines(case)) == case


# One person or two


@pytest.mark.parametrize(
    "line",
    [
        "Ana, maternal grandmother 58, warm -> Leo",
        "Ana, grandmother",
        "Ana 58",
        "Ana, boy",
        "Ana, child 4y",
        "Ana maternal grandmother 58",
        "Ana, sister of Leo",
        "Marco, brother 4",
        "Marco, Ana's brother",
        "Marco, clinician",
    ],
)
def test_a_contradiction_waits_and_asks_who_is_meant(line: str) -> None:
    name = line[: line.index("a" if line.startswith("Ana") else "o", 2) + 1]
    for text, onto in ((line, CASE), (FAMILY + line, None)):
        reading = read_lines(text, onto=onto)
        assert reading.case == CASE
        found = reading.lines[-1]
        assert f"is this the same {name} or another?" in str(found.problem)
        assert found.answers == (
            (f"The same {name}", f"same {line}"),
            (f"Another {name}", f"another {line}"),
        )
    for _, answer in found.answers:
        (told,) = read_lines(answer, onto=CASE).lines
        assert told.understood, told.problem


def test_another_makes_two_and_the_same_changes_the_one() -> None:
    line = "Ana, maternal grandmother 58, warm -> Leo"
    two = read_lines(f"another {line}", onto=CASE).case
    one = read_lines(f"the same {line}", onto=CASE).case
    assert two is not None
    assert one is not None
    assert two.person["ana"] == CASE.person["ana"]
    assert (two.person["ana-2"].role, two.person["ana-2"].loads) == ("grandparent", ())
    assert [person.name for person in one.people] == ["Leo", "Ana", "Marco"]
    assert (one.person["ana"].role, one.person["ana"].age_years) == ("grandparent", 58)


@pytest.mark.parametrize(
    "line",
    [
        "Ana, mother 28",
        "Ana, birth mother",
        "Marco, father 32",
        "Marco, partner of Ana",
        "Leo, child 14m",
        "Ana, age declined",
        "Ana, friend of Marco",
        "Little Steps, daycare",
    ],
)
def test_what_puts_right_or_adds_does_not_ask(line: str) -> None:
    assert _problem(line) == "None"


def test_a_name_may_begin_with_same() -> None:
    case = _case("Same Day Clinic, clinic", "Same Day Clinic, steady")
    assert [place.name for place in case.settings][1:] == ["Same Day Clinic"]
    assert read_case(write_lines(case)) == case


# Numbers


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Ned, cousin 3-5", "3-5"),
        ("Ned cousin 3-5", "3-5"),
        ("Pip, aunt 30–35", "30–35"),
        ("Quin, aunt 30 - 35", "30 - 35"),
        ("Rae, cousin 3/4", "3/4"),
        ("Uma, cousin 10 or 11", "10 or 11"),
        ("Vic, cousin 3 to 5", "3 to 5"),
        ("Wes, cousin 2y-3y", "2y-3y"),
        ("at 3-4m: move, Leo", "3-4m"),
        ("3-4m: move, Leo", "3-4m"),
        ("Leo visits 1-2 nights", "1-2"),
        ("home Oak: Leo 2-3 nights", "2-3"),
        ("at 3m: hospital, Leo, until 3-5m", "3-5m"),
        ("Leo, born at 29-30 weeks", "29-30"),
    ],
)
def test_a_range_is_asked_about(line: str, words: str) -> None:
    assert _problem(line) == f"'{words}' is more than one number; write one, or a note with both"


@pytest.mark.parametrize("line", ["Ned, cousin 3 5", "Vic, home visitor 2x", "Ned, cousin 3m5m"])
def test_digits_are_never_joined(line: str) -> None:
    assert _problem(line) != "None"


@pytest.mark.parametrize(
    ("age", "years"), [("3,5", 3.5), ("3½", 3.5), ("3¾", 3.75), ("2y-3m", 2.25), ("2 y 3 m", 2.25)]
)
def test_one_number_in_any_writing_is_one_number(age: str, years: float) -> None:
    assert _case(f"Ned, cousin {age}").person["ned"].age_years == years


# Times


def test_ten_days_are_said_and_written_as_ten_days() -> None:
    reading = read_lines(FAMILY + "at birth: NICU, Leo, until 10 days")
    assert reading.case is not None
    assert "until 10 days" in reading.lines[-1].says
    assert "until 10d" in write_lines(reading.case)


@pytest.mark.parametrize(
    "line",
    ["screening Ana: EPDS score 14 at 2m, reading concern", "screening Ana: EPDS at 2m, score 14"],
)
def test_a_screening_keeps_its_time(line: str) -> None:
    (seen,) = _case(line).observations
    assert seen.kind == "screening"
    assert (seen.name, seen.score, seen.at_months) == ("EPDS", "14", 2)
