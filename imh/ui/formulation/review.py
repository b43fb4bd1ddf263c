"""Every free text of a de-identified case, to be read line by line and put right."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from imh.exchange.deidentify import FreeText
from imh.exchange.review import ReviewedText, still_read
from imh.ui.core import attachments
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.text_checks import fits
from imh.ui.session_state import REVIEW_START

_TABLE = "view:review"


def review(on_screen: CaseOnScreen, lines: Sequence[FreeText]) -> dict[str, ReviewedText]:
    """Ask for each line to be read; give what was read by now, and keep it beside the case."""
    kept = still_read(lines, attachments.reviewed(on_screen))
    lines = sorted(lines, key=lambda line: not line.hints)  # what may tell something comes first
    hinted = sum(1 for line in lines if line.hints)
    with st.expander("Read the free texts line by line"):
        st.caption(
            f"{len(lines)} free texts, {hinted:d} with something to look at; these come first. "
            "Tick what you have read; write over what would tell who this family is."
        )
        typed = st.data_editor(
            _table(on_screen, lines, kept),
            key=_TABLE,
            hide_index=True,
            height=320,
            disabled=["Look at"],
            column_config={
                "Read": st.column_config.CheckboxColumn(width="small"),
                "It says": st.column_config.TextColumn(width="large"),
                "Look at": st.column_config.TextColumn(width="medium"),
            },
        )
    now = _read(lines, typed["Read"].tolist(), typed["It says"].tolist())
    if now != kept and attachments.keep_reviewed(now):
        st.rerun()
    return now


def _table(
    on_screen: CaseOnScreen, lines: Sequence[FreeText], kept: Mapping[str, ReviewedText]
) -> pd.DataFrame:
    """The lines as they were when this page was opened: a table that changes loses its place."""
    which = (on_screen.name, tuple((line.path, line.text) for line in lines))
    start = REVIEW_START.get()
    if start is None or start[0] != which or _TABLE not in st.session_state:
        table = pd.DataFrame(
            {
                "Read": [line.path in kept for line in lines],
                "It says": [kept[ln.path].now if ln.path in kept else ln.text for ln in lines],
                "Look at": [", ".join(f"{h.found} ({h.kind})" for h in ln.hints) for ln in lines],
            }
        )
        start = (which, table)
        REVIEW_START.put(start)
    return start[1]


def _read(
    lines: Sequence[FreeText], ticked: Sequence[bool], says: Sequence[str | None]
) -> dict[str, ReviewedText]:
    """A line counts as read when it is ticked, or when somebody wrote over it."""
    return {
        line.path: ReviewedText(was=line.text, now=text or "")
        for line, tick, text in zip(lines, ticked, says, strict=True)
        if (tick or (text or "") != line.text) and fits(text or "")
    }
