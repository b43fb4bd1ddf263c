"""Reading quick-entry lines: what each says, what it makes, and what happens to a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh.case.case import Case
from imh.case.people import Person
from imh.case.quick_entry import QuickEntryError, read_case, read_lines
from imh.case.quick_entry.syntax.all_words import all_phrases
from imh.case.ties import Tie
from imh.ui.quick_entry.grammar import EXAMPLES

FAMILY = """\
Leo, child 9m
Ana, mother 27, primary caregiver
Rosa, Ana's mother 58, lives with, warm -> Leo daily, supports Ana much
Little Steps, childcare
"""
CASE = read_case(FAMILY)


def _case(*lines: str) -> Case:
    return read_case(FAMILY + "\n".join(lines))


def _tie(case: Case, one: str, other: str) -> Tie:
    (tie,) = [tie for tie in case.ties if {tie.source, tie.target} == {one, other}]
    return tie


def _problem(line: str, onto: Case | None = CASE) -> str | None:
    return read_lines(line, onto=onto).lines[-1].problem


# What a line says back


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "Rosa, maternal grandmother 58, lives with, warm -> Leo daily, supports Ana much",
            "Rosa, maternal grandmother, 58, lives with Leo; warm tie to Leo, daily; "
            "gives Ana much support",
        ),
        ("Ana -> Leo: none (told by Rosa)", "Ana: no tie to Leo (told by Rosa)"),
        ("at -2m: move, Ana", "at -2 months: move, Ana"),
        ("Ana with Leo: repair concern (seen)", "Ana with Leo: repair: concern (seen)"),
        ("Ana feels worry towards Leo much", "Ana feels worry, towards Leo, much"),
        ("8m: move, Ana; sudden, told by Rosa", 'at 8 months: move, "sudden", Ana (told by Rosa)'),
        ("8m: Ana moved out", 'at 8 months: "Ana moved out", Ana'),
        ("8m, feast; she sang", 'at 8 months: "feast", note she sang'),
        ("2 months before birth: move", "at -2 months: move"),
        ("Ana, mood current, told by Rosa", "Ana: mood current (told by Rosa)"),
        ("Mei, close friend of Ana", "Mei: friend of Ana; warm tie to Ana"),
        (
            "Mei, friend of Ana, helps Leo much, Ana and Rosa",
            "Mei: friend of Ana; gives Leo much support; gives Ana much support; "
            "gives Rosa much support",
        ),
    ],
)
def test_line_is_said_back_in_plain_words(line: str, says: str) -> None:
    (read,) = read_lines(line, onto=CASE).lines
    assert (read.understood, read.says, read.problem) == (True, says, None)


def test_comments_and_empty_lines_are_left_out_but_counted() -> None:
    reading = read_lines("# a note to myself\n\nLeo, child 9m\n")
    assert [line.number for line in reading.lines] == [3]


# The child


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("child 9m", 9),
        ("child 22 months", 22),
        ("child 2y3m", 27),
        ("child 6 weeks", 1.38),
        ("child -2m", -2),
        ("child unborn 30 weeks", -2.3),
        ("child 6½ months", 6.5),
    ],
)
def test_first_childs_age_is_the_age_of_the_case(typed: str, months: float) -> None:
    case = read_case(f"Leo, {typed}")
    assert (case.children, case.reference_age_months) == (("leo",), months)
    assert case.person["leo"].life == ("pregnancy" if months < 0 else "unknown")


def test_second_child_keeps_an_age_of_its_own() -> None:
    case = read_case("Leo, child 9m\nMia, child 3y\nTeo, child 9m")
    assert case.children == ("leo", "mia", "teo")
    assert [case.age_in_months(child) for child in case.children] == [9, 36, 9]
    assert [case.person[child].age_months for child in case.children] == [None, 36, None]


def test_without_a_child_there_is_no_case_yet() -> None:
    reading = read_lines("Ana, mother 27")
    assert (reading.case, reading.lines[0].understood) == (None, True)
    assert "Leo, child 9m" in str(reading.problem)
    assert "age" in str(read_lines("Leo, child").problem)


def test_childs_age_without_a_unit_is_asked_for() -> None:
    assert "months or years" in str(_problem("Leo, child 4", None))


# Who is whose


@pytest.mark.parametrize(
    ("line", "role", "tie"),
    [
        ("Eva, mother", "parent", ("eva", "leo", "parent_of")),
        ("Eva, bio mom", "birth_parent", ("eva", "leo", "parent_of")),
        ("Eva, foster mother", "foster_parent", ("eva", "leo", "foster_parent_of")),
        ("Eva, half-sister 7", "half_sibling", ("eva", "leo", "sibling_of")),
        ("Eva, MGM", "grandparent", ("eva", "ana", "parent_of")),
        ("Eva, maternal aunt", "aunt_uncle", ("eva", "ana", "sibling_of")),
        ("Eva, mother's boyfriend", "parents_partner", ("eva", "ana", "partner_of")),
        ("Eva, Ana's mother", "grandparent", ("eva", "ana", "parent_of")),
        ("Eva, sister of Ana", "aunt_uncle", ("eva", "ana", "sibling_of")),
        ("Eva, daughter of Ana", "sibling", ("ana", "eva", "parent_of")),
        ("Eva, friend of Ana", "friend", ("eva", "ana", "friendship")),
        ("Eva, mother of Leo", "parent", ("eva", "leo", "parent_of")),
        ("Eva, sister of Rosa", "unknown", ("eva", "rosa", "sibling_of")),
    ],
)
def test_kin_word_gives_the_role_and_the_tie(
    line: str, role: str, tie: tuple[str, str, str]
) -> None:
    case = _case(line)
    assert case.person["eva"].role == role
    assert [
        (known.source, known.target, known.kind)
        for known in case.ties
        if "eva" in (known.source, known.target)
    ] == [tie]


def test_a_grandmother_without_a_side_is_tied_to_nobody() -> None:
    assert [tie for tie in _case("Eva, grandmother").ties if tie.source == "eva"] == []


def test_two_mothers_need_a_name() -> None:
    case = read_case("Leo, child 9m\nAna, mother\nLena, mother")
    assert "2 mothers" in str(_problem("Rosa, maternal grandmother", case))
    named = read_lines("Rosa, Lena's mother", onto=case).case
    assert named is not None
    assert [tie.target for tie in named.ties if tie.source == "rosa"] == ["lena"]


def test_role_by_the_word_role_makes_no_tie() -> None:
    assert [tie for tie in _case("Eva, role mother").ties if tie.source == "eva"] == []


# Ties meet


def test_facts_from_both_ends_meet_in_one_tie() -> None:
    case = _case("Ana, supports Rosa some", "Rosa -> Ana: warm", "Ana -> Rosa: strain much")
    tie = _tie(case, "rosa", "ana")
    assert (tie.source, tie.kind, tie.quality, tie.strain) == ("rosa", "parent_of", "warm", "much")
    assert (tie.support_to_target, tie.support_to_source) == ("much", "some")


def test_also_makes_a_second_tie() -> None:
    case = _case("Rosa -> Ana: also friendship, warm")
    kinds = [tie.kind for tie in case.ties if {tie.source, tie.target} == {"rosa", "ana"}]
    assert kinds == ["parent_of", "friendship"]


def test_care_does_not_replace_kinship_but_separation_replaces_partnership() -> None:
    case = _case("Marco, father, partner of Ana", "Ana, cares for Leo", "Marco, divorced from Ana")
    assert _tie(case, "ana", "leo").kind == "parent_of"
    assert _tie(case, "marco", "ana").kind == "divorced_from"


@pytest.mark.parametrize(
    ("line", "ends", "kind"),
    [
        ("Little Steps -> Leo: warm", ("little-steps", "leo"), "service"),
        ("Parish, church, warm -> Rosa", ("parish", "rosa"), "membership"),
        ("Spanish, language, warm -> Rosa", ("spanish", "rosa"), "belief"),
        ("Tess, clinician, warm -> Rosa", ("tess", "rosa"), "service"),
        ("Tess, clinician, warm -> Little Steps", ("tess", "little-steps"), "works_with"),
        ("Rosa -> Leo: warm", ("rosa", "leo"), "kin"),
        ("Mei, friend, warm -> Ana", ("mei", "ana"), "friendship"),
        ("Tess, other person, warm -> Ana", ("tess", "ana"), "unknown"),
        ("Rosa -> Leo: kind unknown", ("rosa", "leo"), "unknown"),
    ],
)
def test_kind_of_tie_follows_from_its_ends(line: str, ends: tuple[str, str], kind: str) -> None:
    assert _tie(_case(line), *ends).kind == kind


# Homes


def test_lives_with_puts_people_into_one_home_whatever_the_order() -> None:
    lines = ["Sol, aunt, lives with Rosa", "Kim, cousin, lives with Sol", "Ana, lives with Leo"]
    for order in (lines, lines[::-1]):
        (home,) = _case(*order).households
        assert set(home.members) == {"leo", "rosa", "ana", "sol", "kim"}


def test_typed_homes_stay_apart() -> None:
    case = _case("home Oak: Ana, Leo 5 nights", "home Elm: Sol; Leo visits 2 nights", "Sol, aunt")
    oak, elm = case.households
    assert (set(oak.members), oak.nights) == ({"ana", "leo", "rosa"}, {"leo": 5})
    assert (elm.members, elm.nights) == (("sol",), {"leo": 2})


# Sources and accounts


def test_source_at_the_end_counts_for_what_has_none_of_its_own() -> None:
    case = _case("Ana, mood current (seen), grief past (told by Rosa through an interpreter)")
    mood, grief = case.person["ana"].loads
    assert (mood.basis.kind, grief.basis.kind) == ("observed", "told")
    assert (grief.basis.by, grief.basis.interpreter) == (("rosa",), True)
    case = _case("Ana with Leo: soothing strength, play concern (seen), repair strength (record)")
    assert [seen.basis.kind for seen in case.observations] == ["record", "observed", "record"]


def test_accounts_belong_to_the_fact_before_them() -> None:
    case = _case(
        "Ana, mood none, accounts: none (told by Ana), current (told by Rosa); grief past",
        "Ana -> Leo: warm, accounts: strained 'x' (Rosa)".replace("'x'", '"at night"'),
    )
    mood, grief = case.person["ana"].loads
    assert [account.value for account in mood.accounts] == ["none", "current"]
    assert grief.accounts == ()
    (account,) = _tie(case, "ana", "leo").accounts
    assert (account.value, account.says, account.basis.by) == ("strained", "at night", ("rosa",))


# Names


def test_names_may_be_used_before_their_line_and_shortened() -> None:
    case = _case("Osei -> Jose: warm", "Dr Osei, pediatrician", "José, uncle")
    assert _tie(case, "dr-osei", "jose").quality == "warm"


def test_two_people_of_one_name_get_two_ids() -> None:
    case = _case("another Rosa, cousin 6", "rosa-2 -> Ana: warm")
    assert [person.id for person in case.people if person.name == "Rosa"] == ["rosa", "rosa-2"]
    assert "2 entries are called 'Rosa'" in str(_problem("Rosa -> Ana: warm", case))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Eva aunt", "Eva"),
        ("Eva maternal aunt 40, supports Ana", "Eva"),
        ("Eva 40, Ana's sister", "Eva"),
        ("Eva (aunt, 40): supports Ana", "Eva"),
        ("Eva – aunt, 40", "Eva"),
        ("Eva Maria, aunt", "Eva Maria"),
        ('"Eva, the aunt", aunt', "Eva, the aunt"),
    ],
)
def test_a_name_ends_where_a_reader_would_end_it(line: str, name: str) -> None:
    person = _case(line).people[-1]
    assert (person.name, person.role) == (name, "aunt_uncle")


@pytest.mark.parametrize("arrow", ["->", "→", "-->", "=>", " - ", " – ", " — "])
def test_any_arrow_will_do(arrow: str) -> None:
    assert _tie(_case(f"Ana {arrow} Rosa: mixed"), "rosa", "ana").quality == "mixed"


def test_place_is_known_by_the_last_word_of_its_name() -> None:
    case = _case("St Mary's Church, warm -> Rosa")
    assert (case.settings[-1].name, case.settings[-1].kind) == (
        "St Mary's Church",
        "faith_community",
    )


# Slips


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "Eva, aunt, supprots Ana much",
            "'supprots' is not a word I know; did you mean 'supports'?",
        ),
        (
            "Ana -> Elena: warm",
            "there is no 'Elena' on the map yet; add a line for Elena",
        ),
        ("Eva, aunt, warm -> Rossa", "there is no 'Rossa' on the map yet; did you mean 'Rosa'?"),
        ("Rossa, mood past", "there is no 'Rossa' on the map yet; did you mean 'Rosa'?"),
        (
            "at 12m: move",
            "12m is later than now; the case is described at 9m",
        ),
        ("at 3m: move, until 1m", "it ends at 1m and begins at 3m; an end after its start"),
        ("Ana -> Ana: warm", "a tie needs two different ends; name somebody else"),
        ("Little Steps, 40", "'Little Steps' is a place; 'age years' is not said of a place"),
        ('Ana, note "no end', 'a quotation mark is not closed; close it with "'),
    ],
)
def test_slip_is_explained(line: str, problem: str) -> None:
    assert _problem(line) == problem


def test_nobody_becomes_their_own_ancestor() -> None:
    reading = read_lines("Ana -> Rosa: parent of", onto=read_case(FAMILY + "Eva, aunt"))
    assert reading.case is not None
    assert not reading.lines[0].understood or _tie(reading.case, "ana", "rosa").source == "ana"
    case = read_case("Leo, child 9m\nA, other person\nB, other person\nC, other person")
    loop = read_lines("A -> B: parent of\nB -> C: parent of\nC -> A: parent of", onto=case)
    assert [line.understood for line in loop.lines] == [True, True, False]
    assert "own ancestor" in str(loop.lines[2].problem)


def test_suggestion_is_the_line_put_right() -> None:
    (line,) = read_lines("Ana, mood curent", onto=CASE).lines
    assert line.suggestion == "Ana, mood current"
    assert _problem(str(line.suggestion)) is None


def test_other_lines_go_on_and_a_waiting_line_says_for_what_it_waits() -> None:
    reading = read_lines(FAMILY + "Eva, ant 40\nEva -> Ana: warm\nKim, uncle")
    assert [line.understood for line in reading.lines] == [True] * 4 + [False, False, True]
    assert "stands on line 5" in str(reading.lines[5].problem)
    assert reading.case is not None
    assert "kim" in reading.case.person


def test_strict_reading_names_the_line_what_was_found_and_what_was_expected() -> None:
    with pytest.raises(QuickEntryError, match="line 2: 'mothr' is not a word I know") as raised:
        read_case("Leo, child 9m\nAna, mothr")
    assert (raised.value.line, raised.value.expected) == (2, "did you mean 'mother'?")


# Onto a case


def test_a_case_is_added_to_without_losing_anything() -> None:
    before = _case("Ana, mood past", "at 3m: move, Ana").model_copy(
        update={"positions": {"ana": (1.0, 2.0)}}
    )
    after = read_lines("Ana, grief current, cut off -> Rosa\nEva, aunt\nat 4m: move", before).case
    assert after is not None
    assert [load.kind for load in after.person["ana"].loads] == ["mood", "grief"]
    assert after.person["ana"].age_years == 27
    assert (after.positions, after.events[0]) == (before.positions, before.events[0])
    assert [event.id for event in after.events] == ["move-3m", "move-4m"]
    assert [person.id for person in after.people] == [*before.person, "eva"]
    assert _tie(after, "rosa", "ana").support_to_target == "much"


def test_nothing_typed_changes_nothing() -> None:
    assert read_lines("", onto=CASE).case == CASE


# Whatever is typed


_SIGNS = [
    "->",
    "-",
    ",",
    ";",
    ":",
    "(",
    ")",
    '"',
    "#",
    "?",
    "and",
    "of",
    "at",
    "(seen)",
    "9m",
    "-2m",
]
_PIECES = st.sampled_from([*all_phrases(), "Leo", "Ana", "Rosa", "Eva", "58", *_SIGNS])
_TYPED = st.lists(st.lists(_PIECES, max_size=8).map(" ".join), max_size=5).map("\n".join)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    reading = read_lines(text, onto=CASE)
    assert reading.case is not None
    assert all(bool(line.problem) != line.understood for line in reading.lines)


@given(_TYPED)
def test_no_mixture_of_known_words_raises(text: str) -> None:
    for onto in (None, CASE):
        reading = read_lines(FAMILY + text if onto is None else text, onto=onto)
        assert reading.case is not None
        assert all(bool(line.problem) != line.understood for line in reading.lines)


@given(_TYPED)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_lines(text, onto=CASE) == read_lines(text, onto=CASE)


# Short ways of writing


def test_names_alone_go_on_with_the_tie_before_but_a_word_of_the_language_stays_one() -> None:
    names = ("Primary, cousin", "Mei, friend of Ana")
    case = _case(*names, "Mei, close Leo, Rosa, primary")
    assert _tie(case, "mei", "rosa").quality == "warm"
    assert case.person["mei"].caregiver == "primary"
    assert not [tie for tie in case.ties if {tie.source, tie.target} == {"mei", "primary"}]
    named = _case(*names, "Mei, close Leo, Rosa, Primary")
    assert _tie(named, "mei", "primary").quality == "warm"


def test_a_note_of_one_tie_is_not_put_into_the_mouth_of_the_next() -> None:
    case = _case("Mei, friend of Ana, warm -> Leo, Rosa")
    noted = _case('Mei, friend of Ana, warm -> Leo note "sings", Rosa')
    assert _tie(noted, "mei", "rosa") == _tie(case, "mei", "rosa")


@pytest.mark.parametrize("line", ["Zo, close relative of Ana", "Zo, distant cousin of Ana"])
def test_a_close_relative_is_not_taken_for_a_warm_tie(line: str) -> None:
    assert _problem(line) is not None


@pytest.mark.parametrize("line", ["58: move", "8: move"])
def test_a_bare_number_opens_no_event(line: str) -> None:
    assert _problem(line) is not None


@pytest.mark.parametrize("example", [line for line, _ in EXAMPLES])
def test_every_example_to_begin_with_is_understood(example: str) -> None:
    more = "Marco, father\nTess, clinician\nMei, friend of Ana\n"
    assert _problem(example, read_case(FAMILY + more)) is None


def test_one_person_more_than_a_case_takes_is_said_in_a_sentence() -> None:
    people = tuple(Person(id=f"p-{number}") for number in range(60 - len(CASE.people)))
    full = CASE.supposing(people=(*CASE.people, *people))
    assert _problem("Zed, neighbour", full) == "there are 60 people already; a case holds no more"
