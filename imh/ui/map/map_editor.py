"""The family map to work on: select, move, tie, add and remove, by mouse, touch or keyboard.

The browser answers a gesture at once; Python hears of it through a journal, which it applies in
order, each gesture once, and acknowledges. Pictures are painted in Python only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from imh.case.edits import EditError
from imh.drawing import VIEWS
from imh.forms import map_gestures
from imh.forms.map_gestures import AnyGesture, SymbolKind, Turn, Unreadable
from imh.ui.components.map_canvas import map_canvas
from imh.ui.core import permissions, session, sign_in
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.map_placement import MapPlacement
from imh.ui.core.sign_in import landing
from imh.ui.session_state import AROUND_THE_MAP, HEARD

FAMILY_MAP = "view:map"
"""The canvas of the page Map."""
_TOOLS = 40
ADDED_ON: dict[int, SymbolKind] = {
    0: "people",
    1: "people",
    2: "people",
    3: "settings",
    4: "influences",
}
"""What somebody means who adds on a ring."""


@dataclass
class Heard:
    """What this session has heard from one canvas, for as long as the case stays open.

    ``series`` names whose gestures these are. It is the same after a broken connection, so that
    what was not acknowledged is heard then.
    """

    series: str
    applied: int = 0
    chosen: tuple[str, ...] = ()
    answers: list[tuple[int, str, bool]] = field(default_factory=list)


def map_editor(
    *, key: str, height: int, as_of: float | None = None, only_here: bool = True
) -> None:
    """Show the open case's map to work on; :func:`selected` says what is selected.

    ``height`` is the picture's in pixels, the tools stand above it. ``as_of`` is the child's age
    in months at the moment shown, None for today. The key has to start with ``view:``, so that
    what was selected is forgotten when another case is opened. If places are shown ``only_here``,
    the canvas is drawn by itself after symbols were moved.
    """
    AROUND_THE_MAP.clear()
    _canvas(key, height, as_of, only_here)


@sign_in.guarded_fragment
def _canvas(key: str, height: int, as_of: float | None, only_here: bool) -> None:
    if AROUND_THE_MAP.take():
        st.rerun()
    on_screen, heard = session.on_screen(), _heard(key)
    if on_screen is None:
        return
    history = on_screen.open_case.history if on_screen.open_case else None
    result = map_canvas(
        key=key,
        data={
            "key": key,
            "svg": on_screen.placement.picture(views=VIEWS, as_of=as_of),
            "series": heard.series,
            "applied": heard.applied,
            "answers": heard.answers,
            "selected": list(selected(key)),
            "ties": {tie.id: (tie.source, tie.target) for tie in on_screen.case.ties},
            "by_hand": list(on_screen.case.positions),
            "rings": _rings(on_screen.placement),
            "reading": not permissions.may_change(on_screen),
            "can_undo": bool(history and history.can_undo),
            "can_redo": bool(history and history.can_redo),
            "height": height + _TOOLS,
        },
        height=height + _TOOLS,
        on_journal_change=partial(_heard_from, key, only_here, landing.shown()),
    )
    journal = map_gestures.read_journal(result.journal)
    if journal and journal.series == heard.series and journal.after(heard.applied):
        _hear(key)  # came with the first run of the page, before there was anybody to call
        st.rerun()


def selected(key: str) -> tuple[str, ...]:
    """The ids of what is selected on a canvas, as far as the open case still has them."""
    entries = session.required().case.entries
    return tuple(one for one in _heard(key).chosen if one in entries)


def choose(key: str, identifier: str) -> None:
    """Let one entry be selected on a canvas that is shown next."""
    _heard(key).chosen = (identifier,)


def _heard(key: str) -> Heard:
    return HEARD.of(key, lambda: Heard(session.required().key)).keep()


def _rings(placement: MapPlacement) -> dict[str, Any]:
    frame = placement.problem.frame
    return {
        "half": (frame.width / 2, frame.height / 2),
        "outer": [(band.outer, ADDED_ON[band.ring]) for band in placement.bands],
    }


def _heard_from(key: str, only_here: bool, page: StreamlitPage | None) -> None:
    """Do what was done on the canvas, and note whether the page around it has to change."""
    before = session.on_screen()
    if before is None:
        return
    chosen = selected(key)
    _hear(key)
    after, now = session.required(), landing.shown()
    if now and page and now.url_path != page.url_path:
        st.switch_page(now)  # the gesture was sent when another page had been chosen already
    if not only_here or chosen != selected(key) or not _only_moved(before, after):
        AROUND_THE_MAP.put(True)


def _only_moved(before: CaseOnScreen, after: CaseOnScreen) -> bool:
    """Whether nothing around the map has to change; the buttons to undo and redo are around it."""
    if before.open_case is None or after.open_case is None or session.has_notice():
        return False
    was, now = before.open_case.history, after.open_case.history
    same_buttons = (was.can_undo, was.can_redo) == (now.can_undo, now.can_redo)
    return same_buttons and after.case.only_moved(before.case)


def _hear(key: str) -> None:
    """Apply what the journal holds beyond what was applied before, in order, each once."""
    if session.on_screen() is None:
        return
    heard = _heard(key)
    journal = map_gestures.read_journal(st.session_state[key].journal)
    if journal is None or journal.series != heard.series:
        return
    heard.answers = []
    for gesture in journal.after(heard.applied):
        answer, refused = _carry_out(heard, gesture)
        heard.applied = gesture.n
        if answer:
            heard.answers.append((gesture.n, answer, refused))


def _carry_out(heard: Heard, gesture: AnyGesture | Unreadable) -> tuple[str, bool]:
    """Do what a gesture means; return the answer in words and whether it was refused."""
    if isinstance(gesture, Unreadable):
        return gesture.reason, True
    before = session.required().case
    if isinstance(gesture, Turn):
        answer = _turn(gesture)
    elif isinstance(gesture, map_gestures.Choose):
        answer = ""
    else:
        try:
            edit = map_gestures.edit_of(before, gesture)
        except EditError as error:
            return str(error), True
        if edit is not None and not session.do(edit):
            return session.pop_notice(), True
        answer = map_gestures.told(before, gesture, edit)
    heard.chosen = map_gestures.chosen_after(session.required().case, gesture, before, heard.chosen)
    return answer, False


def _turn(gesture: Turn) -> str:
    open_case = session.required().open_case
    if gesture.do == "undo":
        what = open_case.history.next_undo if open_case else ""
        if what:
            session.undo()
        return f"Undone: {what}." if what else "There is nothing to undo."
    what = open_case.history.next_redo if open_case else ""
    if what:
        session.redo()
    return f"Done again: {what}." if what else "There is nothing to redo."
