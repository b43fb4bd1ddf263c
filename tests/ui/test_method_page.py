"""The Method page: it says what ``docs/method.md`` says, all of it and nothing else."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
WRITTEN = (ROOT / "docs" / "method.md").read_text("utf-8")


@pytest.fixture(scope="module")
def page() -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "method.py"))
    app.session_state["entered by the front door"] = True
    return app.run()


def test_every_line_of_the_method_is_on_the_page(page: AppTest) -> None:
    shown = [page.title[0].value, *(tab.label for tab in page.tabs)]
    shown += [line for text in page.markdown for line in text.value.splitlines()]
    pictures = [line for line in WRITTEN.splitlines() if line.startswith("![")]
    said = {line.lstrip("# ") for line in shown}
    for line in filter(None, WRITTEN.splitlines()):
        assert line in pictures or line.lstrip("# ") in said
    assert not page.exception


def test_the_picture_is_shown_with_its_words(page: AppTest) -> None:
    (picture,) = page.get("html")
    (caption,) = page.caption
    assert f"![{caption.value}](" in WRITTEN
    assert f'alt="{caption.value}"' in picture.proto.body


def test_a_section_is_a_tab(page: AppTest) -> None:
    assert [tab.label for tab in page.tabs] == [
        line.removeprefix("## ") for line in WRITTEN.splitlines() if line.startswith("## ")
    ]
