"""Whoever looks at the quality of a tie knows every quality that there is."""

from typing import get_args

import pytest

from imh.case.vocabulary import (
    GOOD_QUALITIES,
    HARDEST_FIRST,
    KNOWN_QUALITIES,
    UNSAID,
    Quality,
)
from imh.drawing import legend, tie_lines
from imh.interview.script import script
from imh.principles.one_step import AS_ANOTHER_READER_MAY, MILDER_OR_HARDER
from imh.principles.strain import HARDNESS

ANSWERS = {
    ask.id: set(ask.answers or ()) - {"none"} for section in script() for ask in section.asks
}
PLACES = {
    "HARDNESS in imh/principles/strain.py": set(HARDNESS) | GOOD_QUALITIES,
    "HARDEST_FIRST in imh/case/vocabulary.py": set(HARDEST_FIRST) - {"none"},
    "MILDER_OR_HARDER in imh/principles/one_step.py": set(MILDER_OR_HARDER["Quality"]),
    "AS_ANOTHER_READER_MAY in imh/principles/one_step.py": set(AS_ANOTHER_READER_MAY),
    "INKS in imh/drawing/tie_lines.py": set(tie_lines.INKS).difference(UNSAID),
    "LINES in imh/drawing/legend.py": set(legend.LINES).difference(UNSAID),
    "Style in imh/drawing/tie_lines.py": set(get_args(tie_lines.Style)).difference(UNSAID),
    "'warmth' in imh/interview/questions.yaml": ANSWERS["warmth"],
    "'couple' in imh/interview/questions.yaml": ANSWERS["couple"],
}


def test_every_quality_is_good_hard_or_thin() -> None:
    assert KNOWN_QUALITIES | {"none"}.union(UNSAID) == set(get_args(Quality)), (
        "the groups of qualities in imh/case/vocabulary.py"
    )


@pytest.mark.parametrize("place", PLACES)
def test_every_quality_is_known_there(place: str) -> None:
    assert PLACES[place] == KNOWN_QUALITIES, place
