"""What a person did runs to its end, once, before the next thing that they do is begun.

Streamlit breaks a run off as soon as another request has come, also in the middle of a callback or
between two steps of what a button does: a value just chosen, or lines just added to the map, would
be gone without a word (https://github.com/streamlit/streamlit/issues/7862, and for a page's own
reruns /issues/10169). Here a run that brings something done on the page goes on to its end, and
what came meanwhile waits until then; only a page that was asked for and nothing more is broken off.
With ``runner.fastReruns`` off, as in our settings, what came waits in the same thread, so that no
two runs meet in the state of a session; that alone does not keep a callback from being broken off.

It replaces private parts of Streamlit, and so it is for one version of it. It can go once the tests
in tests/ui/test_rerun_guard.py pass with ``guard_reruns`` doing nothing.
"""

from collections.abc import Mapping
from typing import Any

import streamlit
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.safe_session_state import SafeSessionState

WRITTEN_FOR = "1.67.0"
"""The version of Streamlit whose private parts are replaced here."""

_usual = SafeSessionState.on_script_will_rerun
_usual_clear = ForwardMsgQueue.clear


def guard_reruns() -> None:
    """Let nothing that is done in this program be broken off, and no click be answered twice."""
    assert streamlit.__version__ == WRITTEN_FOR, (
        f"imh/ui/core/rerun_guard.py was written for Streamlit {WRITTEN_FOR}, and this is "
        f"{streamlit.__version__}: see in tests/ui/test_rerun_guard.py what has to be looked at."
    )
    SafeSessionState.on_script_will_rerun = _to_the_end  # type: ignore[method-assign]
    ForwardMsgQueue.clear = _keep_for_the_page  # type: ignore[method-assign]


class DeferredReruns:
    """What a page asks for itself (to stop, to be run anew, another page), put off.

    What the person asked for meanwhile goes first: Streamlit would let the page's wish take its
    place, and a click in the menu would be lost.
    """

    def __init__(self, runner: Any, requests: ScriptRequests) -> None:
        self._runner, self._requests = runner, requests
        self.in_callbacks = False  # there a wish waits until all of them are through
        self.asked = False

    def request_stop(self) -> None:
        self._others_first()
        self._requests.request_stop()

    def request_rerun(self, wish: RerunData) -> bool:
        self._others_first()
        return self._requests.request_rerun(wish)

    def request_rerun_batch(self, wishes: list[RerunData]) -> bool:
        self._others_first()
        return self._requests.request_rerun_batch(wishes)

    def _others_first(self) -> None:
        self.asked = True
        if not self.in_callbacks:
            self._runner._execing = True
            self._runner._maybe_handle_execution_control_request()


def _to_the_end(
    self: SafeSessionState, fresh_widget_states: WidgetStates | None, **more: Any
) -> None:
    """Take over the browser's values and run the callbacks of those that changed."""
    state, sent = self, fresh_widget_states
    context = get_script_run_ctx()
    runner: Any = getattr(state._yield_callback, "__self__", None)
    if context is None or runner is None:
        _usual(state, sent, **more)
        return
    parts = context.fragment_ids_this_run
    if sent is not None and parts:
        sent = _of_parts(parts, sent, state._state._new_widget_state.widget_metadata)
    wishes: Any = context.script_requests
    if not isinstance(wishes, DeferredReruns):
        context.script_requests = wishes = DeferredReruns(runner, wishes)  # type: ignore[assignment]
    wishes.in_callbacks, wishes.asked = True, False
    runner._execing = False  # as long as it is false, the runner looks for no other request
    done = False
    try:
        _usual(state, sent, **more)
        done = any(map(state._state._widget_changed, state._state._new_widget_state))
    finally:
        wishes.in_callbacks = False
        runner._execing = wishes.asked or not done


def _keep_for_the_page(
    self: ForwardMsgQueue,
    retain_lifecycle_msgs: bool = False,
    fragment_ids_this_run: list[str] | None = None,
) -> None:
    """Throw away what is not sent yet, as a page is drawn anew; a part of it throws nothing away.

    Streamlit would send that the page is complete, without what it threw away of it: the browser
    would take the map down until it comes again, and the key that is pressed would meet nothing.
    """
    if retain_lifecycle_msgs and fragment_ids_this_run is not None:
        self._delta_index_map = {}  # what comes now follows what waits, and does not replace it
    else:
        _usual_clear(self, retain_lifecycle_msgs)


def _of_parts(
    parts: list[str], sent: WidgetStates, known: Mapping[str, WidgetMetadata[Any]]
) -> WidgetStates:
    """What was sent for some parts of a page, without clicks elsewhere on the page.

    A part that looks for news by the clock can take such a click along by chance. The browser
    sends it again a moment later, for the whole page.
    """
    own = WidgetStates()
    for one in sent.widgets:
        elsewhere = one.id in known and known[one.id].fragment_id not in parts
        if not (elsewhere and (one.WhichOneof("value") or "").endswith("trigger_value")):
            own.widgets.append(one)
    return own
