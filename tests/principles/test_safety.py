"""What is raised before anything else, and that it never touches the ranking."""

from typing import get_args

import pytest

from imh.case.quick_entry import read_case
from imh.case.vocabulary import SafetyKind
from imh.principles.assess import assess
from imh.principles.evidence import SafetyFlag
from imh.principles.report import as_data
from imh.principles.safety import ADVICE, NONE_ENTERED, safety_flags

FAMILY = """\
Leo, child 8m
Ana, mother, primary caregiver
Marco, father, shares care
Sofia, sister 4
"""
LINES: dict[str, str] = {
    "violence_or_threat": "violence or threat",
    "caregiver_suicidal_thoughts": "suicidal thoughts",
    "thoughts_of_harming_child": "thoughts of harming the child",
    "suspected_abuse": "suspected abuse",
    "suspected_neglect": "suspected neglect",
    "injury": "injury",
    "acute_illness": "acute illness",
    "growth_failure": "growth failure",
    "substance_withdrawal": "withdrawal",
    "no_caregiver_tonight": "no caregiver tonight",
    "other": "other safety concern",
}


def flags(*lines: str) -> tuple[SafetyFlag, ...]:
    return safety_flags(read_case(FAMILY + "\n".join(lines)))


@pytest.mark.parametrize("kind", get_args(SafetyKind))
def test_every_kind_is_raised_when_it_is_current(kind: str) -> None:
    (flag,) = flags(f"safety: {LINES[kind]} current, Ana")
    assert flag.kind == kind
    assert flag.sentence.endswith(": Ana.")


@pytest.mark.parametrize("state", ["none", "unknown", "declined", "past"])
@pytest.mark.parametrize("kind", get_args(SafetyKind))
def test_nothing_is_raised_that_is_not_current(kind: str, state: str) -> None:
    assert flags(f"safety: {LINES[kind]} {state}, Ana") == ()


def test_without_an_entry_nothing_is_raised_and_the_words_for_it_do_not_say_safe() -> None:
    assert flags() == ()
    assert "does not mean" in NONE_ENTERED
    assert "protocol" in ADVICE


# What the rest of the case says


@pytest.mark.parametrize(
    ("line", "kind", "sentence"),
    [
        (
            "at 7m: violence, Ana and Marco, ongoing",
            "violence_or_threat",
            "Violence, still going on: Ana and Marco.",
        ),
        (
            'at 7m: violence, "The fight at New Year", Ana, Marco',
            "violence_or_threat",
            "The fight at New Year, at seven months, not known to be over: Ana and Marco.",
        ),
        (
            "event: violence, Ana",
            "violence_or_threat",
            "Violence, at a time not noted, not known to be over: Ana.",
        ),
        ("at 2m: neglect, ongoing", "suspected_neglect", "Neglect, still going on."),
        ("Leo: growth concern", "growth_failure", "Leo's growth is of concern."),
        (
            'at 5m: accident, "A fall from the sofa", Leo, burden none',
            "injury",
            "A fall from the sofa at five months: an injury of any kind in a child who does not "
            "yet cruise has to be looked at.",
        ),
    ],
)
def test_what_is_told_elsewhere_in_the_case_is_raised(line: str, kind: str, sentence: str) -> None:
    (flag,) = flags(line)
    assert (flag.kind, flag.sentence) == (kind, sentence)
    assert len(flag.refs) == 1


@pytest.mark.parametrize(
    "line",
    [
        "at 7m: violence, Ana and Marco, over",
        "at 3m: violence, Ana and Marco",  # five months ago, and nobody said that it goes on
        "at -20m: violence, Ana, until -18m",
        "at 2m: neglect, Leo, until 4m",
        "Leo: growth watch",
        "Leo: growth on track",
        "at 5m: accident, Sofia",
        "at -2m: accident, Ana and Leo",
        "Ana -> Marco: in conflict about the child",
    ],
)
def test_what_is_over_or_something_else_is_not_raised(line: str) -> None:
    assert flags(line) == ()


def test_an_injury_before_cruising_is_raised_and_a_later_one_is_not() -> None:
    text = "Leo, child 20m\nat {age}m: accident, Leo"
    raised = [bool(safety_flags(read_case(text.format(age=age)))) for age in (0, 8.9, 9, 14)]
    assert raised == [True, True, False, False]


def test_a_baby_for_whom_nobody_cares_is_raised() -> None:
    nobody = "Leo, child 2m\nAna, mother, no part in care\nTess, clinician\n"
    (flag,) = safety_flags(read_case(nobody))
    assert flag.kind == "no_caregiver_tonight"
    for line in ("Rosa, grandmother", "Rosa, grandmother, occasional care", "Leo, child -2m"):
        text = nobody.replace("Leo, child 2m", line) if "Leo" in line else nobody + line
        assert safety_flags(read_case(text)) == ()


# Never part of the ranking


@pytest.mark.parametrize("kind", get_args(SafetyKind))
def test_a_safety_concern_changes_no_number(kind: str) -> None:
    family = FAMILY + "Ana, mood current\nMarco -> Leo: strained\nLeo: sleep concern\n"
    plain = as_data("case", assess(read_case(family)))
    raised = as_data(
        "case", assess(read_case(family + f"safety: {LINES[kind]} current, Ana (told by Ana)"))
    )
    assert raised.pop("safety_flags")
    assert plain.pop("safety_flags") == []
    assert raised == plain
