"""From a case to pictures: layout, then scene, then painters."""

from collections.abc import Collection, Mapping

from imh.case.case import Case
from imh.drawing.description import Description, describe, description_of
from imh.drawing.family_map import places, remember_places
from imh.drawing.layout import Point
from imh.drawing.lighting import evidence_ids
from imh.drawing.marks import Scene
from imh.drawing.network_view import Measure, measured, network_figure
from imh.drawing.palette import Theme
from imh.drawing.png import to_png
from imh.drawing.scene import scene_of
from imh.drawing.shown import ALL_LAYERS, Layer, Show
from imh.drawing.svg import to_svg

__all__ = [
    "ALL_LAYERS",
    "Description",
    "Layer",
    "Measure",
    "Point",
    "Scene",
    "Show",
    "Theme",
    "describe",
    "description_of",
    "draw",
    "evidence_ids",
    "measured",
    "network_figure",
    "places",
    "remember_places",
    "scene_of",
    "to_png",
    "to_svg",
]


def draw(
    case: Case,
    *,
    lit: Collection[str] = frozenset(),
    layers: Collection[Layer] = ALL_LAYERS,
    show: Show = "everything",
    as_of: float | None = None,
    theme: Theme = "screen",
    small: bool = False,
    legend: bool = True,
    near: Mapping[str, Point] | None = None,
) -> str:
    """The family map as SVG; see :func:`scene_of` and :func:`to_svg`.

    Only a full-size map on the ``screen`` theme can be clicked; the others are pictures.
    """
    picture = scene_of(
        case, lit=lit, layers=layers, show=show, as_of=as_of, small=small, legend=legend, near=near
    )
    return to_svg(picture, theme=theme, interactive=theme == "screen" and not small)
