"""Formulation: the written case for the team, for the family, and without names."""

import streamlit as st

from imh.ui.core import permissions, session
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import safety_banner
from imh.ui.formulation.versions import for_the_family, for_the_team, without_names

VERSIONS = {
    "For the team": for_the_team,
    "For the family": for_the_family,
    "Without names": without_names,
}

on_screen = permissions.to_change("Formulation")
title, choice = st.columns([2, 3], vertical_alignment="center")
title.title("Formulation")
version = choice.segmented_control(
    "Version",
    list(VERSIONS),
    format_func=as_typed,
    default="For the team",
    key="view:version",
    label_visibility="collapsed",
)
trouble = session.pop_notice()
if trouble:
    st.warning(as_typed(trouble))
if version != "For the family":
    safety_banner(on_screen.assessment)
VERSIONS[version or "For the team"](on_screen)
