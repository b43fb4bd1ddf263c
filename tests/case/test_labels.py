"""Every code and field has words, and a label file that does not fit is refused."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from imh.case import vocabulary
from imh.case.case import Case
from imh.case.labels import (
    FIELDS,
    LABELS_FILE,
    VOCABULARIES,
    LabelProblem,
    field_label,
    kin_word,
    label,
    read_labels,
)

TEXT = LABELS_FILE.read_text(encoding="utf-8")


def _line(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def _refusal(folder: Path, text: str) -> str:
    file = folder / "labels.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LabelProblem) as refused:
        read_labels(file)
    return str(refused.value)


def _models(kind: object) -> set[str]:
    """Names of all models inside a type, through lists, unions and annotations."""
    found: set[str] = set()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        found.add(kind.__name__)
        for field in kind.model_fields.values():
            found |= _models(field.annotation)
    for inner in get_args(kind):
        found |= _models(inner)
    return found


def test_every_literal_of_the_vocabulary_file_has_labels() -> None:
    source = Path(vocabulary.__file__).read_text(encoding="utf-8")
    assert sorted(VOCABULARIES) == sorted(re.findall(r"^(\w+) = Literal\[", source, re.MULTILINE))


def test_every_model_inside_a_case_has_labels() -> None:
    assert set(FIELDS) == _models(Case)


@pytest.mark.parametrize(
    ("pairs", "words_of"), [(VOCABULARIES, label), (FIELDS, field_label)], ids=["codes", "fields"]
)
def test_no_two_read_alike_and_none_reads_like_a_code(
    pairs: dict[str, tuple[str, ...]], words_of: Callable[[str, str], str]
) -> None:
    for name, keys in pairs.items():
        words = [words_of(name, key) for key in keys]
        assert len(set(words)) == len(words), name
        assert [word for word in words if "_" in word or word != word.strip()] == [], name


def test_states_of_knowledge_read_differently_from_every_value() -> None:
    for name, codes in VOCABULARIES.items():
        for code in set(codes) & {"none", "unknown", "declined"}:
            assert label(name, code).startswith(("asked", "not asked", "family", "source not"))


def test_a_vocabulary_may_have_its_own_words_for_none() -> None:
    assert label("Amount", "none") == "asked: none"
    assert label("OutsideHelp", "none") == "asked: nobody"


def test_yes_is_a_word_and_not_a_truth_value() -> None:
    assert label("YesNo", "yes") == "yes"


@pytest.mark.parametrize(
    ("role", "gender", "word"),
    [
        ("grandparent", "female", "grandmother"),
        ("grandparent", "male", "grandfather"),
        ("grandparent", "diverse", "grandparent"),
        ("birth_parent", "female", "mother"),
        ("foster_parent", "male", "foster father"),
        ("aunt_uncle", "female", "aunt"),
        ("aunt_uncle", "declined", "aunt or uncle"),
        ("sibling", "female", "sister"),
        ("friend", "male", "friend"),
    ],
)
def test_kin_word(role: str, gender: str, word: str) -> None:
    assert kin_word(role, gender) == word


def test_unknown_names_are_errors() -> None:
    for ask in (
        lambda: label("Quality", "lukewarm"),
        lambda: label("Temper", "warm"),
        lambda: field_label("Tie", "colour"),
        lambda: kin_word("stranger", "female"),
    ):
        with pytest.raises(KeyError):
            ask()


def test_code_without_words_is_refused_where_its_vocabulary_stands(tmp_path: Path) -> None:
    text = TEXT.replace("    cut_off: cut off\n", "")
    line = _line(text, "  Quality:")
    assert _refusal(tmp_path, text) == (
        f"{tmp_path / 'labels.yaml'}:{line}: the code 'cut_off' of Quality has no words"
    )


def test_words_without_a_code_are_refused_on_their_line(tmp_path: Path) -> None:
    text = TEXT.replace("    cut_off: cut off\n", "    cut_off: cut off\n    lukewarm: lukewarm\n")
    line = _line(text, "    lukewarm:")
    assert f"labels.yaml:{line}: 'lukewarm' is not a code of Quality" in _refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new", "at", "wrong"),
    [
        ("    topics: what the strain is about\n", "", "  Tie:", "field 'topics' of Tie"),
        ("    topics:", "    topics: x\n    colour:", "    colour:", "not a field of Tie"),
        ("  Stability:\n", "  Steadiness:\n", "  Steadiness:", "not one of the vocabularies"),
        ("    cut_off: cut off", "    cut_off:", "    cut_off:", "'cut_off' has no words"),
        ("    cut_off: cut off", "    warm: close", "    warm: close", "stands here twice"),
        ("  declined: family", "  refused_to: family", "  refused_to:", "not a code of a case"),
        ("  godparent: {either", "  godmother: {either", "  godmother:", "not a code of Role"),
        (
            "{either: parent, female: mother, male: father}\n",
            "mother\n",
            "  birth_parent: m",
            "form",
        ),
        ("  godparent: {either: godparent, ", "  godparent: {", "  godparent: {", "'either'"),
        ("kin:\n", "kin_words:\n", "kin_words:", "not a part of this file"),
    ],
)
def test_files_that_do_not_fit_are_refused_with_their_line(
    tmp_path: Path, old: str, new: str, at: str, wrong: str
) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    refusal = _refusal(tmp_path, text)
    assert wrong in refusal
    assert f"labels.yaml:{_line(text, at)}: " in refusal


def test_file_that_is_not_yaml_is_refused_with_a_line(tmp_path: Path) -> None:
    assert "labels.yaml:3: " in _refusal(tmp_path, "states:\n  none: no\n  unknown: 'open")
