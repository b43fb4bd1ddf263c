"""The steps of a case, the newest first, by day and by who took them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import groupby

import streamlit as st

from imh.library.open_case import OpenCase
from imh.library.revisions import Revision
from imh.ui.core import change_lines, local_time
from imh.ui.core.markdown import Markdown, as_typed
from imh.ui.core.markup import element, show
from imh.ui.session_state import STEP_CHOSEN, STEPS_PAGE, STEPS_TOLD

PAGE = 20
"""Steps on a screen at a time."""

_NAMED = "view:history:named"

Told = Mapping[int, tuple[str, ...]]


def steps(open_case: OpenCase, revisions: Sequence[Revision]) -> None:
    """Show a screenful of steps; each can be chosen to look at the case after it."""
    if any(one.names for one in revisions) and st.toggle("Only states with a name", key=_NAMED):
        revisions = [one for one in revisions if one.names]
    page = min(STEPS_PAGE.get(), (len(revisions) - 1) // PAGE)
    shown = revisions[page * PAGE : (page + 1) * PAGE]
    told, own = _told(open_case, shown), open_case.access.account.id
    with st.container(key="steps", gap="xsmall"):
        for day, on_that_day in groupby(shown, day_of):
            show(element("h2", day, "part"))
            for author, theirs in groupby(on_that_day, lambda one: change_lines.author(one, own)):
                show(element("h3", author, "author"))
                for revision in theirs:
                    _line(revision, told.get(revision.number, ()))
    _turn_over(page, len(revisions))


def day_of(revision: Revision) -> str:
    """The day of a revision: ``Today``."""
    here = _zone()
    return local_time.day(revision.time, here, datetime.now(here).date())


def time_of(revision: Revision) -> str:
    """The time of day of a revision: ``14:05``."""
    return local_time.clock(revision.time, _zone())


def _zone() -> tzinfo:
    return local_time.zone() or UTC


def _line(revision: Revision, told: Sequence[str]) -> None:
    chosen = STEP_CHOSEN.get() == revision.number
    st.button(
        as_typed(words(revision, told, time_of(revision))),
        key=f"view:history:step:{revision.number}",
        type="secondary" if chosen else "tertiary",
        width="stretch",
        on_click=STEP_CHOSEN.put,
        args=(revision.number,),
    )


def words(revision: Revision, told: Sequence[str], clock: str) -> Markdown:
    """One step as a label: the time, its names, how it came about and what it changed."""
    about = "; ".join(change_lines.at_most(4, told))
    # a reflection that somebody keeps private reads the same after it was changed
    nothing = revision.what if revision.kind == "do" else "Nothing changed"
    said = ": ".join(filter(None, (change_lines.title(revision), about))) or nothing
    names = Markdown(
        "".join(f"  \n:material/bookmark: **{as_typed(name)}**" for name in revision.names)
    )
    return Markdown(f":gray[{as_typed(clock)}] {as_typed(said)}{as_typed(names)}")


def _told(open_case: OpenCase, shown: Sequence[Revision]) -> Told:
    """What each step changed, worked out once: a revision never becomes another."""
    known = STEPS_TOLD.keep()
    new = [one.number for one in shown if one.number not in known]
    if new:
        states = open_case.states({*new, *(number - 1 for number in new)})
        for number in new:
            before, after = states.get(number - 1), states.get(number)
            known[number] = change_lines.lines(before, after) if before and after else ()
    return known


def _turn_over(page: int, count: int) -> None:
    if count <= PAGE:
        return
    newer, where, older = st.columns([1, 2, 1], vertical_alignment="center")
    newer.button(
        "Newer", disabled=page == 0, key="newer", on_click=STEPS_PAGE.put, args=(page - 1,)
    )
    first, last = page * PAGE + 1, min(count, (page + 1) * PAGE)
    with where:
        show(element("p", f"{first} to {last} of {count} steps", "small"))
    older.button(
        "Older", disabled=last == count, key="older", on_click=STEPS_PAGE.put, args=(page + 1,)
    )
