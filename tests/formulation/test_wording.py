"""The text files that a clinician can correct: complete, and refused where they are broken."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from imh.case import vocabulary as codes
from imh.formulation.wording import FOLDER, WordingError, read_wording, wording

PACKAGE = FOLDER.parent
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize(
    ("file", "block", "vocabulary"),
    [
        ("child", "areas", codes.Domain),
        ("child", "days", codes.DailyAspect),
        ("relationships", "does", codes.PairAspect),
        ("relationships", "nouns", codes.PairAspect),
        ("context", "loads", codes.LoadKind),
        ("context", "resources", codes.ResourceKind),
        ("family", "well", codes.Domain),
        ("family", "areas", codes.Domain),
        ("family", "does", codes.PairAspect),
        ("family", "not_easy", codes.PairAspect),
        ("family", "days", codes.DailyAspect),
        ("language", "account_of", codes.BasisKind),
    ],
)
def test_every_code_has_words(file: str, block: str, vocabulary: object) -> None:
    assert set(wording(file).blocks[block]) == set(get_args(vocabulary))


def test_every_key_that_the_code_says_has_words() -> None:
    known = {key for file in FILES for key in wording(file).blocks.get("says", {})}
    said = {
        key
        for path in PACKAGE.rglob("*.py")
        for key in re.findall(r'\.say\(\s*"([a-z_]+)"', path.read_text("utf-8"))
    }
    assert said <= known


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("says:\n  a: fine\n  b: broken {\n", 3, "'b'"),
        ("says:\n  a: one\n  a: two\n", 3, "'a' twice"),
        ("says:\n  a:\n", 2, "'a' has no words"),
        ("says: words\n", 1, "expected lines"),
        ("says:\n\ta: x\n", 2, "cannot start any token"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, wrong: str
) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(WordingError, match=rf"^broken\.yaml:{line}: .*{re.escape(wrong)}"):
        read_wording(path)


def test_a_missing_word_says_which() -> None:
    with pytest.raises(WordingError, match="says: nowhere"):
        wording("story").say("nowhere")
