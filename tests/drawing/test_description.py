"""The map in words."""

from __future__ import annotations

from hypothesis import given

from imh.case.case import Case
from imh.case.surroundings import Setting
from imh.drawing import describe, description_of
from tests.case.generated import cases, fewer
from tests.network.families import a_case, adult, child, home, mother, tie


def leo() -> Case:
    return a_case(
        [
            child(name="Leo"),
            mother(name="Ana", gender="female"),
            adult("marco", name="Marco", role="birth_parent", gender="male", caregiver="shared"),
            adult("mei", name="Mei", role="friend"),
        ],
        [
            tie("ana", "leo", id="kin", kind="parent_of"),
            tie("ana", "leo", id="care", quality="warm", basis={"kind": "observed"}),
            tie("ana", "marco", kind="separated_from", quality="conflicted"),
            tie("mei", "ana", quality="warm", support_to_target="much", basis={"kind": "told"}),
            tie("marco", "mei", quality="none"),
            tie("leo", "clinic"),
            tie("leo", "steps"),
        ],
        homes=[home("leo", "ana", name="Ana's home", nights={"leo": 6})],
        settings=[Setting(id="clinic", name="Clinic"), Setting(id="steps", name="Little Steps")],
    )


def test_the_reading_comes_first_and_says_what_matters() -> None:
    assert description_of(leo()).reading == (
        "This map shows Leo, 9 months, with 3 other people and 2 places and services.",
        "Ana's home (6 nights a week): Leo and Ana.",
        "Warm with Leo: Ana.",
        "Strain that comes close to the child: Ana and Marco.",
        "Help from outside the home comes from Mei.",
        "All of it reaches the child through Ana alone.",
    )


def test_everybody_is_listed_by_ring_with_ties_seen_from_their_end() -> None:
    rings = dict(description_of(leo()).rings)
    assert list(rings) == [
        "The child",
        "Home and caregivers",
        "Wider family and friends",
        "Places and professionals",
    ]
    (child_entry,) = rings["The child"]
    assert child_entry.ties == (
        "with Ana: strong and warm, child",
        "with Clinic and Little Steps: not asked yet how it is",
    )
    ana = rings["Home and caregivers"][0]
    assert ana.says == "Ana, mother, 27, main caregiver"
    assert "with Leo: strong and warm, parent" in ana.ties
    assert "with Mei: strong and warm, gets much help" in ana.ties
    (mei,) = rings["Wider family and friends"]
    assert mei.ties == (
        "with Ana: strong and warm, gives much help",
        "with Marco: asked: no tie",
    )


def test_how_it_is_known_stands_at_the_end() -> None:
    assert describe(leo()).endswith("Of 7 ties: 1 seen, 1 told, 5 source not noted.")
    assert describe(a_case([child(name="Leo")])).endswith("No ties are noted yet.")


def test_what_nobody_asked_is_not_told_as_peace() -> None:
    unasked = a_case([child(), mother()], [tie("ana", "leo")])
    at_peace = a_case([child(), mother()], [tie("ana", "leo", quality="warm", strain="none")])
    assert "No strain close to the child is known." not in describe(unasked)
    assert "No strain close to the child is known." in describe(at_peace)


@fewer
@given(cases())
def test_every_symbol_of_any_case_is_described_once(case: Case) -> None:
    described = [entry.id for _, entries in description_of(case).rings for entry in entries]
    assert sorted(described) == sorted(case.symbols)
