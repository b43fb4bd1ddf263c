"""What is laid out: symbols with their names, ties between them, and the frame they fill.

Lengths are in pixels, x grows to the right and y downwards, (0, 0) is the frame's upper left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import NamedTuple

LABEL_GAP = 3.0
"""Distance between the lower edge of a symbol and the upper edge of its name."""


class Point(NamedTuple):
    """A place in the picture; for a symbol, the centre of the symbol without its name."""

    x: float
    y: float

    def moved(self, by: Point) -> Point:
        """The same place seen from elsewhere."""
        return Point(self.x + by.x, self.y + by.y)


class Box(NamedTuple):
    """An upright rectangle, by its centre and half extents."""

    x: float
    y: float
    half_width: float
    half_height: float


@dataclass(frozen=True)
class Symbol:
    """One person, setting, professional or influence, as far as its place is concerned.

    ``ring`` counts outwards from the child: 0 the child or children, 1 households and caregivers,
    2 wider family and friends, 3 settings and professionals, 4 influences. Symbols of one
    ``sector`` (a kin side, a group of settings) are kept together in angle. ``household`` names
    every household the person lives in; each is drawn as one outline around its members. The name
    stands centred under the symbol; a ``label_width`` of 0 means that there is none. ``round``
    says that ties end at the ellipse within the symbol's width and height, not at the rectangle.

    Raises ValueError for a negative ring or a negative size.
    """

    id: str
    ring: int
    sector: str = ""
    household: tuple[str, ...] = ()
    _: KW_ONLY
    width: float
    height: float
    label_width: float
    label_height: float
    round: bool = False

    def __post_init__(self) -> None:
        if self.ring < 0:
            raise ValueError(f"symbol {self.id!r}: ring {self.ring} is below 0")
        if min(self.width, self.height, self.label_width, self.label_height) < 0:
            raise ValueError(f"symbol {self.id!r}: a size is below 0")

    @property
    def has_label(self) -> bool:
        """Whether a name is written under the symbol."""
        return self.label_width > 0 and self.label_height > 0


@dataclass(frozen=True)
class Link:
    """A tie between two symbols, by their ids."""

    source: str
    target: str


@dataclass(frozen=True)
class Frame:
    """The picture's size; the rings are ellipses that fill it."""

    width: float = 960.0
    height: float = 600.0

    def __post_init__(self) -> None:
        if self.width <= 0 or self.height <= 0:
            raise ValueError("a frame needs a width and a height above 0")

    @property
    def centre(self) -> Point:
        """The middle of the picture, where the child is."""
        return Point(self.width / 2, self.height / 2)


def symbol_box(symbol: Symbol, at: Point) -> Box:
    """The rectangle that the symbol itself covers when its centre is ``at``."""
    return Box(at.x, at.y, symbol.width / 2, symbol.height / 2)


def label_box(symbol: Symbol, at: Point) -> Box | None:
    """The rectangle that the symbol's name covers, or None when it has no name."""
    if not symbol.has_label:
        return None
    y = at.y + symbol.height / 2 + LABEL_GAP + symbol.label_height / 2
    return Box(at.x, y, symbol.label_width / 2, symbol.label_height / 2)


def whole_box(symbol: Symbol, at: Point) -> Box:
    """The smallest rectangle around the symbol and its name."""
    if not symbol.has_label:
        return symbol_box(symbol, at)
    below = LABEL_GAP + symbol.label_height
    return Box(
        at.x,
        at.y + below / 2,
        max(symbol.width, symbol.label_width) / 2,
        (symbol.height + below) / 2,
    )


def by_id(symbols: Iterable[Symbol]) -> dict[str, Symbol]:
    """The symbols keyed by id. Raises ValueError when an id occurs twice."""
    found: dict[str, Symbol] = {}
    for symbol in symbols:
        if symbol.id in found:
            raise ValueError(f"symbol {symbol.id!r} occurs twice")
        found[symbol.id] = symbol
    return found


def check_links(symbols: Mapping[str, Symbol], links: Sequence[Link]) -> None:
    """Raise ValueError when a tie has an unknown end or leads from a symbol to itself."""
    for link in links:
        for end in (link.source, link.target):
            if end not in symbols:
                raise ValueError(f"tie {link.source!r} to {link.target!r}: no symbol {end!r}")
        if link.source == link.target:
            raise ValueError(f"tie from {link.source!r} to itself")
