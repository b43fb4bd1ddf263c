"""Where the symbols of the sample cases stand, worked out once and shipped with the app.

Laying out a map takes half a second; the page of sample cases shows a dozen of them. Run
``python -m imh.ui.core.sample_places`` after a sample case, or the layout, has changed; a test says
when. Places that do not belong to a case as it is now are not used.
"""

import json
from pathlib import Path

from imh.case import casefile
from imh.case.case import Case
from imh.drawing import Point, places, remember_places

SAMPLES = Path(__file__).parents[3] / "sample_cases"
FILE = Path(__file__).parents[1] / "static" / "sample_places.json"


def recall(name: str, case: Case) -> None:
    """Use the shipped places for a sample case, if they are places of these symbols."""
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    stood = known.get(name, {})
    if stood.keys() == case.symbols.keys():
        remember_places(case, {who: Point(*at) for who, at in stood.items()})


def worked_out() -> dict[str, dict[str, list[float]]]:
    """The places of every sample case, by case and id, rounded to a tenth of a pixel."""
    return {
        file.stem: {
            who: [round(at.x, 1), round(at.y, 1)]
            for who, at in sorted(places(casefile.read(file)).items())
        }
        for file in sorted(SAMPLES.glob("*.json"))
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(worked_out(), indent=1) + "\n", "utf-8")
