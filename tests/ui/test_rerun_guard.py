"""What was done on a screen is carried through, whatever is done next and however soon."""

from __future__ import annotations

import hashlib
import inspect
from typing import Any

import pytest
import streamlit
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from imh.ui.core.rerun_guard import WRITTEN_FOR, guard_reruns


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

    from imh.ui.core.rerun_guard import guard_reruns
    from tests.ui.test_rerun_guard import comes_meanwhile

    guard_reruns()
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

    from imh.ui.core.rerun_guard import guard_reruns
    from tests.ui.test_rerun_guard import comes_meanwhile

    guard_reruns()
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

    from imh.ui.core.rerun_guard import guard_reruns
    from tests.ui.test_rerun_guard import ticks_with_two_clicks

    guard_reruns()
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
    guard_reruns()
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


REPLACED_OR_RELIED_ON = {
    SafeSessionState.on_script_will_rerun: "61c14e58f2181666",
    SessionState.on_script_will_rerun: "cb43df33b02aab59",
    SessionState._call_callbacks: "9b0dda3f8f96a002",
    SessionState._widget_changed: "b2bd1d9cf3ae0a4e",
    ScriptRunner._maybe_handle_execution_control_request: "5bae9b98a9044a8a",
    ScriptRequests: "faaba95fd271cca9",
    ForwardMsgQueue.clear: "08d22c7db31b85d4",
}
"""Private parts of Streamlit with a hash of their text, as the guard was written for them."""


@pytest.mark.parametrize("part", REPLACED_OR_RELIED_ON, ids=lambda part: part.__qualname__)
def test_the_parts_of_streamlit_are_those_that_the_guard_was_written_for(part: Any) -> None:
    """After an update: read what changed, try the tests above without the guard, and go on from
    there. If they pass, the guard can go."""
    text = inspect.getsource(getattr(part, "__wrapped__", part))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == REPLACED_OR_RELIED_ON[part]


def test_the_guard_refuses_another_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit, "__version__", "9.9.9")
    with pytest.raises(AssertionError, match=f"written for Streamlit {WRITTEN_FOR}"):
        guard_reruns()
