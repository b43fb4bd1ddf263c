"""Beginning a case: from a short form, or from a case file; and where real families belong."""

from pathlib import PurePath

import streamlit as st
from pydantic import ValidationError
from streamlit.delta_generator import DeltaGenerator

from imh.case.care_plan import Referral
from imh.case.case import Case
from imh.case.casefile import CaseFileError, parse
from imh.case.people import Person
from imh.case.quick_entry import Reading, read_lines
from imh.case.schema import first_problem
from imh.library import local_libraries
from imh.library.errors import LibraryError
from imh.ui.components.file_opener import file_opener
from imh.ui.core import session, sign_in
from imh.ui.core.markdown import as_typed
from imh.ui.core.text_checks import fits

EXAMPLE = "Rosa, grandmother 58, lives with, warm -> Leo daily"


def new_case_form() -> None:
    """Ask for the few things a map starts from; open the case when they are understood.

    They are the child, why now, and who is around, in quick-entry lines.
    """
    with st.popover("Start a new case", icon=":material/add:", width="stretch"):
        name = st.text_input("Child's first name or initials", key="new:name", max_chars=200)
        born, age = st.columns([2, 1])
        unborn = born.radio("Age", ["months old", "weeks of pregnancy"], key="new:unit")
        number = age.number_input(as_typed(unborn), 0.0, 84.0, 0.0, 1.0, key="new:age", format="%g")
        asked_by = st.text_input("Who asked?", key="new:by", max_chars=200)
        words = st.text_input("About what, in their words?", key="new:words")
        people = st.text_area(
            "Who is around the child? One line each (can wait)",
            placeholder=EXAMPLE,
            key="new:people",
            height=110,
        )
        asked = st.button("Make the map", type="primary", key="new:make")
        if asked and all(map(fits, (name, asked_by, words))):
            months = number if unborn == "months old" else -(40 - number) / 4.35
            _make(name, max(-10.0, months), {"by": asked_by, "words": words}, people)


def _make(name: str, months: float, referral: dict[str, str], people: str) -> None:
    if not name.strip():
        st.warning("Give the child a name or initials first.")
        return
    try:
        child = Person(id="child", name=name, role="child")
        title = f"{child.name}, {months:g} months" if months >= 0 else f"{child.name}, unborn"
        case = Case(
            title=title,
            reference_age_months=round(months, 1),
            children=("child",),
            referral=Referral.model_validate(referral),
            people=(child,),
        )
    except ValidationError as error:
        st.warning(as_typed(first_problem(error)))
        return
    reading = read_lines(people, onto=case)
    if reading.problem or any(line.problem for line in reading.lines):
        _explain(reading)
        return
    try:
        session.begin(reading.case or case, "case")
    except LibraryError as error:
        st.warning(as_typed(error))
        return
    st.switch_page("pages/map.py")


def _explain(reading: Reading) -> None:
    if reading.problem:
        st.warning(as_typed(reading.problem))
    for line in reading.lines:
        if line.problem:
            hint = f" {line.suggestion}" if line.suggestion else ""
            st.warning(as_typed(f"Line {line.number}: {line.problem}{hint}"))


def open_file(place: DeltaGenerator) -> None:
    """Show the button in its place; open the case that was chosen.

    What is no case file gets one clear sentence, and the open case stays open.
    """
    with place:
        chosen = file_opener(key="file")
    if chosen is None:
        return
    try:
        case = parse(chosen.text, chosen.name)
    except CaseFileError as error:
        st.warning(as_typed(f"This file was not opened. {error}"), icon=":material/error:")
        return
    try:
        session.begin(case, PurePath(chosen.name).stem)
    except LibraryError as error:
        st.warning(as_typed(error), icon=":material/error:")
        return
    st.switch_page("pages/map.py")


def practice_notice() -> None:
    """In the practice library: not for real families, and the way to a library for them."""
    if sign_in.where() != "practice":
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="practice"):
        st.markdown(
            "**This is the practice library. It is not for real families:** it has no passphrase, "
            "so whoever uses this computer can read it."
        )
        way = (
            "Open your own library"
            if local_libraries.is_set_up()
            else "Set up a library of your own"
        )
        st.page_link("pages/library.py", label=as_typed(way), icon=":material/lock_open:")
