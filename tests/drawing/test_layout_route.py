"""How ties run, and the outline around a household."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.layout_families import family
from imh.drawing.layout import (
    Box,
    Frame,
    Link,
    Point,
    Symbol,
    TiePath,
    Way,
    hull,
    quality,
    route,
    straight,
    ways,
)
from imh.drawing.layout.tie_ends import cut_at_ends


def symbol(name: str, label: float = 0.0, round: bool = False) -> Symbol:
    return Symbol(name, 1, width=40, height=40, label_width=label, label_height=16, round=round)


def test_a_free_tie_is_straight_and_stops_short_of_its_ends() -> None:
    at = {"a": Point(0, 0), "b": Point(200, 0)}
    path = route([symbol("a"), symbol("b")], at, [Link("a", "b")])[0]
    assert path.straight
    assert path.controls[0] == pytest.approx((23, 0), abs=0.1)
    assert path.controls[1] == pytest.approx((177, 0), abs=0.1)


def test_a_tie_ends_at_the_circle_of_a_round_symbol() -> None:
    at = {"a": Point(0, 0), "b": Point(200, 200)}
    path = route([symbol("a", round=True), symbol("b")], at, [Link("a", "b")])[0]
    start, end = path.controls[0], path.controls[-1]
    assert hypot(*start) == pytest.approx(23, abs=0.1)
    assert end == pytest.approx((177, 177), abs=0.1)


def test_a_tie_downwards_starts_below_the_name() -> None:
    at = {"a": Point(0, 0), "b": Point(0, 200)}
    path = route([symbol("a", label=60), symbol("b")], at, [Link("a", "b")])[0]
    assert path.controls[0].y == pytest.approx(20 + 3 + 16 + 3, abs=0.1)


@given(
    st.floats(-400, 400),
    st.floats(-300, 300),
    st.booleans(),
    st.sampled_from([0.0, 30.0, 90.0]),
)
@settings(deadline=None)
def test_a_straight_tie_starts_where_one_that_hardly_bends_does(
    x: float, y: float, round: bool, label: float
) -> None:
    """Straight ties are cut by a formula, bent ones by looking along them.

    Either may take it for nothing when a tie only touches the corner of a name.
    """
    assume(hypot(x, y) > 120)
    along = [(x * k / 4000, y * k / 4000) for k in range(4000)]
    beneath = sum(label > 0 and abs(a) < label / 2 + 3 and 20 < b < 42 for a, b in along)
    assume(beneath == 0 or beneath * hypot(x, y) / 4000 > 3)
    ends = symbol("a", label, round), symbol("b")
    middle = Point(x / 2 + y / 1e6, y / 2 - x / 1e6)
    start = cut_at_ends(TiePath((Point(0, 0), Point(x, y))), *ends).controls[0]
    looked_for = cut_at_ends(TiePath((Point(0, 0), middle, Point(x, y))), *ends).controls[0]
    assert looked_for == pytest.approx(start, abs=0.5)


@given(st.lists(st.tuples(st.integers(-90, 90), st.integers(-90, 90)), min_size=3, max_size=4))
@settings(deadline=None)
def test_any_bend_can_be_cut_and_keeps_a_trace(controls: list[tuple[int, int]]) -> None:
    path = TiePath(tuple(Point(x, y) for x, y in controls))
    rest = cut_at_ends(path, symbol("a", label=60, round=True), symbol("b", label=60))
    assert len(rest.controls) == len(controls)
    assert rest.controls[0] != rest.controls[-1] or len(set(controls)) < len(controls)


def test_what_lies_over_the_end_of_a_tie_is_not_in_its_way() -> None:
    """No course avoids it, so none is looked for."""
    at = {"a": Point(0, 0), "over": Point(12, 8), "b": Point(300, 0)}
    (found,) = ways([symbol(name) for name in at], at, [Link("a", "b")]).values()
    assert (found.path.straight, found.through) == (True, 0)


def test_a_tie_bends_around_what_stands_between() -> None:
    symbols = [symbol("a"), symbol("m", label=60), symbol("b")]
    at = {"a": Point(0, 0), "m": Point(150, 5), "b": Point(300, 0)}
    links = [Link("a", "b")]
    assert quality(symbols, at, links, straight(symbols, at, links)).ties_through_symbols == 1
    paths = route(symbols, at, links)
    assert not paths[0].straight
    count = quality(symbols, at, links, paths)
    assert (count.ties_through_symbols, count.ties_through_labels) == (0, 0)
    assert max(p.y for p in paths[0].points(20)) < 10, "bends to the nearer side, above the symbol"


def test_of_two_ways_around_the_one_with_fewer_crossings() -> None:
    """Above the obstacle, as near as below, other ties stand in the way."""
    names = {"a": (0, 0), "m": (150, 0), "b": (300, 0)}
    posts = {"p": (120, -100), "q": (120, -24), "r": (180, -100), "s": (180, -24)}
    at = {n: Point(*p) for n, p in (names | posts).items()}
    small = {n: Symbol(n, 1, width=2, height=2, label_width=0, label_height=0) for n in posts}
    symbols = [*(symbol(n) for n in names), *small.values()]
    links = [Link("a", "b"), Link("p", "q"), Link("r", "s")]
    paths = route(symbols, at, links)
    assert quality(symbols, at, links, paths).crossings == 0
    assert paths[0].points(3)[1].y > 20


def test_a_tie_at_the_edge_bends_inwards_when_it_knows_the_frame() -> None:
    at = {"a": Point(30, 25), "m": Point(150, 22), "b": Point(270, 25)}
    symbols = [symbol("a"), symbol("m", label=60), symbol("b")]
    free = route(symbols, at, [Link("a", "b")])[0]
    assert min(p.y for p in free.points(20)) < 10
    framed = route(symbols, at, [Link("a", "b")], Frame(300, 200))[0]
    assert min(p.y for p in framed.points(20)) > 20


@pytest.mark.parametrize("count", [2, 3])
def test_ties_of_the_same_two_symbols_run_side_by_side(count: int) -> None:
    at = {"a": Point(0, 0), "b": Point(200, 0)}
    links = [Link("a", "b"), Link("b", "a"), Link("a", "b")][:count]
    paths = route([symbol("a"), symbol("b")], at, links)
    middles = sorted(path.points(3)[1].y for path in paths.values())
    assert all(b - a > 10 for a, b in pairwise(middles))
    assert paths[1].controls[0].x > paths[1].controls[-1].x, "runs from its source to its target"


def test_order_of_ties_does_not_change_their_paths() -> None:
    symbols, links = family(20, 5)
    at = {s.id: Point(90 + 190 * (k % 5), 60 + 120 * (k // 5)) for k, s in enumerate(symbols)}
    one = route(symbols, at, links)
    other = route(symbols[::-1], at, links[::-1])
    assert [other[len(links) - 1 - k] for k in range(len(links))] == [one[k] for k in one]


def after_a_move(former: dict[str, Point], now: dict[str, Point]) -> tuple[Way, Way]:
    """How a tie between a and b runs around m: before anybody moved, and after."""
    symbols, links = [symbol(name) for name in former], [Link("a", "b")]
    first = ways(symbols, former, links)
    then = ways(symbols, now, links, former=first)
    return next(iter(first.values())), next(iter(then.values()))


def test_a_bend_goes_along_with_an_end_that_is_nudged() -> None:
    """It keeps its shape, so that nothing on the map hops about under somebody's hands."""
    former = {"a": Point(0, 0), "m": Point(150, 5), "b": Point(300, 0)}
    first, then = after_a_move(former, former | {"b": Point(330, 0)})
    _, bend, _ = first.path.controls
    assert bend.y < 0
    assert then.path.controls[1] == pytest.approx((bend.x * 1.1, bend.y * 1.1))
    assert then.path.controls[2] == pytest.approx((330, 0))


def test_a_bend_is_forgotten_when_an_end_goes_far_or_the_way_is_free() -> None:
    former = {"a": Point(0, 0), "m": Point(150, 5), "b": Point(300, 0)}
    far = {"a": Point(0, 0), "m": Point(150, 42), "b": Point(300, 80)}
    anew = ways([symbol(name) for name in far], far, [Link("a", "b")])
    assert after_a_move(former, far)[1] in anew.values()
    assert after_a_move(former, former | {"m": Point(150, 90)})[1].path.straight


def test_a_tie_with_no_clear_way_keeps_its_shape_while_that_is_no_worse() -> None:
    wall = {f"w{k}": Point(150, k * 46 - 414) for k in range(19)}
    former = {"a": Point(0, 0), "b": Point(300, 0), **wall}
    first, then = after_a_move(former, former | {"b": Point(303, 0)})
    bend = first.path.controls[1]
    assert first.through > 0
    assert then.through == pytest.approx(first.through)
    assert then.path.controls[1] == pytest.approx((bend.x * 1.01, bend.y * 1.01))


def test_symbols_on_top_of_one_another_still_get_a_path() -> None:
    at = {"a": Point(0, 0), "b": Point(5, 5)}
    path = route([symbol("a"), symbol("b")], at, [Link("a", "b")])[0]
    assert len(path.points(5)) == 5
    at = {"a": Point(0, 0), "b": Point(0, 0)}
    assert route([symbol("a"), symbol("b")], at, [Link("a", "b")] * 2).keys() == {0, 1}


def test_points_are_equally_far_apart_from_end_to_end() -> None:
    path = TiePath((Point(0, 0), Point(10, 120), Point(200, 0)))
    points = path.points(9)
    steps = [hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(points)]
    assert (points[0], points[-1]) == (path.controls[0], path.controls[-1])
    assert max(steps) / min(steps) < 1.05
    with pytest.raises(ValueError, match="2 ends"):
        path.points(1)
    with pytest.raises(ValueError, match="control points"):
        TiePath((Point(0, 0),))


def test_a_part_of_a_path_lies_on_the_path() -> None:
    path = TiePath((Point(0, 0), Point(100, 0), Point(100, 100)))
    part = path.part(0.5, 1.0)
    assert part.controls[0] == pytest.approx((75, 25))
    assert part.controls[-1] == pytest.approx((100, 100))


coordinate = st.floats(-500, 500)
extent = st.floats(1, 60)
boxes = st.lists(st.builds(Box, coordinate, coordinate, extent, extent), min_size=1, max_size=7)


@given(boxes)
def test_an_outline_is_convex_and_keeps_its_distance(around: list[Box]) -> None:
    outline = hull(around, 10)
    turned = outline[1:] + outline[:1]
    for a, b in zip(outline, turned, strict=True):
        length = hypot(b.x - a.x, b.y - a.y)
        if length < 1e-6:
            continue
        for box in around:
            for sx in (-1, 1):
                for sy in (-1, 1):
                    x, y = box.x + sx * box.half_width, box.y + sy * box.half_height
                    inward = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / length
                    assert inward > 9.8


def test_an_outline_hugs_a_single_box_with_round_corners() -> None:
    outline = hull([Box(0, 0, 30, 20)], 10)
    assert max(p.x for p in outline) == pytest.approx(40)
    assert min(p.y for p in outline) == pytest.approx(-30)
    assert max(hypot(p.x, p.y) for p in outline) == pytest.approx(hypot(30, 20) + 10, abs=0.1)
    assert hull([]) == []
    assert len(hull([Box(5, 5, 0, 0)], 10)) == 24
