"""What is read of an entry: every kind has its facts and its questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from imh.case import casefile
from imh.case.edits import Add, Change, apply
from imh.drawing.text_width import width
from imh.forms.entry_facts import Facts, facts_about
from imh.principles.assess import assess
from imh.ui.timeline.timeline_figure import clicked, timeline_figure

SAMPLES = Path(__file__).parents[2] / "sample_cases"
REMI = casefile.read(SAMPLES / "remi.json")
ASSESSMENT = assess(REMI)
ON_A_SMALL_LAPTOP = 738  # pixels that the timeline is wide at 1280


def facts(identifier: str) -> Facts:
    return facts_about(REMI, identifier, ASSESSMENT)


def row(told: Facts, name: str) -> str:
    return next(value for called, value, _ in told.rows if called == name)


def test_a_home_tells_who_lives_there_and_the_childs_nights() -> None:
    home = facts("home-bastien")
    assert home.heading == "Bastien's home"
    assert row(home, "Who lives here") == "Remi, Bastien, Yasmine and Inaya"
    assert row(home, "Remi sleeps here") == "3 nights a week"


def test_a_second_home_without_nights_is_asked_about() -> None:
    case = apply(REMI, Change.of("home-bastien", nights={}))
    told = facts_about(case, "home-bastien", ASSESSMENT)
    assert "How many nights a week does Remi sleep here?" in told.not_asked


def test_an_event_tells_what_is_known_and_asks_the_rest() -> None:
    entry = {"id": "fire", "kind": "accident", "title": "a fire", "burden": "much"}
    case = apply(REMI, Add(collection="events", entry=entry))
    told = facts_about(case, "fire", ASSESSMENT)
    assert told.heading == "A fire"
    assert row(told, "Burden") == "much"
    assert told.not_asked == ("How old was the child?",)


def test_an_event_that_nurtured_is_not_asked_about_as_a_burden() -> None:
    entry = {"id": "feast", "kind": "celebration", "at_months": 12, "nurture": "some"}
    case = apply(REMI, Add(collection="events", entry=entry))
    assert facts_about(case, "feast", ASSESSMENT).not_asked == ()


def test_a_tie_with_the_child_tells_what_was_seen_of_the_two() -> None:
    tie = facts("noemie-remi")
    assert row(tie, "Play together") == "strength"
    assert row(tie, "Repair after a rupture") == "concern"
    other = [name for name, _, _ in facts("noemie-bastien").rows]
    assert "Repair after a rupture" not in other


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_every_entry_that_can_be_opened_can_be_read(file: Path) -> None:
    case = casefile.read(file)
    assessment = assess(case)
    for collection in ("people", "households", "settings", "influences", "ties", "events"):
        for entry in getattr(case, collection):
            assert facts_about(case, entry.id, assessment).heading
    for entry in (*case.observations, *case.strengths, *case.questions, *case.goals, *case.safety):
        assert facts_about(case, entry.id, assessment).rows


def test_what_is_no_part_of_the_map_cannot_be_read() -> None:
    with pytest.raises(KeyError):
        facts(REMI.visits[0].id)


def test_the_chosen_event_is_the_only_one_ringed() -> None:
    chosen = next(event.id for event in REMI.events if event.at_months is not None)
    rings = {
        identifier: width
        for trace in timeline_figure(REMI, selected=chosen)["data"]
        for identifier, width in zip(
            trace["customdata"], trace["marker"]["line"]["width"], strict=True
        )
    }
    assert [identifier for identifier, width in rings.items() if width] == [chosen]
    assert len(rings) > 1


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_the_words_of_every_event_fit_on_the_timeline(sample: Path) -> None:
    layout = timeline_figure(casefile.read(sample))["layout"]
    start, end = layout["xaxis"]["range"]
    for label in layout["annotations"]:
        at = (label["x"] - start) / (end - start) * ON_A_SMALL_LAPTOP + label["xshift"]
        assert at + width(label["text"], 14) < ON_A_SMALL_LAPTOP + layout["margin"]["r"]


@pytest.mark.parametrize(
    ("points", "event"),
    [([], None), ([{"customdata": "fire"}], "fire"), ([{"customdata": ["fire"]}], "fire")],
)
def test_a_click_in_the_figure_names_its_event(points: list[object], event: str | None) -> None:
    assert clicked({"selection": {"points": points}}) == event
