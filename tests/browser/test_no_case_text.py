"""Whatever goes wrong, no word of a case comes into the log or onto the error screen."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from imh.case.case import Case
from imh.case.casefile import dump
from imh.case.people import Person
from tests.browser.conftest import ROOT, Screen, running_app

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "Quillonzephyr"
FAULTY_PAGE = """
import logging
import streamlit as st
from imh.case.people import Person
from imh.ui.core import session

name = session.required().case.people[0].name

def chain():
    try:
        Person(id=name, name=name, role="no such role")
    except ValueError as error:
        raise RuntimeError(f"about {name}") from error

@st.fragment
def part():
    if st.button("In a part of the page"):
        raise ValueError(f"about {name}")

st.title("Faulty")
part()
st.button("In a callback", on_click=chain)
if st.button("Noted by the program"):
    try:
        chain()
    except RuntimeError as error:
        logging.getLogger("imh").exception("a fault: %s", error)
        logging.getLogger("imh").warning("a fault: %s", error)
if st.button("On the page"):
    chain()
"""
WAYS = ("In a part of the page", "In a callback", "Noted by the program", "On the page")


def faulty_app(root: Path) -> Path:
    """The app with one page in which everything goes wrong."""
    for name in ("imh", "pages", "sample_cases", ".streamlit"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "serve.py"):
        shutil.copy(ROOT / name, root)
    (root / "pages" / "about.py").write_text(FAULTY_PAGE, "utf-8")
    return root


def test_errors_tell_nothing_of_a_case(screen_on: Callable[..., Screen], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    case_file = tmp_path / "case.json"
    child = Person(id="child", name=NAME, role="child")
    case = Case(title=NAME, reference_age_months=9, children=("child",), people=(child,))
    case_file.write_text(dump(case), "utf-8")
    with running_app(home, root=faulty_app(tmp_path / "app")) as address:
        screen = screen_on(address)
        page = screen.page
        screen.open("Cases")
        page.locator("input[type=file]").set_input_files(case_file)
        expect(screen.menu.get_by_text(NAME)).to_be_visible()
        for way in WAYS:
            screen.open("About")
            page.get_by_role("button", name=way).click()
            screen.settled()
            assert NAME not in page.get_by_test_id("stMain").inner_text()
            page.reload()
            expect(page.get_by_role("heading", name="Faulty")).to_be_visible()
        screen.settled()
    (log,) = (file.read_text("utf-8", "replace") for file in home.glob("app*.log"))
    assert log.count("RuntimeError") >= 3
    assert "ValueError" in log
    assert "a fault: RuntimeError" in log
    assert NAME not in log
