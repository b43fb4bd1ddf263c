"""One value that two people changed, and the order of a list that two people changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Literal

from pydantic import BaseModel

from imh.case.casefile import plain

Side = Literal["mine", "theirs"]

MISSING: Final = object()
"""In place of a value that is not there."""

CONFLICT: Final = object()
"""In place of a value: both changed it, and no value holds both changes."""


def together(base: Any, mine: Any, theirs: Any) -> Any:
    """The value that holds what both changed, or :data:`CONFLICT`.

    Parts of a value are merged where they can be told apart: the fields of a basis, the keys of
    a mapping, the members of a list.
    """
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if base is MISSING and type(mine) is type(theirs) and isinstance(mine, dict | list):
        base = type(mine)()
    values = (base, mine, theirs)
    if all(isinstance(value, Mapping) for value in values):
        return _parts(base, mine, theirs)
    if all(isinstance(value, tuple) for value in values):
        return _members(base, mine, theirs)
    if all(isinstance(value, list) for value in values):
        merged = _members(base, mine, theirs)
        return merged if merged is CONFLICT else list(merged)
    if isinstance(mine, BaseModel) and type(base) is type(mine) is type(theirs):
        merged = _parts(dict(base), dict(mine), dict(theirs))
        return merged if merged is CONFLICT else mine.model_copy(update=merged)
    return CONFLICT


def _parts(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Any:
    merged = {
        key: together(*(side.get(key, MISSING) for side in (base, mine, theirs)))
        for key in {**mine, **theirs}
    }
    if any(value is CONFLICT for value in merged.values()):
        return CONFLICT
    return {key: value for key, value in merged.items() if value is not MISSING}


def _members(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> Any:
    """A list with the members that either added and without those that either took out.

    A member that one side changed counts as taken out and another one added. So it is a clash
    when both took out the same and either put something in, or when both added something about
    the same (a load of one kind, the view of one person).
    """
    named = {_key(member): member for member in (*base, *mine, *theirs)}
    keys = [[_key(member) for member in side] for side in (base, mine, theirs)]
    if any(len(set(side)) < len(side) for side in keys) or leader(keys) is None:
        return CONFLICT
    old, mine_now, theirs_now = (set(side) for side in keys)
    added_by_me, added_by_them = mine_now - old, theirs_now - old
    gone = old - mine_now - theirs_now
    if gone and added_by_me != added_by_them:
        return CONFLICT
    if _about(added_by_me - added_by_them, named) & _about(added_by_them - added_by_me, named):
        return CONFLICT
    kept = (mine_now & theirs_now) | added_by_me | added_by_them
    return tuple(named[key] for key in in_order(keys) if key in kept)


def _key(member: Any) -> str:
    return json.dumps(plain(member), sort_keys=True, default=str)


def _about(keys: Collection[str], named: Mapping[str, Any]) -> set[str]:
    """What members are about: their first field, which names a kind or a person."""
    about = set()
    for key in keys:
        member = named[key]
        parts = dict(member) if isinstance(member, BaseModel | Mapping) else {"": member}
        about.add(_key(next(iter(parts.values()), None)))
    return about


# Order

Ids = Sequence[str]


def leader(orders: Sequence[Ids]) -> Literal["base", "mine", "theirs"] | None:
    """Whose order of what was there before is to be kept; None when both made another one.

    ``orders`` are those of base, mine and theirs.
    """
    base, mine, theirs = orders
    i_did, they_did = _reordered(base, mine), _reordered(base, theirs)
    if i_did and they_did:
        alike = _only(mine, base, theirs) == _only(theirs, base, mine)
        return "mine" if alike else None
    if i_did:
        return "mine"
    return "theirs" if they_did else "base"


def _reordered(base: Ids, side: Ids) -> bool:
    return _only(base, side) != _only(side, base)


def _only(order: Ids, *others: Ids) -> list[str]:
    known = [set(other) for other in others]
    return [each for each in order if all(each in other for other in known)]


def in_order(orders: Sequence[Ids], lead: Side = "mine") -> list[str]:
    """Everything that is in any of the lists of base, mine and theirs, each thing once.

    What was there before keeps the order of whoever changed it, that of ``lead`` if both did;
    what is new follows what it followed where it was added. The sides are alike otherwise: who
    is called mine makes no difference.
    """
    base, mine, theirs = orders
    led_by = leader(orders) or lead
    order = _only({"base": base, "mine": mine, "theirs": theirs}[led_by], base)
    other = theirs if led_by == "mine" else mine
    for source in (other if _reordered(base, other) else base, base):
        _put_in(order, _only(source, base))
    after_mine, after_theirs = _new_after(base, mine), _new_after(base, theirs)
    result: dict[str, None] = {}
    for place in (None, *order):
        if place is not None:
            result[place] = None
        for run in sorted((after_mine.get(place, []), after_theirs.get(place, []))):
            result.update(dict.fromkeys(run))
    return list(result)


def _put_in(order: list[str], source: Ids) -> None:
    """Add what is missing behind what it follows in ``source``."""
    known, before = set(order), None
    for each in source:
        if each not in known:
            order.insert(0 if before is None else order.index(before) + 1, each)
        before = each


def _new_after(base: Ids, side: Ids) -> dict[str | None, list[str]]:
    """What one side added, by what was there before that it follows."""
    old, runs, before = set(base), dict[str | None, list[str]](), None
    for each in side:
        if each in old:
            before = each
        else:
            runs.setdefault(before, []).append(each)
    return runs
