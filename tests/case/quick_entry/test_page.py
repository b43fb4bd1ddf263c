"""Every example in docs/quick-entry.md is understood, or refused, as the page says."""

import re
from pathlib import Path

import pytest

from imh.case.case import Case
from imh.case.quick_entry import read_lines
from imh.case.quick_entry.syntax.grammar_words import phrase_list

PAGE = (Path(__file__).parents[3] / "docs" / "quick-entry.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
ROWS = re.findall(r"^\| (\w+) \| (`.*`) \|$", PAGE, flags=re.MULTILINE)


def _family() -> Case:
    """The family of the page: its blocks read one after the other."""
    case: Case | None = None
    for kind, block in BLOCKS:
        if kind == "":
            case = read_lines(block, onto=case).case
    assert case is not None
    return case


def test_the_blocks_can_be_pasted_one_after_the_other() -> None:
    case: Case | None = None
    for kind, block in BLOCKS:
        if kind == "":
            reading = read_lines(block, onto=case)
            assert [line for line in reading.lines if not line.understood] == []
            case = reading.case


def test_the_whole_page_can_be_pasted_at_once() -> None:
    reading = read_lines("\n".join(block for kind, block in BLOCKS if kind == ""))
    assert [line for line in reading.lines if not line.understood] == []
    assert reading.case is not None


def test_lines_that_are_not_understood_are_explained_as_the_page_says() -> None:
    wrong = "".join(block for kind, block in BLOCKS if kind == "wrong")
    pairs = re.findall(r"^(.*)\n> (.*)$", wrong, flags=re.MULTILINE)
    assert len(pairs) > 4
    for line, problem in pairs:
        (read,) = read_lines(line, onto=_family()).lines
        assert read.problem == problem


@pytest.mark.parametrize(("name", "words"), ROWS)
def test_every_word_of_the_table_is_a_word_of_its_list(name: str, words: str) -> None:
    unknown = [
        word for word in re.findall(r"`(.*?)`", words) if phrase_list(name).code(word) is None
    ]
    assert unknown == []


@pytest.mark.parametrize("source", re.findall(r"`(\([^`]*\))`", PAGE.split("## Sources")[1]))
def test_every_source_of_the_page_is_understood(source: str) -> None:
    (line,) = read_lines(f"Ana, mood past {source}", onto=_family()).lines
    assert line.problem is None
