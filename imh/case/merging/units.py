"""The places in which two cases differ, each with what it held before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from imh.case.basis import Record
from imh.case.care_plan import Agreement, Referral
from imh.case.case import Case
from imh.case.collections import COLLECTIONS
from imh.case.integrity import REFERENCES
from imh.case.merging.values import CONFLICT, Side, leader, together

Located = tuple[str, Record]
"""An entry, with the list that it stands in."""

OWN_FIELDS = tuple(field for field in Case.model_fields if field not in (*COLLECTIONS, "positions"))


@dataclass(frozen=True, eq=False)
class Unit:
    """One place where mine and theirs differ.

    It is an own field of the case, a whole entry (its value a :data:`Located`, None where there
    is none), one field of an entry, the place of a symbol, the order of a list, or a key of a
    paper, or (``part``) a key of what that key holds. ``merged`` holds both changes; it is
    :data:`CONFLICT` where a person has to choose.
    """

    kind: Literal["case", "entry", "field", "position", "order", "paper"]
    id: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    merged: Any
    part: str | None = None

    def on(self, side: Side) -> Any:
        """The value on one side."""
        return self.mine if side == "mine" else self.theirs


def units(base: Case, mine: Case, theirs: Case) -> tuple[Unit, ...]:
    """All places in which mine and theirs differ, in the order of the case."""
    return (
        *_own(base, mine, theirs),
        *_entries(base, mine, theirs),
        *_orders(base, mine, theirs),
        *_positions(base, mine, theirs),
    )


def _own(base: Case, mine: Case, theirs: Case) -> Iterator[Unit]:
    for field in OWN_FIELDS:
        values = (getattr(base, field), getattr(mine, field), getattr(theirs, field))
        if values[1] != values[2]:
            merged = _either(*values) if field == "children" else together(*values)
            yield Unit("case", "", field, *values, merged)


def located(case: Case) -> dict[str, Located]:
    """Every entry by its id, with the list that it stands in."""
    return {entry.id: (name, entry) for name in COLLECTIONS for entry in getattr(case, name)}


def _entries(base: Case, mine: Case, theirs: Case) -> Iterator[Unit]:
    before, here, there = located(base), located(mine), located(theirs)
    for identifier in {**before, **here, **there}:
        values = (before.get(identifier), here.get(identifier), there.get(identifier))
        if values[1] == values[2]:
            continue
        if _belongs_together(*values):
            yield Unit("entry", identifier, "", *values, _either(*values))
        else:
            yield from _fields(identifier, *(entry for _, entry in filter(None, values)))


def _belongs_together(*values: Located | None) -> bool:
    """Whether an entry is one whole: it is not everywhere, or not about the same everywhere."""
    if None in values:
        return True
    first, *others = ((name, type(entry), identity(entry)) for name, entry in filter(None, values))
    return any(other != first for other in others)


def identity(entry: Record) -> tuple[Any, ...]:
    """The ids without which an entry would be about something else: the ends of a tie ..."""
    about = type(entry).model_fields.items()
    return tuple(
        getattr(entry, name)
        for name, field in about
        if name in REFERENCE_FIELDS and field.is_required()
    )


def _fields(identifier: str, base: Record, mine: Record, theirs: Record) -> Iterator[Unit]:
    for field in type(mine).model_fields:
        values = (getattr(base, field), getattr(mine, field), getattr(theirs, field))
        if values[1] != values[2]:
            yield Unit("field", identifier, field, *values, together(*values))


def _orders(base: Case, mine: Case, theirs: Case) -> Iterator[Unit]:
    for name in COLLECTIONS:
        orders = [[entry.id for entry in getattr(case, name)] for case in (base, mine, theirs)]
        if leader(orders) is None:
            yield Unit("order", name, "", orders[0], orders[1], orders[2], CONFLICT)


def _positions(base: Case, mine: Case, theirs: Case) -> Iterator[Unit]:
    """Places on the map. Who took a symbol out says nothing about its place."""
    for identifier in {**base.positions, **mine.positions, **theirs.positions}:
        before, here, there = (case.positions.get(identifier) for case in (base, mine, theirs))
        if here != there:
            i_say = here if identifier in mine.symbols else before
            they_say = there if identifier in theirs.symbols else before
            merged = _either(before, i_say, they_say)
            yield Unit("position", identifier, "", before, here, there, merged)


def _either(base: Any, mine: Any, theirs: Any) -> Any:
    """The side that changed; a whole cannot hold both changes."""
    if theirs == base:
        return mine
    return theirs if mine == base else CONFLICT


# What points to what

REFERENCE_FIELDS = {field for _, field, _ in REFERENCES} | {"who", "by", "visits", "children"}


def points(part: BaseModel, field: str) -> bool:
    """Whether a field of a part of a case holds ids of entries (or names in their place)."""
    plain_words = isinstance(part, Referral) or (
        isinstance(part, Agreement) and field == "with_whom"
    )
    return field in REFERENCE_FIELDS and not plain_words


def mentions(unit: Unit, value: Any) -> frozenset[str]:
    """The ids that a place points to when it holds this value."""
    if value is None or unit.kind in ("order", "paper"):
        return frozenset()
    if unit.kind == "position":
        return frozenset((unit.id,))
    if unit.kind == "entry":
        return frozenset(_within(value[1]))
    if unit.field in REFERENCE_FIELDS and unit.kind != "paper":
        return frozenset(_ids(value))
    return frozenset(_within(value))


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name, part in value:
            yield from _ids(part) if points(value, name) else _within(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _within(part)


def _ids(value: Any) -> Iterator[str]:
    """The ids in a field that points: one, several, or the keys of a mapping."""
    if isinstance(value, str):
        yield value
    elif value is not None:
        yield from value
