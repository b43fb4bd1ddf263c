"""What a person did is carried through, once, before the next thing that they do is begun.

Streamlit breaks a run off as soon as another request has come, also in the middle of a callback:
a value just chosen, or a gesture on the map, would be gone without a word. Here a callback runs to
its end, and what came meanwhile waits until then. With ``runner.fastReruns`` off, as in our
settings, it waits in the same thread, so that no two runs meet in the state of a session.
"""

from collections.abc import Mapping
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.safe_session_state import SafeSessionState

_usual = SafeSessionState.on_script_will_rerun


def carry_through() -> None:
    """Let no callback of this program be broken off, and no click be answered twice."""
    SafeSessionState.on_script_will_rerun = _to_the_end  # type: ignore[method-assign]


def _to_the_end(
    self: SafeSessionState, fresh_widget_states: WidgetStates | None, **more: Any
) -> None:
    """Take over the browser's values and run the callbacks of those that changed."""
    state, sent = self, fresh_widget_states
    context = get_script_run_ctx()
    parts = context.fragment_ids_this_run if context else None
    if sent is not None and parts:
        sent = _of_parts(parts, sent, state._state._new_widget_state.widget_metadata)
    runner: Any = getattr(state._yield_callback, "__self__", None)
    if runner is None:
        _usual(state, sent, **more)
        return
    runner._execing = False  # as long as it is false, the runner looks for no other request
    try:
        _usual(state, sent, **more)
    finally:
        runner._execing = True


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
