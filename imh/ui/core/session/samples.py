"""The sample cases, which all sessions share."""

from __future__ import annotations

import streamlit as st

from imh.case import casefile
from imh.ui.core import sample_places
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.map_placement import MapPlacement


@st.cache_resource(show_spinner=False)
def samples() -> dict[str, CaseOnScreen]:
    """The sample cases by name, read once for all sessions; they are never changed."""
    found = {}
    for file in sorted(sample_places.SAMPLES.glob("*.json")):
        case = casefile.read(file)
        sample_places.recall(file.stem, case)
        found[file.stem] = CaseOnScreen(case, file.stem, MapPlacement.of_opened(case))
    return found
