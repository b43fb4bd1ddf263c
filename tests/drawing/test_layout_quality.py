"""The judge of readability against examples small enough to count by eye."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imh.drawing.layout import Link, Point, Quality, Symbol, TiePath, quality

CLEAN = Quality(0, 0, 0, 0, 0, 0)


def square(name: str, household: tuple[str, ...] = (), label: float = 0.0) -> Symbol:
    """A symbol of 20 by 20, its name ``label`` wide and 10 high from 3 below its lower edge."""
    return Symbol(
        name, 1, household=household, width=20, height=20, label_width=label, label_height=10
    )


def line(*points: tuple[float, float]) -> TiePath:
    return TiePath(tuple(Point(*p) for p in points))


def test_two_diagonals_of_a_square_cross_once() -> None:
    at = {"a": Point(0, 0), "b": Point(100, 0), "c": Point(100, 100), "d": Point(0, 100)}
    links = [Link("a", "c"), Link("b", "d"), Link("a", "b")]
    paths = {
        0: line((15, 15), (85, 85)),
        1: line((85, 15), (15, 85)),
        2: line((15, 0), (85, 0)),
    }
    found = quality([square(n) for n in "abcd"], at, links, paths)
    assert found == replace(CLEAN, crossings=1)


def test_three_lines_that_all_meet_are_three_crossing_pairs() -> None:
    ends = {
        "a": (0, 0),
        "b": (200, 0),
        "c": (0, 50),
        "d": (200, -60),
        "e": (0, 100),
        "f": (200, -90),
    }
    at = {n: Point(*p) for n, p in ends.items()}
    links = [Link("a", "b"), Link("c", "d"), Link("e", "f")]
    paths = {k: line(ends[x.source], ends[x.target]) for k, x in enumerate(links)}
    assert quality([square(n) for n in at], at, links, paths).crossings == 3


def test_a_tie_through_a_third_symbol_and_around_it() -> None:
    at = {"a": Point(0, 0), "m": Point(100, 0), "b": Point(200, 0)}
    symbols = [square(n) for n in at]
    through = quality(symbols, at, [Link("a", "b")], {0: line((15, 0), (185, 0))})
    assert through == replace(CLEAN, ties_through_symbols=1)
    around = quality(symbols, at, [Link("a", "b")], {0: line((15, 0), (100, -60), (185, 0))})
    assert around == CLEAN


def test_a_tie_under_a_symbol_runs_through_its_name_only() -> None:
    at = {"a": Point(0, 18), "m": Point(100, 0), "b": Point(200, 18)}
    symbols = [square("a"), square("m", label=40), square("b")]
    found = quality(symbols, at, [Link("a", "b")], {0: line((15, 18), (185, 18))})
    assert found == replace(CLEAN, ties_through_labels=1)


def test_a_tie_over_its_own_ends_name_counts() -> None:
    at = {"a": Point(0, 0), "b": Point(0, 100)}
    symbols = [square("a", label=40), square("b")]
    over = quality(symbols, at, [Link("a", "b")], {0: line((0, 11), (0, 85))})
    assert over == replace(CLEAN, ties_through_labels=1)
    assert quality(symbols, at, [Link("a", "b")], {0: line((0, 24), (0, 85))}) == CLEAN


@pytest.mark.parametrize(("apart", "overlaps"), [(39.0, 1), (41.0, 0)])
def test_two_names_side_by_side(apart: float, overlaps: int) -> None:
    at = {"a": Point(0, 0), "b": Point(apart, 0)}
    found = quality([square("a", label=40), square("b", label=40)], at, [], {})
    assert found == replace(CLEAN, label_overlaps=overlaps)


def test_a_name_on_another_symbol() -> None:
    at = {"a": Point(0, 0), "b": Point(0, 25)}
    found = quality([square("a", label=10), square("b")], at, [], {})
    assert found == replace(CLEAN, label_overlaps=1)


def test_symbols_that_touch_do_not_overlap_and_closer_ones_do() -> None:
    symbols = [square("a"), square("b")]
    assert quality(symbols, {"a": Point(0, 0), "b": Point(20, 0)}, [], {}) == CLEAN
    closer = quality(symbols, {"a": Point(0, 0), "b": Point(19, 19)}, [], {})
    assert closer == replace(CLEAN, symbol_overlaps=1)


@pytest.mark.parametrize(
    ("stranger", "household", "intruders"),
    [
        (Point(100, 0), (), 1),  # wholly inside
        (Point(100, 28), (), 1),  # half across the dashed line
        (Point(100, 35), (), 0),  # outside
        (Point(100, 0), ("home",), 0),  # lives there
        (Point(100, 0), ("other",), 1),
    ],
)
def test_a_stranger_in_a_household(
    stranger: Point, household: tuple[str, ...], intruders: int
) -> None:
    """The outline of two squares 200 apart reaches 20 above and below their centres."""
    at = {"a": Point(0, 0), "b": Point(200, 0), "s": stranger}
    symbols = [square("a", ("home",)), square("b", ("home",)), square("s", household)]
    found = quality(symbols, at, [], {})
    assert found == replace(CLEAN, intruders=intruders)


def test_unknown_ends_repeated_ids_and_loops_are_refused() -> None:
    at = {"a": Point(0, 0)}
    with pytest.raises(ValueError, match="no symbol 'x'"):
        quality([square("a")], at, [Link("a", "x")], {})
    with pytest.raises(ValueError, match="occurs twice"):
        quality([square("a"), square("a")], at, [], {})
    with pytest.raises(ValueError, match="to itself"):
        quality([square("a")], at, [Link("a", "a")], {})
