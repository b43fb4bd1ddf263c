"""Write it down: one line for each person, place, tie or event, understood while it is typed."""

from functools import partial

import streamlit as st

from imh.case.quick_entry import write_lines
from imh.case.redaction import without_private
from imh.ui.components.writing_box import writing_box
from imh.ui.core import autosave, permissions, session
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, safety_banner, show
from imh.ui.quick_entry import STYLE, add_to_the_map, grammar, understood, written
from imh.ui.quick_entry.entering import PLACE, just_done, put_right
from imh.ui.quick_entry.grammar import EXAMPLES
from imh.ui.quick_entry.understood import outcome

NOTHING_YET = (
    "Paste as many lines as you like. Tab takes the word shown in grey. What you type stays here "
    "until it is on the map, also when you leave this page."
)

on_screen = permissions.to_change("Write it down")
st.html(STYLE)
box = written(on_screen)


st.title("Write it down")
safety_banner(on_screen.assessment)
writing, reading = st.columns(2, gap="medium")
with writing, st.container(key="writing"):
    by_key = writing_box(
        box.text,
        case=box.key,
        revision=box.revision,
        before=box.before,
        on_text=partial(autosave.save, on_screen, PLACE),
        names=[symbol.name for symbol in on_screen.case.symbols.values() if symbol.name],
        height=400,
    )
    by_button = st.button(
        "Add to the map", type="primary", disabled=not box.understood, key="add-lines"
    )
    will = outcome(on_screen.case, box.case)
    st.caption(as_typed(f"{will} Ctrl+Enter does it as well." if will else NOTHING_YET))
if by_key or by_button:
    add_to_the_map(on_screen, box)
    st.rerun()

with reading:
    trouble, done = session.pop_notice(), just_done()
    if trouble:
        st.warning(as_typed(trouble))
    if done:
        st.success(as_typed(f"{done} One step: undo takes all of it back."))
    heard, how, as_lines = st.tabs(["What was understood", "How to write it", "This case in lines"])
    with heard:
        if box.reading.lines or box.reading.problem:
            count = len(box.reading.lines)
            if count:
                lines = "line" if count == 1 else "lines"
                st.caption(as_typed(f"{box.understood} of {count} {lines} understood"))
            understood(box.reading, partial(put_right, on_screen))
        else:
            show(
                element("p", "For example (a fictional family):", "small"),
                '<dl class="examples">',
                *(element("dt", line) + element("dd", what) for line, what in EXAMPLES),
                "</dl>",
            )
    with how:
        grammar()
    with as_lines:
        shared = without_private(on_screen.case)
        if shared != on_screen.case:
            st.caption("Reflections that are kept private are not among these lines.")
        st.code(write_lines(shared), language=None, wrap_lines=True)
