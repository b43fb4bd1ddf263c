"""Rows of a table as they are typed, and the step that they make of a case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.edits import Add, Change, Edit, EditError, Remove, SetCase, Several, apply
from imh.case.ids import free_id
from imh.case.labels import field_label
from imh.tables.cells import Cell, Unreadable, callings, empty, fields, shown
from imh.tables.columns import Table

Step = list[Edit]


@dataclass(frozen=True)
class Row:
    """One row as it stands on the screen; ``id`` is empty while it is not in the case."""

    id: str
    cells: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nothing is typed in it."""
        return not self.id and not any(self.cells.values())


def rows_of(case: Case, table: Table) -> tuple[Row, ...]:
    """The table as the case has it."""
    names = callings(case)
    return tuple(
        Row(entry.id, {one.field: shown(case, entry, one, names) for one in table.columns})
        for entry in getattr(case, table.collection)
    )


@dataclass(frozen=True)
class Saving:
    """What came of the rows: the step to take, and why rows cannot be taken (by place)."""

    edits: tuple[Edit, ...]
    problems: Mapping[int, str]
    taken: frozenset[int]

    @property
    def step(self) -> Several:
        """All that can be taken, as one step."""
        return Several(edits=self.edits)


def saving(case: Case, table: Table, typed: Sequence[Row]) -> Saving:
    """Try every row that was changed, added or deleted; a row in trouble holds up no other.

    Rows that were deleted go first, then the others in their order.
    """
    former = {row.id: row for row in rows_of(case, table)}
    done: Step = []
    problems: dict[int, str] = {}
    taken: set[int] = set()
    now = case
    asked: list[tuple[int, Edit]] = []
    kept = {row.id for row in typed}
    for identifier in former:
        if identifier in kept or identifier not in now.entries:
            continue
        try:
            now = _tried(now, Remove(id=identifier), done)
        except EditError as error:
            problems[-1] = str(error)
    names, ids = callings(now), {*now.entries}
    for place, row in enumerate(typed):
        if row.blank or row == former.get(row.id) or (row.id and row.id not in now.entries):
            continue
        try:
            edits = tuple(_edits(now, table, row, former.get(row.id), names, ids))
        except Unreadable as error:
            problems[place] = str(error)
            continue
        taken.add(place)
        if edits:
            asked.append((place, edits[0] if len(edits) == 1 else Several(edits=edits)))
    _all_tried(now, asked, done, problems)
    return Saving(tuple(done), problems, frozenset(taken - problems.keys()))


def _all_tried(
    case: Case, asked: Sequence[tuple[int, Edit]], done: Step, problems: dict[int, str]
) -> Case:
    """Do what the rows ask for all at once, and by halves where the case refuses that.

    The whole case is checked after every step: a step for each row of a thousand takes minutes.
    """
    try:
        after = apply(case, Several(edits=tuple(edit for _, edit in asked)))
    except EditError as error:
        if len(asked) == 1:
            problems[asked[0][0]] = str(error)
            return case
        half = len(asked) // 2
        now = _all_tried(case, asked[:half], done, problems)
        return _all_tried(now, asked[half:], done, problems)
    done += [edit for _, edit in asked]
    return after


def _tried(case: Case, edit: Edit, done: Step) -> Case:
    after = apply(case, edit)
    done.append(edit)
    return after


def _edits(
    case: Case,
    table: Table,
    row: Row,
    former: Row | None,
    names: Mapping[str, str],
    ids: set[str],
) -> Iterator[Edit]:
    """The edits that a row asks for; ``ids`` are those taken, and the new one is put to them."""
    said: dict[str, Any] = {}
    for column in table.columns:
        cell = row.cells.get(column.field, empty(column))
        before = former.cells[column.field] if former else empty(column)
        if cell != before:
            try:
                said |= fields(case, column, cell, names)
            except Unreadable as problem:
                raise Unreadable(problem.found, problem.expected, column.label) from None
    if table.collection == "people":
        yield from _age_of_a_child(case, row, said)
    basis = {key.removeprefix("basis."): said.pop(key) for key in [*said] if "." in key}
    if former:
        entry = case.entries[row.id]
        if basis:
            said["basis"] = plain(getattr(entry, "basis")) | basis  # noqa: B009
        if said:
            yield Change(id=row.id, fields=said)
    else:
        _check_ends(table, said)
        entry_id = free_id(_wanted_id(table, said), ids)
        ids.add(entry_id)
        if basis:
            said["basis"] = basis
        entry_fields = {key: value for key, value in said.items() if value is not None}
        yield Add(collection=table.collection, entry={"id": entry_id} | entry_fields)


def _age_of_a_child(case: Case, row: Row, said: dict[str, Any]) -> Iterator[Edit]:
    """The index child's age is the age at which the case is described."""
    months = said.get("age_months")
    if row.id not in case.children or "age_years" not in said:
        if "age_months" in said and said["age_years"] != "unknown":
            del said["age_months"]
        return
    years = said.pop("age_years")
    said.pop("age_months", None)
    if months is None:
        typed = "" if isinstance(years, str) else f"{years:g}"
        raise Unreadable(typed, "the child's age in months (9m) or in both (2y3m)", "age")
    if case.person[row.id].age_months is None:
        yield SetCase(fields={"reference_age_months": months})
    else:
        said["age_months"] = months


def _check_ends(table: Table, said: Mapping[str, Any]) -> None:
    if table.collection != "ties":
        return
    for end in ("source", "target"):
        if not said.get(end):
            raise Unreadable("", "who or what the tie is with", field_label("Tie", end))


def _wanted_id(table: Table, said: Mapping[str, Any]) -> str:
    if table.collection == "ties":
        return f"{said['source']}-{said['target']}"
    return str(said.get("name") or said.get("title") or said.get("kind") or table.one)
