"""A sample case becomes a copy by its first step, and by no refused one."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def steps() -> None:
    import streamlit as st

    from imh.case.edits import Remove
    from imh.ui.core import session, sign_in

    sign_in.admit()
    session.show(session.samples()["cass"])
    st.text(session.do(Remove(id=st.session_state["who"])))
    st.text(sign_in.account_cases().count())


@pytest.mark.parametrize(("who", "done", "kept"), [("cass", False, 0), ("kerwin", True, 1)])
def test_only_a_step_that_was_taken_leaves_a_copy(
    who: str, done: bool, kept: int, own_home: Path
) -> None:
    app = AppTest.from_function(steps, default_timeout=60)
    app.session_state["who"] = who
    app.run()
    assert not app.exception
    assert [text.value for text in app.text] == [str(done), str(kept)]
