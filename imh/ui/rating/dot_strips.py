"""All ratings as a Plotly figure: a strip of dots for each principle, the highest mean on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from imh.library.ratings import HIGHEST
from imh.ui.core.plotly_layout import plain_layout
from imh.ui.rating.comparison import RatedPrinciple, place_words

COLOURS = {
    False: {"dot": "#1f5fa8", "line": "#5b6675", "text": "#1d2733"},
    True: {"dot": "#7db3f0", "line": "#9aa5b3", "text": "#e6eaf0"},
}
STACK = 0.2
"""How far apart, in rows, dots of one score stand."""
STRIP_PIXELS = 62
MARGIN = {"l": 10, "r": 80, "t": 30, "b": 30}


def strips(rows: Sequence[RatedPrinciple], *, dark: bool = False) -> dict[str, Any]:
    """Draw every score as a dot and every mean as a bar; beside it the app's own order."""
    colours = COLOURS[dark]
    grey = {"color": colours["line"], "width": 1}
    heights = {row.principle: float(len(rows) - at) for at, row in enumerate(rows)}
    return {
        "data": [_dots(row, heights[row.principle], colours) for row in rows],
        "layout": {
            **plain_layout(60 + STRIP_PIXELS * len(rows), MARGIN, colours["text"], 15),
            "xaxis": {
                **_quiet(colours),
                "range": [-0.4, HIGHEST + 0.4],
                "tickvals": list(range(HIGHEST + 1)),
            },
            "yaxis": {
                **_quiet(colours),
                "range": [0.5, len(rows) + 0.6],
                "tickvals": list(heights.values()),
                "ticktext": [_two_lines(row.name) for row in rows],
                "automargin": True,
            },
            "shapes": [
                *(
                    {"type": "line", "x0": 0, "x1": HIGHEST, "y0": y, "y1": y, "line": grey}
                    | {"layer": "below"}
                    for y in heights.values()
                ),
                *(
                    _mean(row.mean, heights[row.principle], colours)
                    for row in rows
                    if row.mean is not None
                ),
            ],
            "annotations": [
                _beside(1.0, "The app", colours) | {"yref": "paper", "yanchor": "bottom"},
                *(_beside(heights[row.principle], place_words(row.place), colours) for row in rows),
            ],
        },
    }


def _quiet(colours: dict[str, str]) -> dict[str, Any]:
    """An axis that is only words and numbers."""
    letters = {"size": 15, "color": colours["text"]}
    return {"fixedrange": True, "showgrid": False, "zeroline": False, "tickfont": letters}


def _two_lines(name: str) -> str:
    """A name broken at the blank nearest to its middle."""
    blanks = [at for at, letter in enumerate(name) if letter == " "]
    if not blanks:
        return name
    at = min(blanks, key=lambda blank: abs(blank - len(name) / 2))
    return f"{name[:at]}<br>{name[at + 1 :]}"


def _dots(row: RatedPrinciple, height: float, colours: dict[str, str]) -> dict[str, Any]:
    """Dots of one score stand on top of each other around the strip's line."""
    x, y, words = [], [], []
    for score, people in sorted(Counter(row.given).items()):
        step = min(STACK, 0.8 / people)
        for at in range(people):
            x.append(score)
            y.append(height + step * (at - (people - 1) / 2))
            words.append(f"{row.name}: {score}" + (f", {people} people" if people > 1 else ""))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "hovertext": words,
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {"size": 13, "color": colours["dot"], "opacity": 0.9},
    }


def _mean(mean: float, height: float, colours: dict[str, str]) -> dict[str, Any]:
    line = {"color": colours["text"], "width": 3}
    return {
        "type": "line",
        "x0": mean,
        "x1": mean,
        "y0": height - 0.3,
        "y1": height + 0.3,
        "line": line,
    }


def _beside(height: float, words: str, colours: dict[str, str]) -> dict[str, Any]:
    return {
        "x": 1.02,
        "xref": "paper",
        "xanchor": "left",
        "y": height,
        "text": f"<b>{words}</b>",
        "showarrow": False,
        "font": {"size": 16, "color": colours["text"]},
    }
