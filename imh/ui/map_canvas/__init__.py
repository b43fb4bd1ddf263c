"""The family map to work on: select, move, tie, add and remove, by mouse, touch or keyboard.

The browser answers a gesture at once; Python hears of it through a journal, which it applies in
order, each gesture once, and acknowledges. Pictures are painted in Python only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from imh.case.edits import EditError
from imh.drawing import VIEWS
from imh.ui import door, front_door, part, session
from imh.ui.map_canvas import gestures
from imh.ui.map_canvas.gestures import AnyGesture, Kind, Turn, Unreadable
from imh.ui.one_module import one_module
from imh.ui.session import Opened
from imh.ui.standing import Standing

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "family_map",
    html='<div class="frame"></div>',
    css=(_HERE / "map_canvas.css").read_text("utf-8"),
    js=one_module(_HERE / "canvas.js"),
)
_TOOLS = 40
_AROUND = "view:around the map"
ADDED_ON: dict[int, Kind] = {
    0: "people",
    1: "people",
    2: "people",
    3: "settings",
    4: "influences",
}
"""What somebody means who adds on a ring."""


@dataclass
class _Heard:
    """What this session has heard from one canvas, for as long as the case stays open.

    ``series`` names whose gestures these are. It is the same after a broken connection, so that
    what was not acknowledged is heard then.
    """

    series: str
    applied: int = 0
    chosen: tuple[str, ...] = ()
    answers: list[tuple[int, str, bool]] = field(default_factory=list)


def map_canvas(
    *, key: str, height: int, as_of: float | None = None, only_here: bool = True
) -> None:
    """Show the open case's map to work on; :func:`selected` says what is selected.

    ``height`` is the picture's in pixels, the tools stand above it. ``as_of`` is the child's age
    in months at the moment shown, None for today. The key has to start with ``view:``, so that
    what was selected is forgotten when another case is opened. If places are shown ``only_here``,
    the canvas is drawn by itself after symbols were moved.
    """
    st.session_state.pop(_AROUND, None)
    _canvas(key, height, as_of, only_here)


@door.drawn_alone
def _canvas(key: str, height: int, as_of: float | None, only_here: bool) -> None:
    if st.session_state.pop(_AROUND, False):
        st.rerun()
    opened, heard = session.opened(), _heard(key)
    if opened is None:
        return
    history = opened.work.history if opened.work else None
    result = _component(
        key=key,
        data={
            "key": key,
            "svg": opened.standing.picture(views=VIEWS, as_of=as_of),
            "series": heard.series,
            "applied": heard.applied,
            "answers": heard.answers,
            "selected": list(selected(key)),
            "ties": {tie.id: (tie.source, tie.target) for tie in opened.case.ties},
            "by_hand": list(opened.case.positions),
            "rings": _rings(opened.standing),
            "reading": not part.may_change(opened),
            "can_undo": bool(history and history.can_undo),
            "can_redo": bool(history and history.can_redo),
            "height": height + _TOOLS,
        },
        height=height + _TOOLS,
        on_journal_change=partial(_heard_from, key, only_here, front_door.shown()),
    )
    journal = gestures.read_journal(result.journal)
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


def _heard(key: str) -> _Heard:
    place = f"{key}:heard"
    if place not in st.session_state:
        opened = session.required()
        series = opened.key
        st.session_state[place] = _Heard(series)
    heard: _Heard = st.session_state[place]
    return heard


def _rings(standing: Standing) -> dict[str, Any]:
    frame = standing.problem.frame
    return {
        "half": (frame.width / 2, frame.height / 2),
        "outer": [(band.outer, ADDED_ON[band.ring]) for band in standing.bands],
    }


def _heard_from(key: str, only_here: bool, page: StreamlitPage | None) -> None:
    """Do what was done on the canvas, and note whether the page around it has to change."""
    before = session.opened()
    if before is None:
        return
    chosen = selected(key)
    _hear(key)
    after, now = session.required(), front_door.shown()
    if now and page and now.url_path != page.url_path:
        st.switch_page(now)  # the gesture was sent when another page had been chosen already
    if not only_here or chosen != selected(key) or not _only_moved(before, after):
        st.session_state[_AROUND] = True


def _only_moved(before: Opened, after: Opened) -> bool:
    """Whether nothing around the map has to change; the buttons to undo and redo are around it."""
    if before.work is None or after.work is None or session.something_to_say():
        return False
    was, now = before.work.history, after.work.history
    same_buttons = (was.can_undo, was.can_redo) == (now.can_undo, now.can_redo)
    return same_buttons and after.case.only_moved(before.case)


def _hear(key: str) -> None:
    """Apply what the journal holds beyond what was applied before, in order, each once."""
    if session.opened() is None:
        return
    heard = _heard(key)
    journal = gestures.read_journal(st.session_state[key].journal)
    if journal is None or journal.series != heard.series:
        return
    heard.answers = []
    for gesture in journal.after(heard.applied):
        answer, refused = _carry_out(heard, gesture)
        heard.applied = gesture.n
        if answer:
            heard.answers.append((gesture.n, answer, refused))


def _carry_out(heard: _Heard, gesture: AnyGesture | Unreadable) -> tuple[str, bool]:
    """Do what a gesture means; return the answer in words and whether it was refused."""
    if isinstance(gesture, Unreadable):
        return gesture.reason, True
    before = session.required().case
    if isinstance(gesture, Turn):
        answer = _turn(gesture)
    elif isinstance(gesture, gestures.Choose):
        answer = ""
    else:
        try:
            edit = gestures.edit_of(before, gesture)
        except EditError as error:
            return str(error), True
        if edit is not None and not session.do(edit):
            return session.trouble(), True
        answer = gestures.told(before, gesture, edit)
    heard.chosen = gestures.chosen_after(session.required().case, gesture, before, heard.chosen)
    return answer, False


def _turn(gesture: Turn) -> str:
    work = session.required().work
    if gesture.do == "undo":
        what = work.history.next_undo if work else ""
        if what:
            session.undo()
        return f"Undone: {what}." if what else "There is nothing to undo."
    what = work.history.next_redo if work else ""
    if what:
        session.redo()
    return f"Done again: {what}." if what else "There is nothing to redo."
