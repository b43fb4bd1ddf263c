"""What was done on a screen is carried through, whatever is done next and however soon."""

from __future__ import annotations

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.testing.v1 import AppTest


def comes_meanwhile(key: str, text: str) -> None:
    """Another request of the browser comes just now: a text stands in a field."""
    context = get_script_run_ctx()
    assert context is not None
    assert context.script_requests is not None
    sent = WidgetStates()
    sent.widgets.extend(context.session_state.get_widget_states())
    for one in sent.widgets:
        if one.id.endswith(f"-{key}"):
            one.string_value = text
    context.script_requests.request_rerun(RerunData(widget_states=sent))


def two_fields() -> None:
    import streamlit as st

    from imh.ui.carried_through import carry_through
    from tests.ui.test_carried_through import comes_meanwhile

    carry_through()
    kept = st.session_state.setdefault("kept", [])

    def keep(key: str) -> None:
        if key == "mood":
            comes_meanwhile("grief", "long ago")
        kept.append((key, st.session_state[key]))
        st.query_params["last"] = key
        st.session_state["done"] = len(kept)

    st.text_input("Mood", key="mood", on_change=keep, args=("mood",))
    st.text_input("Grief", key="grief", on_change=keep, args=("grief",))
    st.write(f"{st.session_state.get('done', 0)} kept")


def test_a_callback_runs_to_its_end_although_the_next_change_has_come() -> None:
    app = AppTest.from_function(two_fields).run()
    app.text_input(key="mood").input("low").run()
    assert app.session_state["kept"] == [("mood", "low"), ("grief", "long ago")]
    assert app.markdown[0].value == "2 kept"


def ticks_with_two_clicks() -> None:
    """A part's clock ticks just now, and takes a click in it and one elsewhere along."""
    context = get_script_run_ctx()
    assert context is not None
    assert context.script_requests is not None
    known = context.session_state._state._new_widget_state.widget_metadata
    undo, show = (one for name in ("undo", "show") for one in known if one.endswith(f"-{name}"))
    both = [WidgetState(id=one, trigger_value=True) for one in (undo, show)]
    part = known[show].fragment_id
    context.script_requests.request_rerun(
        RerunData(widget_states=WidgetStates(widgets=both), fragment_id=part)
    )


def a_page_and_a_part() -> None:
    import streamlit as st

    from imh.ui.carried_through import carry_through
    from tests.ui.test_carried_through import ticks_with_two_clicks

    carry_through()
    counts = st.session_state.setdefault("counts", {"undone": 0, "shown": 0})

    def press(what: str) -> None:
        counts[what] += 1

    @st.fragment
    def part() -> None:
        st.button("Show", key="show", on_click=press, args=("shown",))

    st.button("Undo", key="undo", on_click=press, args=("undone",))
    part()
    st.button("Tick", key="tick", on_click=ticks_with_two_clicks)


def test_a_click_that_a_part_takes_along_is_answered_once() -> None:
    app = AppTest.from_function(a_page_and_a_part).run()
    app.button(key="tick").click().run()
    assert app.session_state["counts"] == {"undone": 0, "shown": 1}
    app.button(key="undo").click().run()
    assert app.session_state["counts"] == {"undone": 1, "shown": 1}
