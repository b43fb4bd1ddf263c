"""What this browser session remembers: every place in Streamlit's session state, with its type.

What stands in a field is kept by Streamlit under the field's own key and is not listed here.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

import streamlit as st

if TYPE_CHECKING:
    from pandas import DataFrame
    from streamlit.navigation.page import StreamlitPage
    from streamlit.runtime.state import SessionState

    from imh.library.account_cases import AccountCases
    from imh.library.case_store import CaseStore
    from imh.library.concurrent_merge import UnresolvedMerge
    from imh.library.legacy_journals import Brought
    from imh.library.local_libraries import LocalCaseStore
    from imh.library.tickets import Ticket
    from imh.tables.sheet import Sheet
    from imh.ui.components.backup_opener import Arriving
    from imh.ui.components.save_button import Parcel
    from imh.ui.components.writing_box import Before
    from imh.ui.core.case_on_screen import CaseOnScreen
    from imh.ui.core.sign_in import Where
    from imh.ui.core.sign_in.session_lifetime import WindowSession
    from imh.ui.interview.steps import Steps
    from imh.ui.map.map_editor import Heard

Value = TypeVar("Value")

_WITH_THE_CASE = "view:"


@dataclass(frozen=True)
class Slot(Generic[Value]):
    """One place in the session's state. A name that begins with ``view:`` goes with the case."""

    name: str
    begin: Callable[[], Value]

    def get(self) -> Value:
        """What stands there; what it begins with when nothing was put there."""
        return cast(Value, st.session_state[self.name]) if self.is_set() else self.begin()

    def put(self, value: Value) -> None:
        """Let a value stand there from now on."""
        st.session_state[self.name] = value

    def take(self) -> Value:
        """What stands there, which is told once: afterwards nothing does."""
        value = self.get()
        self.clear()
        return value

    def keep(self) -> Value:
        """What stands there, to be changed in place."""
        if not self.is_set():
            self.put(self.begin())
        return self.get()

    def clear(self) -> None:
        """Let nothing stand there."""
        st.session_state.pop(self.name, None)

    def is_set(self) -> bool:
        """Whether something was put there."""
        return self.name in st.session_state

    def is_set_in(self, window: SessionState) -> bool:
        """Whether something was put there in another window, of which this is the state."""
        return self.name in window


@dataclass(frozen=True)
class SlotFamily(Generic[Value]):
    """Places of one kind, one for each key; ``{}`` stands for the key in their ``name``."""

    name: str
    begin: Callable[[], Value]

    def of(self, key: str, begin: Callable[[], Value] | None = None) -> Slot[Value]:
        """The place for a key; ``begin`` where it begins with something of its own."""
        return Slot(self.name.format(key), begin or self.begin)


def forget_what_goes_with_the_case() -> None:
    """Empty every place and every field that belongs to the open case."""
    for key in [key for key in st.session_state if str(key).startswith(_WITH_THE_CASE)]:
        del st.session_state[key]


def forget_all() -> None:
    """Empty every place and every field."""
    for key in list(st.session_state):
        del st.session_state[key]


def _nothing() -> Any:
    return None


def _said_where_it_is_used() -> NoReturn:
    raise LookupError("whoever asks for this place says what it begins with")


# ------------------------------------------------------------------------- who is in

ACCOUNT_CASES: Slot[AccountCases | None] = Slot("desk", _nothing)
WHERE: Slot[Where | None] = Slot("where", _nothing)
LIBRARY: Slot[CaseStore | None] = Slot("library", _nothing)
WINDOW_SESSION: Slot[WindowSession | None] = Slot("stay", _nothing)
SHOWN_BY_ITSELF: Slot[bool] = Slot("shown anew by itself", bool)
SAID_AT_THE_DOOR: Slot[str] = Slot("said at the door", str)
ENTERED: Slot[bool] = Slot("entered by the front door", bool)
WANTED_PAGE: Slot[str] = Slot("wanted page", str)
PAGE_SHOWN: Slot[StreamlitPage | None] = Slot("page shown", _nothing)

# ------------------------------------------------------------------------- the open case

ON_SCREEN: Slot[CaseOnScreen | None] = Slot("open case", _nothing)
UNRESOLVED: Slot[UnresolvedMerge | None] = Slot("not brought together", _nothing)
NOTICE: Slot[str] = Slot("trouble", str)
NEWS: Slot[str] = Slot("news", str)

TYPED_BESIDE: SlotFamily[dict[str, str]] = SlotFamily("typed beside {}", _said_where_it_is_used)
"""By the case's key: what was typed beside it, by place."""

WHY_REFUSED: SlotFamily[str] = SlotFamily("view:refused:{}", str)
"""By the name of the act: why this account may not do it."""

THIS_WINDOW: Slot[str] = Slot("this window", lambda: secrets.token_hex(8))
NEWS_REFUSED_OF: Slot[str] = Slot("refused news of", str)
"""The token of the case of which this account may not hear what others saved."""

# ------------------------------------------------------------------------- files

PARCEL: Slot[Parcel | None] = Slot("view:on its way", _nothing)
BACKUP_CHOSEN: Slot[Arriving | None] = Slot("backup chosen", _nothing)

# ------------------------------------------------------------------------- cases

LIST_PAGE: SlotFamily[int] = SlotFamily("{}", int)
"""By the list's key: which page of it is shown, 0 the first."""

LIST_ABOUT: SlotFamily[object] = SlotFamily("{}:about", _nothing)
"""By the list's key: what tells this list from the one before it."""

CASE_DELETED: Slot[str] = Slot("deleted", str)
FORMER_DRAFTS: Slot[Brought | None] = Slot("former drafts brought", _nothing)

# ------------------------------------------------------------------------- library

LIBRARY_SET_UP: Slot[tuple[LocalCaseStore, str] | None] = Slot("library set up", _nothing)
"""One's own library and its recovery key, until that is written down."""

NEW_RECOVERY_KEY: Slot[str] = Slot("library:new recovery key", str)

# ------------------------------------------------------------------------- map

AROUND_THE_MAP: Slot[bool] = Slot("view:around the map", bool)
"""Whether something around the map has to change."""

HEARD: SlotFamily[Heard] = SlotFamily("{}:heard", _said_where_it_is_used)
"""By the canvas's key: what was heard from it."""

# ------------------------------------------------------------------------- inspector

WITHIN: Slot[tuple[str | None, tuple[str, ...]]] = Slot("view:within", lambda: (None, ()))
"""What is selected, and what was opened from it within the inspector."""

EDITING: Slot[bool] = Slot("view:editing", bool)
CASE_CHANGED: Slot[bool] = Slot("view:case changed", bool)
DONE_HERE: Slot[int | None] = Slot("view:done here", _nothing)
"""How many steps were done when the last one was done in the inspector."""

EDIT_REFUSED: Slot[tuple[str, str, str] | None] = Slot("view:refused", _nothing)
"""The entry, why its change was refused, and what was typed."""

SECTION_BEGINS: SlotFamily[bool] = SlotFamily("view:begins:{}", _said_where_it_is_used)
"""By entry and section: whether the section was open when it was drawn first."""

# ------------------------------------------------------------------------- timeline

SELECTED_EVENT: Slot[str | None] = Slot("view:event", _nothing)
EVENT_REFUSED: Slot[str] = Slot("view:new-event:refused", str)

# ------------------------------------------------------------------------- reflection

PROMPTS_FROM: Slot[int] = Slot("view:reflect:prompts from", int)
REFLECTION_TYPED: Slot[dict[str, Any]] = Slot("view:reflection kept", dict)
REFLECTION_EDITED: Slot[str | None] = Slot("view:reflection edited", _nothing)
REFLECTION_REFUSED: Slot[str] = Slot("view:reflection refused", str)

# ------------------------------------------------------------------------- rating

RATER: Slot[str] = Slot("view:rater", str)
RATING_FILLED_FOR: Slot[tuple[str | None] | None] = Slot("view:rate:filled for", _nothing)
ALL_RATINGS_SHOWN: Slot[bool] = Slot("view:rate:all", bool)
READ_ALL_THE_SAME: Slot[bool] = Slot("view:rate:read all the same", bool)

# ------------------------------------------------------------------------- formulation

REVIEW_START: Slot[tuple[tuple[Any, ...], DataFrame] | None] = Slot("view:review start", _nothing)
"""Which lines are to be read, and the table of them as it was when the page was opened."""

# ------------------------------------------------------------------------- history

STEP_CHOSEN: Slot[int] = Slot("view:history:chosen", int)
STEPS_PAGE: Slot[int] = Slot("view:history:page", int)
STEPS_TOLD: Slot[dict[int, tuple[str, ...]]] = Slot("view:history:told", dict)
"""By its number: what each step changed."""

FORMER_MAPS: Slot[dict[tuple[int, str], str]] = Slot("view:history:pictures", dict)
"""By the number of a step and the theme: the map of that time."""

# ------------------------------------------------------------------------- people

TICKET_MADE: Slot[tuple[Ticket, str] | None] = Slot("view:ticket:made", _nothing)

# ------------------------------------------------------------------------- quick entry

BOX_STATE: SlotFamily[tuple[int, Before | None]] = SlotFamily("typed stand {}", lambda: (0, None))
"""By the case's key and the box's place: its revision, and its state before the last change."""

LINES_ADDED: Slot[str] = Slot("typed done", str)

# ------------------------------------------------------------------------- interview

INTERVIEW_STEPS: Slot[dict[str, Steps]] = Slot("interview steps", dict)
"""By the case's key: where its interview stands."""

# ------------------------------------------------------------------------- tables

SHEET: SlotFamily[Sheet | None] = SlotFamily("sheet:{}", _nothing)
"""By the case's key and the table's collection."""

TABLE_SAVED: Slot[str] = Slot("table saved", str)
