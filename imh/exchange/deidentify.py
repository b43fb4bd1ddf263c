"""A case without names, dates and places, and its free text for a person to read line by line.

The checklist is that of HIPAA Safe Harbor (45 CFR 164.514(b)(2)): names, places smaller than a
state, dates, ages over 89, phone and fax numbers, addresses, e-mail and web addresses, and
numbers of records, accounts, plans, licences, vehicles and devices. Names of the map are replaced
everywhere; what the rules cannot know they point out. No rule finds everything: a person has to
read the text before it goes anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from imh.case.ages import EARLIEST_EVENT_MONTHS
from imh.case.basis import InformantReport
from imh.case.case import Case
from imh.case.collections import COLLECTIONS
from imh.case.redaction import redacted
from imh.case.time_units import DAYS_PER_MONTH
from imh.exchange.hints import Hint, hints_in
from imh.exchange.pseudonyms import Pseudonyms, pseudonyms_for

OLDEST_YEARS: Final = 90.0
DATES: Final = ("birth_date", "due_date", "date")
PREFIXES: Final = {
    "people": "person",
    "households": "home",
    "settings": "place",
    "influences": "influence",
    "ties": "tie",
    "events": "event",
    "observations": "observation",
    "reflections": "reflection",
    "safety": "safety",
    "questions": "question",
    "hypotheses": "hypothesis",
    "goals": "goal",
    "strengths": "strength",
    "agreements": "agreement",
    "visits": "visit",
}


@dataclass(frozen=True)
class FreeText:
    """One free text to be read by a person: where it stands, what it says now, what to look at."""

    path: str
    text: str
    hints: tuple[Hint, ...]


def deidentify(case: Case) -> tuple[Case, tuple[FreeText, ...]]:
    """The case with pseudonyms and ages, and its free text for review.

    People are called by what they are to the child, places by their kind, also inside every text;
    ids say nothing; dates are gone where an age stands for them. The case keeps its shape: the
    same ties, events and observations, so its map and its evidence stay what they were. The words
    of a reflection that was not shared are no part of it: they are nobody's to review.
    """
    case = redacted(case)
    names = pseudonyms_for(case)
    ids = _new_ids(case)
    turned = _Turned(names, ids)
    plain = {field: getattr(case, field) for field in Case.model_fields}
    changed: dict[str, Any] = {
        field: turned.value(value, Case.model_fields[field]) for field, value in plain.items()
    }
    changed["title"] = _title(case)
    changed["people"] = tuple(
        _person(person, names.of[former.id])
        for person, former in zip(changed["people"], case.people, strict=True)
    )
    for field in ("settings", "influences", "households"):
        changed[field] = tuple(
            entry.model_copy(update={"name": names.of.get(former.id, entry.name)})
            for entry, former in zip(changed[field], getattr(case, field), strict=True)
        )
    changed["events"] = tuple(_aged(case, event) for event in changed["events"])
    changed["visits"] = tuple(_aged(case, visit) for visit in changed["visits"])
    changed = {field: _without_dates(value) for field, value in changed.items()}
    safe = Case.model_validate({name: _dumped(value) for name, value in changed.items()})
    return safe, tuple(_lines(safe, names))


def _title(case: Case) -> str:
    months = case.reference_age_months
    age = f"{months:g} months" if months >= 0 else "before birth"
    return f"{'Children' if len(case.children) > 1 else 'A child'}, {age}"


def _new_ids(case: Case) -> dict[str, str]:
    return {
        entry.id: f"{PREFIXES[collection]}-{number}"
        for collection in COLLECTIONS
        for number, entry in enumerate(getattr(case, collection), 1)
    }


class _Turned:
    """Turns every value of a case: ids to new ids, names inside texts to pseudonyms."""

    def __init__(self, names: Pseudonyms, ids: dict[str, str]) -> None:
        self.names, self.ids = names, ids

    def value(self, value: Any, about: FieldInfo) -> Any:
        return self._turn(value, about.annotation, tuple(about.metadata))

    def _turn(self, value: Any, annotation: Any, metadata: tuple[Any, ...]) -> Any:
        if isinstance(value, BaseModel):
            fields = type(value).model_fields
            return value.model_copy(
                update={
                    name: self.value(getattr(value, name), fields[name])
                    for name in fields
                    if not _is_value(value, name)
                }
            )
        if isinstance(value, tuple) and value and isinstance(value[0], float):
            return value  # a place on the map
        if isinstance(value, tuple):
            inner = get_args(annotation)[0]
            return tuple(self._turn(each, *_opened(inner)) for each in value)
        if isinstance(value, dict):
            return {self.ids.get(key, key): each for key, each in value.items()}
        if not isinstance(value, str) or _is_code(annotation):
            return value
        return self.ids.get(value, value) if _is_id(metadata) else self._text(value, metadata)

    def _text(self, text: str, metadata: tuple[Any, ...]) -> str:
        if text in self.ids:  # who told it, given by id
            return self.ids[text]
        longest = [each.max_length for each in metadata if getattr(each, "max_length", None)]
        return self.names.in_text(text)[: min(longest, default=None)]  # pseudonyms may be longer


def _opened(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The plain type and the constraints of an ``Annotated`` type."""
    metadata = getattr(annotation, "__metadata__", ())
    return (get_args(annotation)[0], tuple(metadata)) if metadata else (annotation, ())


def _is_id(metadata: tuple[Any, ...]) -> bool:
    return any(getattr(each, "pattern", None) for each in metadata)


def _is_value(entry: BaseModel, field: str) -> bool:
    """The value of an account: a code of the fact's own vocabulary."""
    return isinstance(entry, InformantReport) and field == "value"


def _is_code(annotation: Any) -> bool:
    """Closed vocabularies: they say nothing about who somebody is."""
    options = [annotation, *get_args(annotation)]
    literal = any(str(get_origin(each)).endswith("Literal") for each in options)
    return literal and annotation is not str


def _person(person: Any, pseudonym: str) -> Any:
    age = person.age_years
    old = isinstance(age, float | int) and age > OLDEST_YEARS
    return person.model_copy(update={"name": pseudonym, "age_years": OLDEST_YEARS if old else age})


def _aged(case: Case, entry: Any) -> Any:
    """An age where there was only a date, if the child's date of birth tells it."""
    births = [child.birth_date for child in case.index_children if child.birth_date]
    if entry.at_months is not None or entry.date is None or not births:
        return entry
    months = round((entry.date - births[0]).days / DAYS_PER_MONTH, 1)
    until = getattr(entry, "until_months", None)
    fits = EARLIEST_EVENT_MONTHS <= months <= case.reference_age_months
    if not fits or (until is not None and until < months):
        return entry  # the dates do not fit the ages
    return entry.model_copy(update={"at_months": months})


def _without_dates(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_without_dates(each) for each in value)
    if isinstance(value, BaseModel):
        dates: dict[str, None] = {d: None for d in DATES if d in type(value).model_fields}
        return value.model_copy(update=dates) if dates else value
    return value


def _dumped(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_dumped(each) for each in value)
    return value.model_dump() if isinstance(value, BaseModel) else value


def _lines(case: Case, names: Pseudonyms) -> Iterator[FreeText]:
    """Every free text of a case but the pseudonyms themselves, with what to look at."""
    given = {*names.of.values(), case.title}
    for path, text in _texts(case, ""):
        if text and text not in given and text not in case.entries:
            yield FreeText(path, text, hints_in(text, names))


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for name, about in type(value).model_fields.items():
            inner, whose = getattr(value, name), f"{path}.{name}" if path else name
            if _is_value(value, name):
                continue
            if isinstance(inner, str):
                if not _is_code(about.annotation) and not _is_id(tuple(about.metadata)):
                    yield whose, inner
            elif isinstance(inner, tuple):
                item = _opened(get_args(about.annotation)[0])
                free = not _is_code(item[0]) and not _is_id(item[1])
                for number, each in enumerate(inner):
                    if not isinstance(each, str) or free:
                        yield from _texts(each, f"{whose}[{number}]")
            else:
                yield from _texts(inner, whose)
    elif isinstance(value, str):
        yield path, value
