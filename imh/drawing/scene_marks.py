"""What a finished scene consists of: outlines and words, each already in its place.

Lengths are pixels; (0, 0) is the middle of the map, x grows to the right and y downwards, so a
symbol's place here is also its place in ``Case.positions``. Painters translate and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from imh.drawing.layout import Point
from imh.drawing.views import VIEWS, Layer, View


@dataclass(frozen=True)
class Mark:
    """An outline or line: path data (M, L, C, Q, Z only), palette names, stroke width, dashes."""

    path: str
    line: str = "none"
    fill: str = "none"
    width: float = 1.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Words:
    """One line of text by the place of its baseline; ``halo`` keeps lines beneath it away."""

    at: Point
    text: str
    ink: str = "text"
    size: float = 13.0
    bold: bool = False
    halo: bool = False
    anchor: str = "middle"


@dataclass(frozen=True)
class SymbolDrawing:
    """One person, setting or influence; ``says`` is what a screen reader says of it.

    ``views`` are those in which it does not fade. It can be hidden with its ``layer``; None, an
    index child, never is.
    """

    id: str
    kind: str
    at: Point
    size: float
    says: str
    marks: tuple[Mark, ...]
    words: tuple[Words, ...]
    faded: bool = False
    layer: Layer | None = None
    views: frozenset[View] = frozenset(VIEWS)


@dataclass(frozen=True)
class TieDrawing:
    """What is drawn between two symbols; ``ids`` are all the ties that this one line stands for.

    ``course`` runs from the first end to the second; ``style`` is the quality drawn, or ``kin``;
    ``views`` are those that show the line.
    """

    ids: tuple[str, ...]
    ends: tuple[str, str]
    style: str
    says: str
    marks: tuple[Mark, ...]
    words: tuple[Words, ...]
    course: tuple[Point, ...]
    views: frozenset[View]
    faded: bool = False

    @property
    def id(self) -> str:
        """The tie that gives the line its look."""
        return self.ids[0]


@dataclass(frozen=True)
class HomeDrawing:
    """A household's outline with a plate: its name and the nights that the child sleeps there.

    ``members`` are those inside the outline.
    """

    id: str
    says: str
    area: Mark
    members: tuple[str, ...]
    outline: Mark
    plate: tuple[Mark, ...]
    words: tuple[Words, ...]
    faded: bool = False


@dataclass(frozen=True)
class LegendEntry:
    """A sample of something that one view of this map shows, with its meaning in words."""

    key: str
    says: str
    marks: tuple[Mark, ...]
    words: tuple[Words, ...]
    view: View


@dataclass(frozen=True)
class Scene:
    """A whole map, ready to be painted; ``left`` and ``top`` are the picture's upper left.

    It holds what any of its ``views`` shows; the first of them is shown first.
    """

    title: str
    left: float
    top: float
    width: float
    height: float
    rings: tuple[Mark, ...]
    homes: tuple[HomeDrawing, ...]
    ties: tuple[TieDrawing, ...]
    symbols: tuple[SymbolDrawing, ...]
    legend: tuple[LegendEntry, ...]
    views: tuple[View, ...]
    small: bool = False
