"""The analytic view as a Plotly figure."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from imh.case.case import Case
from imh.case.surroundings import Setting
from imh.drawing import evidence_ids, measured, network_figure, places
from tests.network.families import a_case, adult, child, mother, tie


def leo() -> Case:
    return a_case(
        [
            child(name="Leo"),
            mother(name="Ana & <co"),
            adult("mei", name="Mei"),
            adult("marco", name="Marco", role="birth_parent", gender="male"),
        ],
        [
            tie("ana", "leo", quality="warm"),
            tie("mei", "ana", quality="warm", support_to_target="much"),
            tie("clinic", "ana", support_to_target="some"),
            tie("ana", "marco", quality="conflicted"),
            tie("marco", "mei", quality="strained"),
        ],
        settings=[Setting(id="clinic", name="Clinic")],
    )


def symbols(figure: dict[str, Any]) -> dict[str, Any]:
    (trace,) = [trace for trace in figure["data"] if "customdata" in trace]
    return trace  # type: ignore[no-any-return]


def test_plotly_accepts_it_and_it_has_few_traces() -> None:
    for figure in (network_figure(leo()), network_figure(leo(), highlighted={"ana"}, dark=True)):
        go.Figure(figure)
        assert len(figure["data"]) <= 5
        ties = [trace for trace in figure["data"] if "customdata" not in trace]
        assert all(trace["hoverinfo"] == "skip" for trace in ties)
        assert figure["layout"]["clickmode"] == "event+select"


def test_symbols_stand_where_they_stand_on_the_map() -> None:
    trace = symbols(network_figure(leo()))
    at = places(leo())
    found = dict(zip(trace["customdata"], zip(trace["x"], trace["y"], strict=True), strict=True))
    assert found == {who: (place.x, place.y) for who, place in at.items()}
    low, high = network_figure(leo())["layout"]["yaxis"]["range"]
    assert low > high  # y grows downwards, as on the map


def test_measures_are_those_of_the_network() -> None:
    assert measured(leo(), "support_received")["ana"] == 3
    assert measured(leo(), "bridging")["ana"] == 2
    assert measured(leo(), "strain") == {"ana": 1, "clinic": 0, "leo": 0, "marco": 2, "mei": 1}


@pytest.mark.parametrize(
    ("measure", "largest"), [("support_received", "ana"), ("bridging", "ana"), ("strain", "marco")]
)
def test_the_most_of_a_measure_is_the_largest_symbol(measure: Any, largest: str) -> None:
    trace = symbols(network_figure(leo(), measure=measure))
    sizes = dict(zip(trace["customdata"], trace["marker"]["size"], strict=True))
    assert max(sizes, key=sizes.__getitem__) == largest
    assert len(set(sizes.values())) > 1


def test_evidence_is_lit_and_the_rest_faded() -> None:
    case = leo()
    trace = symbols(network_figure(case, highlighted=evidence_ids(case, ["ana-marco"])))
    shown = dict(zip(trace["customdata"], trace["marker"]["opacity"], strict=True))
    assert {who for who, opacity in shown.items() if opacity == 1} == {"ana", "marco"}


def test_names_are_no_markup() -> None:
    trace = symbols(network_figure(leo()))
    assert "Ana &amp; &lt;co" in trace["text"]
    assert not any("<co" in words for words in trace["hovertext"])
