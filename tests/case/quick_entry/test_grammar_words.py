"""Every phrase of grammar_words.yaml can be typed, and means the code that it stands under."""

from functools import cache
from typing import Any, get_args

import pytest

from imh.case import vocabulary
from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.quick_entry import read_case
from imh.case.quick_entry.syntax.grammar_words import (
    phrase_list,
    phrase_list_names,
    phrases_by_code,
)
from imh.case.quick_entry.syntax.kinship_words import (
    KinWord,
    kin_abbreviations,
    kin_phrases,
    side_phrases,
)

FAMILY = """\
Leo, child 9m
Ana, mother
Rosa, grandmother
Kim, friend
Oak, setting
"""

LISTS: dict[str, tuple[Any, str]] = {
    "gender": (vocabulary.Gender, "Kim, gender {}"),
    "life": (vocabulary.Life, "Kim, life {}"),
    "caregiver": (vocabulary.Caregiver, "Kim, part in care {}"),
    "load": (vocabulary.LoadKind, "Kim, {} current"),
    "load_state": (vocabulary.LoadState, "Kim, grief {}"),
    "resource": (vocabulary.ResourceKind, "Kim, resource: {}"),
    "support_fit": (vocabulary.SupportFit, "Kim, support fits: {}"),
    "outside_help": (vocabulary.OutsideHelp, "home: Ana; outside help {}"),
    "setting": (vocabulary.SettingKind, "Lime House 4 You, {}"),
    "status": (vocabulary.SettingStatus, "Oak, status {}"),
    "stability": (vocabulary.Stability, "Oak, stability {}"),
    "influence": (vocabulary.InfluenceKind, "Hope, {}"),
    "quality": (vocabulary.Quality, "Rosa -> Oak: {}"),
    "amount": (vocabulary.Amount, "Rosa -> Oak: supports {}"),
    "support_kind": (vocabulary.SupportKind, "Rosa -> Oak: supports much {}"),
    "contact": (vocabulary.Contact, "Rosa -> Oak: contact {}"),
    "topic": (vocabulary.Topic, "Rosa -> Oak: about {}"),
    "event": (vocabulary.EventKind, "event: {}"),
    "exposure": (vocabulary.Exposure, "event: move, exposure {}"),
    "ongoing": (vocabulary.YesNo, "event: move, ongoing {}"),
    "pair": (vocabulary.PairAspect, "Ana with Leo: {} strength"),
    "pair_rating": (vocabulary.PairRating, "Ana with Leo: play {}"),
    "domain": (vocabulary.Domain, "Leo: {} concern"),
    "domain_rating": (vocabulary.DomainRating, "Leo: sleep {}"),
    "daily": (vocabulary.DailyAspect, "Leo daily life: {} strength"),
    "reading": (vocabulary.ScreeningReading, "screening Ana: EPDS, reading {}"),
    "reflection": (vocabulary.ReflectionKind, '{}: "text"'),
    "feeling": (vocabulary.Reaction, "Ana feels {} towards Rosa"),
    "supervision": (vocabulary.SupervisionState, "supervision {}"),
    "basis": (vocabulary.BasisKind, "Ana, mood current ({} in confidence)"),
    "safety": (vocabulary.SafetyKind, "safety: {} current"),
    "safety_state": (vocabulary.SafetyState, "safety: injury {}"),
    "question_state": (vocabulary.QuestionState, "question, {}: who?"),
    "goal_state": (vocabulary.GoalState, "goal: visit, {}"),
}
"""The lists that stand for a vocabulary, each with a line in which a phrase of it is typed."""

TIES = "Rosa -> Oak: kind {}"
ROLES = "Kim, role {}"
DISCIPLINES = "Zo, {}"

JOINING = {
    ("verb", "supports"): "Rosa, {} Ana",
    ("verb", "supported"): "Rosa, {} Ana",
    ("verb", "lives"): "Kim, {}",
    ("link", "to"): "Rosa, warm {} Ana",
    ("link", "tie"): "Rosa, warm {} -> Ana",
    ("link", "of"): "event: loss {} Ana",
    ("link", "by"): "bias {} Ana",
    ("link", "towards"): "bias by Rosa {} Ana",
    ("link", "and"): "Oak -> Ana {} Rosa: warm",
    ("link", "about"): "Rosa -> Oak: {} money",
    ("link", "since"): "Rosa -> Oak: {} 3m",
    ("link", "until"): "Rosa -> Oak: {} 3m",
    ("link", "interpreter"): "Ana, mood current (told by Rosa {})",
    ("link", "confidence"): "Ana, mood current (told by Rosa {})",
    ("link", "times"): "Ana, mood current (seen {})",
    ("link", "nights"): "home: Leo 3 {}",
    ("link", "visits"): "home: Leo {} 3 nights",
    ("link", "also"): "Rosa -> Oak: warm\nRosa -> Oak: {}, cut off",
    ("link", "weeks"): "Leo, born at 30 {}",
    ("field", "role"): "Kim, {} neighbour",
    ("field", "gender"): "Kim, {} declined",
    ("field", "age"): "Kim, {} declined",
    ("field", "life"): "Kim, {} declined",
    ("field", "caregiver"): "Kim, {} declined",
    ("field", "support_fit"): "Kim, {} thin",
    ("field", "status"): "Oak, {} declined",
    ("field", "stability"): "Oak, {} declined",
    ("field", "quality"): "Rosa -> Oak: {} declined",
    ("field", "contact"): "Rosa -> Oak: {} declined",
    ("field", "kind"): "Rosa -> Oak: {} belief",
    ("field", "strain"): "Rosa -> Oak: {} much",
    ("field", "burden"): "event: move, {} much",
    ("field", "nurture"): "event: move, {} much",
    ("field", "ongoing"): "event: move, {} declined",
    ("field", "exposure"): "event: move, {} declined",
    ("field", "away"): "event: move, {} Ana",
    ("field", "state"): "supervision {} used",
    ("field", "strength"): "bias by Ana, {} much",
    ("field", "feeling"): "bias by Ana, {} shame",
    ("field", "reading"): "screening Ana: EPDS, {} watch",
    ("field", "score"): "screening Ana: EPDS {} 12",
    ("field", "date"): "screening Ana: EPDS, {} 2026-05-01",
    ("field", "outside_help"): "home: Ana; {} few",
    ("field", "resource"): "Kim, {}: faith",
    ("field", "discipline"): "Kim, {}: law",
    ("field", "note"): "Kim, {}: tall",
    ("field", "accounts"): "Rosa -> Oak: warm, {}: mixed (seen)",
    ("field", "gestation"): "Leo, {} 30 weeks",
    ("field", "due"): "Leo, {} 2026-05-01",
    ("field", "ask"): 'question, {} "Rosa": who?',
    ("field", "answer"): 'question, {} "nobody": who?',
    ("field", "by_when"): 'goal: visit, {} "Monday"',
    ("field", "described"): "Ana with Leo: {} 3m, play strength",
    ("field", "fictional"): "case: {}",
    ("field", "shared"): "bias by Ana, {}",
    ("line", "event"): "{}: move",
    ("line", "home"): "{}: Ana",
    ("line", "safety"): "{}: injury current",
    ("line", "referral"): '{} Dr Osei: "never settles"',
    ("line", "screening"): "{} Ana: EPDS",
    ("line", "strength"): '{} Ana: "his hands"',
    ("line", "question"): "{}: who?",
    ("line", "goal"): "{} Ana: visit",
    ("line", "daily"): "Leo {}: routines strength",
    ("line", "case"): '{}: "Leo"',
}
"""Small words and openings: a line for each that tells what it does."""


@cache
def _read(line: str) -> Case:
    return read_case(FAMILY + line)


def _typed(name: str) -> list[tuple[str, str, str]]:
    return [
        (name, code, phrase) for code, words in phrases_by_code(name).items() for phrase in words
    ]


CODED = [entry for name in LISTS for entry in _typed(name)]


def _holds(value: Any, code: str) -> bool:
    if isinstance(value, dict):
        return any(_holds(inner, code) for inner in value.values())
    if isinstance(value, list):
        return any(_holds(inner, code) for inner in value)
    return bool(value == code)


def test_every_list_is_tested() -> None:
    grouped = {name for name, _ in JOINING}
    assert set(phrase_list_names()) == {*LISTS, *grouped, "tie", "role", "discipline"}
    for name in grouped:
        assert {code for group, code in JOINING if group == name} == set(phrases_by_code(name))


@pytest.mark.parametrize("name", LISTS)
def test_every_code_of_a_vocabulary_has_words(name: str) -> None:
    assert set(phrase_list(name).shown) == set(get_args(LISTS[name][0])) - {"", *_not_typed(name)}


def _not_typed(name: str) -> set[str]:
    return {"yes"} - set(phrase_list(name).shown) if name != "ongoing" else set()


def test_every_role_and_kind_of_tie_has_words() -> None:
    kin = [word for _, word in kin_phrases()]
    roles = {word.role for word in kin} - {None} | set(phrase_list("role").shown)
    ties = {word.tie for word in kin} - {None, "child_of"} | set(phrase_list("tie").shown)
    assert roles == set(get_args(vocabulary.Role))
    assert ties == set(get_args(vocabulary.TieKind))


@pytest.mark.parametrize(("name", "code", "phrase"), CODED)
def test_phrase_means_its_code(name: str, code: str, phrase: str) -> None:
    line = LISTS[name][1]
    case = _read(line.format(phrase))
    written = phrases_by_code(name)[code][0] if code == "other" else code.replace("_", " ")
    assert case == _read(line.format(written))
    assert _holds(case.model_dump(mode="json"), code)


@pytest.mark.parametrize(("name", "code", "phrase"), _typed("role"))
def test_phrase_means_its_role(name: str, code: str, phrase: str) -> None:
    assert _read(ROLES.format(phrase)).person["kim"].role == code


@pytest.mark.parametrize(("name", "code", "phrase"), _typed("tie"))
def test_phrase_means_its_kind_of_tie(name: str, code: str, phrase: str) -> None:
    assert _read(TIES.format(phrase)).ties[-1].kind == code


@pytest.mark.parametrize(("name", "code", "phrase"), _typed("discipline"))
def test_phrase_means_its_discipline(name: str, code: str, phrase: str) -> None:
    person = _read(DISCIPLINES.format(phrase)).person["zo"]
    assert (person.role, person.discipline) == ("professional", code)


@pytest.mark.parametrize(
    ("name", "code", "phrase"),
    [entry for name in ("verb", "link", "field", "line") for entry in _typed(name)],
)
def test_small_word_does_what_its_first_word_does(name: str, code: str, phrase: str) -> None:
    line = JOINING[name, code]
    case = _read(line.format(phrase))
    assert case == _read(line.format(phrases_by_code(name)[code][0]))
    assert case != _read("# nothing more")


@pytest.mark.parametrize(("phrase", "word"), list(kin_phrases()))
def test_kin_word_means_its_part_tie_and_gender(phrase: str, word: KinWord) -> None:
    if word.role == "child":
        assert "zo" in _read(f"Zo, {phrase} 4m").children
        return
    case = _read(f"Zo, {phrase} of Rosa" if word.role is None else f"Zo, {phrase}")
    person = case.person["zo"]
    assert person.role == (word.role or "unknown")
    assert person.gender == (word.gender or "unknown")
    if word.role is None:
        (tie,) = [tie for tie in case.ties if "zo" in (tie.source, tie.target)]
        kind = "parent_of" if word.tie == "child_of" else word.tie
        assert (tie.kind, {tie.source, tie.target}) == (kind, {"zo", "rosa"})


@pytest.mark.parametrize(
    ("gender", "phrase"), [(g, phrase) for g, words in side_phrases().items() for phrase in words]
)
def test_side_ties_to_the_mother_or_the_father(gender: str, phrase: str) -> None:
    parent = {"female": "ana", "male": "ben"}[gender]
    written = f"Zo, aunt on the {phrase}" if phrase.endswith("side") else f"Zo, {phrase} aunt"
    tie = read_case(f"{FAMILY}Ben, father\n{written}").ties[-1]
    assert (tie.source, tie.target, tie.kind) == ("zo", parent, "sibling_of")


@pytest.mark.parametrize("short", kin_abbreviations())
def test_abbreviation_is_the_same_as_what_it_stands_for(short: str) -> None:
    long = kin_abbreviations()[short]
    father = "Ben, father\n"
    assert read_case(f"{FAMILY}{father}Zo, {short}") == read_case(f"{FAMILY}{father}Zo, {long}")


def test_same_case_in_json_for_any_spelling() -> None:
    spellings = ("cut off", "Cut-Off", "CUTOFF", "cut  off")
    written = {str(plain(_read(f"Rosa -> Oak: {spelling}"))) for spelling in spellings}
    assert len(written) == 1
