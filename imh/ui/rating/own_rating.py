"""Somebody's own rating: who rates, five rows to choose from, and the fact that decided it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from imh.library.ratings import HIGHEST, Rating
from imh.library.roles import Act
from imh.principles.knowledge import PRINCIPLES, knowledge
from imh.ui.core import permissions, session, sign_in
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.core.text_checks import fits
from imh.ui.rating.facts import facts
from imh.ui.rating.fields import FACT, NAME, fill_in, keep, kept_of, key_of
from imh.ui.session_state import RATER

SCALE = "<span>0: not at all</span><span>10: more than anything</span>"
STYLE = Path(__file__).parent / "rating.css"


def own_rating(on_screen: CaseOnScreen) -> None:
    """The rating of whoever sits at the screen; each choice is kept at once."""
    if not _may_rate(on_screen):
        st.info("This account may not rate this case.")
        return
    st.html(STYLE)
    who, said = _who_rates()
    rating = kept_of(on_screen, who)
    fill_in(on_screen, who, rating)
    with said:
        _what_is_kept(on_screen, rating, who)
    known = knowledge().principles
    with st.container(key="rating"):
        _, scale = st.columns([5, 6], gap="small")
        with scale:
            show(f'<p class="scale">{SCALE}</p>')
        for principle in PRINCIPLES:
            words, row = st.columns([5, 6], gap="small", vertical_alignment="center")
            with words:
                name, asks = known[principle].name, known[principle].asks
                show(element("p", name, "rated"), element("p", asks, "asked"))
            row.segmented_control(
                as_typed(name),
                range(HIGHEST + 1),
                key=key_of(principle),
                on_change=keep,
                args=(key_of(principle),),
                disabled=who is None,
                label_visibility="collapsed",
                width="stretch",
            )
        _what_decided(on_screen, who)


def _who_rates() -> tuple[str | None, DeltaGenerator]:
    """Who rates by a name typed here, None as long as there is none; "" for an account's own.

    A computer is passed around, an account is not. With it comes the place beside, for what there
    is to say.
    """
    if sign_in.where() == "team":
        return "", st.container()
    name, following, said = st.columns([3, 2, 6], vertical_alignment="bottom")
    st.session_state.setdefault(NAME, RATER.get())
    name.text_input("Your name or initials", key=NAME, max_chars=100)
    following.button("Next person", key="next-rater", on_click=_next_person)
    RATER.put(st.session_state[NAME])  # another page forgets the field
    who = st.session_state[NAME].strip()
    return who if who and fits(who) else None, said


def _next_person() -> None:
    st.session_state[NAME] = ""


def _may_rate(on_screen: CaseOnScreen) -> bool:
    """A sample case is rated as a copy of one's own."""
    return (
        permissions.may(on_screen, Act.RATE) if on_screen.open_case else sign_in.account().may_begin
    )


def _what_decided(on_screen: CaseOnScreen, who: str | None) -> None:
    words, field = st.columns([5, 6], gap="small", vertical_alignment="center")
    question, named = "The one fact on the map that decided it", facts(on_screen.case)
    with words:
        show(element("p", question, "rated"))
    field.selectbox(
        as_typed(question),
        list(named),
        format_func=lambda each: named.get(each, each),
        key=FACT,
        index=None,
        placeholder="Choose, or type to search",
        on_change=keep,
        args=(FACT,),
        disabled=who is None,
        label_visibility="collapsed",
    )


def _what_is_kept(on_screen: CaseOnScreen, rating: Rating | None, who: str | None) -> None:
    trouble = session.pop_notice()
    if trouble:
        st.warning(as_typed(trouble))
        return
    if rating:
        count = sum(score is not None for score in rating.scores)
        words = f"Kept: {count} of {len(PRINCIPLES)} rated. You can change it."
    elif who is None:
        words = "First say who you are. Others see that you have rated, and not what."
    elif on_screen.open_case is None:
        words = "This is a sample case: your first choice begins a copy of it that is yours."
    else:
        words = "Nothing is chosen yet. What you choose is kept at once."
    show(f'<div class="kept" role="status">{element("p", words)}</div>')
