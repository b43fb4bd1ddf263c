"""A table while it is being worked on: what the case has, what is typed, what is in trouble."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from imh.case.case import Case
from imh.tables.cells import Cell, empty, tidy
from imh.tables.columns import Column, Table
from imh.tables.rows import Row, Saving, rows_of

MOST_ROWS = 1_000
"""Rows that are taken from a spreadsheet at once; no list of a case holds half as many."""


class TooManyRows(ValueError):
    """More rows than a table takes at once, in one sentence."""


@dataclass(frozen=True)
class Sheet:
    """``shown`` are the rows as the case had them, ``start`` what the grid was begun with,
    ``typed`` what stands in it now. A higher ``revision`` begins the grid anew."""

    shown: tuple[Row, ...]
    start: tuple[Row, ...]
    typed: tuple[Row, ...]
    problems: Mapping[int, str] = field(default_factory=dict)
    revision: int = 0

    @classmethod
    def of(cls, case: Case, table: Table) -> Sheet:
        """A table that nobody has touched yet."""
        rows = rows_of(case, table)
        return cls(rows, rows, rows)

    def kept(self) -> str:
        """What stands in the grid, and what stood there before, as text to be kept."""
        return json.dumps({"shown": _as_text(self.shown), "typed": _as_text(self.typed)})

    @classmethod
    def left(cls, kept: str) -> Sheet:
        """The sheet as it was left; see :meth:`kept`."""
        found = json.loads(kept)
        shown, typed = (tuple(Row(*row) for row in found[name]) for name in ("shown", "typed"))
        return cls(shown, typed, typed)

    @property
    def changed(self) -> bool:
        """Whether anything typed is not in the case."""
        return tuple(row for row in self.typed if not row.blank) != self.shown

    def begun_anew(self) -> Sheet:
        """The grid left the page and comes back with everything that was typed in it."""
        return replace(self, start=self.typed, revision=self.revision + 1)

    def onto(self, case: Case, table: Table) -> Sheet:
        """The case changed meanwhile: its rows, with what was typed in them on top."""
        fresh = rows_of(case, table)
        if fresh == self.shown:
            return self
        former = {row.id: row for row in self.shown}
        typed = {row.id: row for row in self.typed if row.id}
        rows = [
            _merged(row, former.get(row.id), typed.get(row.id))
            for row in fresh
            if row.id not in former or row.id in typed
        ]
        rows += [row for row in self.typed if not row.id and not row.blank]
        merged = tuple(rows)
        return Sheet(fresh, merged, merged, revision=self.revision + 1)

    def saved(self, case: Case, table: Table, done: Saving) -> Sheet:
        """After a step: rows in trouble stand as typed, the others as the case has them."""
        former = {row.id: row for row in self.shown}
        kept: list[Row] = []
        told: dict[str | int, str] = {}
        for place, row in enumerate(self.typed):
            if place in done.problems:
                told[row.id or sum(not other.id for other in kept)] = done.problems[place]
                kept.append(row)
            elif row.id in former:
                kept.append(former[row.id])
        sheet = replace(self, typed=tuple(kept)).onto(case, table).begun_anew()
        return replace(sheet, problems=_places(sheet.typed, told))

    def with_rows(self, rows: tuple[Row, ...]) -> Sheet:
        """Further rows at the end, as pasted from a spreadsheet."""
        typed = (*(row for row in self.typed if not row.blank), *rows)
        return replace(self, typed=typed).begun_anew()


def _as_text(rows: Iterable[Row]) -> list[tuple[str, Mapping[str, Cell]]]:
    return [(row.id, row.cells) for row in rows]


def _merged(fresh: Row, former: Row | None, typed: Row | None) -> Row:
    if former is None or typed is None:
        return fresh
    changes = {key: cell for key, cell in typed.cells.items() if cell != former.cells.get(key)}
    return replace(fresh, cells={**fresh.cells, **changes})


def _places(rows: tuple[Row, ...], told: Mapping[str | int, str]) -> dict[int, str]:
    """Problems by place; a row that is not in the case is known by its order among the new."""
    problems: dict[int, str] = {}
    new = 0
    for place, row in enumerate(rows):
        name: str | int = row.id or new
        new += not row.id
        if name in told:
            problems[place] = told[name]
    return problems


def pasted(text: str, table: Table) -> tuple[Row, ...]:
    """Rows copied from a spreadsheet: cells parted by tabs, with a line of headings or without.

    Cells are kept as they are; what cannot be read is told when the table is saved. Raises
    :class:`TooManyRows` for more rows than are taken at once.
    """
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise TooManyRows(
            f"{len(lines):,} rows were pasted; a table takes at most {MOST_ROWS:,} at once. "
            "None was put in."
        )
    if not lines:
        return ()
    headings = [table.column(cell) for cell in lines[0]]
    if any(headings):
        lines = lines[1:]
    else:
        headings = list(table.columns)
    return tuple(Row("", _cells(table, headings, line)) for line in lines)


def _cells(table: Table, headings: list[Column | None], line: list[str]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {column.field: empty(column) for column in table.columns}
    beyond = []
    for column, text in zip([*headings, *[None] * len(line)], line, strict=False):
        if column is not None:
            cells[column.field] = tidy(column, text.strip())
        elif text.strip():
            beyond.append(text.strip())
    if beyond:  # a column that the table does not have goes to the note
        cells["note"] = "; ".join(filter(None, [str(cells.get("note", "")), *beyond]))
    return cells
