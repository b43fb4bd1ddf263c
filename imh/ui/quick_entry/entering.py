"""From the lines in the box to the map: one step that can be undone, nothing typed thrown away."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from imh.case.case import Case
from imh.case.edit_between import edit_between
from imh.case.quick_entry import EntryLine, Reading, read_lines
from imh.ui.components.writing_box import Before
from imh.ui.core import autosave, session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.quick_entry.understood import NOTHING_NEW
from imh.ui.session_state import BOX_STATE, LINES_ADDED

PLACE = "lines"
UNREADABLE = (
    "Something in these lines stops the program from reading them. Nothing of them is on the map, "
    "and all of them stay in the box: take out the line that was added last, or add them in parts."
)
_LOG = logging.getLogger(__name__)

LineReader = Callable[[str, Case], Reading]
"""What reads a text onto a case."""


@dataclass(frozen=True)
class Written:
    """The text of the box, what was understood of it, and the case that would come of it.

    ``key`` and ``revision`` name the state of the box; ``before`` is the one that the last change
    from here was made to, None when there was none (see :func:`writing_box`).
    """

    text: str
    reading: Reading
    key: str
    revision: int
    before: Before | None

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


def written(on_screen: CaseOnScreen, place: str = PLACE, read: LineReader = read_lines) -> Written:
    """What stands in a box for the open case, as ``read`` reads it."""
    text = autosave.saved(on_screen, place)
    key = f"{on_screen.key} {place}"
    revision, before = BOX_STATE.of(key).get()
    return Written(text, _read(read, text, on_screen.case), key, revision, before)


def _read(read: LineReader, text: str, case: Case) -> Reading:
    """What comes of a text; whatever goes wrong in reading it, the text stays in the box."""
    try:
        return read(text, case)
    except Exception:
        _LOG.exception("what was typed could not be read")
        return Reading((), case, UNREADABLE)


def put(on_screen: CaseOnScreen, text: str, place: str = PLACE) -> None:
    """Put another text into a box."""
    _put(on_screen, text, written(on_screen, place), place)


def _put(on_screen: CaseOnScreen, text: str, box: Written, place: str) -> None:
    autosave.save(on_screen, place, text)
    before = Before(box.key, box.revision, box.text)
    BOX_STATE.of(f"{on_screen.key} {place}").put((box.revision + 1, before))


def take(box: Written, place: str = PLACE) -> None:
    """The understood lines of a box are on the map; what was not understood stays in it."""
    _put(session.required(), box.left_over, box, place)


def put_right(on_screen: CaseOnScreen, line: EntryLine, text: str, place: str = PLACE) -> None:
    """Put another text in place of one line, if the line still reads as it did."""
    lines = autosave.saved(on_screen, place).splitlines()
    if [each.strip() for each in lines[line.number - 1 : line.number]] == [line.text.strip()]:
        lines[line.number - 1] = text
        put(on_screen, "\n".join(lines), place)


def add_to_the_map(on_screen: CaseOnScreen, box: Written) -> None:
    """Add every understood line in one step; what was not understood stays in the box."""
    if box.case is None:
        return
    edit = edit_between(on_screen.case, box.case)
    if edit.edits and not session.do(edit):
        return
    take(box)
    lines = "1 line" if box.understood == 1 else f"{box.understood} lines"
    LINES_ADDED.put(f"{lines} added to the map." if edit.edits else NOTHING_NEW)


def just_done() -> str:
    """What was added a moment ago, told once."""
    return LINES_ADDED.take()
