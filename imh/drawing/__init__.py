"""From a case to pictures: layout, then scene, then painters."""

from collections.abc import Collection, Sequence

from imh.case.case import Case
from imh.drawing.description import Description, describe, description_of
from imh.drawing.family_map import NOTHING_BEFORE, Before, places, remember_places
from imh.drawing.highlight import evidence_ids
from imh.drawing.layout import Point
from imh.drawing.network_view import Measure, measured, network_figure
from imh.drawing.palette import Theme
from imh.drawing.png import to_png
from imh.drawing.scene import scene_of
from imh.drawing.scene_marks import Scene
from imh.drawing.svg import to_svg
from imh.drawing.tie_paths import tie_bends
from imh.drawing.views import VIEWS, Layer, View

__all__ = [
    "VIEWS",
    "Before",
    "Description",
    "Layer",
    "Measure",
    "Point",
    "Scene",
    "Theme",
    "View",
    "describe",
    "description_of",
    "draw",
    "evidence_ids",
    "measured",
    "network_figure",
    "places",
    "remember_places",
    "scene_of",
    "tie_bends",
    "to_png",
    "to_svg",
]


def draw(
    case: Case,
    *,
    highlighted: Collection[str] = frozenset(),
    views: Sequence[View] = ("everything",),
    as_of: float | None = None,
    theme: Theme = "screen",
    small: bool = False,
    legend: bool = True,
    before: Before = NOTHING_BEFORE,
) -> str:
    """The family map as SVG; see :func:`scene_of` and :func:`to_svg`.

    Only a full-size map on the ``screen`` theme can be clicked; the others are pictures.
    """
    picture = scene_of(
        case,
        highlighted=highlighted,
        views=views,
        as_of=as_of,
        small=small,
        legend=legend,
        before=before,
    )
    return to_svg(picture, theme=theme, interactive=theme == "screen" and not small)
