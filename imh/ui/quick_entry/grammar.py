"""How lines are written: the page of the manual, or the words alone where there is none."""

import re
from pathlib import Path

import streamlit as st

from imh.case.quick_entry.syntax.grammar_words import phrase_list_names, phrases_by_code
from imh.ui.core.markdown import Markdown, as_typed
from imh.ui.core.markup import element, show

_FENCE = re.compile(r"^```(?:\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MANUAL = Path(__file__).parents[3] / "docs" / "quick-entry.md"

EXAMPLES = (
    ("Rosa, maternal grandmother 58, lives with, warm -> Leo daily", "a person with her ties"),
    ("Ana, mood current (told by Rosa), support fits: thin", "what somebody carries"),
    ("Mei, close friend of Ana, helps Ana, Marco", "names alone go on with the tie before them"),
    ("Little Steps, daycare, steady, warm -> Leo weekly", "a place"),
    ("Marco -> Ana: in conflict, about money", "a tie"),
    ("3m: separation from Ana, Leo, burden some", "what happened, by the child's age"),
    ("home Oak Street: Ana, Rosa, Leo 5 nights", "a home"),
    ("Tess feels worry towards Ana much", "what it stirs"),
)
"""Lines to begin with, each with what it is an example of."""


def grammar() -> None:
    """The whole grammar with its examples."""
    if not MANUAL.exists():
        _words_alone()
        return
    text = MANUAL.read_text("utf-8")
    for number, piece in enumerate(_FENCE.split(_without_title(text))):
        if number % 2:
            show(element("pre", piece.strip("\n"), "typed-lines"))
        else:
            st.markdown(Markdown(piece))


def _without_title(manual: str) -> str:
    title, _, rest = manual.partition("\n")
    return rest if title.startswith("# ") else manual


def _words_alone() -> None:
    for name in phrase_list_names():
        phrases = " · ".join(", ".join(some) for some in phrases_by_code(name).values() if some)
        st.markdown(f"**{as_typed(name.replace('_', ' '))}**: {as_typed(phrases)}")
