"""A small fictional family on the map, and how to find things in its scene."""

from __future__ import annotations

from typing import Any

from imh.case.case import Case
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.drawing import Scene
from imh.drawing.scene_marks import Mark, SymbolDrawing, TieDrawing
from tests.network.families import a_case, adult, child, home, mother


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
