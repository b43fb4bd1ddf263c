"""Paper to take along: a blank map with its key, and the interview as a sheet."""

import streamlit as st

from imh.drawing.blank_sheet import blank_map, printed, question_sheet
from imh.interview.script import InterviewSection, script
from imh.ui.components.save_button import save_button


@st.cache_data(show_spinner=False)
def _blank_map() -> tuple[bytes, str]:
    return printed([blank_map()], lying=True)


@st.cache_data(show_spinner=False)
def _questions() -> tuple[bytes, str]:
    parts = [(section.title, _asked(section)) for section in script() if not section.private]
    return printed(question_sheet(parts))


def _asked(section: InterviewSection) -> list[str]:
    """The questions as they stand on paper, where names are lines to write on."""
    names = dict.fromkeys(("one", "other"), "________") | {
        "child": "the child",
        "home": "your home",
    }
    return [ask.ask.format(**names) for ask in section.asks]


def sheets() -> None:
    """Buttons that save both sheets."""
    st.caption("To take along on paper")
    _sheet("Blank map", *_blank_map(), "blank-map")
    _sheet("Questions", *_questions(), "interview-sheet")


def _sheet(label: str, data: bytes, kind: str, name: str) -> None:
    words = f"{label} ({kind.upper()})"
    save_button(words, lambda: data, f"{name}.{kind}", key=f"print-{name}", icon="print")
