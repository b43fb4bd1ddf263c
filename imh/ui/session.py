"""The case that is open in this browser session, and the sample cases that all sessions share."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import streamlit as st

from imh.case import casefile
from imh.case.case import Case
from imh.drawing import draw
from imh.principles.assess import assess
from imh.principles.evidence import Assessment

SAMPLES = Path(__file__).parents[2] / "sample_cases"
_OPEN, _ENTERED = "open case", "entered by the front door"


@dataclass(frozen=True)
class Opened:
    """A case that somebody is working on, with what is worked out from it once."""

    case: Case
    name: str
    sample: bool = False

    @cached_property
    def assessment(self) -> Assessment:
        """The case's assessment, worked out at the first look."""
        return assess(self.case)

    def picture(self, **view: Any) -> str:
        """A drawing of the case (the arguments of :func:`imh.drawing.draw`), painted once."""
        key = tuple(sorted(view.items()))
        if key not in self._pictures:
            self._pictures[key] = draw(self.case, **view)
        return self._pictures[key]

    @cached_property
    def _pictures(self) -> dict[tuple[tuple[str, Any], ...], str]:
        return {}

    @property
    def title(self) -> str:
        """What the case is called on screen."""
        return self.case.title or self.name


@st.cache_resource(show_spinner=False)
def samples() -> dict[str, Opened]:
    """The sample cases by name, read once for all sessions; they are never changed."""
    files = sorted(SAMPLES.glob("*.json"))
    return {file.stem: Opened(casefile.read(file), file.stem, sample=True) for file in files}


def enter_by_the_front_door() -> None:
    """Note that app.py ran; called by app.py before it shows a page."""
    st.session_state[_ENTERED] = True


def through_the_front_door() -> None:
    """Send a visitor to app.py who came to a page past it.

    Streamlit itself runs files in a folder named ``pages`` until app.py has run once.
    """
    if _ENTERED not in st.session_state:
        st.switch_page("app.py")


def opened() -> Opened | None:
    """The open case, or None."""
    current = st.session_state.get(_OPEN)
    return current if isinstance(current, Opened) else None


def open_case(case: Opened) -> None:
    """Make a case the open one; what was selected in another one is forgotten."""
    st.session_state[_OPEN] = case
    for key in [key for key in st.session_state if str(key).startswith("view:")]:
        del st.session_state[key]


def required() -> Opened:
    """The open case; without one the page says where to open one, and stops."""
    through_the_front_door()
    current = opened()
    if current is None:
        st.title("No case is open")
        st.markdown("Open a sample case or one of your own first.")
        st.page_link("pages/cases.py", label="Go to the cases", icon=":material/folder_open:")
        st.stop()
    return current
