"""The analytic view: the map's places as a Plotly figure, symbols sized by a measure or lit.

Hover, zoom and selection are Plotly's; what a symbol means and where it stands is the map's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, Literal

from imh.case.case import Case
from imh.case.people import Person
from imh.case.vocabulary import HARD_QUALITIES, NOT_BORN
from imh.drawing.family_map import NOTHING_BEFORE, Before
from imh.drawing.layout import Point
from imh.drawing.palette import COLOURS
from imh.drawing.scene import scene_of
from imh.drawing.scene_marks import Scene, SymbolDrawing, TieDrawing
from imh.drawing.symbol_names import called
from imh.network import (
    CaseGraph,
    build,
    current_ties_of,
    is_strained,
    other_end,
    people,
    sole_bridges,
    support_received,
)

Measure = Literal["support_received", "bridging", "strain"]
MEASURED_AS: Final[Mapping[Measure, str]] = {
    "support_received": "help received",
    "bridging": "helpers who reach the child through them alone",
    "strain": "strained ties",
}
PLAIN_SIZE, LEAST_SIZE, GROWTH = 24.0, 14.0, 13.0
FADED = 0.18


def measured(case: Case, measure: Measure) -> dict[str, int]:
    """A measure of every symbol it makes sense for, by id.

    support_received: what reaches a person, each giver some 1 or much 2. bridging: how many
    helpers reach the child through this caregiver alone. strain: with how many others there is
    strain.
    """
    return _MEASURES[measure](build(case))


def _support(graph: CaseGraph) -> dict[str, int]:
    return {person: support_received(graph, person).amount for person in people(graph)}


def _bridging(graph: CaseGraph) -> dict[str, int]:
    through = {bridge.caregiver: len(bridge.helpers) for bridge in sole_bridges(graph)}
    return {person: through.get(person, 0) for person in people(graph)}


def _strain(graph: CaseGraph) -> dict[str, int]:
    return {
        who: len({other_end(tie, who) for tie in current_ties_of(graph, who) if is_strained(tie)})
        for who in graph
    }


_MEASURES: Final[Mapping[Measure, Callable[[CaseGraph], dict[str, int]]]] = {
    "support_received": _support,
    "bridging": _bridging,
    "strain": _strain,
}


def network_figure(
    case: Case,
    *,
    measure: Measure | None = None,
    highlighted: Collection[str] = frozenset(),
    dark: bool = False,
    text_colour: str | None = None,
    before: Before = NOTHING_BEFORE,
) -> dict[str, Any]:
    """The network as a Plotly figure in plain values, on a transparent ground.

    Ties are at most four traces without hover; symbols are one, with their ids as
    ``customdata``. ``measure`` sizes the symbols, ``highlighted`` fades what is not in it.
    """
    picture = scene_of(case, highlighted=highlighted, before=before)
    colours = COLOURS["dark" if dark else "light"]
    values = measured(case, measure) if measure else {}
    return {
        "data": [
            *_tie_traces(picture, colours),
            _symbols(case, picture, values, measure, colours, text_colour or colours["text"]),
        ],
        "layout": _layout(picture, text_colour or colours["text"]),
    }


def _tie_traces(picture: Scene, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    at = {symbol.id: symbol.at for symbol in picture.symbols}
    groups: dict[str, list[TieDrawing]] = {"faded": [], "other": [], "warm": [], "strain": []}
    for tie in picture.ties:
        strained = tie.style in HARD_QUALITIES
        shown = "strain" if strained else "warm" if tie.style == "warm" else "other"
        groups["faded" if tie.faded else shown].append(tie)
    looks: dict[str, tuple[str, dict[str, Any], float]] = {
        "faded": ("not part of it", {"color": colours["kin"], "width": 1}, FADED),
        "other": ("other ties", {"color": colours["kin"], "width": 1.2}, 1.0),
        "warm": ("warm", {"color": colours["warm"], "width": 3}, 1.0),
        "strain": ("under strain", {"color": colours["strained"], "width": 2, "dash": "dash"}, 1.0),
    }
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": looks[group][0],
            "line": looks[group][1],
            "opacity": looks[group][2],
            "x": [x for tie in those for x in (*(p.x for p in _whole(tie, at)), None)],
            "y": [y for tie in those for y in (*(p.y for p in _whole(tie, at)), None)],
            "hoverinfo": "skip",
        }
        for group, those in groups.items()
        if those
    ]


def _whole(tie: TieDrawing, at: Mapping[str, Point]) -> tuple[Point, ...]:
    """A tie's course from centre to centre, since these symbols have another size."""
    return (at[tie.ends[0]], *tie.course, at[tie.ends[1]])


def _symbols(
    case: Case,
    picture: Scene,
    values: Mapping[str, int],
    measure: Measure | None,
    colours: Mapping[str, str],
    text_colour: str,
) -> dict[str, Any]:
    drawn = picture.symbols
    most = max(values.values(), default=0)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "people and places",
        "showlegend": False,
        "x": [symbol.at.x for symbol in drawn],
        "y": [symbol.at.y for symbol in drawn],
        "text": [_plain(called(case, symbol.id)) for symbol in drawn],
        "textposition": "bottom center",
        "textfont": {
            "color": [_fading(text_colour, symbol.faded) for symbol in drawn],
            "size": 12,
        },
        "customdata": [symbol.id for symbol in drawn],
        "hovertext": [_hover(symbol, values, measure) for symbol in drawn],
        "hoverinfo": "text",
        "marker": {
            "symbol": [_shape(case, symbol) for symbol in drawn],
            "size": [_size(symbol, values, most) for symbol in drawn],
            "opacity": [FADED if symbol.faded else 1.0 for symbol in drawn],
            "color": [colours[_fill(symbol)] for symbol in drawn],
            "line": {"width": 1.8, "color": [colours[_line(symbol)] for symbol in drawn]},
        },
    }


def _plain(text: str) -> str:
    """Plotly reads a little HTML in texts; names are none."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fading(colour: str, faded: bool) -> str:
    return f"{colour}40" if faded and colour.startswith("#") and len(colour) == 7 else colour


def _hover(symbol: SymbolDrawing, values: Mapping[str, int], measure: Measure | None) -> str:
    told = (
        f"<br>{MEASURED_AS[measure]}: {values[symbol.id]}"
        if measure and symbol.id in values
        else ""
    )
    return _plain(symbol.says) + told


def _size(symbol: SymbolDrawing, values: Mapping[str, int], most: int) -> float:
    """By area, so that twice as much looks twice as large; unmeasured symbols stay small."""
    if not values:
        return PLAIN_SIZE
    share = values.get(symbol.id, 0) / most if most else 0.0
    return float(LEAST_SIZE + GROWTH * 2 * share**0.5)


def _shape(case: Case, symbol: SymbolDrawing) -> str:
    entry = case.symbols[symbol.id]
    if not isinstance(entry, Person):
        return "hexagon2" if symbol.kind == "influence" else "square"
    if entry.life in NOT_BORN:
        return "triangle-up"
    return {"male": "square", "female": "circle"}.get(entry.gender, "diamond")


def _fill(symbol: SymbolDrawing) -> str:
    return {"setting": "setting", "influence": "influence", "professional": "clinician"}.get(
        symbol.kind, "paper"
    )


def _line(symbol: SymbolDrawing) -> str:
    return {
        "setting": "setting-line",
        "influence": "influence-line",
        "professional": "clinician-line",
    }.get(symbol.kind, "person")


def _layout(picture: Scene, text_colour: str) -> dict[str, Any]:
    hidden = {"visible": False, "fixedrange": False}
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Source Sans, Source Sans Pro, sans-serif", "color": text_colour},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": hidden | {"range": [picture.left, picture.left + picture.width]},
        "yaxis": hidden
        | {"range": [picture.top + picture.height, picture.top], "scaleanchor": "x"},
        "clickmode": "event+select",
        "dragmode": "pan",
        "hovermode": "closest",
        "legend": {"orientation": "h", "y": 0, "yanchor": "top"},
    }
