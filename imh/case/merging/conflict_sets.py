"""Which places can only be settled together, so that whatever is chosen makes a valid case.

Mine is a valid case and so is theirs; a mixture need not be. Places whose values would not
stand beside each other are put into one bundle, and a bundle is taken from one side as a whole.
In the end every combination of sides is valid, and none had to be tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from imh.case.case import Case
from imh.case.collections import COLLECTIONS
from imh.case.merging.units import Located, Unit, located, mentions
from imh.case.merging.values import CONFLICT, Side
from imh.case.ties import Tie
from imh.case.vocabulary import PARENT_TIES

SIDES: tuple[Side, Side] = ("mine", "theirs")

Option = tuple[Side | None, Any]
"""A value that a place may come to hold: that of a side, or (None) the merged one."""

ConflictSet = tuple[Unit, ...]
UnitPlace = tuple[str, str, str]
"""The kind, id and field of a place."""


class Fit:
    """The bundles of one merge; ``found`` has them in the order of the case."""

    def __init__(self, units: Sequence[Unit], mine: Case, theirs: Case) -> None:
        self.units, self.mine, self.theirs = units, mine, theirs
        self.here, self.there = located(mine), located(theirs)
        self.conflict_set = {unit: {unit} for unit in units if unit.merged is CONFLICT}
        self.by_place: dict[UnitPlace, Unit] = {
            (unit.kind, unit.id, unit.field): unit for unit in units
        }
        self.whole = {unit.id: unit for unit in units if unit.kind == "entry"}
        self._mentions = {
            (unit, side): mentions(unit, unit.on(side)) for unit in units for side in SIDES
        }
        checks = (
            self._missing_entries,
            self._missing_children,
            self._taken_out_along,
            self._later_than_now,
            self._ends_before_start,
            self._own_ancestors,
            self._too_many,
        )
        joined = True
        while joined:
            found = [self._join(several) for check in checks for several in list(check())]
            joined = any(found)

    @property
    def found(self) -> tuple[ConflictSet, ...]:
        """Every bundle once."""
        ordered = {id(conflict_set): conflict_set for unit, conflict_set in self._in_case_order()}
        return tuple(
            tuple(unit for unit in self.units if unit in conflict_set)
            for conflict_set in ordered.values()
        )

    def join_all(self) -> None:
        """Leave one choice: everything of mine or everything of theirs."""
        self._join(self.units)

    def _in_case_order(self) -> Iterator[tuple[Unit, set[Unit]]]:
        for unit in self.units:
            if unit in self.conflict_set:
                yield unit, self.conflict_set[unit]

    def _join(self, several: Iterable[Unit]) -> bool:
        """Put places into one bundle; tell whether they were not in one yet."""
        several = list(several)
        first = self.conflict_set.get(several[0])
        if first is not None and all(self.conflict_set.get(unit) is first for unit in several):
            return False
        joined = {each for unit in several for each in self.conflict_set.get(unit, {unit})}
        self.conflict_set.update(dict.fromkeys(joined, joined))
        return True

    # Options

    def _options(self, unit: Unit) -> list[Option]:
        if unit in self.conflict_set:
            return [(side, unit.on(side)) for side in SIDES]
        return [(None, unit.merged)]

    def _beside(self, unit: Unit, side: Side | None, other: Unit) -> list[Option]:
        """What another place may hold while this one holds the value of a side."""
        together = unit in self.conflict_set and self.conflict_set[unit] is self.conflict_set.get(
            other
        )
        return [option for option in self._options(other) if not together or option[0] == side]

    def _mentioned(self, unit: Unit, side: Side | None) -> frozenset[str]:
        return self._mentions[unit, side] if side else mentions(unit, unit.merged)

    # Checks: each names places that cannot be taken from different sides

    def _missing_entries(self) -> Iterator[Sequence[Unit]]:
        """A tie to a person whom the other side took out."""
        for unit in self.units:
            for side, _ in self._options(unit):
                for identifier in self._mentioned(unit, side):
                    entry = self.whole.get(identifier)
                    if entry is None or entry is unit or unit.kind == "position":
                        continue  # a place on the map goes with its symbol
                    if not self._provided(unit, side, entry):
                        yield unit, entry

    def _provided(self, unit: Unit, side: Side | None, entry: Unit) -> bool:
        wanted = {
            entry.on(each)[0]
            for each in ((side,) if side else SIDES)
            if entry.id in self._mentions[unit, each] and entry.on(each)
        }
        return all(
            value is not None and wanted == {value[0]}
            for _, value in self._beside(unit, side, entry)
            if wanted
        )

    def _missing_children(self) -> Iterator[Sequence[Unit]]:
        """Nights of a child who is no index child on the other side."""
        children = self.by_place.get(("case", "", "children"))
        for unit in self.units if children else ():
            for side, value in self._options(unit):
                for child in _nights(unit, value):
                    known = any(child in (self.mine, self.theirs)[s].children for s in (0, 1))
                    beside = self._beside(unit, side, children) if children and known else []
                    if children and any(child not in ids for _, ids in beside):
                        yield unit, children

    def _taken_out_along(self) -> Iterator[Sequence[Unit]]:
        """What one side changed only because it took an entry out, while that is a question."""
        for entry in self.whole.values():
            for side, other in (SIDES, SIDES[::-1]):
                if entry not in self.conflict_set or entry.on(other) or not entry.on(side):
                    continue
                for unit in self.units:
                    if unit in self.conflict_set or entry.id not in self._mentions[unit, side]:
                        continue
                    if entry.id not in self._mentioned(unit, None):
                        yield unit, entry

    def _later_than_now(self) -> Iterator[Sequence[Unit]]:
        """A month later than the age at which the other side describes the child."""
        ages = self._about_the_age()
        if not ages:
            return
        open_ages = [unit for unit in ages if unit in self.conflict_set]
        if len({id(self.conflict_set[unit]) for unit in open_ages}) > 1:
            yield open_ages
            return
        nows = {side: self._now(side) for side in (SIDES if open_ages else SIDES[:1])}
        if max(self._unchanged_months(), default=-9999) > min(nows.values()):
            yield ages
        for unit in self.units:
            for side, value in self._options(unit):
                same = (
                    side
                    and open_ages
                    and self.conflict_set[unit] is self.conflict_set[open_ages[0]]
                )
                now = nows[side] if same and side else min(nows.values())
                if max(_months(unit, value), default=-9999) > now:
                    yield unit, *ages

    def _about_the_age(self) -> list[Unit]:
        places: list[UnitPlace] = [("case", "", "reference_age_months")]
        places += [("case", "", "children")]
        for child in {**dict.fromkeys(self.mine.children), **dict.fromkeys(self.theirs.children)}:
            places += [("entry", child, ""), ("field", child, "age_months")]
        return [self.by_place[place] for place in places if place in self.by_place]

    def _now(self, side: Side) -> float:
        """The age at which the case is described when open questions go to one side."""

        def value(place: UnitPlace, unchanged: Any) -> Any:
            unit = self.by_place.get(place)
            if unit is None:
                return unchanged
            return unit.on(side) if unit in self.conflict_set else unit.merged

        now: float = value(("case", "", "reference_age_months"), self.mine.reference_age_months)
        for child in value(("case", "", "children"), self.mine.children):
            entry = value(("entry", child, ""), self.here.get(child))
            unchanged = getattr(entry[1], "age_months", None) if entry else None
            age = value(("field", child, "age_months"), unchanged)
            now = now if age is None else max(now, age)
        return now

    def _unchanged_months(self) -> Iterator[float]:
        for identifier, (_, entry) in self.here.items():
            for field in _MONTHS:
                changed = ("field", identifier, field) in self.by_place
                months = getattr(entry, field, None)
                if months is not None and not changed and identifier not in self.whole:
                    yield months

    def _ends_before_start(self) -> Iterator[Sequence[Unit]]:
        """A beginning from one side and an end from the other."""
        for until in self.units:
            if until.kind != "field" or until.field != "until_months":
                continue
            start_field = "since_months" if self.here[until.id][0] == "ties" else "at_months"
            start = self.by_place.get(("field", until.id, start_field))
            for side, end in self._options(until):
                for _, begin in self._beside(until, side, start) if start else ():
                    if start and begin is not None and end is not None and end < begin:
                        yield until, start

    def _own_ancestors(self) -> Iterator[Sequence[Unit]]:
        """Ties from both sides that would make a person their own ancestor."""
        edges = list(self._parent_ties())
        children = defaultdict(set)
        for parent, child, _ in edges:
            children[parent].add(child)
        reached = {parent: _reach(parent, children) for parent in list(children)}
        for parent, child, unit in edges:
            if unit and parent in reached.get(child, ()):
                circle = {
                    other: None
                    for above, below, other in edges
                    if other and above in reached[parent] and parent in reached.get(below, ())
                }
                if len(circle) > 1:
                    yield list(circle)

    def _parent_ties(self) -> Iterator[tuple[str, str, Unit | None]]:
        for identifier in {**self.here, **self.there}:
            whole, kind = self.whole.get(identifier), None
            if whole is None:
                _, tie = self.here[identifier]
                kind = self.by_place.get(("field", identifier, "kind"))
                options = [(tie, value) for _, value in self._options(kind)] if kind else []
                options = options or [(tie, getattr(tie, "kind", ""))]
            else:
                ties = [value[1] for _, value in self._options(whole) if value]
                options = [(tie, getattr(tie, "kind", "")) for tie in ties]
            for tie, said in options:
                if isinstance(tie, Tie) and said in PARENT_TIES:
                    yield tie.source, tie.target, whole or kind

    def _too_many(self) -> Iterator[Sequence[Unit]]:
        """More new entries from both sides than a list may have."""
        for name in COLLECTIONS:
            about = Case.model_fields[name].metadata
            most = next(each.max_length for each in about if hasattr(each, "max_length"))
            unchanged = sum(entry.id not in self.whole for entry in getattr(self.mine, name))
            changed = [unit for unit in self.whole.values() if name in _lists(unit)]
            if unchanged + len(changed) > most and len(changed) > 1:
                yield changed


_MONTHS = ("at_months", "since_months", "until_months", "died_at_months")


def _months(unit: Unit, value: Any) -> Iterator[float]:
    if unit.kind == "field" and unit.field in _MONTHS and value is not None:
        yield value
    if unit.kind == "entry" and value:
        found = (getattr(value[1], field, None) for field in _MONTHS)
        yield from (months for months in found if months is not None)


def _nights(unit: Unit, value: Any) -> Iterable[str]:
    if unit.kind == "field" and unit.field == "nights":
        return tuple(value)
    if unit.kind == "entry" and value:
        return tuple(getattr(value[1], "nights", ()))
    return ()


def _lists(unit: Unit) -> set[str]:
    places: list[Located | None] = [unit.mine, unit.theirs]
    return {place[0] for place in places if place}


def _reach(start: str, children: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found
