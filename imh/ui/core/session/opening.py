"""Which case is open: opened, begun, found again after a reload, closed."""

from __future__ import annotations

import streamlit as st

from imh.case.case import Case
from imh.library.errors import LibraryError
from imh.library.open_case import OpenCase
from imh.ui.core import sign_in
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.map_placement import MapPlacement
from imh.ui.core.markdown import as_typed
from imh.ui.core.samples import samples
from imh.ui.core.session.conflicts import restore_choice
from imh.ui.core.session.current import on_screen
from imh.ui.core.session.notices import notify, pop_notice
from imh.ui.core.sign_in import landing
from imh.ui.session_state import ON_SCREEN, UNRESOLVED, forget_what_goes_with_the_case


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
        ON_SCREEN.put(sample)
    elif "case" in st.query_params:
        try:
            resume(st.query_params["case"])
        except LibraryError as error:
            st.query_params.clear()
            notify(str(error))


def show(case: CaseOnScreen) -> None:
    """Make a case the open one; what was selected in another one is forgotten."""
    ON_SCREEN.put(case)
    UNRESOLVED.clear()
    forget_what_goes_with_the_case()


def begin(case: Case, name: str) -> None:
    """Open a case of one's own and keep it in the library from now on. Raises LibraryError."""
    show(
        CaseOnScreen(
            case, name, MapPlacement.of_opened(case), sign_in.account_cases().begin(case, name)
        )
    )


def resume(token: str) -> None:
    """Open a case of the library where it was left. Raises LibraryError when there is none."""
    show_stored(sign_in.account_cases().open(token))


def show_stored(open_case: OpenCase) -> None:
    """Open a case of the library as it is now, its map as the last steps left it."""
    history = open_case.history
    placement = MapPlacement.of_opened(history.start)
    for step in history.steps[: history.done]:
        placement = placement.after_edit(step.case)
    show(CaseOnScreen(open_case.case, open_case.name, placement, open_case))
    restore_choice()


def close_case() -> None:
    """Have no case open; a choice between two versions stays open and waits in the library."""
    ON_SCREEN.clear()
    UNRESOLVED.clear()
    st.query_params.clear()


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
