"""Writing a reflection, or changing one: as many fields as its kind has."""

from collections.abc import Mapping

import streamlit as st

from imh.case.case import Case
from imh.case.edits import Add, Change
from imh.case.ids import free_id
from imh.case.vocabulary import PROFESSIONAL_ROLES
from imh.forms.controls import words_of
from imh.principles.sentences import name_of
from imh.ui.core import session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.inspector.form_widgets import outcome, take
from imh.ui.reflection.fields import (
    STRENGTHS,
    SUPERVISION,
    edited,
    field,
    leave,
    ours,
    refuse,
    refused,
    remember_typed,
    typed_fields,
    worded,
)


def reflection_form(on_screen: CaseOnScreen) -> None:
    """The fields of one reflection, and what became of the last thing done here."""
    case = on_screen.case
    changes = edited(case)
    show(element("h2", "Change a reflection" if changes else "Write a reflection", "part"))
    names = {symbol: name_of(case, symbol) for symbol in case.symbols}
    kind = _about(case, names)
    if kind == "reaction":
        _reaction()
    elif kind == "supervision":
        _supervision()
    elif kind == "split":
        _split(case, names)
    st.text_area("In your words", height=110, key=field("text"))
    remember_typed()
    with st.container(horizontal=True):
        words = "Keep the change" if changes else "Keep this reflection"
        st.button(
            as_typed(words), type="primary", key="keep-reflection", on_click=_keep, args=(case,)
        )
        if changes:
            st.button("Leave it as it was", key="leave-reflection", on_click=leave)
    refused()
    outcome(on_screen, "")


def _about(case: Case, names: Mapping[str, str]) -> str:
    """What every reflection has: its kind, which is returned, who reflects and towards whom."""
    authors = ours(case)
    kinds = words_of("ReflectionKind")
    left, right = st.columns(2)
    kind = left.selectbox("Kind", list(kinds), format_func=worded(kinds), key=field("kind"))
    if len(authors) > 1:
        right.selectbox("Who reflects", authors, format_func=worded(names), key=field("by"))
    place = left if len(authors) > 1 else right
    place.multiselect(
        "Towards whom",
        [symbol for symbol in names if symbol not in authors],
        format_func=worded(names),
        placeholder="nobody in particular",
        select_all=False,
        key=field("towards"),
    )
    return kind


def _reaction() -> None:
    feelings = words_of("Reaction")
    left, right = st.columns(2)
    left.selectbox(
        "Feeling",
        list(feelings),
        format_func=worded(feelings),
        placeholder="choose",
        key=field("feeling"),
    )
    right.selectbox(
        "How strong", list(STRENGTHS), format_func=worded(STRENGTHS), key=field("strength")
    )


def _supervision() -> None:
    st.selectbox(
        "Reflective supervision",
        list(SUPERVISION),
        format_func=worded(SUPERVISION),
        placeholder="choose",
        key=field("state"),
    )


def _split(case: Case, names: Mapping[str, str]) -> None:
    """Who holds which view, professionals first."""
    helpers = sorted(
        names,
        key=lambda one: getattr(case.symbols[one], "role", "") not in PROFESSIONAL_ROLES,
    )
    holders = st.multiselect(
        "Who holds a view",
        helpers,
        format_func=worded(names),
        placeholder="choose",
        select_all=False,
        key=field("holders"),
    )
    for holder in holders:
        st.text_input(as_typed(f"The view of {names[holder]}"), key=field(f"view of {holder}"))


def _keep(case: Case) -> None:
    """Add what was typed, or change the reflection that was open; typed words stay if refused."""
    fields = typed_fields(case)
    says = (fields["text"], fields["feeling"], fields["views"], fields["state"] != "unknown")
    if not any(says):
        refuse("Not kept yet. A feeling or a word is enough.")
        return
    changes = edited(case)
    if changes:
        done = take(Change.of(changes, **fields))
    else:
        entry = fields | {
            "id": free_id(fields["kind"], case.entries),
            "at_months": case.reference_age_months,
        }
        done = take(Add(collection="reflections", entry=entry))
    if done:
        leave()
    else:
        refuse(f"Not kept. {session.pop_notice()}")
