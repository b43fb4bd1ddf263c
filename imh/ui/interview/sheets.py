"""Paper to take along: a blank map with its key, and the interview as a sheet."""

import streamlit as st

from imh.drawing.blank_sheet import blank_map, printed, question_sheet
from imh.ui.interview.script import Section, script


@st.cache_data(show_spinner=False)
def _blank_map() -> tuple[bytes, str]:
    return printed([blank_map()], lying=True)


@st.cache_data(show_spinner=False)
def _questions() -> tuple[bytes, str]:
    parts = [(section.title, _asked(section)) for section in script() if not section.private]
    return printed(question_sheet(parts))


def _asked(section: Section) -> list[str]:
    """The questions as they stand on paper, where names are lines to write on."""
    names = dict.fromkeys(("one", "other"), "________") | {
        "child": "the child",
        "home": "your home",
    }
    return [ask.ask.format(**names) for ask in section.asks]


def sheets() -> None:
    """Download buttons for both sheets."""
    st.caption("To take along on paper")
    for label, (data, kind), name in (
        ("Blank map", _blank_map(), "blank-map"),
        ("Questions", _questions(), "interview-sheet"),
    ):
        st.download_button(
            f"{label} ({kind.upper()})",
            data,
            file_name=f"{name}.{kind}",
            mime="application/pdf" if kind == "pdf" else "image/png",
            icon=":material/print:",
            on_click="ignore",
            key=f"print-{name}",
        )
