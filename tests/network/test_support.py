"""Support received and given: hand calculations, and a data-frame as second opinion."""

import pandas as pd
from hypothesis import given

from imh.case.case import Case
from imh.case.surroundings import Influence, Setting
from imh.network import build, people, support_balance, support_given, support_received
from tests.network.families import a_map, adult, any_family, child, helped_family, home, mother, tie


def test_ana_gives_more_than_she_receives() -> None:
    graph = a_map(
        [
            child(),
            mother(),
            adult("rosa", role="grandparent"),
            adult("lucia", role="aunt_uncle"),
            adult("mei"),
            adult("sofia", role="sibling", age_years=4),
        ],
        [
            tie("ana", "rosa", support_to_target="much", support_to_source="some"),
            tie("lucia", "ana", support_to_target="some", support_to_source="some"),
            tie("ana", "leo", support_to_target="much", support_to_source="much"),
            tie("ana", "sofia", support_to_target="much"),
            tie("mei", "ana", support_to_target="unknown", support_to_source="declined"),
            tie("clinic", "ana", support_to_target="much", support_to_source="much"),
            tie("ana", "faith", support_to_source="much"),
        ],
        settings=[Setting(id="clinic")],
        influences=[Influence(id="faith")],
    )
    balance = support_balance(graph, "ana")
    assert balance.given.amount == 3
    assert balance.given.sources == (
        ("lucia", "lucia-ana", "some"),
        ("rosa", "ana-rosa", "much"),
    )
    assert balance.received.amount == 4
    assert {source.who for source in balance.received.sources} == {"rosa", "lucia", "clinic"}
    assert balance.received.unknown == balance.given.unknown == ("mei-ana",)
    assert balance.difference == -1
    assert balance.bounds == (-3, 1)


def test_what_was_asked_and_is_none_is_neither_a_source_nor_unknown() -> None:
    graph = a_map([child(), mother(), adult("mei")], [tie("mei", "ana", support_to_target="none")])
    received = support_received(graph, "ana")
    assert (received.amount, received.sources, received.unknown) == (0, (), ())


def test_two_ties_of_one_giver_count_once_with_the_most_that_they_say() -> None:
    graph = a_map(
        [child(), mother(), adult("rosa")],
        [
            tie("rosa", "ana", id="a", support_to_target="some"),
            tie("ana", "rosa", id="b", support_to_source="much"),
            tie("rosa", "ana", id="c", support_to_target="unknown"),
        ],
    )
    received = support_received(graph, "ana")
    assert received.amount == 2
    assert received.sources == (("rosa", "b", "much"),)
    assert received.unknown == ()


def test_minding_somebody_elses_child_is_help_given() -> None:
    graph = a_map(
        [child(), mother(), adult("mei", caregiver="occasional")],
        [tie("mei", "leo", support_to_target="some")],
    )
    assert support_given(graph, "mei").amount == 1


def test_care_for_an_own_child_of_unknown_age_is_left_open() -> None:
    graph = a_map(
        [child(), mother(), adult("sofia", role="sibling", age_years="unknown")],
        [tie("ana", "sofia", kind="parent_of", support_to_target="much")],
        homes=[home("leo", "ana", "sofia")],
    )
    given_by_ana = support_given(graph, "ana")
    assert given_by_ana.amount == 0
    assert given_by_ana.unknown == ("ana-sofia",)
    assert given_by_ana.unknown_with == ("sofia",)


@given(helped_family())
def test_amounts_agree_with_a_data_frame(case: Case) -> None:
    rows = [
        row
        for tie in case.ties
        for row in (
            (tie.source, tie.target, tie.support_to_target),
            (tie.target, tie.source, tie.support_to_source),
        )
    ]
    table = pd.DataFrame(rows, columns=["giver", "receiver", "amount"])
    table["number"] = table["amount"].map({"none": 0, "some": 1, "much": 2})
    most = table.groupby(["giver", "receiver"])["number"].max().fillna(0).reset_index()
    graph = build(case)
    carers = [person.id for person in case.people if person.caregiver == "primary"]
    for person in people(graph):
        to_own_child = most["receiver"].eq("leo") & (person in carers)
        gives = most.loc[most["giver"].eq(person) & ~to_own_child, "number"].sum()
        gets = most.loc[most["receiver"].eq(person) & most["giver"].ne("leo"), "number"].sum()
        assert support_given(graph, person).amount == gives
        assert support_received(graph, person).amount == gets


@given(any_family())
def test_bounds_hold_the_difference_and_what_is_unknown_is_no_source(case: Case) -> None:
    graph = build(case)
    for person in people(graph):
        balance = support_balance(graph, person)
        least, most = balance.bounds
        assert least <= balance.difference <= most
        for side in (balance.given, balance.received):
            assert not {source.who for source in side.sources} & set(side.unknown_with)
