"""Taking an entry out of a case together with everything that points to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from imh.case.basis import Basis, Entry, Record
from imh.case.collections import COLLECTIONS
from imh.case.integrity import REFERENCES
from imh.case.people import Person

Draft = dict[str, Any]
"""The fields of a case that is being changed and need not be valid yet."""


def take_out(draft: Draft, entry: Record) -> None:
    """Take an entry out, and make the rest of the draft do without it.

    What cannot be without it (a tie's end, an observation's child) goes as well, its name
    leaves every list, and what a person told is then told by that name in plain words.
    """
    gone = entry.id
    for collection in COLLECTIONS:
        draft[collection] = tuple(each for each in draft[collection] if each.id != gone)
    for collection, field, _ in REFERENCES:
        released = (_released(each, field, gone) for each in draft[collection])
        draft[collection] = tuple(each for each in released if each is not None)
    draft["reflections"] = tuple(_without_views(each, gone) for each in draft["reflections"])
    draft["children"] = tuple(child for child in draft["children"] if child != gone)
    draft["positions"] = {key: at for key, at in draft["positions"].items() if key != gone}
    by = {gone: entry.name} if isinstance(entry, Person) else {}
    for collection in COLLECTIONS:
        draft[collection] = _with_bases(
            draft[collection], lambda basis: _without_source(basis, gone, by)
        )


def _released(entry: Any, field: str, gone: str) -> Any:
    """The entry with a reference let go, or None when it cannot be without it."""
    value = getattr(entry, field, None)
    left: Any = None
    if isinstance(value, tuple):
        left = tuple(each for each in value if each != gone)
    elif isinstance(value, dict):
        left = {key: number for key, number in value.items() if key != gone}
    elif value != gone:
        return entry
    elif type(entry).model_fields[field].is_required():
        return None
    return entry if left == value else entry.model_copy(update={field: left})


def _without_views(reflection: Any, gone: str) -> Any:
    views = tuple(view for view in reflection.views if view.who != gone)
    if len(views) == len(reflection.views):
        return reflection
    return reflection.model_copy(update={"views": views})


def _without_source(basis: Basis, gone: str, by: dict[str, str]) -> Basis:
    told_by = tuple(name for name in (by.get(each, each) for each in basis.by) if name)
    visits = tuple(visit for visit in basis.visits if visit != gone)
    if (told_by, visits) == (basis.by, basis.visits):
        return basis
    return basis.model_copy(update={"by": told_by, "visits": visits})


def _with_bases(value: Any, change: Callable[[Basis], Basis]) -> Any:
    """A value with every basis in it changed; the same object where none was."""
    if isinstance(value, Basis):
        return change(value)
    if isinstance(value, tuple):
        several = tuple(_with_bases(each, change) for each in value)
        same = all(new is old for new, old in zip(several, value, strict=True))
        return value if same else several
    if isinstance(value, Entry):
        parts = {field: (part, _with_bases(part, change)) for field, part in value}
        update = {field: new for field, (old, new) in parts.items() if new is not old}
        return value.model_copy(update=update) if update else value
    return value
