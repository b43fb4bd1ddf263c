"""The sample cases, which all sessions share, and where their symbols stand.

Laying out a map takes half a second, and the page of cases shows a dozen of them: so their places
are worked out once and shipped with the app. Run ``python -m imh.ui.core.samples`` after a sample
case, or the layout, has changed; a test says when. Places that do not belong to a case as it is now
are not used.
"""

import json
from pathlib import Path

import streamlit as st

from imh.case import casefile
from imh.case.case import Case
from imh.drawing import Point, places, remember_places
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.map_placement import MapPlacement

SAMPLES = Path(__file__).parents[3] / "sample_cases"
FILE = Path(__file__).parents[1] / "static" / "sample_places.json"


@st.cache_resource(show_spinner=False)
def samples() -> dict[str, CaseOnScreen]:
    """The sample cases by name, read once for all sessions; they are never changed."""
    found = {}
    for file in sorted(SAMPLES.glob("*.json")):
        case = casefile.read(file)
        _recall_places(file.stem, case)
        found[file.stem] = CaseOnScreen(case, file.stem, MapPlacement.of_opened(case))
    return found


def _recall_places(name: str, case: Case) -> None:
    """Use the shipped places for a sample case, if they are places of these symbols."""
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    stood = known.get(name, {})
    if stood.keys() == case.symbols.keys():
        remember_places(case, {who: Point(*at) for who, at in stood.items()})


def placed_anew() -> dict[str, dict[str, list[float]]]:
    """The places of every sample case, by case and id, rounded to a tenth of a pixel."""
    return {
        file.stem: {
            who: [round(at.x, 1), round(at.y, 1)]
            for who, at in sorted(places(casefile.read(file)).items())
        }
        for file in sorted(SAMPLES.glob("*.json"))
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(placed_anew(), indent=1) + "\n", "utf-8")
