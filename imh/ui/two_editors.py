"""Two people changed the same place: both versions side by side, and somebody chooses."""

import streamlit as st

from imh.case.merge import Clash, Side
from imh.library.together import Clashing
from imh.ui import session
from imh.ui.markup import element, show


def choose_between(open_choice: Clashing) -> None:
    """Show each clash with both versions; nothing is lost until a choice is saved."""
    st.title("Two people changed this case")
    st.markdown(
        "Somebody else saved this case while you were working on it. Everything else is already "
        "in the case; here both of you changed the same thing. Choose what holds. The other "
        "version stays in the history."
    )
    trouble = session.trouble()
    if trouble:
        st.error(trouble)
    choices = [_choice(number, clash) for number, clash in enumerate(open_choice.clashes)]
    if st.button("Save these choices", type="primary"):
        session.settle(choices)
        st.rerun()


def _choice(number: int, clash: Clash) -> Side:
    show(element("h2", clash.about))
    if clash.base:
        st.caption(f"Before: {clash.base}")
    mine, theirs = f"Mine: {clash.mine or 'removed'}", f"Theirs: {clash.theirs or 'removed'}"
    chosen = st.radio(
        clash.about, [mine, theirs], key=f"clash:{number}", label_visibility="collapsed"
    )
    return "mine" if chosen == mine else "theirs"
