"""Opening a case file: one clear sentence when it is not one, and the open case stays open."""

from pathlib import PurePath

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from imh.case.casefile import CaseFileError, parse
from imh.library.errors import LibraryError
from imh.ui.components.file_opener import file_opener
from imh.ui.core import session
from imh.ui.core.markdown import as_typed


def open_file(place: DeltaGenerator) -> None:
    """Show the button in its place; open the case that was chosen."""
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
