"""What of the family map is shown: everything or one view, which layers, as of which age."""

from dataclasses import dataclass

import streamlit as st

from imh.case.case import Case
from imh.principles.sentences import age_words

VIEWS = {"Everything": "everything", "Help": "support", "Strain": "strain", "Kin": "kin"}
LAYERS = {
    "People": "people",
    "Settings": "settings",
    "Influences": "influences",
    "Professionals": "professionals",
}


@dataclass(frozen=True)
class MapChoice:
    """One way of looking at the map; ``as_of`` is an age in months, None for today."""

    show: str
    layers: frozenset[str]
    as_of: float | None


def map_controls(case: Case) -> MapChoice:
    """Draw the controls of the map in one row and return what was chosen."""
    view, more = st.columns([3, 2], vertical_alignment="center")
    with view:
        shown = st.segmented_control(
            "View", list(VIEWS), default="Everything", key="view:show", label_visibility="collapsed"
        )
    with more, st.popover("Layers and time", icon=":material/layers:"):
        layers = st.pills(
            "Layers", list(LAYERS), selection_mode="multi", default=list(LAYERS), key="view:layers"
        )
        as_of = _age(case)
    return MapChoice(
        show=VIEWS[shown or "Everything"],
        layers=frozenset(LAYERS[name] for name in layers),
        as_of=as_of,
    )


def _age(case: Case) -> float | None:
    """A step for every age at which something happened, ending today."""
    now = case.reference_age_months
    ages = sorted({e.at_months for e in case.events if e.at_months is not None} | {now})
    if len(ages) < 2:
        return None
    chosen = st.select_slider(
        "As of", ages, value=now, format_func=lambda age: _age_label(age, now), key="view:as_of"
    )
    return None if chosen == now else float(chosen)


def _age_label(age: float, now: float) -> str:
    return "today" if age == now else age_words(age)
