"""Parts of a page drawn by themselves: each of them asks first whether the session lasts."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from imh.library.errors import Closed, LibraryError
from imh.ui.core.sign_in import auth_session

Given = ParamSpec("Given")


def guarded_fragment(
    draw: Callable[Given, None], *, run_every: float | None = None
) -> Callable[Given, None]:
    """A part that can be drawn without its page, as by ``st.fragment``; when it may not be any
    more, the page is, which shows the door.

    ``run_every`` so many seconds it is drawn by the clock, which is no use of the library.
    """

    @functools.wraps(draw)
    def asking(*given: Given.args, **named: Given.kwargs) -> None:
        if _without_its_page() and not _may_stay(by_the_clock=run_every is not None):
            return
        try:
            draw(*given, **named)
        except Closed:
            st.rerun()

    return st.fragment(asking, run_every=run_every)


def _without_its_page() -> bool:
    """Whether only parts are drawn; with its page, app.py has asked."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)


def _may_stay(*, by_the_clock: bool) -> bool:
    try:
        if not auth_session.stays(used=not by_the_clock):
            st.rerun()
    except LibraryError:
        if not by_the_clock:
            st.rerun()  # what is the matter is said in place of the page
        return False  # the next step says so; a clock need not
    return True
