"""The grid on the screen: Streamlit's data editor, with choices for everything that is coded."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from imh.case.case import Case
from imh.tables.cells import callings, choices, empty, tidy
from imh.tables.columns import Column, Table
from imh.tables.rows import Row
from imh.tables.sheet import Sheet

ID, NUMBER, PROBLEM = "id", "row", "problem"


def grid(case: Case, table: Table, sheet: Sheet, key: str, height: int) -> tuple[Row, ...]:
    """Show the table and return its rows as they stand now."""
    names = list(callings(case).values())
    extra = [PROBLEM] if sheet.problems else []
    edited = st.data_editor(
        _frame(sheet.start, table, sheet.problems),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        height=height,
        placeholder="not asked",
        column_order=[NUMBER, *extra, *(column.field for column in table.columns)],
        column_config={
            NUMBER: st.column_config.TextColumn("row", disabled=True, width=45, pinned=True),
            PROBLEM: st.column_config.TextColumn("to put right", disabled=True, width=230),
            **{column.field: _config(column, names) for column in table.columns},
        },
        alt=f"{table.title}: one row each. Arrow keys move, Enter edits, Delete empties a cell.",
    )
    return _rows(edited, table)


def _config(column: Column, names: Sequence[str]) -> Any:
    label, width = column.label, column.width
    match column.kind:
        case "choice" | "source":
            return st.column_config.SelectboxColumn(
                label, options=choices(column.vocabulary), width=width
            )
        case "one":
            return st.column_config.SelectboxColumn(label, options=names, width=width)
        case "choices" | "several":
            options = names if column.kind == "several" else choices(column.vocabulary)
            return st.column_config.MultiselectColumn(
                label, options=options, accept_new_options=True, width=width
            )
        case _:
            return st.column_config.TextColumn(label, width=width)


def _frame(rows: Sequence[Row], table: Table, problems: Mapping[int, str]) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {
        ID: [row.id for row in rows],
        NUMBER: [str(place) for place in range(1, len(rows) + 1)],
        PROBLEM: [problems.get(place, "") for place in range(len(rows))],
    }
    for column in table.columns:
        columns[column.field] = [row.cells.get(column.field, empty(column)) for row in rows]
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in columns.items()})


def _rows(frame: pd.DataFrame, table: Table) -> tuple[Row, ...]:
    records: list[dict[Any, Any]] = frame.to_dict("records")
    return tuple(
        Row(
            "" if record.get(ID) is None or record[ID] != record[ID] else str(record[ID]),
            {column.field: tidy(column, record.get(column.field)) for column in table.columns},
        )
        for record in records
    )
