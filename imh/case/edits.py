"""Edits: small named objects, each of which turns one case into the next.

An edit is plain data, so it can travel as JSON and be kept in a journal. What an edit brings
in passes the same checks as a case file. Undo, redo, audit and diff are made of these.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from imh.case.basis import Entry, Record
from imh.case.case import Case, Coordinate
from imh.case.casefile import check_values, plain
from imh.case.collections import COLLECTIONS, Collection
from imh.case.diff import changes, difference, kind_of, subject
from imh.case.integrity import CaseProblem
from imh.case.reflections import Reflection
from imh.case.removal import Draft, take_out
from imh.case.schema import FieldPlace, first_problem, place_of_entry, place_of_field
from imh.case.text import EntryId, shown


class EditError(ValueError):
    """An edit that does not fit the case, in one plain sentence."""


CaseField = Literal["title", "fictional", "reference_age_months", "children", "referral"]
Document = dict[str, Any]
"""An entry as it stands in a case file."""


class Add(Entry):
    """A new entry, at the end of its list or before the entry at index ``at``.

    ``entry`` is given as a model (``Person(...)``) or as it would stand in a case file.
    """

    do: Literal["add"] = "add"
    collection: Collection
    entry: Document
    at: Annotated[int, Field(ge=0)] | None = None

    _plain = field_validator("entry", mode="before")(plain)


class Change(Entry):
    """Other values for some fields of one entry."""

    do: Literal["change"] = "change"
    id: EntryId
    fields: Document

    _plain = field_validator("fields", mode="before")(plain)

    @classmethod
    def of(cls, id: str, /, **fields: Any) -> Self:
        """``Change.of("rosa", caregiver="shared")``."""
        return cls(id=id, fields=fields)


class Remove(Entry):
    """An entry goes, and takes along its ties and whatever cannot be without it."""

    do: Literal["remove"] = "remove"
    id: EntryId


class Move(Entry):
    """A symbol is put to a place on the map by hand."""

    do: Literal["move"] = "move"
    id: EntryId
    x: Coordinate
    y: Coordinate


class Unmove(Entry):
    """A symbol goes back to where the drawing puts it."""

    do: Literal["unmove"] = "unmove"
    id: EntryId


class SetCase(Entry):
    """Other values for what the case says of itself: title, referral, reference age ..."""

    do: Literal["set_case"] = "set_case"
    fields: dict[CaseField, Any]

    _plain = field_validator("fields", mode="before")(plain)

    @classmethod
    def of(cls, **fields: Any) -> Self:
        """``SetCase.of(title="Leo")``."""
        return cls(fields=fields)


class Restore(Entry):
    """Entries of one list as they were: those of ``out`` go, those of ``back`` return.

    Nothing else is taken along. ``back`` names the place in the list; it is how undoing brings
    a former list back exactly.
    """

    do: Literal["restore"] = "restore"
    collection: Collection
    out: tuple[EntryId, ...] = ()
    back: tuple[tuple[int, Document], ...] = ()


class Several(Entry):
    """Several edits that are done together or not at all."""

    do: Literal["several"] = "several"
    edits: tuple[Edit, ...]


Edit = Annotated[
    Add | Change | Remove | Move | Unmove | SetCase | Restore | Several,
    Field(discriminator="do"),
]
Several.model_rebuild()
_EDITS: TypeAdapter[Edit] = TypeAdapter(Edit)


def parse_edit(document: Any) -> Edit:
    """Make an edit of JSON values, such as a journal or a browser holds.

    The other way is ``edit.model_dump(mode="json")``. Raises :class:`EditError`.
    """
    try:
        return _EDITS.validate_python(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise EditError(f"This is no edit: {shown(f'{where}: ' + first['msg'], 200)}.") from None
    except RecursionError:
        raise EditError("This is no edit: it is nested too deeply.") from None


def apply(case: Case, edit: Edit) -> Case:
    """The case after an edit. Raises :class:`EditError` when it does not fit."""
    draft: Draft = {field: getattr(case, field) for field in Case.model_fields}
    _carry_out(draft, edit)
    if _only_moves(draft, case):
        return case.supposing(positions=draft["positions"])
    try:
        return Case.model_validate(draft)
    except ValidationError as error:
        raise EditError(_sentence(first_problem(error), draft)) from None


def _only_moves(draft: Draft, case: Case) -> bool:
    """Whether symbols of the case stand elsewhere and all else, which was checked, is the same."""
    kept = (field for field in draft if field != "positions")
    return draft["positions"].keys() <= case.symbols.keys() and all(
        draft[field] is getattr(case, field) for field in kept
    )


def _carry_out(draft: Draft, edit: Edit) -> None:
    match edit:
        case Add():
            _add(draft, edit)
        case Change():
            _change(draft, edit)
        case Remove():
            _remove(draft, edit)
        case Move():
            draft["positions"] = {**draft["positions"], edit.id: (edit.x, edit.y)}
        case Unmove():
            others = draft["positions"].items()
            draft["positions"] = {key: place for key, place in others if key != edit.id}
        case SetCase():
            for field, value in edit.fields.items():
                draft[field] = _admitted(value, field, place_of_field(field), "")
        case Restore():
            _restore(draft, edit)
        case Several():
            for each in edit.edits:
                _carry_out(draft, each)


def _add(draft: Draft, edit: Add) -> None:
    entry = _entry(edit.entry, edit.collection, f"New entry in {edit.collection}: ")
    taken = _names(draft).get(entry.id)
    if taken:
        raise EditError(f"The id '{entry.id}' is already used: {subject(taken, _names(draft))}.")
    entries = list(draft[edit.collection])
    entries.insert(len(entries) if edit.at is None else edit.at, entry)
    draft[edit.collection] = tuple(entries)


def _change(draft: Draft, edit: Change) -> None:
    collection, index, entry = _find(draft, edit.id)
    if edit.fields.get("id", edit.id) != edit.id:
        raise EditError("The id of an entry cannot be changed.")
    whose = f"{subject(entry, _names(draft))}: "
    changed = _entry(plain(entry) | edit.fields, collection, whose)
    entries = draft[collection]
    draft[collection] = (*entries[:index], changed, *entries[index + 1 :])


def _remove(draft: Draft, edit: Remove) -> None:
    _, _, entry = _find(draft, edit.id)
    if draft["children"] == (edit.id,):
        name = subject(entry, _names(draft))
        raise EditError(f"{name} is the child whom this case is about and cannot be removed.")
    take_out(draft, entry)


def _restore(draft: Draft, edit: Restore) -> None:
    replaced = {*edit.out, *(document.get("id") for _, document in edit.back)}
    entries = [entry for entry in draft[edit.collection] if entry.id not in replaced]
    for index, document in edit.back:
        entries.insert(index, _entry(document, edit.collection, f"Entry in {edit.collection}: "))
    draft[edit.collection] = tuple(entries)


def _find(draft: Draft, identifier: str) -> tuple[str, int, Record]:
    for collection in COLLECTIONS:
        for index, entry in enumerate(draft[collection]):
            if entry.id == identifier:
                return collection, index, entry
    raise EditError(f"There is no entry '{identifier}' in this case.")


def _names(draft: Draft) -> dict[str, Record]:
    return {entry.id: entry for collection in COLLECTIONS for entry in draft[collection]}


def _entry(document: Document, collection: str, whose: str) -> Record:
    entry: Record = _admitted(document, collection, place_of_entry(collection), whose)
    return entry


def _admitted(value: Any, field: str, place: FieldPlace, whose: str) -> Any:
    """A value that passed the same checks as in a case file."""
    try:
        check_values(value, place.path)
        return _adapter(field).validate_json(json.dumps(value), strict=True)
    except CaseProblem as problem:
        found = problem
    except ValidationError as error:
        found = first_problem(error, place)
    raise EditError(f"{whose}{found}.") from None


@cache
def _adapter(field: str) -> TypeAdapter[Any]:
    """What validates an entry of a collection, or the value of another field of the case."""
    about = Case.model_fields[field]
    if field in COLLECTIONS:
        return TypeAdapter(get_args(about.annotation)[0])
    annotation: Any = about.annotation
    return TypeAdapter(Annotated[annotation, about])


def _sentence(problem: CaseProblem, draft: Draft) -> str:
    """A problem of the whole case, told of the entry by its name instead of its place."""
    place = re.fullmatch(r"(\w+)\[(\d+)\]\.?(.*)", problem.path)
    if not place or place[1] not in COLLECTIONS:
        return f"{problem}."
    whose = subject(draft[place[1]][int(place[2])], _names(draft))
    field = f"{place[3]}: " if place[3] else ""
    return f"{whose}: {field}{problem.found}, expected {problem.expected}."


def undoing(case: Case, edit: Edit) -> Edit:
    """The edit that, after ``edit``, brings ``case`` back exactly, order of lists included."""
    return _way_back(apply(case, edit), case)


def _way_back(now: Case, former: Case) -> Edit:
    steps: list[Edit] = []
    for collection in get_args(Collection):
        if getattr(now, collection) != getattr(former, collection):
            steps.append(_former_list(now, former, collection))
    own = [field for field in get_args(CaseField) if getattr(now, field) != getattr(former, field)]
    if own:
        steps.append(SetCase(fields={field: getattr(former, field) for field in own}))
    for identifier in {**former.positions, **now.positions}:
        place = former.positions.get(identifier)
        if place is None:
            steps.append(Unmove(id=identifier))
        elif place != now.positions.get(identifier):
            steps.append(Move(id=identifier, x=place[0], y=place[1]))
    return steps[0] if len(steps) == 1 else Several(edits=tuple(steps))


def _former_list(now: Case, former: Case, collection: Collection) -> Restore:
    before = {entry.id: entry for entry in getattr(former, collection)}
    after = {entry.id: entry for entry in getattr(now, collection)}
    kept = [key for key in before if key in after and before[key] == after[key]]
    if kept != [key for key in after if key in kept]:
        kept = []  # in another order, so every entry has to find its place again
    return Restore(
        collection=collection,
        out=tuple(key for key in after if key not in kept),
        back=tuple(
            (index, plain(entry))
            for index, (key, entry) in enumerate(before.items())
            if key not in kept
        ),
    )


def describe(case: Case, edit: Edit, after: Case | None = None) -> str:
    """What an edit to this case does, in plain words. Raises :class:`EditError` like ``apply``.

    ``after`` is the case with the edit done, where that is known already.
    """
    after = after or apply(case, edit)
    match edit:
        case Change():
            lines = [_what_changed(case, after, edit.id)]
        case Remove():
            lines = [_what_went(case, after, edit.id)]
        case _:
            lines = [line.text for line in difference(case, after)]
    if len(lines) > 4:
        lines = [*lines[:3], f"and {len(lines) - 3} more"]
    return "; ".join(lines) or "Nothing changed"


def _what_changed(case: Case, after: Case, identifier: str) -> str:
    old, new = case.entries[identifier], after.entries[identifier]
    whose = subject(old, case.entries)
    if type(old) is not type(new):
        return f"{whose} became {subject(new, after.entries)}"
    if isinstance(new, Reflection):
        return f"{whose} was changed" if new != old else f"{whose}: nothing changed"
    fields = [
        f"{change.label} changed to {change.after}" if change.after else f"{change.label} taken out"
        for change in changes(old, new, case.entries, after.entries)
    ]
    return f"{whose}: {', '.join(fields) or 'nothing changed'}"


def _what_went(case: Case, after: Case, identifier: str) -> str:
    gone = [entry for entry in case.entries.values() if entry.id not in after.entries]
    kinds = Counter(kind_of(entry) for entry in gone if entry.id != identifier)
    along = [f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in kinds.items()]
    name = subject(case.entries[identifier], case.entries)
    return f"{name} removed" + (f", with {' and '.join(along)}" if along else "")
