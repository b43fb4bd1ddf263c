"""Small forms for what takes more than a word: an event, a place, a belief, a feeling."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from imh.case.case import Case
from imh.case.labels import VOCABULARIES, label
from imh.case.vocabulary import EVENTS_AWAY_FROM_SOMEBODY, PROFESSIONAL_ROLES
from imh.interview import answers, respondents
from imh.interview.question_order import Screen
from imh.principles.sentences import name_of
from imh.tables.cells import Unreadable, read_months
from imh.ui.core.markdown import as_typed
from imh.ui.interview.steps import Steps, answer

AMOUNTS = ("unknown", "none", "some", "much")


def event_form(case: Case, screen: Screen, here: Steps) -> None:
    """What happened, when, to whom, how much it weighed and whether it nourished."""
    with st.form(f"event-{len(case.events)}", border=False):
        left, right = st.columns([3, 2])
        kind = left.selectbox(
            "What was it?",
            screen.ask.kinds,
            index=None,
            placeholder="Choose what fits best",
            format_func=lambda code: label("EventKind", code),
        )
        at = right.text_input("Child's age", placeholder="3m, birth, -2m")
        title = st.text_input("In a few words")
        who = _who(case, "Who was part of it?", case.children)
        left, right = st.columns(2)
        burden = _amount(left, "How much did it weigh?")
        nurture = _amount(right, "How much good did it do?")
        if not st.form_submit_button("Add", type="primary"):
            return
        if kind is None:
            here.problem = "Choose what it was first."
            return
        try:
            months = read_months(at.strip())
        except Unreadable as problem:
            here.problem = str(problem)
            return
        fields: dict[str, Any] = {"kind": kind, "title": title, "who": who}
        fields |= {"burden": burden, "nurture": nurture}
        fields |= {} if months is None else {"at_months": months}
        if _away(screen, kind, who, case):
            fields["away"] = _away(screen, kind, who, case)
        _take(screen, lambda now: answers.event_said(now, screen, fields, here.telling))


def _away(screen: Screen, kind: str, who: Sequence[str], case: Case) -> str | None:
    """The one caregiver of those who took part, where the child was apart from somebody."""
    if kind not in EVENTS_AWAY_FROM_SOMEBODY | {"reunion"}:
        return None
    others = [one for one in who if one in case.person and one not in case.children]
    return others[0] if len(others) == 1 else None


def place_form(case: Case, screen: Screen, here: Steps) -> None:
    """A place or service and who goes there."""
    with st.form("place", border=False, clear_on_submit=True):
        left, right = st.columns([3, 2])
        name = left.text_input("What is it called?")
        kind = right.selectbox(
            "What is it?",
            VOCABULARIES["SettingKind"],
            index=None,
            placeholder="Choose",
            format_func=lambda code: label("SettingKind", code),
        )
        who = _who(case, "Who goes there, or has to do with it?", case.children)
        if st.form_submit_button("Add", type="primary") and (name.strip() or kind):
            said, what = answers.place_said, kind or "other"
            _take(screen, lambda now: said(now, screen, name, what, who, here.telling))


def wider_form(case: Case, screen: Screen, here: Steps) -> None:
    """Something of the wider world, in the family's words, and who lives by it."""
    with st.form("wider", border=False, clear_on_submit=True):
        name = st.text_input("What is it called?")
        words = st.text_input("In their own words")
        who = _who(case, "For whom?", respondents.caregivers(case))
        if st.form_submit_button("Add", type="primary") and (name.strip() or words.strip()):
            title = name.strip() or words.strip()[:40]
            said = answers.wider_said
            _take(screen, lambda now: said(now, screen, title, words, who, here.telling))


def reaction_form(case: Case, screen: Screen) -> None:
    """A feeling, how strong it is and towards whom."""
    with st.form("reaction", border=False):
        left, right = st.columns(2)
        feeling = left.selectbox(
            "A feeling",
            VOCABULARIES["Reaction"],
            index=None,
            placeholder="Choose",
            format_func=lambda code: label("Reaction", code),
        )
        strength = _amount(right, "How strong?")
        towards = _who(case, "Towards whom?", ())
        words = st.text_input("In your own words")
        if st.form_submit_button("Keep", type="primary") and feeling:
            said = answers.reaction_said
            done = answer(screen, lambda now: said(now, feeling, strength, towards, words))
            if done:
                st.rerun()


def _take(screen: Screen, change: Any) -> None:
    if answer(screen, change, go_on=False):
        st.rerun()


def _who(case: Case, question: str, usual: Sequence[str]) -> list[str]:
    people = [p.id for p in case.people if p.role not in PROFESSIONAL_ROLES]
    chosen = [one for one in usual if one in people]
    return list(
        st.multiselect(
            as_typed(question), people, default=chosen, format_func=lambda one: name_of(case, one)
        )
    )


def _amount(where: Any, question: str) -> str:
    words = {"unknown": "not asked", "none": "not at all", "some": "some", "much": "much"}
    return str(where.selectbox(as_typed(question), AMOUNTS, format_func=lambda code: words[code]))
