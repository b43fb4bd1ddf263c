"""What differs between two cases, in lines that people can read.

Entries are called by names, never by ids: "Rosa", "Tie from Ana to Leo", "Event 'José died'". Of a
reflection nothing is told but that it is one: these lines stand on a screen that many may see.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from imh.case.basis import Record
from imh.case.care_plan import SafetyConcern, Visit
from imh.case.case import Case
from imh.case.collections import COLLECTIONS
from imh.case.durations import say_duration
from imh.case.events import Event
from imh.case.integrity import REFERENCES
from imh.case.observations import ChildObservation, DailyObservation, PairObservation, Screening
from imh.case.reflections import Reflection
from imh.case.ties import Tie
from imh.case.vocabulary import OPEN_CODES

Names = Mapping[str, Record]
"""Entries by id, to call them by name."""

DifferenceKind = Literal["new", "removed", "changed", "moved", "reordered"]


@dataclass(frozen=True)
class Difference:
    """One line of what differs; ``id`` and ``field`` say what it is about, where they can."""

    kind: DifferenceKind
    text: str
    id: str | None = None
    field: str | None = None


def difference(old: Case, new: Case) -> tuple[Difference, ...]:
    """What makes ``new`` another case than ``old``; empty exactly when they are equal.

    Symbols that were moved on the map come last and apart: they change no content.
    """
    return (*_about_the_case(old, new), *_about_entries(old, new), *_about_places(old, new))


def _about_the_case(old: Case, new: Case) -> Iterator[Difference]:
    own = [field for field in Case.model_fields if field not in (*COLLECTIONS, "positions")]
    for change in changes(old, new, old.entries, new.entries, own):
        yield Difference("changed", change.sentence("Case"), field=change.field)


def _about_entries(old: Case, new: Case) -> Iterator[Difference]:
    for collection in COLLECTIONS:
        before = {entry.id: entry for entry in getattr(old, collection)}
        after = {entry.id: entry for entry in getattr(new, collection)}
        for identifier, entry in before.items():
            if identifier not in after:
                text = f"{subject(entry, old.entries)} removed"
                yield Difference("removed", text, identifier)
        for identifier, entry in after.items():
            if identifier not in before:
                yield Difference("new", introduction(entry, new.entries), identifier)
        for identifier, entry in before.items():
            if after.get(identifier, entry) is not entry:
                yield from _about_entry(entry, after[identifier], old.entries, new.entries)
        if [key for key in before if key in after] != [key for key in after if key in before]:
            yield Difference(
                "reordered", f"{collection.capitalize()}: order changed", field=collection
            )


def _about_entry(
    old: Record, new: Record, old_names: Names, new_names: Names
) -> Iterator[Difference]:
    if type(old) is not type(new):
        text = f"{subject(old, old_names)} became {subject(new, new_names)}"
        yield Difference("changed", text, old.id)
        return
    if isinstance(old, Reflection):
        if old != new:
            yield Difference("changed", f"{subject(old, old_names)} changed", old.id)
        return
    for change in changes(old, new, old_names, new_names):
        text = change.sentence(subject(old, old_names))
        yield Difference("changed", text, old.id, change.field)


def _about_places(old: Case, new: Case) -> Iterator[Difference]:
    for identifier in {**old.symbols, **new.symbols}:
        place = new.positions.get(identifier)
        if place == old.positions.get(identifier):
            continue
        if place is not None:
            text = f"{named(identifier, new.entries)} moved on the map"
        elif identifier in new.symbols:
            text = f"{named(identifier, new.entries)} no longer placed by hand"
        else:
            continue  # its symbol is gone, which stands in another line
        yield Difference("moved", text, identifier, "positions")


# One field after another


@dataclass(frozen=True)
class DescribedChange:
    """One field with another value than before, both in words ("" for nothing)."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """The name of the field as people read it."""
        return _LABELS.get(self.field) or self.field.replace("_", " ")

    def sentence(self, whose: str) -> str:
        """The change with both values: ``Rosa: age changed from 57 to 58``."""
        if self.before == self.after:  # they differ where the words were cut
            return f"{whose}: {self.label} changed"
        if not self.before:
            return f"{whose}: {self.label} set to {self.after}"
        if not self.after:
            return f"{whose}: {self.label} taken out, was {self.before}"
        return f"{whose}: {self.label} changed from {self.before} to {self.after}"


_LABELS = {
    "age_years": "age",
    "age_months": "age in months",
    "at_months": "child's age in months",
    "since_months": "beginning in months",
    "until_months": "end in months",
    "died_at_months": "death in months",
    "reference_age_months": "child's age in months",
}


def changes(
    old: BaseModel,
    new: BaseModel,
    old_names: Names,
    new_names: Names,
    fields: Iterable[str] | None = None,
) -> Iterator[DescribedChange]:
    """The fields (all, or those named) in which two entries of one type differ."""
    for field in type(old).model_fields if fields is None else fields:
        if getattr(old, field) != getattr(new, field):
            before, after = _in_words(old, field, old_names), _in_words(new, field, new_names)
            yield DescribedChange(field, before, after)


_REFERENCES = {field for _, field, _ in REFERENCES} | {"children", "by", "visits"}


def _in_words(entry: BaseModel, field: str, names: Names) -> str:
    value = getattr(entry, field)
    if field in _REFERENCES:
        value = _with_names(value, names)
    elif _is_free_text(type(entry).model_fields[field].annotation):
        value = tuple(map(_quoted, value)) if isinstance(value, tuple) else _quoted(value)
    return _value_in_words(value, names)


def _with_names(value: Any, names: Names) -> Any:
    """Ids as the names of what they stand for; other words as they are."""
    if isinstance(value, str):
        return named(value, names)
    if isinstance(value, tuple):
        return tuple(named(each, names) for each in value)
    if isinstance(value, dict):
        return tuple(f"{named(each, names)} {number:g}" for each, number in value.items())
    return value


def _is_free_text(annotation: Any) -> bool:
    """Tell somebody's own words, alone or in a list, from the codes of a vocabulary."""
    if get_origin(annotation) in (tuple, Annotated):
        return _is_free_text(get_args(annotation)[0])
    return annotation is str


def _value_in_words(value: Any, names: Names) -> str:
    if value is None or value == () or value == {}:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _brief("; ".join(_value_in_words(each, names) for each in value))
    if isinstance(value, BaseModel):
        return _parts_in_words(value, names)
    return str(value).replace("_", " ")


def _parts_in_words(part: BaseModel, names: Names) -> str:
    """What a load, a basis, an account says beyond the defaults."""
    said = []
    for field, about in type(part).model_fields.items():
        value = getattr(part, field)
        if value is True:
            said.append(field.replace("_", " "))
        elif about.is_required() or value != about.default:
            said.append(_in_words(part, field, names))
    return _brief(", ".join(filter(None, said)))


def _quoted(text: str) -> str:
    return f"'{_brief(text)}'" if text else ""


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57].rstrip() + "..."


# What entries are called


def named(identifier: str, names: Names) -> str:
    """What people call an entry, without a word for its kind: ``Rosa``, ``Ana to Leo``."""
    entry = names.get(identifier)
    return identifier if entry is None else _name(entry, names)


def subject(entry: Record, names: Names) -> str:
    """What people call an entry in a sentence of its own: ``Rosa``, ``Tie from Ana to Leo``."""
    kind = kind_of(entry)
    if isinstance(entry, Reflection):
        return "A reflection"
    if kind in ("person", "home", "setting", "influence"):
        return _name(entry, names)
    link = {"tie": " from", "observation": " of", "visit": " at"}.get(kind, "")
    return f"{kind.capitalize()}{link} {_name(entry, names)}"


def introduction(entry: Record, names: Names) -> str:
    """How an entry is announced: ``New tie: Ana to Leo, warm``."""
    if isinstance(entry, Reflection):
        return "New reflection"
    detail = {
        "person": "role",
        "setting": "kind",
        "influence": "kind",
        "tie": "quality",
        "observation": "rating",
    }.get(kind_of(entry), "")
    word = getattr(entry, detail, "unknown")
    said = "" if word in OPEN_CODES else f", {word.replace('_', ' ')}"
    return f"New {kind_of(entry)}: {_name(entry, names)}{said}"


def kind_of(entry: Record) -> str:
    """The kind of an entry in one word or two: person, home, tie, observation ..."""
    if isinstance(entry, PairObservation | ChildObservation | DailyObservation):
        return "observation"
    words = {"Household": "home", "SafetyConcern": "safety concern"}
    return words.get(type(entry).__name__) or type(entry).__name__.lower()


def _name(entry: Record, names: Names) -> str:
    match entry:
        case Tie():
            return f"{named(entry.source, names)} to {named(entry.target, names)}"
        case Event():
            return _quoted(entry.title) or _when(_plain(entry.kind), entry.at_months)
        case PairObservation():
            pair = f"{named(entry.caregiver, names)} and {named(entry.child, names)}"
            return f"{_plain(entry.aspect)} between {pair}"
        case ChildObservation():
            return f"{_plain(entry.domain)} of {named(entry.child, names)}"
        case DailyObservation():
            return f"{_plain(entry.aspect)} with {named(entry.child, names)}"
        case Screening():
            return f"{_quoted(entry.name)} of {named(entry.about, names)}"
        case Reflection():
            return "a reflection"
        case SafetyConcern():
            return f"'{_plain(entry.kind)}'"
        case Visit():
            return _when(entry.place or "a place not noted", entry.at_months)
    return _own_words(entry)


def _own_words(entry: Record) -> str:
    """The name of a symbol, or the words of a question, goal, strength ... in quotes."""
    name = getattr(entry, "name", None)
    if name is not None:
        return str(name) or entry.id
    words = (getattr(entry, field, "") for field in ("text", "words", "what"))
    return _quoted(next(filter(None, words), "")) or entry.id


def _when(what: str, months: float | None) -> str:
    return what if months is None else f"{what}, {say_duration(months)}"


def _plain(code: str) -> str:
    return code.replace("_", " ")
