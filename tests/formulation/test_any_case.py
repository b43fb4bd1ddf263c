"""Whatever a case holds, every document can be written from it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from imh.case.case import Case
from imh.case.synthetic import synthetic_case
from imh.exchange.deidentify import deidentify
from imh.formulation import (
    draft,
    family_choices,
    family_map_case,
    family_version,
    merge,
    to_docx,
    to_markdown,
    to_pdf,
)
from imh.principles.assess import assess
from tests.case.generated import cases

few = settings(max_examples=max(20, settings().max_examples // 4))


def written_in_every_way(case: Case) -> None:
    said = draft(case, assess(case), with_reflection=True)
    keys = [sentence.key for sentence in said.sentences()]
    assert len(keys) == len(set(keys))
    assert all(set(sentence.refs) <= case.entries.keys() for sentence in said.sentences())
    assert to_markdown(merge(said))
    offered = [choice.sentence.key for choice in family_choices(case)]
    assert len(offered) == len(set(offered))
    assert to_markdown(merge(family_version(case, set(offered))))
    assert set(family_map_case(case).entries) <= set(case.entries)
    safe, _ = deidentify(case)
    assert len(safe.entries) == len(case.entries)


@few
@given(cases())
def test_generated_cases(case: Case) -> None:
    written_in_every_way(case)


@pytest.mark.parametrize("seed", range(6))
def test_made_up_families(seed: int) -> None:
    case = synthetic_case(seed, nodes=30)
    written_in_every_way(case)
    document = merge(draft(case, assess(case)))
    assert to_pdf(document).startswith(b"%PDF")
    assert to_docx(document).startswith(b"PK")
