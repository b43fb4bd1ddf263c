"""What a clinician writes for themselves is read on the Reflection page and nowhere else."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import docx
import pypdf
import pytest
from streamlit.testing.v1 import AppTest

from imh.case.case import Case
from imh.case.diff import difference
from imh.case.edits import Add, Change, Edit, Remove
from imh.case.history import History
from imh.case.vocabulary import ReflectionKind
from imh.drawing import describe, draw
from imh.exchange.deidentify import deidentify
from imh.formulation import family_choices, family_version
from imh.formulation.writing import written
from imh.principles import report
from imh.principles.assess import assess
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.map_placement import MapPlacement
from tests.ui.screens import said_by

ROOT = Path(__file__).parents[2]
APP = str(ROOT / "app.py")
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "reflection")
KINDS = get_args(ReflectionKind)
SECRET = "quietword"
"""Begins every word that is private; a feeling has no word of its own but the last of these."""
WRITTEN = "Tess noticed much irritation"


def family(shared: bool) -> Case:
    """A small family in which every kind of reflection was written, in words found nowhere else."""
    reflections = [
        {
            "id": f"r{n}",
            "kind": kind,
            "by": "tess",
            "towards": ["marco"],
            "text": f"{SECRET}{n}, on 3 May at Ana's",
            "shared": shared,
        }
        | (
            {
                "reaction": {"feeling": "irritation", "strength": "much"},
                "supervision": {"state": "none"},
                "split": {"views": [{"who": "tess", "says": f"{SECRET}view"}]},
            }.get(kind, {})
        )
        for n, kind in enumerate(KINDS)
    ]
    return Case.model_validate(
        {
            "title": "Leo (fictional)",
            "fictional": False,  # a fictional one may show private notes: it is for practice
            "reference_age_months": 9,
            "children": ["leo"],
            "people": [
                {"id": "leo", "name": "Leo", "role": "child"},
                {"id": "ana", "name": "Ana", "role": "birth_parent", "caregiver": "primary"},
                {"id": "marco", "name": "Marco", "role": "birth_parent", "caregiver": "shared"},
                {"id": "tess", "name": "Tess", "role": "clinician"},
            ],
            "ties": [
                {"id": "ana-leo", "kind": "caregiving", "source": "ana", "target": "leo"},
                {
                    "id": "ana-marco",
                    "kind": "partner_of",
                    "source": "ana",
                    "target": "marco",
                    "quality": "strained",
                    "basis": {"kind": "observed"},
                },
            ],
            "reflections": reflections,
        }
    )


def outputs(case: Case) -> Iterator[tuple[str, str]]:
    """Everything that comes out of a case without a screen, by name; a case file is no output."""
    assessment = assess(case)
    yield "json", json.dumps(report.as_data("leo", assessment), ensure_ascii=False)
    yield "terminal", report.as_text("leo", assessment)
    yield "map", draw(case, theme="light") + describe(case)
    yield "family choices", repr(family_choices(case))
    everything = frozenset(choice.sentence.key for choice in family_choices(case))
    yield "family", family_version(case, everything).model_dump_json()
    safe, lines = deidentify(case)
    yield "review without names", repr(lines)
    for name, told in (("", case), ("without names ", safe)):
        for reflected in (False, True):
            to_file, _ = written(told, with_reflection=reflected)
            said = "with" if reflected else "without"
            yield f"{name}Markdown {said} reflection", to_file(".md").decode()
            if not reflected:
                continue
            paragraphs = docx.Document(io.BytesIO(to_file(".docx"))).paragraphs
            yield f"{name}Word", "\n".join(paragraph.text for paragraph in paragraphs)
            pages = pypdf.PdfReader(io.BytesIO(to_file(".pdf"))).pages
            yield f"{name}PDF", "\n".join(page.extract_text() for page in pages)


def test_no_output_quotes_what_is_private() -> None:
    found = [name for name, text in outputs(family(shared=False)) if SECRET in text]
    assert found == []
    assert [name for name, text in outputs(family(shared=False)) if WRITTEN in text] == []


def test_the_search_would_find_it() -> None:
    found = {name for name, text in outputs(family(shared=True)) if SECRET in text}
    assert {"json", "terminal", "review without names", "Word", "PDF"} <= found
    assert not {"family", "family choices", "Markdown without reflection"} & found


def test_what_was_done_to_a_reflection_names_nobody() -> None:
    case = family(shared=False)
    entry = case.reflections[0].model_dump() | {"id": "new"}
    steps: list[Edit] = [
        Add(collection="reflections", entry=entry),
        Change.of("new", text=f"{SECRET}!", feeling="worry"),
        Change.of("new", shared=True),
        Remove(id="new"),
    ]
    history = History(case)
    for step in steps:
        history = history.do(step)
    told = [*history.descriptions, *(one.text for one in difference(case, history.undo().case))]
    assert all(told)
    for line in told:
        assert not {SECRET, "Marco", "Tess", "irritation", "worry"} & set(line.split())
        assert SECRET not in line


@pytest.fixture(scope="module")
def on_screen() -> CaseOnScreen:
    case = family(shared=False)
    return CaseOnScreen(case, "leo", MapPlacement.of_opened(case))


def shown(page: str, on_screen: CaseOnScreen) -> str:
    """All that the app sends to the browser for a page, widgets and drawings included."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()  # comes in by the front door, which forgets whatever was open before
    app.session_state["open case"] = on_screen
    app.session_state["view:with-reflection"] = True
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    said = said_by(app)
    assert "No case is open" not in said
    return said


@pytest.mark.parametrize("page", PAGES)
def test_no_page_but_reflection_shows_what_is_private(page: str, on_screen: CaseOnScreen) -> None:
    try:
        said = shown(page, on_screen)
    except ValueError:
        pytest.skip("this page is not in the menu of the practice library")
    assert SECRET not in said
    assert WRITTEN not in said


def test_the_reflection_page_shows_it(on_screen: CaseOnScreen) -> None:
    said = shown("reflection", on_screen)
    assert all(f"{SECRET}{n}" in said for n in range(len(KINDS)))


@pytest.mark.parametrize("page", ["principles", "formulation", "quick_entry"])
def test_the_pages_show_it_once_it_is_shared(page: str) -> None:
    case = family(shared=True)
    said = shown(page, CaseOnScreen(case, "leo", MapPlacement.of_opened(case)))
    assert SECRET in said
    assert WRITTEN in said or page == "quick_entry"
