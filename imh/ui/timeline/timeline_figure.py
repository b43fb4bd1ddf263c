"""The timeline as a Plotly figure: events by the child's age, what nurtured above the line."""

from html import escape
from typing import Any

from imh.case.case import Case
from imh.case.events import Event
from imh.case.vocabulary import SOME_OR_MUCH
from imh.principles.phrases import event_words, since
from imh.ui.core.plotly_layout import plain_layout

LETTER = 0.0108
"""Share of the figure's width that a letter of a label takes on a small laptop."""
AHEAD = 0.22
"""How far the picture goes on after today, as a share of the time before."""
ROW_PIXELS = 48
TALLEST = 4000
"""Pixels; rows move together where many events fall on one moment."""
MARGIN = {"l": 10, "r": 10, "t": 10, "b": 30}

COLOURS = {
    False: {
        "burden": "#b35510",
        "nurture": "#0b6e4f",
        "other": "#5b6675",
        "text": "#1d2733",
        "ground": "#ffffff",
    },
    True: {
        "burden": "#e8954e",
        "nurture": "#4fbf94",
        "other": "#9aa5b3",
        "text": "#e6eaf0",
        "ground": "#14181f",
    },
}
SIZES = {"none": 9, "unknown": 9, "declined": 9, "some": 12, "much": 17}


def side_of(event: Event) -> str:
    """Whether an event nurtured, burdened, or neither is known."""
    if event.nurture in SOME_OR_MUCH and event.burden not in SOME_OR_MUCH:
        return "nurture"
    return "burden" if event.burden in SOME_OR_MUCH else "other"


def clicked(state: Any) -> str | None:
    """The id of the event that was clicked in the figure, None when it was none."""
    points = state["selection"]["points"]
    if not points:
        return None
    told = points[0]["customdata"]
    return str(told if isinstance(told, str) else told[0])


def timeline_figure(
    case: Case, *, dark: bool = False, selected: str | None = None
) -> dict[str, Any]:
    """Draw events with a known age between the first of them and today.

    The event ``selected`` is ringed.
    """
    events = sorted(
        (event for event in case.events if event.at_months is not None),
        key=lambda event: event.at_months or 0.0,
    )
    colours = COLOURS[dark]
    first = min([event.at_months or 0.0 for event in events] + [0.0, case.reference_age_months])
    now = case.reference_age_months
    width = max(now - first, 1.0)
    words = {event.id: _short(event, now, width) for event in events}
    heights = _heights(events, words, now, width)
    top, bottom = max([0.6, *heights.values()]), min([-0.6, *heights.values()])
    traces = [
        _points(kind, [e for e in events if side_of(e) == kind], heights, colours, selected)
        for kind in ("nurture", "burden", "other")
    ]
    lasting = [event for event in events if _end(event, now) > (event.at_months or 0.0)]
    return {
        "data": [trace for trace in traces if trace["x"]],
        "layout": {
            **plain_layout(
                min(TALLEST, 90 + ROW_PIXELS * (top - bottom)), MARGIN, colours["text"], 14
            ),
            "xaxis": _age_axis(first, now, width, colours),
            "yaxis": {"visible": False, "range": [bottom - 0.5, top + 0.7], "fixedrange": True},
            "shapes": [
                *_frame(now, colours),
                *(_span(event, heights[event.id], now, colours) for event in lasting),
                *(_stem(event, heights[event.id], colours) for event in events),
            ],
            "annotations": [
                _label(event, words[event.id], heights[event.id], colours) for event in events
            ],
        },
    }


def _heights(
    events: list[Event], words: dict[str, str], now: float, width: float
) -> dict[str, float]:
    """Nurturing events above, all others below; each takes the nearest row with room for it."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    heights = {}
    for event in events:
        above = side_of(event) == "nurture"
        at, rows = event.at_months or 0.0, taken[above]
        row = next((n for n, until in enumerate(rows) if until < at), len(rows))
        label_end = at + width * (0.03 + LETTER * len(words[event.id]))
        rows[row : row + 1] = [max(label_end, _end(event, now))]
        heights[event.id] = (row + 1) * (1.0 if above else -1.0)
    return heights


def _short(event: Event, now: float, width: float) -> str:
    """The event in as many words as fit on the picture to its right."""
    words = event_words(event)
    room = (now - (event.at_months or 0.0)) / width + AHEAD
    letters = min(34, max(12, int(room / LETTER)))
    return words if len(words) <= letters else words[: letters - 1].rsplit(" ", 1)[0] + " …"


def _end(event: Event, now: float) -> float:
    if event.until_months is not None:
        return event.until_months
    return now if event.ongoing == "yes" else event.at_months or 0.0


def _points(
    kind: str,
    events: list[Event],
    heights: dict[str, float],
    colours: dict[str, str],
    selected: str | None,
) -> dict[str, Any]:
    amount = "nurture" if kind == "nurture" else "burden"
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [event.at_months for event in events],
        "y": [heights[event.id] for event in events],
        "customdata": [event.id for event in events],
        "hovertext": [
            escape(f"{event_words(event)}, {since(event)}", quote=False) for event in events
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "size": [SIZES[getattr(event, amount)] for event in events],
            "color": colours[kind],
            "symbol": {"nurture": "circle", "burden": "diamond", "other": "circle-open"}[kind],
            "opacity": 1,
            "line": {
                "color": colours["text"],
                "width": [3 if event.id == selected else 0 for event in events],
            },
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _label(event: Event, words: str, height: float, colours: dict[str, str]) -> dict[str, Any]:
    """The event's words on ground of their own, so that no line runs through them."""
    return {
        "x": event.at_months,
        "y": height,
        "text": escape(words, quote=False),
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": 6,
        "yshift": 3,
        "showarrow": False,
        "bgcolor": colours["ground"],
        "borderpad": 0,
    }


def _age_axis(first: float, now: float, width: float, colours: dict[str, str]) -> dict[str, Any]:
    step = next(step for step in (1, 3, 6, 12, 24, 60, 120, 240, 1200) if width / step <= 10)
    start = int(first // step) * step
    ages = range(start, int(now) + 1, step)
    ticks = [float(age) for age in ages if first <= age <= now - step * 0.6]
    return {
        "range": [first - width * 0.03, now + width * AHEAD],
        "tickvals": [*ticks, now],
        "ticktext": [*[_tick(age) for age in ticks], "<b>today</b>"],
        "tickangle": 0,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "color": colours["text"],
    }


def _tick(age: float) -> str:
    if age == 0:
        return "birth"
    months = abs(age)
    words = f"{months / 12:g} y" if months >= 24 and months % 6 == 0 else f"{months:g} m"
    return words if age > 0 else f"−{words}"


def _frame(now: float, colours: dict[str, str]) -> list[dict[str, Any]]:
    line = {"color": colours["other"], "width": 1}
    across = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line}
    upright = {"type": "line", "yref": "paper", "y0": 0, "y1": 1}
    dotted = {**line, "dash": "dot"}
    return [
        across,
        {**upright, "x0": 0, "x1": 0, "line": dotted},
        {**upright, "x0": now, "x1": now, "line": dotted},
    ]


def _stem(event: Event, height: float, colours: dict[str, str]) -> dict[str, Any]:
    line = {"color": colours[side_of(event)], "width": 1}
    at = event.at_months
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": height, "line": line}


def _span(event: Event, height: float, now: float, colours: dict[str, str]) -> dict[str, Any]:
    line = {"color": colours[side_of(event)], "width": 4}
    ends = {"x0": event.at_months, "x1": _end(event, now)}
    return {"type": "line", **ends, "y0": height, "y1": height, "line": line, "layer": "below"}
