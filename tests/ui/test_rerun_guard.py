"""What was done on a screen is carried through, whatever is done next and however soon."""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from imh.ui.core.rerun_guard import carry_through


def comes(request: RerunData) -> None:
    """The browser asks for something just now."""
    context = get_script_run_ctx()
    assert context is not None
    context.session_state._yield_callback.__self__.request_rerun(request)


def comes_meanwhile(key: str, text: str) -> None:
    """Another request of the browser comes just now: a text stands in a field."""
    context = get_script_run_ctx()
    assert context is not None
    sent = WidgetStates()
    placement = context.session_state.get_widget_states()
    sent.widgets.extend(one for one in placement if one.WhichOneof("value") != "trigger_value")
    for one in sent.widgets:
        if one.id.endswith(f"-{key}"):
            one.string_value = text
    comes(RerunData(widget_states=sent))


def two_fields() -> None:
    import streamlit as st

    from imh.ui.core.rerun_guard import carry_through
    from tests.ui.test_rerun_guard import comes_meanwhile

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


def a_button_with_two_steps() -> None:
    import streamlit as st

    from imh.ui.core.rerun_guard import carry_through
    from tests.ui.test_rerun_guard import comes_meanwhile

    carry_through()
    steps = st.session_state.setdefault("steps", [])
    if st.button("Add", key="add"):
        steps.append("added to the map")
        comes_meanwhile("grief", "long ago")
        st.write("Added.")  # here Streamlit looks whether something has come
        steps.append("taken out of the box")
        st.rerun()
    st.text_input("Grief", key="grief", on_change=lambda: steps.append(st.session_state["grief"]))
    if steps:
        st.stop()
    st.write("Nothing yet")


def test_what_a_button_does_on_the_page_is_done_whole_and_what_came_is_answered_then() -> None:
    app = AppTest.from_function(a_button_with_two_steps).run()
    assert [one.value for one in app.markdown] == ["Nothing yet"]
    app.button(key="add").click().run()
    steps = ["added to the map", "taken out of the box", "long ago"]
    assert app.session_state["steps"] == steps
    assert app.text_input(key="grief").value == "long ago"
    assert not app.markdown  # the page stopped where it wanted to


def ticks_with_two_clicks() -> None:
    """A part's clock ticks just now, and takes a click in it and one elsewhere along."""
    context = get_script_run_ctx()
    assert context is not None
    known = context.session_state._state._new_widget_state.widget_metadata
    undo, show = (one for name in ("undo", "show") for one in known if one.endswith(f"-{name}"))
    both = [WidgetState(id=one, trigger_value=True) for one in (undo, show)]
    part = known[show].fragment_id
    comes(RerunData(widget_states=WidgetStates(widgets=both), fragment_id=part))


def a_page_and_a_part() -> None:
    import streamlit as st

    from imh.ui.core.rerun_guard import carry_through
    from tests.ui.test_rerun_guard import ticks_with_two_clicks

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


def test_what_a_page_drew_is_sent_although_a_part_of_it_is_drawn_anew_at_once() -> None:
    carry_through()
    waiting = ForwardMsgQueue()
    drawn, complete = ForwardMsg(), ForwardMsg()
    drawn.delta.fragment_id = "the map"
    drawn.delta.new_element.text.body = "drawn"
    complete.script_finished = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
    for message in (drawn, complete):
        waiting.enqueue(message)
    waiting.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["the map"])
    assert waiting.flush() == [drawn, complete]
    waiting.enqueue(drawn)
    waiting.clear(retain_lifecycle_msgs=True)  # the whole page is drawn anew
    assert waiting.flush() == []
