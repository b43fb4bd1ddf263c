"""``python -m imh formulate``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from imh.case.case import Case
from imh.cli import main

ROOT = Path(__file__).parents[2]
MILO = ROOT / "sample_cases" / "milo.json"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["formulate", *map(str, arguments)])


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".pdf", b"%PDF"),
        (".docx", b"PK"),
        (".md", b"# Formulation: Milo"),
        (".txt", b"Formulation"),
    ],
)
def test_it_writes_what_the_ending_says(tmp_path: Path, ending: str, begins: bytes) -> None:
    output = tmp_path / f"milo{ending}"
    result = run(MILO, "-o", output)
    assert result.exit_code == 0, result.output
    assert output.read_bytes().startswith(begins)


def test_the_family_version_comes_with_a_word_to_the_clinician(tmp_path: Path) -> None:
    output = tmp_path / "rue.md"
    result = run(ROOT / "sample_cases" / "rue.json", "-o", output, "--family")
    assert result.exit_code == 0
    assert "Follow your agency's protocol" in result.stderr
    assert "No strength is said of: Sekai (grandmother)." in result.stderr
    assert "No strength" not in output.read_text("utf-8")
    assert "not written yet" not in output.read_text("utf-8")


def test_deidentified_holds_no_name(tmp_path: Path, milo: Case) -> None:
    output = tmp_path / "out.md"
    result = run(MILO, "-o", output, "--deidentified")
    text = output.read_text("utf-8")
    assert "people[2].note: Rotterdam" in result.stderr
    for person in milo.people:
        if person.role not in ("professional", "clinician"):
            assert person.name not in text


def test_reflection_only_when_asked_for(tmp_path: Path) -> None:
    output = tmp_path / "out.md"
    run(MILO, "-o", output)
    assert "I was sad afterwards" not in output.read_text("utf-8")
    run(MILO, "-o", output, "--reflection")
    assert "I was sad afterwards" in output.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["-o", "x.odt"], "expected .docx, .pdf, .md or .txt"),
        (["-o", "x.md", "--family", "--reflection"], "never holds"),
        (["-o", "/nowhere/x.md"], "cannot be written"),
    ],
)
def test_it_refuses_plainly(arguments: list[str], complaint: str) -> None:
    result = run(MILO, *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
