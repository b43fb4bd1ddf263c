"""``python -m imh``: what it prints, how it complains, and how it ends."""

import json
import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from imh.cli import main
from imh.library import local_libraries
from imh.library.engines import transaction
from imh.library.locations import TEAM_ADDRESS
from imh.library.tables import audit

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "sample_cases").glob("*.json"))
SMALL = {
    "format_version": 1,
    "reference_age_months": 9,
    "children": ["leo"],
    "people": [
        {"id": "leo", "name": "Leo", "role": "child"},
        {"id": "ana", "name": "Ana", "role": "parent", "caregiver": "primary"},
    ],
    "ties": [{"id": "ana-leo", "source": "ana", "target": "leo", "quality": "strained"}],
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.json"
    path.write_text(json.dumps(SMALL), "utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(SMALL).replace('"leo", "quality"', '"eli", "quality"'), "utf-8")
    return path


def test_validate_says_what_a_case_holds(small: Path) -> None:
    result = run("validate", small)
    assert result.exit_code == 0
    assert result.stdout == "small.json: a case, people: 2, places and influences: 0, ties: 1\n"


def test_a_broken_file_is_named_and_the_rest_goes_on(small: Path, broken: Path) -> None:
    result = run("validate", broken, small, broken.with_name("missing.json"))
    assert result.exit_code == 2
    assert "small.json: a case" in result.stdout
    complaints = result.stderr.splitlines()
    assert complaints[0] == (
        "broken.json:ties[0].target: 'eli', expected the id of a person or place in this case"
    )
    assert complaints[1].startswith("missing.json:file: no such file")
    assert len(complaints) == 2


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Family-context case"


def test_assess_in_words_names_people_and_no_numbers(small: Path) -> None:
    result = run("assess", small)
    assert result.exit_code == 0
    assert "It is strained between Ana and Leo." in result.stdout
    assert "not a diagnosis" in result.stdout


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_assess_json_keeps_its_promises(path: Path) -> None:
    """As docs/assess-json.md says."""
    (line,) = run("assess", "--json", path).stdout.splitlines()
    data = json.loads(line)
    assert data["case"] == path.stem
    assert {p["id"] for p in data["principles"]} == {
        "relationships",
        "context",
        "early_experiences",
        "reflective_practice",
        "whole_family",
    }
    for principle in data["principles"]:
        shares = principle["rank_acceptability"]
        assert (shares is None) == (principle["reason"] is not None)
        assert shares is None or (len(shares) == 5 and math.isclose(sum(shares), 1))
        for side in ("concern", "strength"):
            parts = [
                item["contribution"]
                for item in data["evidence"]
                if (item["principle"], item["side"]) == (principle["id"], side)
            ]
            assert math.isclose(sum(parts), principle[side], abs_tol=1e-9)
    documented = {
        "indicator",
        "principle",
        "side",
        "strength",
        "weight",
        "home_factor",
        "damping",
        "contribution",
        "sentence",
        "basis",
        "refs",
    }
    assert all(set(item) == documented and item["refs"] for item in data["evidence"])
    assert {"questions", "flips", "safety_flags", "knowledge_version"} <= set(data)


def test_assess_json_prints_one_line_a_case_in_the_order_of_the_files(
    small: Path, broken: Path
) -> None:
    result = run("assess", "--json", SAMPLES[1], broken, small, SAMPLES[0])
    assert result.exit_code == 2
    cases = [json.loads(line)["case"] for line in result.stdout.splitlines()]
    assert cases == [SAMPLES[1].stem, "small", SAMPLES[0].stem]


def test_draw_writes_svg_and_png(small: Path, tmp_path: Path) -> None:
    svg, png = tmp_path / "map.svg", tmp_path / "map.png"
    assert run("draw", small, "-o", svg).exit_code == 0
    assert run("draw", small, "-o", png).exit_code == 0
    assert svg.read_text("utf-8").startswith("<svg")
    assert "Leo" in svg.read_text("utf-8")
    assert png.read_bytes().startswith(b"\x89PNG")


def test_draw_refuses_other_endings_and_writes_nothing(small: Path, tmp_path: Path) -> None:
    result = run("draw", small, "-o", tmp_path / "map.gif")
    assert result.exit_code == 2
    assert result.stderr == "map.gif: the ending is '.gif', expected .svg or .png\n"
    assert not (tmp_path / "map.gif").exists()


def test_no_traceback_and_no_progress_bar_where_nobody_watches(small: Path, broken: Path) -> None:
    command = [sys.executable, "-m", "imh", "validate", str(broken), str(small)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def own_library(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one's own in a home of its own, its passphrase in a file."""
    monkeypatch.delenv(TEAM_ADDRESS, raising=False)
    secret = own_home / "passphrase"
    secret.write_text("seven green kettles\n", "utf-8")
    monkeypatch.setenv("IMH_PASSPHRASE_FILE", str(secret))
    local_libraries.set_up("seven green kettles")[0].close()
    return own_home


def test_audit_verify_proves_the_record_or_names_the_first_broken_link(own_library: Path) -> None:
    result = run("audit", "verify")
    assert result.exit_code == 0
    first, last_line, proves, _, seal = result.stdout.splitlines()
    assert first == "The record is whole."
    assert "only a seal that was noted down elsewhere" in proves
    assert "this computer's user opened the library" in last_line
    listed = run("audit", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["3", "2", "1"]
    library = local_libraries.open_own(passphrase="seven green kettles")
    assert seal in {
        line.hash for line in library.for_account(local_libraries.THIS_COMPUTER).whole_record()
    }
    with transaction(library.engine, writes=True) as connection:
        connection.execute(audit.update().where(audit.c.number == 2).values(account="ana"))
    library.close()
    result = run("audit", "verify")
    assert result.exit_code == 2
    assert "Line 2 of the record was changed." in result.stdout


def test_backup_and_restore_without_a_browser(own_library: Path) -> None:
    file = own_library / "mine.imhbackup"
    assert run("backup", file).exit_code == 0
    result = run("restore", file)
    assert result.exit_code == 0
    assert "The library that it replaced is kept in" in result.stdout
    (own_library / "passphrase").write_text("another one altogether", "utf-8")
    for command in (("restore", file), ("backup", file), ("audit", "verify")):
        result = run(*command)
        assert result.exit_code == 2
        assert result.stderr == "This is not the passphrase of this library.\n"


def test_the_practice_library_needs_no_passphrase(own_library: Path) -> None:
    result = run("audit", "verify", "--practice")
    assert result.exit_code == 0
    assert run("audit", "list", "--practice").stdout == "The record is empty.\n"


def test_on_a_read_only_disk_the_commands_say_so(
    own_library: Path, read_only_disk: Callable[[], None]
) -> None:
    local_libraries.practice().close()
    read_only_disk()
    backup = own_library / "mine.imhbackup"
    for command in (("audit", "verify"), ("audit", "list", "--practice"), ("backup", backup)):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("\n") == 1
        assert "cannot be written to. Nothing was changed" in result.stderr
