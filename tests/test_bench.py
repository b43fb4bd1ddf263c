"""The measurements themselves take minutes; here only that `make bench` can start each of them."""

import inspect

import pytest

from bench.__main__ import ALL, main


@pytest.mark.parametrize("name", ALL)
def test_a_measurement_needs_nothing_to_be_started(name: str) -> None:
    inspect.signature(ALL[name]).bind()


def test_an_unknown_measurement_is_told_before_any_is_begun() -> None:
    with pytest.raises(SystemExit, match="no measurement called 'layouts'"):
        main(["canvas", "layouts"])
