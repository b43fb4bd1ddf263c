"""A table whose rows belong to cases: a click opens the case, another one asks to delete it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from imh.ui.components.bundle import bundle

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "case_table",
    html="<table><thead></thead><tbody></tbody></table>",
    css=(_HERE / "case_table.css").read_text("utf-8"),
    js=bundle(_HERE / "case_table.js"),
)


@dataclass(frozen=True)
class Cell:
    """A cell: its text, a warning in front of it, small print under it, whether it opens."""

    text: str
    warning: str = ""
    small: str = ""
    opens: bool = False


@dataclass(frozen=True)
class CaseRow:
    """A row, the case that it belongs to, and whether this case may be deleted from here."""

    token: str
    title: str
    cells: tuple[Cell, ...]
    may_delete: bool = False


@dataclass(frozen=True)
class Chosen:
    """The token of the case that somebody wants to open, or of the one to delete."""

    opened: str = ""
    deleted: str = ""


def case_table(
    called: str, headings: Sequence[str], lines: Sequence[CaseRow], *, key: str
) -> Chosen:
    """Show the table; return what was just chosen in it.

    It may be in the table no longer: then the library says why it is not opened or deleted.
    """
    rows = [
        {
            "token": line.token,
            "title": line.title,
            "cells": [vars(cell) for cell in line.cells],
            "may_delete": line.may_delete,
        }
        for line in lines
    ]
    result = _component(
        key=key,
        data={"called": called, "headings": list(headings), "rows": rows},
        on_opened_change=lambda: None,
        on_deleted_change=lambda: None,
    )
    return Chosen(str(result.opened or ""), str(result.deleted or ""))
