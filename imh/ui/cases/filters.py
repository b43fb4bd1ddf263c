"""Which cases to show: words to search for, and filters one click away."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from imh.library.listing import Filter
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.session_state import LIST_ABOUT, LIST_PAGE

AGES: dict[str, tuple[float, float] | None] = {
    "any age": None,
    "before birth": (-10, -0.01),
    "birth to 12 months": (0, 12),
    "12 to 24 months": (12, 24),
    "2 to 3 years": (24, 36),
    "3 years and older": (36, 84),
}
DAYS: dict[str, int | None] = {
    "at any time": None,
    "in the last day": 1,
    "in the last 7 days": 7,
    "in the last 30 days": 30,
    "in the last year": 365,
}
FAMILIES = {"all families": None, "real families": False, "fictional families": True}
_FIELDS = tuple(
    f"find:{name}" for name in ("text", "age", "changed", "families", "questions", "safety", "mine")
)


def finder() -> Filter:
    """Offer the search and the filters; return what they say."""
    search, filters, clear = st.columns([7, 2, 1.6], vertical_alignment="center")
    text = search.text_input(
        "Search in your cases",
        placeholder="Search: a name, or any word of the case, then Enter",
        label_visibility="collapsed",
        icon=":material/search:",
        key="find:text",
    )
    with filters.popover("Filter", icon=":material/filter_list:", width="stretch"):
        age = st.selectbox("Age of the child", AGES, key="find:age")
        days = st.selectbox("Changed", DAYS, key="find:changed")
        fictional = st.selectbox("Families", FAMILIES, key="find:families")
        questions = st.checkbox("With open questions", key="find:questions")
        safety = st.checkbox("With a current safety concern", key="find:safety")
        mine = sign_in.where() == "team" and st.checkbox("Only cases of my own", key="find:mine")
    since = DAYS[days]
    which = Filter(
        text=text,
        ages=AGES[age],
        changed_since=None if since is None else datetime.now(UTC) - timedelta(days=since),
        fictional=FAMILIES[fictional],
        safety=True if safety else None,
        open_questions=True if questions else None,
        mine=mine,
    )
    if which != Filter():
        clear.button("Show all", icon=":material/close:", key="find:clear", on_click=_clear)
    return which


def _clear() -> None:
    for field in _FIELDS:
        st.session_state.pop(field, None)


def page_of(total: int, size: int, *, key: str, about: object) -> int:
    """Which page of a long list to show, with the way to its neighbours; 0 is the first.

    When ``about`` changes, the list is another one and begins at its first page.
    """
    last = max(0, (total - 1) // size)
    chosen, former = LIST_PAGE.of(key), LIST_ABOUT.of(key)
    if former.get() != about:
        former.put(about)
        chosen.put(0)
    page = min(chosen.get(), last)
    if last == 0:
        return 0
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}:pages"):
        first = page * size + 1
        st.caption(f"{first:,} to {min(total, first + size - 1):,} of {total:,}", width="content")
        for name, icon, to, possible in (
            ("First", "first_page", 0, page > 0),
            ("Back", "chevron_left", page - 1, page > 0),
            ("Next", "chevron_right", page + 1, page < last),
            ("Last", "last_page", last, page < last),
        ):
            st.button(
                as_typed(name),
                icon=f":material/{icon}:",
                key=f"{key}:{name}",
                on_click=chosen.put,
                args=(to,),
                disabled=not possible,
            )
    return page
