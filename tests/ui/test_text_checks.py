"""What no paper and no list can hold is met with a sentence, and the page goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from imh.case.synthetic import synthetic_case
from imh.case.text import LONGEST
from imh.library.case_store import CaseStore
from imh.library.engines import embedded
from imh.library.roles import Account
from imh.ui.core.sign_in import team_sign_in
from imh.ui.core.text_checks import why_not

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\0b", "control character U+0000"),
        ("a\ud800b", "broken character U+D800"),
        ("a\u200eb", "text-direction character U+200E"),
        ("<b>a</b>", "markup '<b>'"),
        ("a" * (LONGEST + 1), "5,001 characters"),
    ],
)
def test_a_sentence_says_what_cannot_be_kept(text: str, found: str) -> None:
    assert found in why_not(text)


def test_an_ordinary_text_fits() -> None:
    assert why_not("Rosa's words: “a < b”,\nand so on; Zofia żółć") == ""


def test_the_formulation_says_why_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_the_front_door: None
) -> None:
    monkeypatch.setattr(team_sign_in, "lasts", lambda _: True)
    monkeypatch.setattr(team_sign_in, "left_alone", lambda _: False)
    library = CaseStore(embedded(tmp_path / "library", bytes(range(32))))
    account_cases = library.for_account(Account("ana", "Ana"))
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in {"library": library, "where": "team", "desk": account_cases}.items():
        app.session_state[name] = value
    app.query_params["case"] = account_cases.begin(synthetic_case(3, 8), "family").token
    app.run().switch_page("pages/formulation.py").run()
    for one in (app.text_area(key="add:words"), app.text_input(key="sign:by")):
        one.set_value("Rosa\0")
    app.run()
    for label, field in (("Add", "add:words"), ("Sign this version", "sign:by")):
        next(each for each in app.button if each.label == label).click().run()
        assert not app.exception
        assert any("control character U+0000" in each.value for each in app.warning)
        assert app.session_state[field] == "Rosa\0"
    library.close()
