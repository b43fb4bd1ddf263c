"""The interview: what is asked of whom and in which order, and what an answer makes of the case."""

from pathlib import Path

import pytest

from imh.case.case import Case
from imh.case.quick_entry import read_case
from imh.interview import answers
from imh.interview.answers import NotUnderstood, Telling
from imh.interview.question_order import Screen, next_open, progress, screens, unasked
from imh.interview.script import FILE, ScriptProblem, script
from imh.principles.assess import assess
from imh.principles.evidence import Question
from imh.ui.interview.event_lines import events_told, read_events

LEO = read_case(
    """
Leo, child 9m
Ana, mother 27, primary caregiver
Marco, father 30, shares care
Sofia, sister 4
home: Ana, Marco, Sofia, Leo
Marco -> Ana: in conflict (seen)
"""
)
BARE = read_case("Leo, child 9m")
ANA_TELLS = Telling(("ana",), interpreter=True)


def of(case: Case, ask: str, *about: str) -> Screen:
    return next(one for one in screens(case, script()) if one.ask.id == ask and one.about == about)


def keys(case: Case) -> list[str]:
    return [screen.key for screen in screens(case, script())]


def test_an_empty_map_is_asked_for_names_first_and_for_no_ties() -> None:
    asked = screens(BARE, script())
    assert asked[0].text == "Who lives with Leo?"
    assert not [screen for screen in asked if screen.ask.kind == "tie"]


def test_ties_are_asked_with_the_child_first_then_between_the_grown_ups() -> None:
    order = keys(LEO)
    ties = [order.index(f"with-child/warmth/{one}/leo") for one in ("ana", "marco")]
    assert max(ties) < order.index("between/couple/ana/marco")
    assert "between/couple-about/ana/marco" in order
    assert not any("sofia" in key for key in order)


def test_what_is_known_is_not_asked_again_and_a_silence_neither() -> None:
    assert of(LEO, "care", "ana").state == "answered"
    assert of(LEO, "couple", "ana", "marco").now == "conflicted"
    silent = answers.declined(LEO, of(LEO, "warmth", "ana", "leo"), ANA_TELLS)
    assert of(silent, "warmth", "ana", "leo").state == "declined"
    unsaid = answers.declined(LEO, of(LEO, "missed"), ANA_TELLS)
    assert of(unsaid, "missed").state == "declined"
    assert next_open(screens(unsaid, script()), frozenset()) is not None


def test_asked_and_there_is_nobody_is_an_answer() -> None:
    none = answers.nobody(LEO, of(LEO, "worries"))
    assert of(none, "worries").state == "answered"
    assert none.questions[-1].answer == "Nobody"


def test_an_answer_says_who_told_it_and_puts_no_words_into_anybodys_mouth() -> None:
    warm = answers.chosen(LEO, of(LEO, "warmth", "ana", "leo"), "warm", ANA_TELLS)
    tie = next(tie for tie in warm.ties if {tie.source, tie.target} == {"ana", "leo"})
    assert (tie.quality, tie.basis.kind, tie.basis.by) == ("warm", "told", ("ana",))
    assert tie.basis.interpreter
    other = answers.chosen(LEO, of(LEO, "couple", "ana", "marco"), "ordinary", ANA_TELLS)
    seen = next(tie for tie in other.ties if {tie.source, tie.target} == {"ana", "marco"})
    assert seen.basis.kind == "observed"
    assert [(account.value, account.basis.by) for account in seen.accounts] == [
        ("ordinary", ("ana",))
    ]


def test_what_a_clinician_saw_is_seen_and_what_somebody_carries_is_told() -> None:
    seen = answers.chosen(LEO, of(LEO, "seen-soothing", "ana", "leo"), "concern", ANA_TELLS)
    assert seen.observations[-1].basis.kind == "observed"
    low = answers.chosen(seen, of(seen, "mood", "ana"), "current", ANA_TELLS)
    again = answers.chosen(low, of(low, "mood", "ana"), "past", ANA_TELLS)
    assert [(load.kind, load.state) for load in again.person["ana"].loads] == [("mood", "past")]


def test_help_has_a_direction() -> None:
    screen = of(LEO, "gives", "ana", "marco")
    helped = answers.chosen(LEO, screen, "much", ANA_TELLS)
    tie = next(tie for tie in helped.ties if {tie.source, tie.target} == {"ana", "marco"})
    given = tie.support_to_target if tie.source == "ana" else tie.support_to_source
    assert given == "much"
    assert of(helped, "gives", "marco", "ana").state == "open"


def test_names_are_taken_as_they_are_said() -> None:
    case = answers.person_said(BARE, of(BARE, "home"), "Ana, mother 27", ANA_TELLS)
    case = answers.person_said(case, of(case, "home"), "Rosa", ANA_TELLS)
    assert case.households[0].members == ("leo", "ana", "rosa")
    assert (case.person["ana"].role, case.person["rosa"].role) == ("parent", "unknown")
    again = answers.person_said(case, of(case, "home"), "rosa", ANA_TELLS)
    assert again.people == case.people
    with pytest.raises(NotUnderstood, match="not a word I know"):
        answers.person_said(case, of(case, "home"), "Zoe, sitser", ANA_TELLS)


def test_whoever_helps_is_tied_to_whom_they_help() -> None:
    screen = of(LEO, "helps", "ana")
    case = answers.person_said(LEO, screen, "Mei, friend of Ana", ANA_TELLS)
    tie = next(tie for tie in case.ties if {tie.source, tie.target} == {"mei", "ana"})
    given = tie.support_to_target if tie.target == "ana" else tie.support_to_source
    assert given == "some"
    assert of(case, "helps", "ana").state == "answered"


def test_whoever_is_missed_is_asked_about_gently_and_a_worry_has_its_tie() -> None:
    missed = answers.person_said(LEO, of(LEO, "missed"), "José", ANA_TELLS)
    assert of(missed, "missed-life", "jose").text == "May I ask whether José is living?"
    worry = answers.person_said(LEO, of(LEO, "worries"), "Elena, grandmother", ANA_TELLS)
    assert of(worry, "hard", "ana", "elena").state == "open"


def test_the_rest_lands_where_it_belongs() -> None:
    case = answers.place_said(LEO, of(LEO, "places"), "Steps", "childcare", ["leo"], ANA_TELLS)
    case = answers.wider_said(case, of(case, "languages"), "Twi", "", ["ana"], ANA_TELLS)
    event = {"kind": "move", "title": "moved", "at_months": 3, "who": ["leo"]}
    case = answers.event_said(case, of(case, "changes"), event, ANA_TELLS)
    case = answers.words_said(case, of(case, "best"), "He laughs", ANA_TELLS)
    case = answers.words_said(case, of(case, "different"), "Sleep", ANA_TELLS)
    case = answers.loving_said(case, of(case, "held-as-child", "ana"), "her aunt", ANA_TELLS)
    case = answers.person_said(case, of(case, "who-am-i"), "Tess, home visitor", ANA_TELLS)
    case = answers.reaction_said(case, "worry", "some", ["marco"], "for him")
    case = answers.chosen(case, of(case, "held-yourself"), "used", ANA_TELLS)
    assert case.settings[-1].kind == "childcare"
    assert case.influences[-1].kind == "language"
    assert case.events[-1].basis.by == ("ana",)
    assert (case.strengths[-1].by, case.goals[-1].text) == ("ana", "Sleep")
    assert case.person["ana"].resources[-1].kind == "loving_figure"
    assert (case.person["tess"].role, case.person["tess"].discipline) == (
        "clinician",
        "home visitor",
    )
    assert [one.by for one in case.reflections] == ["tess", "tess"]


def test_how_it_is_for_the_clinician_is_the_clinicians_own_account() -> None:
    case = answers.person_said(LEO, of(LEO, "who-am-i"), "Tess", ANA_TELLS)
    drawn = answers.chosen(case, of(case, "drawn", "tess", "marco"), "tenuous", ANA_TELLS)
    assert drawn.ties[-1].basis.by == ("tess",)


def test_what_the_assessment_would_learn_most_from_comes_first_in_its_section() -> None:
    worth = Question("How is Marco?", "load:marco:mood", "W2", (), (), 0.4)
    order = [s for s in screens(LEO, script(), [worth]) if s.section.id == "held"]
    assert (order[0].key, order[0].worth) == ("held/mood/marco", 0.4)
    assert unasked([worth], order) == ()
    other = Question("Anything else?", "event:move", "E1", (), (), 0.1)
    assert unasked([worth, other], order) == (other,)


def test_the_questions_of_a_real_assessment_find_their_screens() -> None:
    questions = assess(LEO, what_ifs=False).questions
    asked = screens(LEO, script(), questions)
    assert any(screen.worth for screen in asked)
    assert len(unasked(questions, asked)) < len(questions) / 2


def test_what_is_left_for_later_comes_again_only_when_it_is_taken_up() -> None:
    asked = screens(BARE, script())
    first = next_open(asked, frozenset())
    assert first is not None
    later = frozenset({first.key})
    second = next_open(asked, later, first.key)
    assert second is not None
    assert second.key != first.key
    assert progress(asked, later).asked == progress(asked, frozenset()).asked + 1
    everything = frozenset(screen.key for screen in asked)
    assert next_open(asked, everything) is None


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("kind: people", "kind: poeple", "'kind: poeple' is none of"),
        ("primary: The one", "main: The one", "'main' is no answer of Caregiver"),
        ("Who lives with {child}?", "Who lives with {baby}?", "nothing fills {baby}"),
        ("none: Nobody else", "", "'none' is missing"),
        ("- id: helps", "- id: home", "question 'home' twice"),
        ("field: caregiver", "feild: caregiver", "'field' is missing"),
        ("load: mood", "load: moods", "'load: moods' is none of"),
    ],
)
def test_a_mistake_in_the_script_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, wrong: str
) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    broken = tmp_path / "questions.yaml"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ScriptProblem) as refusal:
        script(broken)
    message = str(refusal.value)
    assert wrong in message
    line = int(message.split(":")[1])
    block = text[: text.index(old)].count("\n") + 1
    assert abs(line - block) <= 8


def test_events_on_lines_say_whoever_is_telling_unless_a_line_says_another() -> None:
    screen = of(LEO, "changes")
    lines = "8m: father moved out; sudden, told by Marco\n-2m: move, Ana\nfeast with everybody"
    told = events_told(LEO, screen, lines, ANA_TELLS)
    first, second, third = told.events
    assert (first.at_months, first.title, first.note) == (8, "father moved out", "sudden")
    assert (first.basis.by, second.basis.by) == (("marco",), ("ana",))
    assert second.basis.interpreter
    assert (third.title, third.at_months) == ("feast with everybody", None)
    assert of(told, "changes").state == "answered"


def test_a_line_that_is_no_event_keeps_its_words_and_says_why() -> None:
    reading = read_events("# for me\n3m: separation from Irma\nburdn much", LEO)
    assert [(line.number, line.text) for line in reading.lines] == [
        (2, "3m: separation from Irma"),
        (3, "burdn much"),
    ]
    assert "there is no 'Irma'" in (reading.lines[0].problem or "")
    assert reading.lines[1].suggestion == "burden much"
    with pytest.raises(NotUnderstood):
        events_told(BARE, of(BARE, "changes"), "3m: separation from Irma", ANA_TELLS)
