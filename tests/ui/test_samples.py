"""The shipped places of the sample cases are those that the layout works out today."""

import json

from imh.ui.core.samples import FILE, placed_anew


def test_the_shipped_places_are_current() -> None:
    shipped = json.loads(FILE.read_text("utf-8"))
    assert shipped == placed_anew(), "run: python -m imh.ui.core.samples"
