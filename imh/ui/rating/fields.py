"""The fields of a rating: what stands in them is what is kept of whoever rates."""

from __future__ import annotations

import streamlit as st

from imh.library.errors import LibraryError
from imh.library.ratings import Rating
from imh.principles.knowledge import PRINCIPLES
from imh.ui.core import session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.rating.facts import facts
from imh.ui.session_state import RATING_FILLED_FOR

NAME, FACT = "view:rate:name", "view:rate:fact"
"""The fields of who rates, where that is typed, and of what decided."""


def key_of(principle: str) -> str:
    """The field of a principle."""
    return f"view:rate:{principle}"


def kept_of(on_screen: CaseOnScreen, who: str | None) -> Rating | None:
    """What is kept of who rates (:func:`own_rating` asks); None when that is nothing."""
    return on_screen.open_case.own_rating(who) if on_screen.open_case and who is not None else None


def fill_in(on_screen: CaseOnScreen, who: str | None, rating: Rating | None) -> None:
    """Put what is kept into the fields, unless they hold what this person chose a moment ago."""
    kept: dict[str, object] = dict.fromkeys(map(key_of, PRINCIPLES))
    if rating:
        kept = dict(zip(kept, rating.scores, strict=True))
    kept[FACT] = rating.decided_by if rating else None
    if RATING_FILLED_FOR.get() != (who,):
        st.session_state.update(kept)
        RATING_FILLED_FOR.put((who,))
    for key, value in kept.items():
        st.session_state.setdefault(key, value)
    if st.session_state[FACT] not in facts(on_screen.case):  # it may be gone from the map
        st.session_state[FACT] = None


def keep(field: str) -> None:
    """Keep what was chosen in one field, with what is kept of the others.

    What could not be kept does not stay in the field, and :func:`session.pop_notice` says why.
    """
    on_screen, who = session.required(), st.session_state.get(NAME, "")
    chosen = st.session_state.get(field)
    try:
        before = kept_of(on_screen, who)
    except LibraryError as error:
        _not_kept(str(error))
        return
    scores = before.scores if before else (None,) * len(PRINCIPLES)
    fact = before.decided_by if before else ""
    if field == FACT:
        fact = chosen or ""
    else:
        fields = zip(map(key_of, PRINCIPLES), scores, strict=True)
        scores = tuple(chosen if key == field else score for key, score in fields)
    if not session.rate(scores, fact, who):
        _not_kept(session.pop_notice())


def _not_kept(why: str) -> None:
    session.notify(f"Not kept. {why}")
    RATING_FILLED_FOR.clear()
