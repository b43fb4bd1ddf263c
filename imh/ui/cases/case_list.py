"""The library's own cases: searched, filtered, page by page, the last changed first."""

from datetime import datetime

import streamlit as st

from imh.forms.fact_rows import age_of_child
from imh.library.errors import LibraryError
from imh.library.listing import Filter, Listed
from imh.library.roles import Act, Role, may
from imh.ui.cases.deletion import ask_before_deleting, said
from imh.ui.cases.filters import finder, page_of
from imh.ui.components.case_table import CaseRow, Cell, case_table
from imh.ui.core import session, sign_in
from imh.ui.core.markdown import as_typed

PAGE = 20
HEADINGS = {"practice": "Cases in the practice library", "own": "Your cases", "team": "Cases"}


def library_cases() -> None:
    """List the cases of the open library; nothing is shown when there are none."""
    gone = said()
    if gone:
        st.success(as_typed(gone), icon=":material/delete:")
    account_cases = sign_in.account_cases()
    if not account_cases.count():
        return
    st.header(as_typed(HEADINGS[sign_in.where()]), anchor=False)
    which = finder()
    total = account_cases.count(which)
    if not total:
        st.markdown("No case is like that. Every word must begin a word of the case.")
        return
    if which != Filter():
        st.caption(f"{total:,} found")
    place = st.container()
    page = page_of(total, PAGE, key="cases", about=_without_the_hour(which))
    with place:
        listed_cases(account_cases.list(which, limit=PAGE, offset=page * PAGE), key="case-list")


def _without_the_hour(which: Filter) -> str:
    """What tells one search from another: "in the last day" moves on, and is the same search."""
    since = which.changed_since
    return repr((which.__dict__ | {"changed_since": since and since.date()}).items())


def listed_cases(cases: tuple[Listed, ...], *, key: str) -> None:
    """A table of cases, from which each can be opened and, where one may, deleted."""
    lines = [_line(case) for case in cases]
    chosen = case_table("Cases", ("Case", "Child", "Last changed"), lines, key=key)
    if chosen.opened:
        open_from_library(chosen.opened)
    if chosen.deleted:
        titles = {case.token: case.title for case in cases}
        ask_before_deleting(chosen.deleted, titles.get(chosen.deleted, "The case"))


def open_from_library(token: str) -> None:
    """Open a case and show its map; say so when that cannot be."""
    try:
        session.resume(token)
    except LibraryError as error:
        st.warning(as_typed(error), icon=":material/error:")
        return
    st.switch_page("pages/map.py")


def _line(case: Listed) -> CaseRow:
    open_questions = case.open_questions
    about = [
        "fictional" if case.fictional else "",
        f"{open_questions} open question{'' if open_questions == 1 else 's'}"
        if open_questions
        else "",
        "for a consultation: to read" if case.role == Role.GUEST else "",
    ]
    by = f"by {case.changed_by}" if sign_in.where() == "team" else ""
    cells = (
        Cell(
            case.title,
            warning="Safety" if case.safety else "",
            small=" · ".join(filter(None, about)),
            opens=True,
        ),
        Cell(case.children, small=age_of_child(case.reference_age_months)),
        Cell(moment(case.changed), small=by),
    )
    return CaseRow(case.token, case.title, cells, may(case.role, Act.DELETE))


def moment(when: datetime) -> str:
    """A moment as somebody here would say it: the hour of today, else the day."""
    here, today = when.astimezone(), datetime.now().astimezone().date()
    days = (today - here.date()).days
    if days == 0:
        return f"today, {here:%H:%M}"
    return f"yesterday, {here:%H:%M}" if days == 1 else f"{here.day} {here:%B %Y}"
