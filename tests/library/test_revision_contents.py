"""What a stored revision says when it cannot be opened any more."""

import json

import pytest

from imh.case.casefile import plain
from imh.case.synthetic import synthetic_case
from imh.library.errors import LibraryError
from imh.library.revision_contents import Contents, compressed, packed, unpacked


def stored(people: int) -> bytes:
    """A document as a program with other limits would have stored it."""
    document = json.loads(packed(Contents(synthetic_case(1))))
    case = plain(synthetic_case(1))
    case["people"] += [{"id": f"more-{n}"} for n in range(people - len(case["people"]))]
    return compressed(json.dumps(document | {"case": json.dumps(case)}).encode())


def test_a_revision_that_holds_too_much_says_so() -> None:
    assert len(unpacked(stored(60)).case.people) == 60
    with pytest.raises(LibraryError, match=r"too much .*people: 61 entries, expected at most 60"):
        unpacked(stored(61))


def test_a_case_that_says_too_much_is_not_kept() -> None:
    case = plain(synthetic_case(1))
    case["questions"] = [{"id": f"q-{n}", "text": "x" * 4_990} for n in range(200)]
    grown = synthetic_case(1).model_validate(case)
    with pytest.raises(LibraryError, match=r"too large to be kept \(over 1,000,000 bytes\)"):
        packed(Contents(grown))
