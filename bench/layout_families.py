"""Made-up families of any size for the layout's tests and benchmark; nobody real is meant."""

from __future__ import annotations

import random

from imh.drawing.layout import Link, Symbol

SIDES = ("one parent's side", "other parent's side")
TIES_PER_SYMBOL = 1.43


def family(size: int, seed: int = 0, children: int = 1) -> tuple[list[Symbol], list[Link]]:
    """A family of ``size`` symbols (at least 5) and about 1.43 ties a symbol.

    One or two homes; kin and friends on two sides; settings and professionals who know one side,
    the child or each other; influences on the outside.
    """
    rng = random.Random(f"{size} {seed} {children}")
    homes = ("home A", "home B") if rng.random() < 0.5 else ("home A",)
    symbols = [_person(rng, f"child {k}", 0, "", homes) for k in range(children)]
    room = size - children
    carers = max(2, min(6, round(room * 0.14)))
    influences = round(room * 0.14)
    settings = round(room * 0.38)
    kin = room - carers - influences - settings
    for k in range(carers):
        home = homes[k % len(homes)]
        lives_in = (home,) if k < 2 or rng.random() < 0.7 else ()
        symbols.append(_person(rng, f"carer {k}", 1, SIDES[k % 2], lives_in))
    for k in range(kin):
        side = SIDES[rng.random() < 0.45]
        lives_in = (homes[0],) if k == 0 and size > 12 else ()
        symbols.append(_person(rng, f"kin {k}", 2, side, lives_in))
    for k in range(settings):
        symbols.append(_thing(rng, f"setting {k}", 3, rng.choice((*SIDES, "services", ""))))
    for k in range(influences):
        symbols.append(_thing(rng, f"influence {k}", 4, rng.choice((*SIDES, ""))))
    return symbols, _ties(rng, symbols, round(size * TIES_PER_SYMBOL))


def _person(
    rng: random.Random, name: str, ring: int, sector: str, homes: tuple[str, ...]
) -> Symbol:
    width = 7.0 * rng.randint(3, 9)
    size = 48.0 if ring == 0 else 40.0
    return Symbol(
        name,
        ring,
        sector,
        homes,
        width=size,
        height=size,
        label_width=width,
        label_height=16.0,
        round=rng.random() < 0.5,
    )


def _thing(rng: random.Random, name: str, ring: int, sector: str) -> Symbol:
    lines = rng.choice((1, 1, 2))
    width = 7.0 * rng.randint(8, 14)
    return Symbol(
        name, ring, sector, width=44.0, height=30.0, label_width=width, label_height=14.0 * lines
    )


def _ties(rng: random.Random, symbols: list[Symbol], wanted: int) -> list[Link]:
    """Everybody hangs on somebody further in; then more ties, most of them on the same side."""
    pairs: list[tuple[int, int]] = []
    for v, symbol in enumerate(symbols):
        inner = [u for u, other in enumerate(symbols) if other.ring < symbol.ring]
        if inner:
            pairs.append((v, _choose(rng, symbols, v, inner)))
    for _ in range(50 * wanted):
        if len(pairs) >= wanted:
            break
        v = rng.randrange(len(symbols))
        near = [u for u, s in enumerate(symbols) if u != v and abs(s.ring - symbols[v].ring) < 3]
        u = _choose(rng, symbols, v, near)
        if (u, v) not in pairs and (v, u) not in pairs:
            pairs.append((v, u))
    return [Link(symbols[u].id, symbols[v].id) for u, v in pairs]


def _choose(rng: random.Random, symbols: list[Symbol], v: int, among: list[int]) -> int:
    """One of the others, rather of the same sector and of a ring close by."""
    weights = [
        (6.0 if symbols[u].sector == symbols[v].sector else 1.0)
        * 3.0 ** -abs(symbols[v].ring - symbols[u].ring)
        for u in among
    ]
    return rng.choices(among, weights)[0]
