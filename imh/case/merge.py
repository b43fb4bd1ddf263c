"""Two people changed the same case; their changes become one case again.

What each changed is seen against the case that both started from. Changes in different places
stand side by side. Where one place would have to hold two things, or where one change cannot
stand beside the other, a person chooses (:class:`Conflict`). Nothing is dropped without a question;
only the place of a symbol on the map goes with the symbol.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from imh.case.care_plan import SafetyConcern
from imh.case.case import Case
from imh.case.collections import COLLECTIONS
from imh.case.diff import subject
from imh.case.ids import free_id
from imh.case.merging.conflict_sets import ConflictSet, Fit
from imh.case.merging.conflict_texts import (
    Conflict,
    ConflictLine,
    attachment_in_words,
    conflict_in_words,
)
from imh.case.merging.units import Unit, identity, located, points, units
from imh.case.merging.values import CONFLICT, MISSING, Side, in_order, together
from imh.case.reflections import Reflection

__all__ = [
    "Conflict",
    "ConflictLine",
    "Merged",
    "MergedAttachments",
    "Side",
    "merge",
    "merge_attachments",
    "settle",
    "settle_attachments",
]


@dataclass(frozen=True)
class Merged:
    """One valid case of two, and what has to be chosen.

    Until it is chosen, ``case`` holds mine wherever there is a clash.
    """

    case: Case
    conflicts: tuple[Conflict, ...]
    _units: tuple[Unit, ...] = field(repr=False)
    _conflict_sets: tuple[ConflictSet, ...] = field(repr=False)
    _three: tuple[Case, Case, Case] = field(repr=False)


def merge(base: Case, mine: Case, theirs: Case) -> Merged:
    """Merge two cases that both came from ``base``. Whatever they hold, it does not fail.

    Where both added something of their own under one id, mine gets another id and both stay.
    """
    mine = _apart(base, mine, theirs)
    three = (base, mine, theirs)
    differing = units(*three)
    fit = Fit(differing, mine, theirs)
    try:
        case = _settled(three, differing, fit.found, ["mine"] * len(fit.found))
    except ValidationError:  # by a rule of a whole case that fit.py does not know yet
        fit.join_all()
        case = mine
    conflicts = tuple(conflict_in_words(conflict_set, *three) for conflict_set in fit.found)
    return Merged(case, conflicts, differing, fit.found, three)


def settle(merged: Merged, choices: Sequence[Side]) -> Case:
    """The case after a choice for each clash, in their order. Every combination is valid.

    Raises ValueError when there is not one choice for each clash.
    """
    return _settled(merged._three, merged._units, merged._conflict_sets, choices)


def _settled(
    three: tuple[Case, Case, Case],
    differing: Sequence[Unit],
    conflict_sets: Sequence[ConflictSet],
    choices: Sequence[Side],
) -> Case:
    _, mine, _ = three
    side = _sides(conflict_sets, choices)
    draft: dict[str, Any] = {name: getattr(mine, name) for name in Case.model_fields}
    entries, positions = located(mine), dict(mine.positions)
    for unit in differing:
        value = unit.on(side[unit]) if unit in side else unit.merged
        if unit.kind == "case":
            draft[unit.field] = value
        elif unit.kind == "entry":
            entries[unit.id] = value
        elif unit.kind == "field":
            name, entry = entries[unit.id]
            entries[unit.id] = (name, entry.model_copy(update={unit.field: value}))
        elif unit.kind == "position":
            positions[unit.id] = value
    lead = {unit.id: side[unit] for unit in differing if unit.kind == "order"}
    present: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
    for identifier, place in entries.items():
        if place is not None:
            present[place[0]][identifier] = place[1]
    for name, kept in present.items():
        orders = [[entry.id for entry in getattr(case, name)] for case in three]
        order = in_order(orders, lead.get(name, "mine"))
        draft[name] = tuple(kept[identifier] for identifier in order if identifier in kept)
    symbols = {**present["people"], **present["settings"], **present["influences"]}
    draft["positions"] = {key: at for key, at in positions.items() if at and key in symbols}
    return Case.model_validate(draft)


def _sides(conflict_sets: Sequence[ConflictSet], choices: Sequence[Side]) -> dict[Unit, Side]:
    if len(conflict_sets) != len(choices) or not set(choices) <= {"mine", "theirs"}:
        raise ValueError(f"there are {len(conflict_sets)} clashes, each needs 'mine' or 'theirs'")
    return {
        unit: choice
        for conflict_set, choice in zip(conflict_sets, choices, strict=True)
        for unit in conflict_set
    }


# Two new entries under one id


def _apart(base: Case, mine: Case, theirs: Case) -> Case:
    """My case, with other ids for new entries whose ids they gave to something else."""
    here, there = located(mine), located(theirs)
    taken = {*base.entries, *here, *there}
    renamed: dict[str, str] = {}
    for identifier in here:
        if identifier in base.entries or identifier not in there:
            continue
        if here[identifier] != there[identifier] and not _same(identifier, mine, theirs):
            renamed[identifier] = free_id(identifier, taken)
            taken.add(renamed[identifier])
    if not renamed:
        return mine
    changed = {
        name: _with_ids(getattr(mine, name), renamed, name == "children")
        for name in Case.model_fields
    }
    changed["positions"] = {renamed.get(key, key): at for key, at in mine.positions.items()}
    return Case.model_validate(changed)


def _same(identifier: str, mine: Case, theirs: Case) -> bool:
    """Whether both meant the same: people call it the same.

    A reflection is its writer's own, and no safety concern may stand back for another.
    """
    here, there = mine.entries[identifier], theirs.entries[identifier]
    return (
        type(here) is type(there)
        and not isinstance(here, Reflection | SafetyConcern)
        and identity(here) == identity(there)
        and subject(here, mine.entries) == subject(there, theirs.entries)
    )


def _with_ids(value: Any, ids: Mapping[str, str], pointing: bool = False) -> Any:
    """A part of a case with other ids in it."""
    if isinstance(value, BaseModel):
        parts = {
            name: _with_ids(part, ids, name == "id" or points(value, name)) for name, part in value
        }
        return value.model_copy(update=parts)
    if isinstance(value, tuple):
        return tuple(_with_ids(part, ids, pointing) for part in value)
    if isinstance(value, dict) and pointing:
        return {ids.get(key, key): part for key, part in value.items()}
    return ids.get(value, value) if pointing and isinstance(value, str) else value


# Papers beside the case

Attachments = Mapping[str, Any]
"""What was written beside the case, JSON values by name."""


@dataclass(frozen=True)
class MergedAttachments:
    """The papers of both, and what has to be chosen; until then mine stands."""

    attachments: dict[str, Any]
    conflicts: tuple[Conflict, ...]
    _units: tuple[Unit, ...] = field(repr=False)
    _mine: Attachments = field(repr=False)


def merge_attachments(
    base: Attachments, mine: Attachments, theirs: Attachments
) -> MergedAttachments:
    """Merge papers by name, within an object by its keys, and where these clash by theirs.

    A paper under a seal is one whole: a signature is never put under another text.
    """
    differing: list[Unit] = []
    for name in {**mine, **theirs, **base}:
        old, here, there = (attachments.get(name, MISSING) for attachments in (base, mine, theirs))
        if here != there:
            differing += _attachment(name, old, here, there)
    found = tuple(differing)
    attachments = _settled_attachments(mine, found, ["mine"] * len(_open(found)))
    return MergedAttachments(
        attachments, tuple(map(attachment_in_words, _open(found))), found, mine
    )


def settle_attachments(merged: MergedAttachments, choices: Sequence[Side]) -> dict[str, Any]:
    """The papers after a choice for each clash, in their order. Raises ValueError as
    :func:`settle` does."""
    return _settled_attachments(merged._mine, merged._units, choices)


def _attachment(name: str, base: Any, mine: Any, theirs: Any) -> list[Unit]:
    if base is MISSING and isinstance(mine, dict) and isinstance(theirs, dict):
        base = {}
    objects = [value for value in (base, mine, theirs) if isinstance(value, dict)]
    sealed = any("seal" in attachment for attachment in objects)
    if sealed or len(objects) < 3:
        either = mine if theirs == base else theirs if mine == base else CONFLICT
        merged = either if sealed else together(base, mine, theirs)
        return [Unit("paper", name, "", base, mine, theirs, merged)]
    keyed = []
    for key in {**mine, **theirs, **base}:
        old, here, there = (attachment.get(key, MISSING) for attachment in (base, mine, theirs))
        if here != there:
            keyed += _key(name, key, old, here, there)
    return keyed


def _key(name: str, key: str, base: Any, mine: Any, theirs: Any) -> list[Unit]:
    """A key of a paper; where both changed what it holds by keys, each of those by itself."""
    merged = together(base, mine, theirs)
    within = {} if base is MISSING else base
    if merged is not CONFLICT or not all(isinstance(each, dict) for each in (within, mine, theirs)):
        return [Unit("paper", name, key, base, mine, theirs, merged)]
    parts = []
    for part in {**mine, **theirs, **within}:
        old, here, there = (side.get(part, MISSING) for side in (within, mine, theirs))
        if here != there:
            both = together(old, here, there)
            parts.append(Unit("paper", name, key, old, here, there, both, part))
    return parts


def _open(differing: Sequence[Unit]) -> tuple[Unit, ...]:
    return tuple(unit for unit in differing if unit.merged is CONFLICT)


def _settled_attachments(
    mine: Attachments, differing: Sequence[Unit], choices: Sequence[Side]
) -> dict[str, Any]:
    side = _sides([(unit,) for unit in _open(differing)], choices)
    attachments = dict(mine)
    for unit in differing:
        value = unit.on(side[unit]) if unit in side else unit.merged
        if unit.part is not None:
            within = _with(attachments[unit.id][unit.field], unit.part, value)
            attachments[unit.id] = _with(attachments[unit.id], unit.field, within)
        elif unit.field:
            attachments[unit.id] = _with(attachments[unit.id], unit.field, value)
        elif value is MISSING:
            attachments.pop(unit.id, None)
        else:
            attachments[unit.id] = value
    return attachments


def _with(attachment: Attachments, key: str, value: Any) -> dict[str, Any]:
    """A paper with another value under a key, or without that key."""
    rest = {other: part for other, part in attachment.items() if other != key}
    return rest if value is MISSING else {**rest, key: value}
