"""Where symbols are put: the promises that hold for every family."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from math import atan2
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.layout_families import family
from imh.drawing.layout import (
    Frame,
    Link,
    Point,
    Symbol,
    place,
    quality,
    route,
    whole_box,
)

FRAME = Frame()
FEW = settings(max_examples=10, deadline=None)
sizes = st.integers(5, 14)
seeds = st.integers(0, 10_000)


def share(at: Point) -> float:
    """Distance from the middle as a share of the frame's half axes."""
    x = (at.x - FRAME.width / 2) / (FRAME.width / 2)
    y = (at.y - FRAME.height / 2) / (FRAME.height / 2)
    return float((x * x + y * y) ** 0.5)


@FEW
@given(sizes, seeds)
def test_input_order_does_not_matter(size: int, seed: int) -> None:
    symbols, links = family(size, seed)
    first = place(symbols, links)
    shuffled, turned = list(symbols), [Link(k.target, k.source) for k in links]
    random.Random(seed).shuffle(shuffled)
    random.Random(seed + 1).shuffle(turned)
    assert place(shuffled, turned) == first


def test_state_of_other_random_numbers_does_not_matter() -> None:
    symbols, links = family(12, 3)
    random.seed(1)
    first = place(symbols, links)
    random.seed(2)
    assert place(symbols, links) == first


@FEW
@given(seeds)
def test_names_of_ids_do_not_matter_where_symbols_differ(seed: int) -> None:
    """Ids decide only between alike symbols; here each name is as wide as no other."""
    symbols, links = family(10, seed)
    symbols = [replace(s, label_width=40.0 + k) for k, s in enumerate(symbols)]
    new = {s.id: f"{(7 * k) % 10} renamed" for k, s in enumerate(symbols)}
    renamed = [replace(s, id=new[s.id]) for s in symbols]
    relinked = [Link(new[k.source], new[k.target]) for k in links]
    first, second = place(symbols, links), place(renamed, relinked)
    assert second == {new[one]: at for one, at in first.items()}


@FEW
@given(sizes, seeds, st.data())
def test_hand_set_places_stay_exactly(size: int, seed: int, data: st.DataObject) -> None:
    symbols, links = family(size, seed)
    chosen = data.draw(st.lists(st.sampled_from([s.id for s in symbols]), unique=True))
    inside = st.floats(0, 600, allow_nan=False)
    fixed = {one: Point(data.draw(inside), data.draw(inside)) for one in chosen}
    found = place(symbols, links, FRAME, fixed)
    assert {one: found[one] for one in chosen} == fixed


@FEW
@given(sizes, seeds, st.integers(1, 3))
def test_everybody_with_their_name_is_inside_the_frame(size: int, seed: int, children: int) -> None:
    symbols, links = family(size + children, seed, children)
    for one, at in place(symbols, links, FRAME).items():
        box = whole_box(next(s for s in symbols if s.id == one), at)
        assert box.half_width <= box.x <= FRAME.width - box.half_width
        assert box.half_height <= box.y <= FRAME.height - box.half_height


@FEW
@given(sizes, seeds)
def test_rings_follow_one_another_outwards(size: int, seed: int) -> None:
    symbols, links = family(size, seed)
    found = place(symbols, links, FRAME)
    rings = sorted({s.ring for s in symbols})
    distance = [mean(share(found[s.id]) for s in symbols if s.ring == r) for r in rings]
    # A symbol alone on its ring may step over the edge for want of room.
    assert all(further > nearer - 0.06 for nearer, further in pairwise(distance))


def test_twins_sit_side_by_side_in_the_middle() -> None:
    symbols, links = family(14, 1, children=2)
    found = place(symbols, links, FRAME)
    left, right = sorted((found["child 0"], found["child 1"]))
    assert left.y == right.y
    assert left.x + right.x == pytest.approx(FRAME.width)
    assert quality(symbols, found, links, {}).label_overlaps == 0


@pytest.mark.parametrize("size", [5, 20])
def test_both_halves_of_the_picture_are_used(size: int) -> None:
    for seed in range(4):
        symbols, links = family(size, seed)
        found = place(symbols, links, FRAME)
        assert abs(mean(at.x for at in found.values()) / FRAME.width - 0.5) < 0.1
        assert abs(mean(at.y for at in found.values()) / FRAME.height - 0.5) < 0.1


def test_sectors_keep_together_in_angle() -> None:
    """Two sides whose ties do not tell them apart still stand on opposite sides."""
    child = Symbol("child", 0, width=48, height=48, label_width=40, label_height=16)
    kin = [
        Symbol(f"kin {k}", 2, "ab"[k % 2], width=40, height=40, label_width=50, label_height=16)
        for k in range(10)
    ]
    found = place([child, *kin], [Link("child", s.id) for s in kin], FRAME)
    order = sorted(kin, key=lambda s: angle_of(found[s.id]))
    changes = sum(a.sector != b.sector for a, b in zip(order, order[1:] + order[:1], strict=True))
    assert changes == 2


def angle_of(at: Point) -> float:
    """Angle of a place, seen from the middle."""
    return atan2(at.y - FRAME.height / 2, at.x - FRAME.width / 2)


@pytest.mark.parametrize("seed", range(4))
def test_adding_one_symbol_moves_almost_nobody(seed: int) -> None:
    symbols, links = family(25, seed)
    before = place(symbols, links, FRAME)
    host = next(s for s in symbols if s.ring == 1)
    guest = replace(next(s for s in symbols if s.ring == 3), id="guest", sector=host.sector)
    after = place([*symbols, guest], [*links, Link("guest", host.id)], FRAME, near=before)
    moved = [one for one, at in before.items() if abs(at.x - after[one].x) > 1e-9]
    assert len(moved) <= 2
    found = quality([*symbols, guest], after, [], {})
    assert (found.label_overlaps, found.symbol_overlaps) == (0, 0)


@FEW
@given(sizes, seeds)
def test_taking_a_finished_map_up_again_changes_nothing_much(size: int, seed: int) -> None:
    symbols, links = family(size, seed)
    before = place(symbols, links, FRAME)
    after = place(symbols, links, FRAME, near=before)
    assert sum(before[one] != after[one] for one in before) <= 1


def test_small_and_empty_cases() -> None:
    assert place([], []) == {}
    alone = Symbol("child", 0, width=48, height=48, label_width=0, label_height=0)
    assert place([alone], [], FRAME) == {"child": FRAME.centre}
    assert set(place(*family(5))) == {s.id for s in family(5)[0]}


def test_readable() -> None:
    """No overlap in any family. Larger families have bounds (bench/layout_quality.py)."""
    for seed in range(8):
        symbols, links = family(20, seed)
        found = place(symbols, links, FRAME)
        count = quality(symbols, found, links, route(symbols, found, links, FRAME))
        assert (count.label_overlaps, count.symbol_overlaps) == (0, 0)
        assert (count.ties_through_symbols, count.ties_through_labels, count.intruders) == (0, 0, 0)
