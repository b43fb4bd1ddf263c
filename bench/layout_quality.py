"""The family map's layout against networkx layouts, on made-up families in the same frame.

Run from the project folder: ``python -m bench.layout_quality [families per size]``. Counts are
means over the families; seconds are given relative to networkx's spring layout on the same
families, so that they mean the same on any machine. Ends in an error where a map of a large family
is less readable than was promised; tests promise the same of small families.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, fields
from statistics import mean
from time import perf_counter
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from bench.layout_families import family
from imh.drawing.layout import (
    Frame,
    Link,
    Point,
    Quality,
    Symbol,
    TiePath,
    place,
    quality,
    route,
    straight,
    whole_box,
)

FAMILIES = 4
SIZES = (5, 20, 40, 60)
FRAME = Frame()

Places = dict[str, Point]
Drawn = tuple[Places, dict[int, TiePath]]
Layout = Callable[[Sequence[Symbol], Sequence[Link]], Drawn]


def ours(symbols: Sequence[Symbol], links: Sequence[Link]) -> Drawn:
    """The family map: places by rings and search, ties bent around what is in their way."""
    places = place(symbols, links, FRAME)
    return places, route(symbols, places, links, FRAME)


def ours_straight(symbols: Sequence[Symbol], links: Sequence[Link]) -> Drawn:
    """The family map's places with straight ties, to tell the places' part from the bends'."""
    places = place(symbols, links, FRAME)
    return places, straight(symbols, places, links)


def spring(symbols: Sequence[Symbol], links: Sequence[Link]) -> Drawn:
    """networkx spring_layout with a set seed."""
    return _drawn(nx.spring_layout(_graph(symbols, links), seed=1), symbols, links)


def kamada_kawai(symbols: Sequence[Symbol], links: Sequence[Link]) -> Drawn:
    """networkx kamada_kawai_layout."""
    return _drawn(nx.kamada_kawai_layout(_graph(symbols, links)), symbols, links)


def shell(symbols: Sequence[Symbol], links: Sequence[Link]) -> Drawn:
    """networkx shell_layout, one shell a ring."""
    rings = sorted({s.ring for s in symbols})
    shells = [[s.id for s in symbols if s.ring == ring] for ring in rings]
    return _drawn(nx.shell_layout(_graph(symbols, links), nlist=shells), symbols, links)


def circular(symbols: Sequence[Symbol], links: Sequence[Link]) -> Drawn:
    """networkx circular_layout."""
    return _drawn(nx.circular_layout(_graph(symbols, links)), symbols, links)


LAYOUTS: dict[str, Layout] = {
    "ours": ours,
    "ours, straight": ours_straight,
    "spring": spring,
    "kamada_kawai": kamada_kawai,
    "shell": shell,
    "circular": circular,
}


def _graph(symbols: Sequence[Symbol], links: Sequence[Link]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(s.id for s in symbols)
    graph.add_edges_from((k.source, k.target) for k in links)
    return graph


def _drawn(
    layout: Mapping[str, NDArray[np.float64]], symbols: Sequence[Symbol], links: Sequence[Link]
) -> Drawn:
    """The layout stretched over the frame as far as symbols and names allow, ties straight."""
    places: dict[str, list[float]] = {}
    boxes = {s.id: whole_box(s, Point(0, 0)) for s in symbols}
    for axis in (0, 1):
        values = [float(at[axis]) for at in layout.values()]
        low, span = min(values), (max(values) - min(values)) or 1.0
        for one, at in layout.items():
            box = boxes[one]
            size = (FRAME.width, FRAME.height)[axis]
            half, shift = (box.half_width, box.half_height)[axis], (box.x, box.y)[axis]
            share = (float(at[axis]) - low) / span
            places.setdefault(one, []).append(half - shift + share * (size - 2 * half))
    points = {one: Point(*xy) for one, xy in places.items()}
    return points, straight(symbols, points, links)


class Promise(NamedTuple):
    """What large families' maps keep; the bounds are sums over the families."""

    size: int
    frame: Frame
    families: int
    through_symbols: int
    through_labels: int
    intruders: int


PROMISES = (
    Promise(40, FRAME, 8, 2, 3, 0),  # reached: 1, 0, 0
    Promise(60, FRAME, 3, 6, 14, 2),  # little room left between the names
    Promise(60, Frame(1360, 850), 3, 1, 2, 0),  # 0, 1, 0
)
LEAN = 0.1  # how far from the middle the mean of all places may be, as a share of the frame


def broken(promise: Promise) -> list[str]:
    """What is not kept."""
    found: list[Quality] = []
    leaning = []
    for seed in range(promise.families):
        symbols, links = family(promise.size, seed)
        places = place(symbols, links, promise.frame)
        paths = route(symbols, places, links, promise.frame)
        found.append(quality(symbols, places, links, paths))
        across = mean(at.x for at in places.values()) / promise.frame.width - 0.5
        down = mean(at.y for at in places.values()) / promise.frame.height - 0.5
        leaning.append(max(abs(across), abs(down)))
    sums = (
        ("names that overlap", sum(q.label_overlaps for q in found), 0),
        ("symbols that overlap", sum(q.symbol_overlaps for q in found), 0),
        (
            "ties through symbols",
            sum(q.ties_through_symbols for q in found),
            promise.through_symbols,
        ),
        ("ties through names", sum(q.ties_through_labels for q in found), promise.through_labels),
        ("strangers in a household", sum(q.intruders for q in found), promise.intruders),
        ("maps that lean to one side", sum(lean >= LEAN for lean in leaning), 0),
    )
    return [f"{what}: {count}, not {bound}" for what, count, bound in sums if count > bound]


def keep_promises() -> None:
    """Say what large families' maps keep, or stop."""
    for promise in PROMISES:
        frame = f"{promise.frame.width:.0f} x {promise.frame.height:.0f}"
        which = f"{promise.families} families of {promise.size} symbols on {frame}"
        if failed := broken(promise):
            sys.exit(f"{which}: {'; '.join(failed)}")
        print(f"{which}: as readable as promised")


def measure(layout: Layout, size: int, count: int) -> tuple[list[float], float]:
    """Mean of each count of ``Quality`` and mean seconds over ``count`` families of one size."""
    found: list[Quality] = []
    seconds: list[float] = []
    for seed in range(count):
        symbols, links = family(size, seed)
        begin = perf_counter()
        places, paths = layout(symbols, links)
        seconds.append(perf_counter() - begin)
        found.append(quality(symbols, places, links, paths))
    columns = zip(*(astuple(q) for q in found), strict=True)
    return [mean(column) for column in columns], mean(seconds)


def main(count: int = FAMILIES) -> None:
    """Print one table a size."""
    names = [field.name.replace("_", " ") for field in fields(Quality)]
    spring(*family(5))  # the first call pays for networkx's imports
    for size in SIZES:
        ties = mean(len(family(size, seed)[1]) for seed in range(count))
        print(f"\n{size} symbols, {ties:.0f} ties, mean of {count} families")
        print(f"{'':15}" + "".join(f"{name:>21}" for name in names) + f"{'time to spring':>17}")
        results = {name: measure(layout, size, count) for name, layout in LAYOUTS.items()}
        for name, (counts, seconds) in results.items():
            row = "".join(f"{value:21.1f}" for value in counts)
            print(f"{name:15}{row}{seconds / results['spring'][1]:17.1f}")
    print()
    keep_promises()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FAMILIES)
