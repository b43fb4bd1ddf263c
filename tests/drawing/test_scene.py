"""From a case to a scene: rings, sides, places, symbols and homes."""

from __future__ import annotations

from struct import unpack
from typing import get_args

import pytest
from hypothesis import given

from imh.case.case import Case
from imh.case.people import Household, Person
from imh.case.surroundings import Setting
from imh.case.vocabulary import SettingKind
from imh.drawing import draw, places, png, scene_of, to_png, to_svg
from imh.drawing.family_map import family_map, rings_of, sides_of
from imh.drawing.glyphs import GLYPHS
from imh.drawing.household_outline import boxes_of
from imh.drawing.layout import whole_box
from imh.drawing.text_width import width
from tests.case.generated import cases, fewer
from tests.drawing.scenes import drawn, legend_keys, leo
from tests.network.families import a_case, adult, child, home, mother, tie


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


def test_places_set_by_hand_stay() -> None:
    case = leo(tie("ana", "leo", quality="warm"))
    moved = case.model_copy(update={"positions": {"rosa": (300.3, -50.1)}})
    assert places(moved)["rosa"] == pytest.approx((300.3, -50.1))


def test_who_was_put_far_out_stands_at_the_edge_and_the_picture_does_not_grow() -> None:
    case = leo(tie("ana", "leo", quality="conflicted"), tie("rosa", "marco", quality="strained"))
    far = {"ana": (-10_000.0, 10_000.0), "rosa": (10_000.0, -10_000.0), "marco": (0.0, 9_999.0)}
    moved = case.model_copy(update={"positions": far})
    plain, scene = scene_of(case), scene_of(moved)
    assert (scene.left, scene.width) == (plain.left, plain.width)
    problem, at = family_map(moved), places(moved)
    for box in boxes_of(problem.symbols, at):
        assert abs(box.x) + box.half_width <= problem.frame.width / 2 + 1e-9
        assert abs(box.y) + box.half_height <= problem.frame.height / 2 + 1e-9
    assert at["rosa"].x > 400
    assert moved.positions == far
    assert len(to_svg(scene)) < 2 * len(to_svg(plain))
    width, height = unpack(">II", to_png(draw(moved, theme="print"))[16:24])
    assert width * height < 8_000_000


def test_a_picture_has_no_more_pixels_than_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 10_000)
    head = '<svg xmlns="http://www.w3.org/2000/svg"'
    for size in ('width="900" height="900"', 'viewBox="-1000 0 2000 900.5" width="100%"'):
        width, height = unpack(">II", to_png(f"{head} {size}></svg>")[16:24])
        assert 9_000 < width * height < 10_300


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


def test_the_name_of_a_home_covers_nobody() -> None:
    case = leo(homes=[home("leo", "ana", name="Ana's home", nights={"leo": 7})])
    beneath = {"leo": (0.0, 0.0), "ana": (80.0, 0.0), "elena": (0.0, 84.0), "rosa": (80.0, 84.0)}
    case = case.model_copy(update={"positions": beneath})
    symbols, at = family_map(case).symbols, places(case)
    (words,) = scene_of(case).homes[0].words
    half = width(words.text, words.size) / 2
    for symbol in symbols:
        box = whole_box(symbol, at[symbol.id])
        across, down = abs(words.at.x - box.x), abs(words.at.y - 4 - box.y)
        assert across >= half + box.half_width or down >= 6 + box.half_height, symbol.id
