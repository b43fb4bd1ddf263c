"""Noticing, without getting in the way, that somebody else saved the open case."""

from __future__ import annotations

import time

import streamlit as st

from imh.library.errors import LibraryError, Refused
from imh.library.open_case import OpenCase
from imh.ui.core import session, sign_in
from imh.ui.core.change_lines import authors
from imh.ui.core.markup import element, show
from imh.ui.session_state import NEWS_REFUSED_OF, THIS_WINDOW

EVERY = 10.0
"""Seconds between two looks."""


@st.cache_resource(show_spinner=False)
def _windows() -> dict[tuple[str, str], float]:
    """When each window of this program last had a case open, by the case's token and window."""
    return {}


def concurrent_edits_panel() -> None:
    """Offer what somebody else saved in the open case meanwhile, as long as it is open."""
    on_screen = session.on_screen()
    if on_screen is not None and on_screen.open_case is not None and not session.unresolved():
        sign_in.guarded_fragment(_look, run_every=EVERY)()


def _look() -> None:
    if session.unresolved():  # after a step in a part of the page that is drawn by itself
        st.rerun()
    on_screen = session.on_screen()
    if on_screen is None or on_screen.open_case is None:
        return
    open_case = on_screen.open_case
    if not _shared(open_case) or not _moved_on(open_case):
        return
    show(element("div", _notice(open_case), "small"))
    if st.button("Show the changes", icon=":material/group:", key="show-the-changes"):
        session.catch_up()
        st.rerun()


def _shared(open_case: OpenCase) -> bool:
    """Whether anybody else can have saved: a team's library, or another window on this case."""
    windows, now = _windows(), time.monotonic()
    mine = THIS_WINDOW.keep()
    windows[open_case.token, mine] = now
    for place in [place for place, seen in list(windows.items()) if now - seen > 4 * EVERY]:
        windows.pop(place, None)
    another = any(token == open_case.token and window != mine for token, window in list(windows))
    return sign_in.where() == "team" or another


def _moved_on(open_case: OpenCase) -> bool:
    """Whether the case has a newer revision. A library that does not answer is no news."""
    if NEWS_REFUSED_OF.get() == open_case.token:
        return False  # asking again would fill the record with refusals
    try:
        return open_case.newest() > open_case.number
    except Refused:
        NEWS_REFUSED_OF.put(open_case.token)
    except LibraryError:
        pass
    return False


def _notice(open_case: OpenCase) -> str:
    try:
        since = open_case.revisions(after=open_case.number) if open_case.can_look_back else ()
    except LibraryError:
        since = ()
    return f"{authors(since, open_case.access.account.id)} changed this case."
