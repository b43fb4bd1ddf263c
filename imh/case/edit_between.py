"""The edit that turns one case into another, so that whatever was worked out whole can be undone.

Quick entry and the tables make a new case out of an old one; what travels, is kept and is undone
is the difference between the two, as small as it can be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from imh.case.basis import Record
from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.collections import Collection
from imh.case.edits import (
    Add,
    CaseField,
    Change,
    Edit,
    Move,
    Restore,
    SetCase,
    Several,
    Unmove,
)


def edit_between(old: Case, new: Case) -> Several:
    """The edit that makes ``new`` out of ``old``, exactly; empty when the two are equal.

    Entries that went come first, then fields that changed, then entries that are new, so that an
    id may wander from one list to another. Nothing else is taken along.
    """
    collections: tuple[Collection, ...] = get_args(Collection)
    edits: list[Edit] = []
    for collection in collections:
        edits += _gone(old, new, collection)
    for collection in collections:
        edits += _changed(old, new, collection)
    for collection in collections:
        edits += _new(old, new, collection)
    edits += _of_the_case(old, new)
    edits += _places(old, new)
    return Several(edits=tuple(edits))


def _listed(case: Case, collection: Collection) -> dict[str, Record]:
    return {entry.id: entry for entry in getattr(case, collection)}


def _same_order(old: Case, new: Case, collection: Collection) -> bool:
    before, after = _listed(old, collection), _listed(new, collection)
    return [key for key in before if key in after] == [key for key in after if key in before]


def _gone(old: Case, new: Case, collection: Collection) -> Iterator[Restore]:
    """Entries that leave a list; all of them where the list comes back in another order."""
    after = _listed(new, collection) if _same_order(old, new, collection) else {}
    gone = tuple(key for key in _listed(old, collection) if key not in after)
    if gone:
        yield Restore(collection=collection, out=gone)


def _changed(old: Case, new: Case, collection: Collection) -> Iterator[Change | Restore]:
    if not _same_order(old, new, collection):
        return
    before = _listed(old, collection)
    for index, (key, entry) in enumerate(_listed(new, collection).items()):
        former = before.get(key)
        if former is None or former == entry:
            continue
        if type(former) is not type(entry):  # an observation of another kind
            place = index - sum(each not in before for each in [*_listed(new, collection)][:index])
            yield Restore(collection=collection, back=((place, plain(entry)),))
        else:
            yield Change(id=key, fields=_other_values(former, entry))


def _other_values(former: Record, entry: Record) -> dict[str, object]:
    return {
        field: plain(getattr(entry, field))
        for field in type(entry).model_fields
        if getattr(entry, field) != getattr(former, field)
    }


def _new(old: Case, new: Case, collection: Collection) -> Iterator[Add]:
    """Entries that are new, each with its place unless it stands at the end anyway."""
    before = _listed(old, collection) if _same_order(old, new, collection) else {}
    after = _listed(new, collection)
    last_kept = max((at for at, key in enumerate(after) if key in before), default=-1)
    for index, (key, entry) in enumerate(after.items()):
        if key not in before:
            at = index if index < last_kept else None
            yield Add(collection=collection, entry=plain(entry), at=at)


def _of_the_case(old: Case, new: Case) -> Iterator[SetCase]:
    fields: tuple[CaseField, ...] = get_args(CaseField)
    other: dict[CaseField, object] = {
        field: plain(getattr(new, field))
        for field in fields
        if getattr(new, field) != getattr(old, field)
    }
    if other:
        yield SetCase(fields=other)


def _places(old: Case, new: Case) -> Iterator[Move | Unmove]:
    for key, (x, y) in new.positions.items():
        if old.positions.get(key) != (x, y):
            yield Move(id=key, x=x, y=y)
    for key in old.positions:
        if key not in new.positions:
            yield Unmove(id=key)
