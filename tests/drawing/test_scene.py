"""From a case to a scene: rings, sides, symbols, lines, arrows, legend, and what is lit."""

from __future__ import annotations

import math
from typing import Any, get_args

import pytest
from hypothesis import given

from imh.case.case import Case
from imh.case.events import Event
from imh.case.observations import PairObservation
from imh.case.people import Household, Person
from imh.case.reflections import Reflection
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.case.vocabulary import SettingKind
from imh.drawing import Scene, evidence_ids, places, scene_of
from imh.drawing.family_map import rings_of, sides_of
from imh.drawing.glyphs import GLYPHS
from imh.drawing.marks import Mark, SymbolDrawing, TieDrawing
from tests.case.generated import cases, fewer
from tests.network.families import a_case, adult, child, home, mother, tie


def leo(*ties: Tie, **fields: Any) -> Case:
    people = [
        child(name="Leo", gender="male"),
        mother(name="Ana", gender="female"),
        adult("marco", name="Marco", role="birth_parent", gender="male", caregiver="shared"),
        adult("rosa", name="Rosa", role="grandparent", gender="female"),
        adult("elena", name="Elena", role="grandparent", gender="female"),
        adult("tess", name="Tess Moran", role="clinician", discipline="home visitor"),
    ]
    defaults: dict[str, Any] = {
        "homes": [home("leo", "ana", "rosa", name="Ana's home", nights={"leo": 6})],
        "settings": [Setting(id="steps", name="Little Steps", kind="childcare")],
        "influences": [Influence(id="spanish", name="Spanish", kind="language")],
    }
    return a_case(people, ties, **(defaults | fields))


def drawn(scene: Scene, identifier: str) -> SymbolDrawing:
    return next(symbol for symbol in scene.symbols if symbol.id == identifier)


def line(scene: Scene, identifier: str) -> TieDrawing:
    return next(each for each in scene.ties if identifier in each.ids)


def arrows(of: TieDrawing) -> list[Mark]:
    return [mark for mark in of.marks if mark.line == "none"]


def tip(arrow: Mark) -> tuple[float, float]:
    x, y = arrow.path[1:].split(" L")[0].split()
    return float(x), float(y)


def legend_keys(scene: Scene) -> set[str]:
    return {entry.key for entry in scene.legend}


def test_rings_run_from_the_child_to_influences() -> None:
    case = leo(tie("elena", "marco", kind="parent_of"))
    assert rings_of(case) == {
        "leo": 0,
        "ana": 1,
        "marco": 1,
        "rosa": 1,  # she lives with Leo
        "elena": 2,
        "tess": 3,
        "steps": 3,
        "spanish": 4,
    }


def test_a_parent_without_any_part_in_the_day_stands_with_the_wider_family() -> None:
    people = [child(), mother(), adult("bio", role="birth_parent", caregiver="none")]
    apart = a_case(people, [tie("bio", "leo", kind="parent_of")])
    in_touch = a_case(people, [tie("bio", "leo", kind="parent_of", contact="weekly")])
    assert rings_of(apart)["bio"] == 2
    assert rings_of(in_touch)["bio"] == 1


def test_kin_sides_follow_parent_ties_and_what_belongs_to_both_is_on_none() -> None:
    case = leo(
        tie("rosa", "ana", kind="parent_of"),
        tie("elena", "marco", kind="parent_of"),
        tie("ana", "marco", kind="separated_from"),
        tie("marco", "steps", kind="membership"),
        tie("ana", "spanish", kind="belief"),
        tie("marco", "spanish", kind="belief"),
    )
    sides = sides_of(case)
    assert (sides["rosa"], sides["elena"], sides["steps"]) == ("ana", "marco", "marco")
    assert sides["spanish"] == sides["leo"] == sides["tess"] == ""


def test_places_set_by_hand_stay_and_the_picture_reaches_them() -> None:
    case = leo(tie("ana", "leo", quality="warm"))
    moved = case.model_copy(update={"positions": {"rosa": (900.0, -50.0)}})
    assert places(moved)["rosa"] == (900.0, -50.0)
    scene = scene_of(moved)
    assert scene.left + scene.width > 920


def test_places_do_not_hang_on_what_has_no_place() -> None:
    plain = leo(tie("ana", "leo", quality="warm"))
    told = plain.supposing(ties=(tie("ana", "leo", quality="conflicted", note="since May"),))
    assert places(plain) == places(told)


def test_a_genogram_symbol_for_each_gender_and_life() -> None:
    people = [
        child(gender="female"),
        adult("he", gender="male"),
        adult("she", gender="female"),
        adult("they", gender="diverse"),
        adult("unsaid", gender="unknown"),
        adult("gone", gender="male", life="died"),
        adult("coming", role="sibling", life="pregnancy", age_years="unknown"),
        adult("lost", role="sibling", life="pregnancy_loss", age_years="unknown"),
    ]
    scene = scene_of(a_case(people))
    corners = {
        who: drawn(scene, who).marks[-1].path.count("L") + 1
        for who in ("he", "they", "unsaid", "coming")
    }
    assert corners == {"he": 4, "they": 4, "unsaid": 4, "coming": 3}
    assert drawn(scene, "she").marks[0].path.count("C") == 4
    assert drawn(scene, "he").marks[0].path != drawn(scene, "they").marks[0].path
    assert len(drawn(scene, "gone").marks) == len(drawn(scene, "lost").marks) == 2  # with its X
    assert drawn(scene, "lost").size < drawn(scene, "coming").size
    assert legend_keys(scene) == {
        *("index", "female", "male", "unspecified"),
        *("died", "pregnancy", "loss"),
    }


def test_the_child_has_two_outlines_and_the_main_caregiver_a_bold_one() -> None:
    scene = scene_of(leo())
    assert [mark.line for mark in drawn(scene, "leo").marks] == ["person", "person"]
    (ana,), (marco,) = drawn(scene, "ana").marks, drawn(scene, "marco").marks
    assert ana.width > 1.5 * marco.width
    assert [words.text for words in drawn(scene, "leo").words] == ["9m", "Leo"]
    assert [words.text for words in drawn(scene, "ana").words] == ["27", "Ana", "mother"]


def test_an_unborn_child_is_a_triangle_with_its_weeks() -> None:
    case = leo().model_copy(update={"reference_age_months": -2.0})
    symbol = drawn(scene_of(case), "leo")
    assert symbol.words[0].text == "31w"
    assert "31 weeks of pregnancy" in symbol.says


@pytest.mark.parametrize("kind", get_args(SettingKind))
def test_every_kind_of_setting_has_its_own_sign(kind: str) -> None:
    assert sum(GLYPHS[kind] == other for other in GLYPHS.values()) == 1
    scene = scene_of(leo(settings=[Setting(id="steps", kind=kind)]))  # type: ignore[arg-type]
    assert len(drawn(scene, "steps").marks) == 2


def test_a_service_that_has_not_begun_is_dashed() -> None:
    services = [Setting(id="here", status="in_place"), Setting(id="soon", status="ordered")]
    scene = scene_of(leo(settings=services))
    assert not drawn(scene, "here").marks[0].dash
    assert drawn(scene, "soon").marks[0].dash
    assert {"setting", "not_in_place"} <= legend_keys(scene)


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
    kin = scene_of(case, show="kin")
    assert {(each.id, each.style) for each in kin.ties} == {("kin", "kin"), ("father", "kin")}


def test_a_separated_couple_has_one_slash_and_a_divorced_one_two() -> None:
    def slashes(kind: str) -> int:
        scene = scene_of(leo(tie("ana", "marco", kind=kind)), show="kin")
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
    scene = scene_of(case, show="kin")
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
    support, strain = scene_of(case, show="support"), scene_of(case, show="strain")
    assert [each.id for each in support.ties] == ["rosa-ana"]
    assert [each.id for each in strain.ties] == ["ana-marco"]
    assert {symbol.id for symbol in support.symbols if not symbol.faded} == {"rosa", "ana", "leo"}
    everything = scene_of(case)
    assert [symbol.at for symbol in support.symbols] == [symbol.at for symbol in everything.symbols]


def test_layers_hide_symbols_and_their_ties_but_never_the_child() -> None:
    case = leo(tie("leo", "steps", quality="warm"), tie("ana", "leo", quality="warm"))
    scene = scene_of(case, layers={"settings"})
    assert {symbol.id for symbol in scene.symbols} == {"leo", "steps"}
    assert [each.id for each in scene.ties] == ["leo-steps"]
    assert scene.homes == ()
    assert "influence" not in legend_keys(scene)


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


def test_a_home_says_its_name_and_nights_inside_the_picture() -> None:
    scene = scene_of(leo())
    (drawing,) = scene.homes
    (words,) = drawing.words
    assert words.text == "Ana's home, 6 nights"
    assert drawing.says == "Ana's home, 6 nights: Ana, Leo, Rosa"
    assert scene.left < words.at.x < scene.left + scene.width


def test_twins_with_other_nights_are_named() -> None:
    people = [child("lin", name="Lin"), child("theo", name="Theo"), mother()]
    apart = Household(id="home", members=("ana",), nights={"lin": 5, "theo": 2})
    scene = scene_of(a_case(people, homes=[apart], children=("lin", "theo")))
    assert scene.homes[0].words[0].text == "home, Lin 5 nights, Theo 2 nights"


def test_lit_symbols_ties_and_homes_stand_out_and_the_rest_fades() -> None:
    case = leo(tie("ana", "marco", quality="conflicted"), tie("ana", "leo", quality="warm"))
    lit = evidence_ids(case, ["ana-marco"])
    scene = scene_of(case, lit=lit)
    assert {symbol.id for symbol in scene.symbols if not symbol.faded} == {"ana", "marco"}
    assert [each.id for each in scene.ties if not each.faded] == ["ana-marco"]
    assert [each.faded for each in scene.homes] == [False]
    assert not any(symbol.faded for symbol in scene_of(case).symbols)
    assert all(each.faded for each in scene_of(case, lit={"tess"}).homes)


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


@fewer
@given(cases())
def test_every_symbol_and_every_known_tie_is_drawn_once(case: Case) -> None:
    scene = scene_of(case)
    assert sorted(symbol.id for symbol in scene.symbols) == sorted(case.symbols)
    drawn_ties = [identifier for each in scene.ties for identifier in each.ids]
    assert sorted(drawn_ties) == sorted(tie.id for tie in case.ties if tie.quality != "none")
    assert all(symbol.says for symbol in scene.symbols)
    right, bottom = scene.left + scene.width, scene.top + scene.height
    for symbol in scene.symbols:
        assert scene.left <= symbol.at.x <= right
        assert scene.top <= symbol.at.y <= bottom


def test_the_first_symbols_to_reach_by_key_are_those_nearest_to_the_child() -> None:
    case = leo()
    rings = rings_of(case)
    order = [rings[symbol.id] for symbol in scene_of(case).symbols]
    assert order == sorted(order)


def test_a_nameless_person_is_called_by_role() -> None:
    scene = scene_of(a_case([child(), Person(id="gran", role="grandparent", gender="female")]))
    assert drawn(scene, "gran").says == "grandmother"
    assert [words.text for words in drawn(scene, "gran").words] == ["grandmother"]
