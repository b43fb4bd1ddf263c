"""The shipped places of the sample cases are those that the layout works out today."""

import json

from imh.ui.core.sample_places import FILE, worked_out


def test_the_shipped_places_are_current() -> None:
    shipped = json.loads(FILE.read_text("utf-8"))
    assert shipped == worked_out(), "run: python -m imh.ui.core.sample_places"
