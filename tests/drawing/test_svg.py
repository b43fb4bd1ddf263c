"""The painted map: well-formed whatever people are called, accessible, legible, and as PNG."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from PIL import Image

from imh.case.case import Case
from imh.drawing import Theme, draw, scene_of, to_png, to_svg
from imh.drawing.palette import COLOURS, LINES, SURFACES, TEXTS
from imh.drawing.text_width import width, wrapped
from tests.case.generated import cases, fewer
from tests.network.families import a_case, adult, child, home, mother, tie

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    'Tom "T" O\'Neil & <Co',
    "a < b > c && d",
    "]]> -- &amp; {{x}} ${y}",
    "שרה כהן",
    "سارة",
    "王小明",
    "👩\u200d👧 & 👶🏽",
    "Wolfeschlegelsteinhausenbergerdorff" * 5,
    "of " * 60,
]


def family(names: list[str] | None = None) -> Case:
    named = names or ["Rosa"]
    people = [child(name="Leo", gender="male"), mother(name="Ana", gender="female")]
    people += [adult(f"p{k}", name=name) for k, name in enumerate(named)]
    return a_case(
        people,
        [
            tie("ana", "leo", quality="warm"),
            tie("p0", "ana", quality="strained"),
            tie("p0", "leo"),
        ],
        homes=[home("leo", "ana", name=named[0], nights={"leo": 7})],
    )


def groups(svg: str, kind: str) -> list[ET.Element]:
    return [g for g in ET.fromstring(svg).iter(f"{SVG}g") if kind in g.get("class", "").split()]


def words(group: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in group.iter(f"{SVG}text")]


def test_any_name_is_drawn_as_it_is_written() -> None:
    svg = draw(family(HOSTILE))
    said = {group.get("data-id"): group.get("aria-label") or "" for group in groups(svg, "symbol")}
    shown = {group.get("data-id"): words(group) for group in groups(svg, "symbol")}
    for k, name in enumerate(HOSTILE):
        assert said[f"p{k}"].startswith(name.strip())
        first = shown[f"p{k}"][1]  # after the age
        assert name.startswith(first.removesuffix("…"))


@fewer
@given(cases())
def test_every_case_makes_well_formed_pictures(case: Case) -> None:
    for theme, small in product(("screen", "print"), (False, True)):
        root = ET.fromstring(draw(case, theme=theme, small=small))  # type: ignore[arg-type]
        assert root.tag == f"{SVG}svg"


def test_symbols_are_buttons_that_the_tab_key_reaches() -> None:
    svg = draw(family())
    symbols = groups(svg, "symbol")
    assert [group.get("data-id") for group in symbols] == ["leo", "ana", "p0"]
    assert all(group.get("tabindex") == "0" for group in symbols)
    assert all(group.get("role") == "button" for group in symbols)
    assert symbols[1].get("aria-label") == "Ana, mother, 27, main caregiver"
    assert ET.fromstring(svg).get("role") == "group"  # an image's parts would not be read out


def test_ties_say_what_they_are_and_have_a_wide_line_to_click() -> None:
    (warm, *_) = groups(draw(family()), "tie")
    assert warm.get("data-id") == "ana-leo"
    assert warm.get("aria-label") == "Ana and Leo: strong and warm"
    (hit,) = [path for path in warm.iter(f"{SVG}path") if path.get("class") == "hit"]
    assert float(hit.get("stroke-width", "0")) >= 12


def test_a_picture_for_a_document_is_one_image_without_buttons() -> None:
    root = ET.fromstring(draw(family(), theme="print"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Family map of Leo, 9 months"
    assert not [each for each in root.iter() if each.get("tabindex")]
    assert not list(root.iter(f"{SVG}style"))
    assert "var(" not in draw(family(), theme="print")


def test_faded_parts_are_marked_and_see_through() -> None:
    svg = draw(family(), highlighted={"ana"})
    faded = {group.get("data-id"): group.get("opacity") for group in groups(svg, "symbol")}
    assert faded["ana"] is None
    assert float(faded["leo"] or 1) < 0.5


def test_a_thumbnail_has_the_childs_name_only() -> None:
    svg = draw(family(), small=True, theme="light")
    root = ET.fromstring(svg)
    assert words(root) == ["Leo"]
    assert (root.get("width"), root.get("height")) == ("240", "150")
    left, top, across, down = map(float, (root.get("viewBox") or "").split())
    assert across / down == pytest.approx(240 / 150)
    assert left < 0 < left + across
    assert top < 0 < top + down
    twins = a_case([child("lin", name="Lin"), child("theo", name="Theo")], children=("lin", "theo"))
    assert words(ET.fromstring(draw(twins, small=True))) == []


def test_the_screen_theme_knows_both_schemes() -> None:
    svg = draw(family())
    for name, value in COLOURS["light"].items():
        assert f"--fm-{name}:light-dark({value},{COLOURS['dark'][name]});" in svg


# Colours


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[k : k + 2]) for k in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_contrast_of_text_and_lines_on_every_surface(theme: str) -> None:
    colours = COLOURS[theme]
    for line, surface in product(LINES, ("paper", "ring", "home")):
        assert contrast(colours[line], colours[surface]) >= 3, (line, surface)
    for kind in ("setting", "influence", "clinician"):
        assert contrast(colours[f"{kind}-line"], colours[kind]) >= 4.5, kind
    for text, surface in product(TEXTS, ("paper", "ring", "home")):
        assert contrast(colours[text], colours[surface]) >= 4.5, (text, surface)
    assert set(SURFACES) | set(TEXTS) | set(LINES) | {"ring-line"} == set(colours)


# What red-green blindness leaves of linear RGB (Machado, Oliveira & Fernandes 2009, severity 1).
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def lab(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    def linear(k: int) -> float:
        value = int(colour[k : k + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    rgb = [linear(k) for k in (1, 3, 5)]
    r, g, b = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in matrix
    )
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_warm_and_hard_ties_differ_for_colour_blind_eyes(theme: str, blindness: str) -> None:
    seen = {
        name: lab(COLOURS[theme][name], BLINDNESS[blindness])
        for name in ("warm", "strained", "conflict")
    }
    for one, other in combinations(seen, 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert apart > 15, (one, other)


# Lettering


@pytest.mark.parametrize("name", ["Rosa", *HOSTILE])
def test_names_take_two_lines_at_most_and_fit_their_room(name: str) -> None:
    lines = wrapped(name, 108, 13)
    assert 1 <= len(lines) <= 2
    assert all(width(line, 13) <= 108 for line in lines)
    shown = "".join(lines).removesuffix("…").replace(" ", "")
    assert name.replace(" ", "").startswith(shown)


def test_two_lines_break_between_words() -> None:
    assert wrapped("Little Steps childcare", 108, 13) == ("Little Steps", "childcare")
    assert wrapped("", 108, 13) == ()


# PNG


def ink(data: bytes) -> list[tuple[int, int]]:
    image = Image.open(io.BytesIO(data)).convert("L")
    return [(k % image.width, k // image.width) for k, v in enumerate(image.tobytes()) if v < 128]


@pytest.mark.parametrize("theme", ["light", "print"])
def test_png_needs_no_fonts_of_the_machine(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    real = __import__("resvg_py").svg_to_bytes

    def spy(**options: Any) -> Any:
        asked.update(options)
        return real(**options)

    monkeypatch.setattr("resvg_py.svg_to_bytes", spy)
    whole = draw(family(), theme=theme)
    data = to_png(whole, zoom=1)
    assert asked["skip_system_fonts"] is True
    scene = scene_of(family())
    image = Image.open(io.BytesIO(data))
    assert image.size == (round(scene.width), round(scene.height))
    name = next(line for line in scene.symbols[0].words if line.text == "Leo")
    x, y = name.at.x - scene.left, name.at.y - scene.top
    letters = [p for p in ink(data) if abs(p[0] - x) < 12 and y - 10 < p[1] < y]
    assert len(letters) > 20


def test_names_in_other_scripts_may_use_the_machines_fonts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []

    def spy(**options: Any) -> bytes:
        asked.append(options["skip_system_fonts"])
        return b""

    monkeypatch.setattr("resvg_py.svg_to_bytes", spy)
    for name in ("Zoë Ελένη Лев Nguyễn", "王小明"):
        to_png(draw(family([name]), theme="light"))
    assert asked == [True, False]


def test_png_refuses_what_is_no_svg() -> None:
    with pytest.raises(ValueError, match=r"."):
        to_png("<p>not a picture</p>")


def test_a_scene_is_painted_alike_every_time() -> None:
    scene = scene_of(family())
    assert to_svg(scene, theme="light") == to_svg(scene_of(family()), theme="light")
