"""Strain that reaches the child, and warm caregivers: hand calculations."""

from imh.network import strain_reaching_child, warmth
from tests.network.families import a_map, adult, child, mother, tie


def test_strain_of_the_child_and_of_caregivers_is_found_once_a_pair() -> None:
    graph = a_map(
        [
            child(),
            mother(),
            mother("marco", caregiver="shared"),
            adult("elena"),
            adult("mei"),
            adult("tess"),
        ],
        [
            tie("ana", "marco", quality="conflicted"),
            tie("marco", "ana", strain="some"),
            tie("marco", "leo", quality="warm", strain="much"),
            tie("ana", "elena", quality="cut_off"),
            tie("elena", "mei", quality="strained", strain="much"),
            tie("ana", "mei", quality="warm", strain="none"),
            tie("ana", "tess"),
            tie("tess", "leo", strain="declined", quality="declined"),
        ],
    )
    around = strain_reaching_child(graph)
    assert [(pair.ends, pair.near, pair.amount) for pair in around.pairs] == [
        (("ana", "elena"), ("ana",), "unknown"),
        (("ana", "marco"), ("ana", "marco"), "some"),
        (("leo", "marco"), ("leo", "marco"), "much"),
    ]
    assert around.pairs[1].ties == ("ana-marco", "marco-ana")
    assert around.pairs[1].qualities == ("conflicted",)
    assert around.unknown == ("ana-tess", "tess-leo")


def test_strain_that_has_ended_is_not_strain_now() -> None:
    graph = a_map([child(), mother()], [tie("ana", "leo", strain="much", until_months=6)])
    assert strain_reaching_child(graph).pairs == ()


def test_caregivers_are_sorted_by_what_is_known_of_their_tie() -> None:
    graph = a_map(
        [
            child(),
            mother(),
            adult("rosa", caregiver="shared"),
            mother("marco", caregiver="shared"),
            adult("pia", caregiver="shared"),
            adult("quiet", caregiver="shared"),
            adult("mei", caregiver="occasional"),
            adult("lucia", caregiver="none"),
            mother("birth", caregiver="unknown"),
            adult("sitter", caregiver="declined"),
            adult("cousin", caregiver="unknown"),
        ],
        [
            tie("ana", "leo", quality="warm"),
            tie("ana", "leo", id="ana-leo-2", quality="ordinary", strain="some"),
            tie("leo", "rosa", quality="warm"),
            tie("marco", "leo", quality="tenuous"),
            tie("pia", "leo", quality="declined"),
            tie("mei", "leo", quality="warm"),
            tie("lucia", "leo", quality="warm"),
            tie("leo", "sitter", kind="caregiving"),
        ],
    )
    found = warmth(graph, "leo")
    assert [tie.caregiver for tie in found.warm] == ["ana", "rosa"]
    assert [tie.strained for tie in found.warm] == [True, False]
    assert found.warm[0].ties == ("ana-leo", "ana-leo-2")
    assert [tie.caregiver for tie in found.not_warm] == ["marco"]
    assert [tie.caregiver for tie in found.unknown] == ["pia", "quiet"]
    assert [tie.caregiver for tie in found.occasional] == ["mei"]
    assert found.perhaps == ("birth", "sitter")


def test_a_tie_known_to_be_none_is_known_and_not_warm() -> None:
    graph = a_map([child(), mother()], [tie("ana", "leo", quality="none")])
    assert [tie.caregiver for tie in warmth(graph, "leo").not_warm] == ["ana"]
    assert warmth(graph, "leo").unknown == ()


def test_twins_are_looked_at_one_by_one() -> None:
    graph = a_map(
        [child(), child("mia"), mother()],
        [tie("ana", "leo", quality="warm"), tie("ana", "mia", quality="strained")],
        children=("leo", "mia"),
    )
    assert len(warmth(graph, "leo").warm) == 1
    assert len(warmth(graph, "mia").warm) == 0
