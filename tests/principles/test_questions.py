"""Questions worth asking: what they are worth, what is never asked, and how a few are chosen."""

from pathlib import Path

import pytest

from imh.case import casefile
from imh.case.quick_entry import read_case
from imh.principles.assess import assess
from imh.principles.evidence import Assessment, Question
from imh.principles.knowledge import PRINCIPLES, knowledge
from imh.principles.questions import varied

SAMPLES = sorted((Path(__file__).parents[2] / "sample_cases").glob("*.json"))

FAMILY = """\
Leo, child 20m
Ana, mother, primary caregiver, mood current
Marco, father, shares care
Marco -> Leo: strained
Marco with Leo: soothing concern, repair concern
Little Steps, daycare, in place, warm -> Leo
Bay Clinic, clinic, ordinary -> Leo
"""


def asked(text: str) -> Assessment:
    return assess(read_case(text), what_ifs=False)


def first_shares(assessment: Assessment) -> dict[str, float]:
    """How often each principle comes first; 0 where nothing speaks for it."""
    shares = {b.principle: b.rank_acceptability for b in assessment.bearings}
    return {p: (shares[p] or (0.0,))[0] for p in PRINCIPLES}


# Worth


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "Is the help around Ana enough for what they carry?",
            ["Ana, support fits: thin", "Ana, support fits: enough"],
        ),
        (
            "Do Little Steps and Bay Clinic speak with each other about Leo?",
            ["Little Steps -> Bay Clinic: ordinary", "Little Steps -> Bay Clinic: none"],
        ),
        ("With whom do you think about this family?", ["supervision none", "supervision used"]),
    ],
)
def test_worth_is_the_mean_greatest_change_that_its_answers_would_bring(
    text: str, answers: list[str]
) -> None:
    """Each answer is typed into the case, and the shares are compared."""
    before = asked(FAMILY)
    (question,) = [question for question in before.questions if question.text == text]
    changes = []
    for answer in answers:
        after = first_shares(asked(FAMILY + answer))
        changes.append(max(abs(after[p] - first_shares(before)[p]) for p in PRINCIPLES))
    assert question.worth == pytest.approx(sum(changes) / len(changes), abs=1e-9)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_only_questions_above_the_noise_are_shown_the_most_worthwhile_first(path: Path) -> None:
    case = casefile.read(path)
    worths = [question.worth for question in assess(case, what_ifs=False).questions]
    assert worths == sorted(worths, reverse=True)
    assert all(worth > knowledge().constants.noise for worth in worths)


def test_an_answered_question_is_not_asked_again() -> None:
    text = "Is the help around Ana enough for what they carry?"
    assert text in {question.text for question in asked(FAMILY).questions}
    answered = asked(FAMILY + "Ana, support fits: enough")
    assert text not in {question.text for question in answered.questions}


def test_one_question_serves_every_principle_that_wants_to_know() -> None:
    about = [q for q in asked(FAMILY + "at 6m: move, Ana").questions if "move?" in q.text]
    assert [q.principles for q in about] == [("context", "early_experiences")]
    assert about[0].text == "How much did it weigh on Leo and the family: move?"


def test_of_a_child_alone_the_relationships_are_asked_about_too() -> None:
    """Nobody comes first while nothing is known, so no principle's questions are worth less."""
    questions = asked("Leo, child 9m\nAna, mother, primary caregiver").questions
    assert {principle for q in questions for principle in q.principles} == set(PRINCIPLES)


# Declined

UNASKED = """\
Leo, child 20m
Ana, mother, primary caregiver
Marco, father, shares care, mood current
Marco -> Leo: strained
Leo: language concern, hearing concern
"""
DECLINED = [
    ("Ana -> Leo: warmth declined", "How are Ana and Leo with each other?"),
    ("Ana, mood declined", "How is Ana doing: mood, sleep, rest?"),
    ("Ana, grief declined", "Is Ana grieving for somebody or something?"),
    ("Ana, support fits: declined", "Is the help around Ana enough for what they carry?"),
    ("home Oak: Ana, Leo; outside help declined", "Who outside the home can Ana call on?"),
    ("at 6m: move, Ana, burden declined", "How much did it weigh on Leo and the family: move?"),
    (
        "Ana, early losses declined",
        "Who held Ana as a small child, and what is remembered of that?",
    ),
    (
        "Early steps, EI, status declined, ordinary -> Leo",
        "Has Early steps started, and how is it going?",
    ),
]


@pytest.mark.parametrize(("line", "text"), DECLINED)
def test_what_the_family_chose_not_to_say_is_never_asked(line: str, text: str) -> None:
    unknown = {q.text for q in asked(UNASKED + line.replace("declined", "unknown")).questions}
    declined = {q.text for q in asked(UNASKED + line).questions}
    assert text in unknown
    assert text not in declined


# A few of them


def question(indicator: str, worth: float, text: str = "") -> Question:
    return Question(text or f"{indicator} {worth}?", "fact", indicator, ("context",), (), worth)


def test_a_few_questions_are_of_different_kinds_before_one_kind_comes_again() -> None:
    questions = [question("R1", 0.9), question("R1", 0.8), question("R1", 0.7), question("W2", 0.1)]
    assert [(q.indicator, q.worth) for q in varied(questions, 3)] == [
        ("R1", 0.9),
        ("W2", 0.1),
        ("R1", 0.8),
    ]
    assert varied(questions, 99)[-1] == question("R1", 0.7)
    assert varied(questions, 0) == ()
    assert varied([], 5) == ()
