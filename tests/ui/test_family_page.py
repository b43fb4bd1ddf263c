"""The family version on its page: of whom nothing good is said is named beside it."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.ui.screens import keys_of, said_by

APP = str(Path(__file__).parents[2] / "app.py")


def test_who_is_without_a_strength_is_named_and_led_to(
    own_home: Path, by_the_front_door: None
) -> None:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["sample"] = "wren"
    app.run().switch_page("pages/formulation.py").run()
    assert "No strength is said of" not in said_by(app)
    app.session_state["view:version"] = "For the family"
    said = said_by(app.run())
    assert not app.exception
    assert "No strength is said of: Luke (father), Mereana (grandmother) and W" in said
    assert {"strength:luke", "strength:mereana", "strength:wi"} <= keys_of(app)
    app.button("strength:luke").click().run()
    assert not app.exception
    assert app.session_state["view:map:heard"].chosen == ("luke",)
