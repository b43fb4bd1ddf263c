"""The record of who did what: the newest first, in words, and whether it is whole."""

from __future__ import annotations

from datetime import datetime, tzinfo

import streamlit as st

from imh.library.audit import AuditLine
from imh.library.audit_sentences import in_words
from imh.library.errors import LibraryError
from imh.library.integrity_check import WHAT_IT_PROVES, Health
from imh.library.listing import Filter
from imh.library.roles import MAY, Act, may
from imh.ui.core import sign_in
from imh.ui.core.local_time import zone
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show

_WHOLE = "The whole library"
_MOST, _MOST_TOLD = 200, 20
_OF = "record:of"


def record_panel() -> None:
    """Show the record of the library or of one case, as far as this person may read it."""
    titles = _titles()
    _refuse_what_is_gone(titles)
    all_of_it = may(sign_in.account_cases().access.account.everywhere, Act.READ_RECORD)
    choices = ([""] if all_of_it else []) + list(titles)
    if not choices:
        st.markdown("Whoever owns or audits a case can read its record here. You have none.")
        return
    which, check = st.columns([3, 2], vertical_alignment="bottom")
    token = which.selectbox(
        "The record of",
        choices,
        format_func=lambda token: titles.get(token, _WHOLE),
        key=_OF,
    )
    if all_of_it and check.button("Check the record", icon=":material/verified:"):
        _check()
    try:
        lines = (
            sign_in.account_cases().record(token, _MOST)
            if token
            else sign_in.account_cases().whole_record(_MOST)
        )
    except LibraryError as error:
        st.warning(as_typed(error), icon=":material/error:")
        return
    show(_table(lines, titles))
    if len(lines) == _MOST:
        st.caption(f"The newest {_MOST:d} lines. `python -m imh audit list` prints all.")


def _refuse_what_is_gone(titles: dict[str, str]) -> None:
    """Somebody asked for the record of a case that was theirs when the page was drawn."""
    asked = st.session_state.get(_OF)
    if not asked or asked in titles:
        return
    del st.session_state[_OF]
    try:
        sign_in.account_cases().record(asked, 1)
    except LibraryError as error:
        st.warning(as_typed(error), icon=":material/error:")


def _titles() -> dict[str, str]:
    """The cases whose record this person may read; who may not open one gets no name from it."""
    mine, account_cases = Filter(roles=MAY[Act.READ_RECORD]), sign_in.account_cases()
    titles = {case.token: case.title for case in account_cases.list(mine, limit=500)}
    return titles | {token: f"Case {token[:8]}" for token in account_cases.to_audit()}


def _check() -> None:
    try:
        with st.spinner("Every line and every revision is checked"):
            found = sign_in.library().examine()
    except LibraryError as error:
        st.warning(as_typed(error), icon=":material/error:")
        return
    if found.whole:
        st.success(
            f"Whole: {found.record.lines:d} lines, {found.cases:d} cases with all their revisions. "
            f"The last line's seal, to note down elsewhere: {as_typed(found.record.last)}"
        )
    else:
        st.warning(as_typed(_amiss(found)), icon=":material/error:")
    st.caption(as_typed(WHAT_IT_PROVES))


def _amiss(found: Health) -> str:
    troubles = [*filter(None, (found.record.trouble, *found.troubles))]
    told = " ".join(troubles[:_MOST_TOLD])
    more = len(troubles) - _MOST_TOLD
    rest = f" And {more} more." if more > 0 else ""
    return (
        f"Not whole. {told}{rest} Lines that hold: {found.record.lines}, "
        f"the last with the seal {found.record.last}. A backup may be whole."
    )


def _table(lines: tuple[AuditLine, ...], titles: dict[str, str]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in ("When", "Who", "What", "Case"))
    here = zone()
    body = "".join(_row(line, titles, here) for line in lines)
    return (
        f'<table class="numbers"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        if lines
        else element("p", "Nothing yet.", "nothing")
    )


def _row(line: AuditLine, titles: dict[str, str], here: tzinfo | None) -> str:
    cells = (_when(line.time, here), line.name, in_words(line), _case(line.token, titles))
    return "<tr>" + "".join(element("td", text) for text in cells) + "</tr>"


def _case(token: str, titles: dict[str, str]) -> str:
    return titles.get(token, f"case {token[:8]}, not among your cases") if token else ""


def _when(time: datetime, here: tzinfo | None) -> str:
    return time.astimezone(here).strftime("%d %b %Y, %H:%M:%S")
