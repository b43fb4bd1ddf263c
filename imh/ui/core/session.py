"""The case that is open in this browser session, and the sample cases that all sessions share.

Whatever is opened or begun is kept in the library step by step. The address of the page names the
case by its token, so that a reload or a dropped connection finds it again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import streamlit as st

from imh.case import casefile
from imh.case.case import Case
from imh.case.edits import Edit, EditError
from imh.case.merge import Side
from imh.case.redaction import as_if_shared, without_private
from imh.library.concurrent_merge import UnresolvedMerge, merge_stale, restore_merge
from imh.library.errors import LibraryError
from imh.library.open_case import OpenCase, StaleRevision
from imh.principles.assess import assess
from imh.principles.evidence import Assessment
from imh.ui.core import autosave, sample_places, sign_in
from imh.ui.core.change_lines import authors, meanwhile
from imh.ui.core.map_placement import Standing
from imh.ui.core.markdown import as_typed
from imh.ui.core.sign_in import landing

_OPEN, _TROUBLE = "open case", "trouble"
_UNRESOLVED, _NEWS = "not brought together", "news"


@dataclass(frozen=True)
class CaseOnScreen:
    """A case that somebody looks at or works on, with what is worked out from it once.

    A sample case is not in the library until somebody changes it: then a copy is begun there.
    ``standing`` is its map, whose symbols stay where they stood before the last change.
    """

    case: Case
    name: str
    standing: Standing
    open_case: OpenCase | None = None

    @cached_property
    def assessment(self) -> Assessment:
        """The case's assessment, worked out at the first look."""
        return assess(self.case)

    @cached_property
    def with_private_notes(self) -> "CaseOnScreen":
        """The same, with one's own private reflections told in words in its assessment."""
        return replace(self, case=as_if_shared(self.case, but=self.of_others))

    @property
    def of_others(self) -> frozenset[str]:
        """The ids of reflections that others wrote; as long as these are private, here are codes
        of them and no words."""
        return self.open_case.of_others if self.open_case else frozenset()

    @cached_property
    def own(self) -> Case:
        """The case without what others keep for themselves."""
        return without_private(self.case, of=self.of_others)

    def attachment(self, name: str) -> Any:
        """What was written beside the case under a name, None when nothing was."""
        return self.open_case.attachments.get(name) if self.open_case else None

    def picture(self, **view: Any) -> str:
        """A drawing of the case (the arguments of :func:`imh.drawing.draw`), painted once."""
        return self.standing.picture(**view)

    @property
    def key(self) -> str:
        """What tells this case from all others in this session."""
        return self.open_case.token if self.open_case else f"sample {self.name}"

    @property
    def title(self) -> str:
        """What the case is called on screen."""
        return self.case.title or self.name


@st.cache_resource(show_spinner=False)
def samples() -> dict[str, CaseOnScreen]:
    """The sample cases by name, read once for all sessions; they are never changed."""
    files = sorted(sample_places.SAMPLES.glob("*.json"))
    on_screen = {}
    for file in files:
        case = casefile.read(file)
        sample_places.recall(file.stem, case)
        on_screen[file.stem] = CaseOnScreen(case, file.stem, Standing.first(case))
    return on_screen


def restore() -> None:
    """Called by app.py before it shows a page: find the open case again, name it in the address."""
    if on_screen() is None:
        _restore()
    current = on_screen()
    if current is None:
        return
    kind, name = (
        ("case", current.open_case.token) if current.open_case else ("sample", current.name)
    )
    if st.query_params.get(kind) != name:
        st.query_params.from_dict({kind: name})


def _restore() -> None:
    sample = samples().get(st.query_params.get("sample", ""))
    if sample and not sign_in.account().visitor:
        st.session_state[_OPEN] = sample
    elif "case" in st.query_params:
        try:
            resume(st.query_params["case"])
        except LibraryError as error:
            st.query_params.clear()
            notify(str(error))


def on_screen() -> CaseOnScreen | None:
    """The open case, or None."""
    current = st.session_state.get(_OPEN)
    return current if isinstance(current, CaseOnScreen) else None


def show(case: CaseOnScreen) -> None:
    """Make a case the open one; what was selected in another one is forgotten."""
    st.session_state[_OPEN] = case
    st.session_state.pop(_UNRESOLVED, None)
    for key in [key for key in st.session_state if str(key).startswith("view:")]:
        del st.session_state[key]


def begin(case: Case, name: str) -> None:
    """Open a case of one's own and keep it in the library from now on. Raises LibraryError."""
    show(CaseOnScreen(case, name, Standing.first(case), sign_in.account_cases().begin(case, name)))


def resume(token: str) -> None:
    """Open a case of the library where it was left. Raises LibraryError when there is none."""
    show_stored(sign_in.account_cases().open(token))


def show_stored(open_case: OpenCase) -> None:
    """Open a case of the library as it is now, its map as the last steps left it."""
    history = open_case.history
    standing = Standing.first(history.start)
    for step in history.steps[: history.done]:
        standing = standing.then(step.case)
    show(CaseOnScreen(open_case.case, open_case.name, standing, open_case))
    _restore_choice()


def _restore_choice() -> None:
    """Show a choice again that was left open in this case, by this account in any window."""
    current = on_screen()
    if current is None or current.open_case is None or not current.open_case.can_look_back:
        return
    kept = sign_in.account_cases().autosaved(current.open_case.token)
    place = next((place for place in kept if place.startswith(_UNRESOLVED)), None)
    if place is None:
        return
    try:
        both = restore_merge(current.open_case, kept[place])
        if isinstance(both, UnresolvedMerge):
            st.session_state[_UNRESOLVED] = both
            return
        continue_with(both)
        sign_in.account_cases().autosave(both.token, place, "")
    except (LibraryError, ValueError) as error:
        notify(str(error))
        return
    st.session_state[_NEWS] = "Your change that waited for a choice fits now and is in the case."
    _restore_choice()


def close_case() -> None:
    """Have no case open; a choice between two versions stays open and waits in the library."""
    st.session_state.pop(_OPEN, None)
    st.session_state.pop(_UNRESOLVED, None)
    st.query_params.clear()


def do(edit: Edit) -> bool:
    """Change the open case and keep the change; a sample case is copied first.

    Returns whether it was done. When it was not, the reason stands in :func:`pop_notice` and the
    case is as it was.
    """
    return _step(lambda open_case: open_case.do(edit))


def write(name: str, attachment: Any) -> bool:
    """Keep what was written beside the open case, as JSON-ready data; a sample is copied first."""
    return _step(lambda open_case: open_case.write(name, attachment))


def rate(scores: Sequence[int | None], decided_by: str, name: str) -> bool:
    """Keep somebody's rating of the case (see :meth:`OpenCase.rate`); a sample is copied first."""

    def keep(open_case: OpenCase) -> OpenCase:
        open_case.rate(scores, decided_by, name)
        return open_case

    return _step(keep)


def undo() -> None:
    """Take the last change back."""
    _step(lambda open_case: open_case.undo())


def redo() -> None:
    """Do again what was taken back."""
    _step(lambda open_case: open_case.redo())


def go_back_to(number: int) -> bool:
    """Go on from a former state of the case; what came after it stays in the history."""
    return _step(lambda open_case: open_case.restore(number))


def _step(act: Callable[[OpenCase], OpenCase]) -> bool:
    current = on_screen()
    assert current is not None
    if unresolved():
        notify("First choose between the two versions of this case.")
        return False
    copy: OpenCase | None = None
    try:
        before = current.open_case or (
            copy := sign_in.account_cases().begin(current.case, current.name)
        )
        try:
            open_case = act(before)
        except StaleRevision as stale:
            return _met(merge_stale(stale), stale)
    except (EditError, LibraryError) as error:
        notify(str(error))
        _discard(copy)
        return False
    now = continue_with(open_case)
    if copy:
        autosave.copy_over(current, now)
    return True


def _discard(copy: OpenCase | None) -> None:
    """A copy of a sample is none when its first step is refused."""
    if copy:
        with suppress(LibraryError):  # it stays in the list of cases, and nothing is lost
            sign_in.account_cases().delete(copy.token)


def _met(both: OpenCase | UnresolvedMerge, stale: StaleRevision) -> bool:
    """Somebody else saved in between: both changes are in the case now, or wait for a choice."""
    if isinstance(both, UnresolvedMerge):
        _wait_for_choice(both)
        return False
    continue_with(both)
    _notify_of(stale.before, stale.theirs, " Your change is in it too.")
    return True


def _wait_for_choice(both: UnresolvedMerge) -> None:
    sign_in.account_cases().autosave(both.theirs.token, f"{_UNRESOLVED} {both.mark}", both.kept())
    st.session_state[_UNRESOLVED] = both


def _notify_of(before: OpenCase, now: OpenCase, and_mine: str = "") -> None:
    """Say who saved what since."""
    try:
        since = now.revisions(after=before.number) if now.can_look_back else ()
    except LibraryError:
        since = ()
    who = authors([one for one in since if one.number <= now.number], now.access.account.id)
    st.session_state[_NEWS] = meanwhile(who, before.contents, now.contents) + and_mine


def catch_up() -> bool:
    """Go on with what somebody else saved meanwhile, if anything, and say what it was."""
    current = on_screen()
    if current is None or current.open_case is None or unresolved():
        return False
    try:
        if current.open_case.newest() <= current.open_case.number:
            return False
        newest = current.open_case.reload()
        continue_with(newest)
        _notify_of(current.open_case, newest)
    except LibraryError as error:
        notify(str(error))
        return False
    return True


def unresolved() -> UnresolvedMerge | None:
    """A choice between my change and somebody else's that is still open."""
    found = st.session_state.get(_UNRESOLVED)
    return found if isinstance(found, UnresolvedMerge) else None


def settle(choices: Sequence[Side]) -> None:
    """Save the case with a choice made for each clash."""
    open_choice = unresolved()
    assert open_choice is not None
    try:
        both = open_choice.settle(choices)
        if isinstance(both, UnresolvedMerge):  # somebody saved once more
            _wait_for_choice(both)
        else:
            del st.session_state[_UNRESOLVED]
            continue_with(both)
        sign_in.account_cases().autosave(
            open_choice.theirs.token, f"{_UNRESOLVED} {open_choice.mark}", ""
        )
        if not isinstance(both, UnresolvedMerge):
            _restore_choice()
    except LibraryError as error:
        notify(str(error))


def has_notice() -> bool:
    """Whether the next screen has something to tell: a choice, news, or why a step failed."""
    return any(st.session_state.get(name) for name in (_UNRESOLVED, _NEWS, _TROUBLE))


def news() -> str:
    """What happened to the case meanwhile, told once."""
    return str(st.session_state.pop(_NEWS, ""))


def continue_with(open_case: OpenCase) -> CaseOnScreen:
    """The open case is this one from now on; whoever stands well on its map stays."""
    current = on_screen()
    assert current is not None
    after = CaseOnScreen(
        open_case.case, open_case.name, current.standing.then(open_case.case), open_case
    )
    if open_case.case.only_moved(current.case):
        after.__dict__["assessment"] = current.assessment
    st.session_state[_OPEN] = after
    return after


def notify(words: str) -> None:
    """Keep what the next screen has to say about the last step."""
    st.session_state[_TROUBLE] = words


def pop_notice() -> str:
    """Why the last step was not taken, told once; empty when there is nothing to tell."""
    return str(st.session_state.pop(_TROUBLE, ""))


def required() -> CaseOnScreen:
    """The open case; without one the page says where to open one, and stops."""
    landing.through()
    current = on_screen()
    if current is None:
        st.title("No case is open")
        why = pop_notice()
        if why:
            st.warning(as_typed(why))
        st.markdown("Open a sample case or one of your own first.")
        st.page_link("pages/cases.py", label="Go to the cases", icon=":material/folder_open:")
        st.stop()
    return current
