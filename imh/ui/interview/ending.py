"""The end of the interview: what was left for later, and what else is worth asking."""

from collections.abc import Sequence

import streamlit as st

from imh.interview.question_order import Screen, unasked
from imh.principles.questions import varied
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markup import bullets, element, show
from imh.ui.interview.steps import back, take_up_again

MOST = 5


def ending(on_screen: CaseOnScreen, every: Sequence[Screen], skipped: frozenset[str]) -> None:
    """Say that it is enough, and what is still open."""
    left = [screen for screen in every if screen.key in skipped and screen.state == "open"]
    show(element("h2", "That is all for now. Thank you.", "question"))
    if left:
        count = "One question waits" if len(left) == 1 else f"{len(left)} questions wait"
        show(element("p", f"{count} for another day.", "hint"))
    worthwhile = varied(unasked(on_screen.assessment.questions, every), MOST)
    if worthwhile:
        show(
            element("p", "Also worth asking, in your own words:", "hint"),
            bullets((question.text for question in worthwhile), "plain"),
        )
    with st.container(horizontal=True):
        st.button("Back", icon=":material/arrow_back:", on_click=back)
        if left:
            st.button("Go through what waits", type="primary", on_click=take_up_again)
    st.page_link("pages/map.py", label="See the map", icon=":material/hub:")
    st.page_link("pages/principles.py", label="See the principles", icon=":material/balance:")
