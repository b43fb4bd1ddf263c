"""What a person reads when they have to choose between two changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from imh.case.basis import Record
from imh.case.case import Case
from imh.case.diff import DescribedChange, Names, changes, named, subject
from imh.case.merging.conflict_sets import ConflictSet
from imh.case.merging.units import REFERENCE_FIELDS, Located, Unit
from imh.case.merging.values import MISSING


@dataclass(frozen=True)
class ConflictLine:
    """One place in words: what it is about, what it said before, and on each side.

    An empty text is nothing: nothing noted, or no such entry.
    """

    about: str
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """What two people changed in ways that cannot both stand, to be taken from one of them.

    It has several parts when these can only be taken from the same side: somebody whom one
    side took out, and the tie that the other side gave them.
    """

    parts: tuple[ConflictLine, ...]
    only_places: bool = False
    """Nothing but where symbols stand on the map or in what order entries are listed."""

    @property
    def about(self) -> str:
        """What it is about: ``Rosa: age``."""
        return "; ".join(part.about for part in self.parts)

    @property
    def base(self) -> str:
        """What was there before, in words."""
        return self._side("base")

    @property
    def mine(self) -> str:
        """What mine says, in words."""
        return self._side("mine")

    @property
    def theirs(self) -> str:
        """What theirs says, in words."""
        return self._side("theirs")

    def _side(self, side: str) -> str:
        if len(self.parts) == 1:
            return str(getattr(self.parts[0], side))
        said = ((part.about, getattr(part, side)) for part in self.parts)
        return "; ".join(f"{about}: {words}" for about, words in said if words)


def conflict_in_words(conflict_set: ConflictSet, base: Case, mine: Case, theirs: Case) -> Conflict:
    """A bundle of places as people read it."""
    parts = tuple(_told_apart(_part(unit, base, mine, theirs), unit) for unit in conflict_set)
    return Conflict(parts, all(unit.kind in ("position", "order") for unit in conflict_set))


def _told_apart(part: ConflictLine, unit: Unit) -> ConflictLine:
    """Different values must not read the same."""
    if part.mine != part.theirs or unit.mine == unit.theirs:
        return part
    theirs = f"{part.theirs} (not quite the same)"
    return ConflictLine(part.about, part.base, part.mine, theirs)


def _part(unit: Unit, base: Case, mine: Case, theirs: Case) -> ConflictLine:
    three = ((unit.base, base), (unit.mine, mine), (unit.theirs, theirs))
    holding = next((case for case in (base, mine, theirs) if unit.id in case.entries), base)
    names = holding.entries
    match unit.kind:
        case "entry":
            said = [_entry(unit, value, case) for value, case in three]
            return ConflictLine(subject(names[unit.id], names), *said)
        case "field":
            whose = f"{subject(names[unit.id], names)}: {_label(unit.field)}"
            return ConflictLine(
                whose,
                *(words(case.entries[unit.id], unit.field, case.entries) for _, case in three),
            )
        case "position":
            said = [_place(value) for value, _ in three]
            return ConflictLine(f"{named(unit.id, names)}: place on the map", *said)
        case "order":
            said = ["; ".join(named(each, case.entries) for each in ids) for ids, case in three]
            return ConflictLine(f"{unit.id.capitalize()}: order", *said)
    said = [words(case, unit.field, case.entries) for _, case in three]
    return ConflictLine(f"Case: {_label(unit.field)}", *said)


def _label(field: str) -> str:
    return DescribedChange(field, "", "").label


def _place(value: Any) -> str:
    return "moved to {:g}, {:g}".format(*value) if value else "where the drawing puts it"


def _entry(unit: Unit, value: Located | None, case: Case) -> str:
    """What became of an entry on one side."""
    if value is unit.base:
        return "" if value is None else "in the case"
    if value is None:
        return "removed"
    _, entry = value
    if unit.base is None:
        return _said(entry, _beyond_its_name(entry), case.entries) or "new"
    if value == unit.base:
        return "left as it was"
    before = unit.base[1]
    if type(before) is not type(entry):
        return f"became {subject(entry, case.entries)}"
    fields = type(entry).model_fields
    changed = [name for name in fields if getattr(entry, name) != getattr(before, name)]
    return "; ".join(
        f"{_label(name)} {words(entry, name, case.entries) or 'taken out'}" for name in changed
    )


def _beyond_its_name(entry: Record) -> dict[str, Any]:
    """The fields of an entry that are not told by what it is called, as the ends of a tie are."""
    fields = type(entry).model_fields.items()
    return {
        name: about
        for name, about in fields
        if not (name in REFERENCE_FIELDS and about.is_required())
    }


# Values in full: a choice must not hang on what was cut off


def words(part: BaseModel, field: str, names: Names) -> str:
    """A field's value as people read it, with names for ids; "" for nothing."""
    value = getattr(part, field)
    if isinstance(value, str) and len(value) > 60:
        return f"'{value}'"
    if isinstance(value, tuple):
        each = (part.model_copy(update={field: member}) for member in value)
        if value and isinstance(value[0], BaseModel):
            return "; ".join(words(one, field, names) for one in each)
        singles = (part.model_copy(update={field: (member,)}) for member in value)
        return "; ".join(
            f"'{member}'" if len(str(member)) > 60 else _brief(one, field, names)
            for member, one in zip(value, singles, strict=True)
        )
    if isinstance(value, BaseModel):
        return _said(value, type(value).model_fields, names)
    return _brief(part, field, names)


def _brief(part: BaseModel, field: str, names: Names) -> str:
    blank = part.model_copy(update={field: None})
    return "".join(change.after for change in changes(blank, part, names, names, [field]))


def _said(part: BaseModel, fields: Mapping[str, Any], names: Names) -> str:
    """All that a part of a case says beyond the defaults."""
    said = []
    for name, about in fields.items():
        value = getattr(part, name)
        if name == "id" or (not about.is_required() and value == about.default):
            continue
        text = _label(name) if value is True else words(part, name, names)
        said.append(f"{_label(name)} {text}" if isinstance(part, Record) and text else text)
    return ", ".join(filter(None, said))


# Papers


def attachment_in_words(unit: Unit) -> Conflict:
    """A paper beside the case, or one key of it, as people read it."""
    about = unit.id if not unit.field else f"{unit.id}: {_KEYS.get(unit.field) or unit.field}"
    said = [_leaves(value) for value in (unit.base, unit.mine, unit.theirs)]
    if unit.base is MISSING:
        said[0] = _written_over(unit.mine)
    return Conflict((_told_apart(ConflictLine(about[:1].upper() + about[1:], *said), unit),))


_KEYS = {
    "replaced": "words of a sentence",
    "left_out": "a sentence left out",
    "left_out_sections": "sections left out",
    "order": "order of sentences",
    "sections": "order of sections",
    "added": "sentences added",
    "overrides": "evidence counted otherwise",
}
"""The parts of a formulation's paper, by their keys."""


def _written_over(value: Any) -> str:
    """The words that a text was written over, of a text that says so."""
    return _leaves(value["over"]) if isinstance(value, Mapping) and "over" in value else ""


def _leaves(value: Any) -> str:
    if value is MISSING or value is None:
        return ""
    if isinstance(value, Mapping):
        if "over" in value and "text" in value:
            return _leaves(value["text"])
        return "; ".join(filter(None, map(_leaves, value.values())))
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_leaves, value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}'" if isinstance(value, str) else str(value)
