"""The case that is open in this browser session, and the sample cases that all sessions share.

Whatever is opened or begun is kept as a draft (``imh.library.drafts``) step by step. The address
of the page names the draft by its token, so that a reload or a dropped connection finds it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from imh.case import casefile
from imh.case.case import Case
from imh.case.edits import Edit, EditError
from imh.library import drafts
from imh.library.drafts import Draft, DraftError
from imh.principles.assess import assess
from imh.principles.evidence import Assessment
from imh.ui import sample_places
from imh.ui.standing import Standing

_OPEN, _ENTERED, _TROUBLE = "open case", "entered by the front door", "trouble"


@dataclass(frozen=True)
class Opened:
    """A case that somebody looks at or works on, with what is worked out from it once.

    A sample case has no draft until somebody changes it: then a copy is begun. ``standing``
    is its map, whose symbols stay where they stood before the last change.
    """

    case: Case
    name: str
    standing: Standing
    draft: Draft | None = None

    @cached_property
    def assessment(self) -> Assessment:
        """The case's assessment, worked out at the first look."""
        return assess(self.case)

    def paper(self, name: str) -> Any:
        """What was written beside the case under a name, None when nothing was."""
        return self.draft.papers.get(name) if self.draft else None

    def picture(self, **view: Any) -> str:
        """A drawing of the case (the arguments of :func:`imh.drawing.draw`), painted once."""
        return self.standing.picture(**view)

    @property
    def title(self) -> str:
        """What the case is called on screen."""
        return self.case.title or self.name


@st.cache_resource(show_spinner=False)
def samples() -> dict[str, Opened]:
    """The sample cases by name, read once for all sessions; they are never changed."""
    files = sorted(sample_places.SAMPLES.glob("*.json"))
    opened = {}
    for file in files:
        case = casefile.read(file)
        sample_places.recall(file.stem, case)
        opened[file.stem] = Opened(case, file.stem, Standing.first(case))
    return opened


def enter_by_the_front_door() -> None:
    """Called by app.py before it shows a page: find the open case again, name it in the address."""
    st.session_state[_ENTERED] = True
    if opened() is None:
        _find_again()
    current = opened()
    if current is None:
        return
    kind, name = ("draft", current.draft.token) if current.draft else ("sample", current.name)
    if st.query_params.get(kind) != name:
        st.query_params.from_dict({kind: name})


def _find_again() -> None:
    sample = samples().get(st.query_params.get("sample", ""))
    if sample:
        st.session_state[_OPEN] = sample
    elif "draft" in st.query_params:
        try:
            resume(st.query_params["draft"])
        except DraftError as error:
            st.query_params.clear()
            st.session_state[_TROUBLE] = str(error)


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


def begin(case: Case, name: str) -> None:
    """Open a case of one's own and keep it as a draft from now on. Raises DraftError."""
    open_case(Opened(case, name, Standing.first(case), drafts.begin(case, name)))


def resume(token: str) -> None:
    """Open a draft again. Raises DraftError when there is none."""
    draft = drafts.resume(token)
    history = draft.history
    standing = Standing.first(history.start)
    for step in history.steps[: history.done]:
        standing = standing.then(step.case)
    open_case(Opened(draft.case, draft.name, standing, draft))


def do(edit: Edit) -> bool:
    """Change the open case and keep the change; a sample case is copied first.

    Returns whether it was done. When it was not, the reason stands in :func:`trouble` and the
    case is as it was.
    """
    return _step(lambda draft: draft.do(edit))


def write(name: str, paper: Any) -> bool:
    """Keep what was written beside the open case, as JSON-ready data; a sample is copied first."""
    return _step(lambda draft: draft.write(name, paper))


def undo() -> None:
    """Take the last change back."""
    _step(lambda draft: draft.undo())


def redo() -> None:
    """Do again what was taken back."""
    _step(lambda draft: draft.redo())


def _step(act: Callable[[Draft], Draft]) -> bool:
    current = opened()
    assert current is not None
    try:
        draft = act(current.draft or drafts.begin(current.case, current.name))
    except (EditError, DraftError) as error:
        st.session_state[_TROUBLE] = str(error)
        return False
    standing = current.standing.then(draft.case)
    after = Opened(draft.case, draft.name, standing, draft)
    if draft.case.supposing(positions={}) == current.case.supposing(positions={}):
        after.__dict__["assessment"] = current.assessment  # only symbols were moved
    st.session_state[_OPEN] = after
    return True


def trouble() -> str:
    """Why the last step was not taken, told once; empty when there is nothing to tell."""
    return str(st.session_state.pop(_TROUBLE, ""))


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
