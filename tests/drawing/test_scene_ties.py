"""Lines by quality, arrows, kinship, views of a map, and what evidence lights."""

from __future__ import annotations

import math

import pytest

from imh.case.events import Event
from imh.case.observations import PairObservation
from imh.case.reflections import Reflection
from imh.case.surroundings import Setting
from imh.drawing import VIEWS, evidence_ids, scene_of
from tests.drawing.scenes import arrows, drawn, legend_keys, leo, line, tip
from tests.network.families import a_case, adult, child, mother, tie

LOOKS = {
    "warm": (1, "warm"),
    "ordinary": (1, "ordinary"),
    "tenuous": (1, "tenuous"),
    "strained": (2, "strained"),  # line and hatches
    "conflicted": (1, "conflict"),
    "cut_off": (2, "conflict"),  # halves and bars
    "mixed": (2, "warm"),  # beside a zigzag
    "unknown": (1, "tenuous-soft"),
    "declined": (1, "tenuous-soft"),
}


@pytest.mark.parametrize("quality", LOOKS)
def test_each_quality_has_a_line_of_its_own(quality: str) -> None:
    seen = {"basis": {"kind": "observed"}}
    scene = scene_of(leo(tie("ana", "steps", quality=quality, **seen)))
    (drawing,) = scene.ties
    assert (len(drawing.marks), drawing.marks[0].line) == LOOKS[quality]
    assert drawing.style == quality
    assert legend_keys(scene) & set(LOOKS) == {quality}


def test_lines_differ_without_colour() -> None:
    def look(quality: str) -> tuple[object, ...]:
        (drawing,) = scene_of(leo(tie("ana", "marco", quality=quality))).ties
        shape = tuple((mark.path, mark.width, mark.dash) for mark in drawing.marks)
        return (shape, tuple(words.text for words in drawing.words))

    assert len({look(quality) for quality in LOOKS}) == len(LOOKS)


def test_a_known_absence_has_no_line() -> None:
    assert scene_of(leo(tie("ana", "elena", quality="none"))).ties == ()


def test_only_ties_between_people_ask_with_a_question_mark() -> None:
    scene = scene_of(leo(tie("elena", "leo"), tie("leo", "steps"), tie("ana", "tess")))
    assert [words.text for words in line(scene, "elena-leo").words] == ["?"]
    assert line(scene, "leo-steps").words == line(scene, "ana-tess").words == ()


def test_arrowheads_stand_where_support_arrives_and_grow_with_it() -> None:
    scene = scene_of(
        leo(
            tie("elena", "marco", quality="warm", support_to_target="much"),
            tie("steps", "ana", quality="warm", support_to_source="some"),
            tie("ana", "tess", quality="warm", support_to_target="some", support_to_source="much"),
            tie("ana", "leo", quality="warm", support_to_target="none"),
        )
    )
    (much,), (some,) = arrows(line(scene, "elena-marco")), arrows(line(scene, "steps-ana"))
    marco, elena = drawn(scene, "marco").at, drawn(scene, "elena").at
    assert math.dist(tip(much), marco) < math.dist(tip(much), elena)
    steps, ana = drawn(scene, "steps").at, drawn(scene, "ana").at
    assert math.dist(tip(some), steps) < math.dist(tip(some), ana)
    assert len(arrows(line(scene, "ana-tess"))) == 2
    assert arrows(line(scene, "ana-leo")) == []
    assert "support" in legend_keys(scene)


def test_what_was_told_is_paler_than_what_was_seen() -> None:
    scene = scene_of(
        leo(
            tie("ana", "leo", quality="warm", basis={"kind": "observed"}),
            tie("rosa", "leo", quality="warm", basis={"kind": "told"}),
        )
    )
    assert line(scene, "ana-leo").marks[0].line == "warm"
    assert line(scene, "rosa-leo").marks[0].line == "warm-soft"
    assert "soft" in legend_keys(scene)


def test_a_pair_with_kinship_and_a_quality_is_drawn_once() -> None:
    case = leo(
        tie("ana", "leo", id="kin", kind="parent_of"),
        tie("ana", "leo", id="care", kind="caregiving", quality="warm"),
        tie("marco", "leo", id="father", kind="parent_of"),
    )
    scene = scene_of(case)
    assert line(scene, "kin") is line(scene, "care")
    assert line(scene, "kin").style == "warm"
    assert line(scene, "father").style == "kin"
    assert line(scene, "kin").says == "Ana and Leo: strong and warm, parent of"
    kin = scene_of(case, views=["kin"])
    assert {(each.id, each.style) for each in kin.ties} == {("kin", "kin"), ("father", "kin")}


def test_a_separated_couple_has_one_slash_and_a_divorced_one_two() -> None:
    def slashes(kind: str) -> int:
        scene = scene_of(leo(tie("ana", "marco", kind=kind)), views=["kin"])
        (couple,) = scene.ties
        assert legend_keys(scene) & {"kin", "separated_from", "divorced_from"} == {
            kind if kind != "partner_of" else "kin"
        }
        return sum(mark.path.count("M") for mark in couple.marks[1:])

    assert [slashes(kind) for kind in ("partner_of", "separated_from", "divorced_from")] == [
        0,
        1,
        2,
    ]


def test_adopted_and_fostered_children_hang_on_dashed_lines() -> None:
    scene = scene_of(
        leo(
            tie("ana", "leo", kind="adoptive_parent_of"),
            tie("marco", "leo", kind="foster_parent_of"),
            tie("rosa", "ana", kind="parent_of"),
        )
    )
    dashes = {line(scene, f"{who}-leo").marks[0].dash for who in ("ana", "marco")}
    assert len(dashes) == 2
    assert () not in dashes
    assert line(scene, "rosa-ana").marks[0].dash == ()
    assert {"adoptive_parent_of", "foster_parent_of", "kin"} <= legend_keys(scene)


def test_twins_hang_from_one_point_of_their_parents_line() -> None:
    people = [child("lin"), child("theo"), mother(), adult("marco", role="birth_parent")]
    ties = [tie("ana", "marco", kind="partner_of")]
    ties += [
        tie(who, twin, kind="parent_of") for who in ("ana", "marco") for twin in ("lin", "theo")
    ]
    case = a_case(people, ties, children=("lin", "theo")).model_copy(
        update={"positions": {"ana": (-150.0, -120.0), "marco": (150.0, -120.0)}}
    )
    scene = scene_of(case, views=["kin"])
    starts = {
        line(scene, f"{who}-{twin}").course[0] for who in ("ana", "marco") for twin in case.children
    }
    assert len(starts) == 1
    assert starts.pop() == pytest.approx((0, -120), abs=3)


def test_views_keep_only_their_ties_and_fade_who_has_none() -> None:
    case = leo(
        tie("rosa", "ana", quality="warm", support_to_target="much"),
        tie("ana", "marco", quality="conflicted"),
        tie("ana", "leo", quality="warm"),
    )
    support, strain = scene_of(case, views=["support"]), scene_of(case, views=["strain"])
    assert [each.id for each in support.ties] == ["rosa-ana"]
    assert [each.id for each in strain.ties] == ["ana-marco"]
    assert {symbol.id for symbol in support.symbols if not symbol.faded} == {"rosa", "ana", "leo"}
    everything = scene_of(case)
    assert [symbol.at for symbol in support.symbols] == [symbol.at for symbol in everything.symbols]


def test_every_symbol_has_a_layer_to_be_hidden_with_but_never_the_child() -> None:
    case = leo(tie("leo", "steps", quality="warm"), tie("ana", "leo", quality="warm"))
    layers = {symbol.id: symbol.layer for symbol in scene_of(case).symbols}
    assert (layers["leo"], layers["ana"], layers["steps"]) == (None, "people", "settings")


def test_one_picture_holds_all_views_and_says_what_each_shows() -> None:
    case = leo(
        tie("rosa", "ana", kind="parent_of", quality="warm", support_to_target="much"),
        tie("ana", "marco", quality="conflicted"),
    )
    scene = scene_of(case, views=VIEWS)
    for view in VIEWS:
        alone = scene_of(case, views=[view])
        assert [each.id for each in scene.ties if view in each.views] == [
            each.id for each in alone.ties
        ]
        assert {each.id for each in scene.symbols if view in each.views} == {
            each.id for each in alone.symbols if not each.faded
        }
        assert {each.key for each in scene.legend if each.view == view} == legend_keys(alone)


def test_help_is_drawn_whichever_tie_of_a_pair_carries_it() -> None:
    case = leo(
        tie("rosa", "ana", id="first", quality="warm"),
        tie("rosa", "ana", id="help", quality="warm", support_to_target="much"),
    )
    assert [each.ids for each in scene_of(case, views=["support"]).ties] == [("help", "first")]


def test_as_of_takes_back_later_ties_deaths_births_and_ages() -> None:
    people = [
        child(name="Leo"),
        mother(),
        adult("jose", life="died", died_at_months=5, gender="male"),
        adult("baby", role="sibling", age_years=0.25),
    ]
    case = a_case(
        people,
        [
            tie("ana", "leo", quality="warm"),
            tie("leo", "steps", quality="warm", since_months=6),
            tie("jose", "ana", quality="warm", until_months=5),
            tie("baby", "leo", kind="sibling_of"),
        ],
        settings=[Setting(id="steps")],
    )
    then = scene_of(case, as_of=-4)
    assert {symbol.id for symbol in then.symbols} == {"leo", "ana", "jose"}
    assert len(drawn(then, "jose").marks) == 1
    assert "in the past" not in line(then, "jose-ana").says
    assert drawn(then, "leo").words[0].text.endswith("w")
    assert drawn(then, "ana").words[0].text == "25"
    now = scene_of(case, as_of=9)
    assert {symbol.id for symbol in now.symbols} == {"leo", "ana", "jose", "baby", "steps"}
    assert drawn(now, "leo").at == drawn(then, "leo").at


def test_lit_symbols_ties_and_homes_stand_out_and_the_rest_fades() -> None:
    case = leo(tie("ana", "marco", quality="conflicted"), tie("ana", "leo", quality="warm"))
    highlighted = evidence_ids(case, ["ana-marco"])
    scene = scene_of(case, highlighted=highlighted)
    assert {symbol.id for symbol in scene.symbols if not symbol.faded} == {"ana", "marco"}
    assert [each.id for each in scene.ties if not each.faded] == ["ana-marco"]
    assert [each.faded for each in scene.homes] == [False]
    assert not any(symbol.faded for symbol in scene_of(case).symbols)
    assert all(each.faded for each in scene_of(case, highlighted={"tess"}).homes)


def test_evidence_lights_those_it_is_about() -> None:
    case = leo(tie("ana", "leo", quality="warm"), tie("ana", "marco", kind="separated_from"))
    case = case.model_copy(
        update={
            "events": (Event(id="stay", who=("ana", "leo"), away="marco"),),
            "observations": (
                PairObservation(id="seen", caregiver="ana", child="leo", aspect="soothing"),
            ),
            "reflections": (Reflection(id="felt", kind="reaction", by="tess", towards=("ana",)),),
        }
    )
    assert evidence_ids(case, ["ana-marco"]) == {"ana-marco", "ana", "marco"}
    assert evidence_ids(case, ["stay"]) == {"ana", "leo", "marco"}
    assert evidence_ids(case, ["seen"]) == {"ana", "leo", "ana-leo"}
    assert evidence_ids(case, ["felt"]) == {"tess", "ana"}
    assert evidence_ids(case, ["ana.loads.mood", "steps"]) == {"ana", "steps"}
    assert evidence_ids(case, ["home.outside_help"]) == {"home", "leo", "ana", "rosa"}
    assert evidence_ids(case, ["nobody", "referral"]) == set()
