"""Homes, caregivers, own young children, current ties: read from a case as a person would."""

import pytest

from imh.case.people import Household
from imh.case.surroundings import Influence, Setting
from imh.case.vocabulary import SettingStatus
from imh.network import (
    build,
    caregivers,
    case_of,
    current_ties,
    home_circle,
    household_members,
    housemates,
    is_young,
    occasional_caregivers,
    own_young_children,
    parents,
)
from tests.network.families import a_case, a_map, adult, child, home, mother, tie


def test_every_symbol_is_a_node_and_every_tie_an_edge_under_its_id() -> None:
    case = a_case(
        [child(), mother()],
        [tie("ana", "leo", quality="warm"), tie("ana", "leo", id="again")],
        settings=[Setting(id="clinic")],
        influences=[Influence(id="faith")],
    )
    graph = build(case)
    assert dict(graph.nodes(data="kind")) == {
        "ana": "person",
        "leo": "person",
        "clinic": "setting",
        "faith": "influence",
    }
    assert graph.nodes["clinic"]["entry"] is case.settings[0]
    assert graph.edges["ana", "leo", "ana-leo"]["tie"] is case.ties[0]
    assert graph.number_of_edges("ana", "leo") == 2
    assert case_of(graph) is case


def test_a_tie_that_ended_or_reaches_somebody_who_died_is_not_current() -> None:
    graph = a_map(
        [child(), mother(), adult("jose", life="died"), adult("mei")],
        [
            tie("ana", "jose", support_to_target="much"),
            tie("ana", "mei", until_months=4),
            tie("ana", "leo"),
        ],
    )
    assert [tie.id for tie in current_ties(graph)] == ["ana-leo"]


@pytest.mark.parametrize(
    ("status", "current"),
    [
        ("in_place", True),
        ("working", True),
        ("unknown", True),
        ("declined", True),
        ("ordered", False),
        ("waiting", False),
        ("ended", False),
        ("refused", False),
        ("none", False),
    ],
)
def test_a_service_that_is_not_in_place_has_no_current_tie(
    status: SettingStatus, current: bool
) -> None:
    graph = a_map(
        [child(), mother()], [tie("ei", "leo")], settings=[Setting(id="ei", status=status)]
    )
    assert bool(current_ties(graph)) is current


def test_both_homes_of_a_child_count_and_those_who_are_said_to_live_there() -> None:
    graph = a_map(
        [
            child(),
            mother(),
            mother("marco", caregiver="shared"),
            adult("rosa"),
            adult("flatmate"),
            adult("jose", life="died"),
            adult("elena"),
        ],
        [tie("rosa", "ana", contact="lives_with"), tie("elena", "marco", contact="weekly")],
        homes=[
            home("leo", "ana", "jose"),
            Household(id="marcos", members=("marco", "flatmate"), nights={"leo": 1}),
            home("elena", id="elenas"),
        ],
    )
    assert household_members(graph) == {"leo", "ana", "rosa", "marco", "flatmate"}
    assert housemates(graph, "leo") == {"ana", "marco", "flatmate"}
    assert housemates(graph, "ana") == {"leo", "rosa"}


def test_a_home_without_the_child_is_another_home() -> None:
    graph = a_map(
        [child(), mother(), mother("marco", caregiver="shared"), adult("flatmate")],
        homes=[
            home("leo", "ana"),
            Household(id="marcos", members=("marco", "flatmate"), nights={"leo": 0}),
        ],
    )
    assert household_members(graph) == {"leo", "ana"}
    assert home_circle(graph) == {"leo", "ana", "marco"}


def test_a_professional_who_shares_the_care_stays_outside_the_home() -> None:
    graph = a_map(
        [child(), mother(), adult("teacher", role="teacher", caregiver="shared")],
        homes=[home("leo", "ana")],
    )
    assert caregivers(graph) == {"ana", "teacher"}
    assert home_circle(graph) == {"leo", "ana"}


def test_caregivers_are_those_known_to_care() -> None:
    graph = a_map(
        [
            child(caregiver="primary"),
            mother(),
            adult("rosa", caregiver="shared"),
            adult("mei", caregiver="occasional"),
            mother("marco", caregiver="unknown"),
            adult("elena", caregiver="declined"),
        ]
    )
    assert caregivers(graph) == {"ana", "rosa"}
    assert occasional_caregivers(graph) == {"mei"}
    assert parents(graph) == {"ana", "marco"}


def test_six_years_end_being_young_and_silence_about_a_sibling_leaves_it_open() -> None:
    graph = a_map(
        [
            child(),
            adult("five", role="sibling", age_years=5.9),
            adult("six", role="sibling", age_years=6),
            adult("open", role="sibling", age_years="unknown"),
            adult("bump", role="sibling", age_years="unknown", life="pregnancy"),
            adult("twin", role="twin", age_years="unknown"),
            adult("aunt", role="aunt_uncle", age_years="declined"),
            adult("carer", role="other", age_years="unknown", caregiver="shared"),
        ]
    )
    young = {who: is_young(graph, who) for who in graph}
    assert young == {
        "leo": True,
        "five": True,
        "six": False,
        "open": None,
        "bump": True,
        "twin": True,
        "aunt": False,
        "carer": False,
    }


def test_own_young_children_follow_parent_ties_parts_in_caring_and_shared_homes() -> None:
    graph = a_map(
        [
            child(),
            mother(),
            adult("rosa", role="grandparent", caregiver="shared"),
            adult("mei", caregiver="occasional"),
            adult("pia", caregiver="shared"),
            adult("sofia", role="sibling", age_years=4),
            adult("tom", role="half_sibling", age_years=5),
            adult("max", role="half_sibling", age_years=2),
        ],
        [tie("rosa", "ana", kind="parent_of"), tie("ana", "tom", kind="parent_of")],
        homes=[home("leo", "ana", "rosa", "sofia", "tom"), home("max", "mei", id="other")],
    )
    assert own_young_children(graph, "ana") == {"leo", "sofia", "tom"}
    assert own_young_children(graph, "rosa") == {"leo", "sofia", "tom"}
    assert own_young_children(graph, "pia") == {"leo"}
    assert own_young_children(graph, "mei") == set()
