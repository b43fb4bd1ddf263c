"""From the lines in the box to the map: one step that can be undone, nothing typed thrown away."""

from dataclasses import dataclass

import streamlit as st

from imh.case.case import Case
from imh.case.quickentry import Reading, read_lines
from imh.case.turning import turning
from imh.ui import session
from imh.ui.quick_entry.kept_text import keep_text, kept_text
from imh.ui.session import Opened

_REVISION = "typed revision"
_DONE = "typed done"


@dataclass(frozen=True)
class Written:
    """The text of the box, what was understood of it, and the case that would come of it."""

    text: str
    reading: Reading
    revision: int

    @property
    def understood(self) -> int:
        """How many lines are understood."""
        return sum(line.understood for line in self.reading.lines)

    @property
    def case(self) -> Case | None:
        """The case with all understood lines in it."""
        return self.reading.case if self.understood else None

    @property
    def left_over(self) -> str:
        """The text without the lines that were understood; notes to oneself (#) stay."""
        done = {line.number for line in self.reading.lines if line.understood}
        lines = enumerate(self.text.splitlines(), 1)
        return "\n".join(line for number, line in lines if line.strip() and number not in done)


def written(opened: Opened) -> Written:
    """What stands in the box for the open case."""
    text = kept_text(opened)
    revision = int(st.session_state.get(_REVISION, 0))
    return Written(text, read_lines(text, onto=opened.case), revision)


def put(opened: Opened, text: str) -> None:
    """Put another text into the box."""
    keep_text(opened, text)
    st.session_state[_REVISION] = int(st.session_state.get(_REVISION, 0)) + 1


def add_to_the_map(opened: Opened, box: Written) -> None:
    """Add every understood line in one step; what was not understood stays in the box."""
    if box.case is None:
        return
    edit = turning(opened.case, box.case)
    if edit.edits and not session.do(edit):
        return
    now = session.opened()
    assert now is not None
    keep_text(opened, "")
    put(now, box.left_over)
    lines = "1 line" if box.understood == 1 else f"{box.understood} lines"
    st.session_state[_DONE] = (
        f"{lines} added to the map." if edit.edits else "The map says all of this already."
    )


def just_done() -> str:
    """What was added a moment ago, told once."""
    return str(st.session_state.pop(_DONE, ""))
