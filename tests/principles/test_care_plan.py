"""A large case asks for no more work than its weightiest facts need."""

import pytest

from imh.case.synthetic import synthetic_case
from imh.principles import whatif
from imh.principles.assess import assess


def test_what_ifs_read_a_large_case_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    result, weighed = [], []
    evaluate, bearings = whatif.evaluate, whatif.point_bearings
    monkeypatch.setattr(whatif, "evaluate", lambda s: result.append(1) or evaluate(s))
    monkeypatch.setattr(whatif, "point_bearings", lambda *a: weighed.append(1) or bearings(*a))
    monkeypatch.setattr(whatif, "ENTRIES_READ", 300)
    monkeypatch.setattr(whatif, "FINDINGS_WEIGHED", 500)
    case = synthetic_case(3, 60)
    assess(case)
    steps = 5  # a tie's quality and strain, each read at most one step up and one down, and more
    assert len(result) <= steps * (300 // len(case.entries))
    assert len(weighed) < 60
