"""What this browser session remembers: every place in Streamlit's session state, with its type.

What stands in a field is kept by Streamlit under the field's own key and is not listed here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import streamlit as st

if TYPE_CHECKING:
    from imh.library.concurrent_merge import UnresolvedMerge
    from imh.ui.core.case_on_screen import CaseOnScreen

Value = TypeVar("Value")


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


def _nothing() -> Any:
    return None


# ------------------------------------------------------------------------- the open case

ON_SCREEN: Slot[CaseOnScreen | None] = Slot("open case", _nothing)
UNRESOLVED: Slot[UnresolvedMerge | None] = Slot("not brought together", _nothing)
NOTICE: Slot[str] = Slot("trouble", str)
NEWS: Slot[str] = Slot("news", str)
