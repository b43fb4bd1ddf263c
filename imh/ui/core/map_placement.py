"""Where symbols stood, so that a change to the case leaves the rest of the map in its place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from imh.case.case import Case
from imh.drawing import Before, Point, draw, places, tie_bends
from imh.drawing.family_map import Bends, FamilyMap, family_map
from imh.drawing.layout import Band, bands

View = tuple[tuple[str, Any], ...]
SLACK = 0.08
"""How far outside its ring a symbol may stand and still keep its place."""


@dataclass(frozen=True)
class MapPlacement:
    """The map of a case as it is drawn, and what the next one has to know of it.

    ``drawn`` is the case as the drawing gets it, with places held; ``before`` are former places
    that the drawing may leave, and how ties ran. ``stood`` holds the places that the drawing
    chose, those of earlier cases included: a symbol that was moved by hand, or taken out, returns
    to its former place when that is undone.
    """

    case: Case
    problem: FamilyMap
    drawn: Case
    before: Before
    stood: Mapping[str, Point]
    _pictures: dict[View, str] = field(default_factory=dict)

    @classmethod
    def of_opened(cls, case: Case) -> Self:
        """The map of a case that was just opened."""
        return cls(case, family_map(case), case, Before(), {})

    def after_edit(self, case: Case) -> MapPlacement:
        """The map of the case after a change; the same one when there was none.

        Whoever still stands on their ring keeps their place, also where that is crowded: a map
        whose symbols hop about while somebody works on it cannot be worked on.
        """
        if case is self.case:
            return self
        by_hand = self.case.positions
        found = places(self.drawn, self.before.places)
        stood = {**self.stood, **{who: at for who, at in found.items() if who not in by_hand}}
        problem = family_map(case)
        on_ring = bands(problem.symbols)
        held = {
            symbol.id: stood[symbol.id]
            for symbol in problem.symbols
            if symbol.id in stood and _is_on(on_ring[symbol.ring], stood[symbol.id], problem)
        }
        drawn = case.supposing(positions={**held, **case.positions})
        before = Before(stood, self._bends())
        return MapPlacement(case, problem, drawn, before, stood)

    def _bends(self) -> Bends:
        """How ties ran when somebody last looked: a map that was not painted bent nothing."""
        return tie_bends(self.drawn, self.before) if self._pictures else self.before.bends

    @property
    def bands(self) -> list[Band]:
        """The rings from the inside out."""
        return sorted(bands(self.problem.symbols).values(), key=lambda band: band.ring)

    def picture(self, **view: Any) -> str:
        """The map as SVG (the arguments of :func:`imh.drawing.draw`), painted once a view."""
        key = tuple(sorted(view.items()))
        if key not in self._pictures:
            self._pictures[key] = draw(self.drawn, before=self.before, **view)
        return self._pictures[key]


def _is_on(band: Band, place: Point, problem: FamilyMap) -> bool:
    half_width, half_height = problem.frame.width / 2, problem.frame.height / 2
    share = math.hypot(place.x / half_width, place.y / half_height)
    return band.inner - SLACK <= share <= band.outer + SLACK
