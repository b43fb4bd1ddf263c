"""The scales: repeatable, near their common value, fair to balanced cases, and written down."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import yaml
from click.testing import CliRunner

from imh.case.quick_entry import read_case
from imh.cli import main
from imh.principles.assess import assess
from imh.principles.knowledge import FOLDER, PRINCIPLES, Knowledge, knowledge
from imh.trust import commands
from imh.trust.calibration import (
    COMMON,
    NARROW,
    Calibration,
    Turned,
    balanced_case,
    calibrate,
    departure,
    firsts,
    mean_evidence,
    recorded,
    relative,
    scaled,
    scales,
)
from imh.trust.trials import SAMPLES, trials

FEW = 800

BALANCED = """\
Leo, child 20m, born at 33 weeks
home Oak: Ana, Leo; outside help few
Ana, mother, primary caregiver, mood in treatment, support fits: thin
Rosa, grandmother
Bay Clinic, clinic
Rosa -> Bay Clinic: strained about values
Ana with Leo: soothing concern
Leo: sleep concern, language concern
Tess, clinician
Tess feels worry towards Ana some
own story by Tess: "it was my mother's kitchen"
"""


@pytest.fixture(scope="module")
def found() -> Calibration:
    return calibrate({t.name: t.case() for t in trials(SAMPLES, 0)}, knowledge(), FEW)


def test_the_scales_stay_near_their_common_value(found: Calibration) -> None:
    assert set(found.new) == set(PRINCIPLES)
    assert all(abs(scale / COMMON - 1) <= NARROW + 1e-9 for scale in found.new.values())
    assert scales({**dict.fromkeys(PRINCIPLES, 1.0), "context": 9.0})["context"] == 10.4


def test_they_do_not_depend_on_the_scales_of_today(found: Calibration) -> None:
    other = scaled(knowledge(), dict.fromkeys(PRINCIPLES, 5.0))
    again = calibrate({t.name: t.case() for t in trials(SAMPLES, 0)}, other, FEW)
    assert again.new == found.new
    assert again.named_range == found.named_range
    assert again.old != found.old


def test_balanced_cases_come_out_more_balanced_than_with_one_scale_for_all(
    found: Calibration,
) -> None:
    assert departure(found.after) < departure(found.alike) / 2
    assert departure(found.after) < 0.06


def test_the_knowledge_files_hold_what_calibration_says() -> None:
    """With the full number of balanced cases; whoever changes the catalogue runs it anew."""
    everything = [balanced_case(Random(f"to set {n}"), knowledge()) for n in range(4000)]
    evidence = mean_evidence(everything, knowledge())
    assert scales(evidence) == dict(knowledge().constants.scales)
    method = (SAMPLES.parent / "docs" / "method.md").read_text("utf-8")
    table = re.findall(r"^\| ([a-z ]+) \| ([\d.]+) \|.*?\| ([\d.]+) \|", method, re.MULTILINE)
    said = {name.replace(" ", "_"): (mean, float(scale)) for name, mean, scale in table}
    for principle, scale in knowledge().constants.scales.items():
        assert said[principle] == (f"{evidence[principle]:.2f}", scale), (
            "the table of docs/method.md"
        )


def test_a_heavier_catalogue_gets_a_larger_scale() -> None:
    """A principle whose indicators all weigh much collects more and must not win by it."""
    heavy = {
        one.id: replace(one, weight="H") if one.principle == "context" else one
        for one in knowledge().indicators.values()
    }
    known = replace(knowledge(), indicators=heavy)
    plain, heavier = (set_by(k)["context"] for k in (knowledge(), known))
    assert heavier > plain + 1
    fresh = [balanced_case(Random(f"fresh {n}"), known) for n in range(FEW)]
    won = firsts(fresh, known)["context"]
    assert firsts(fresh, scaled(known, set_by(known)))["context"] < won - 0.15


def set_by(known: Knowledge) -> dict[str, float]:
    made = [balanced_case(Random(f"made {n}"), known) for n in range(FEW)]
    return scales(mean_evidence(made, known))


def test_relative_means_are_divided_by_their_geometric_mean() -> None:
    assert relative({"a": 1.0, "b": 4.0}) == {"a": pytest.approx(0.5), "b": pytest.approx(2.0)}


def test_a_balanced_family_comes_out_balanced() -> None:
    """One main and one further fact about each principle: any of the five may come first."""
    assessment = assess(read_case(BALANCED), what_ifs=False)
    told = {p: sorted(i.indicator for i in assessment.of(p)) for p in PRINCIPLES}
    bearings = [bearing.bearing or 0.0 for bearing in assessment.bearings]
    assert all(len(items) == 2 for items in told.values()), told
    assert max(bearings) / min(bearings) < 1.1
    for bearing in assessment.bearings:
        assert bearing.rank_acceptability is not None
        assert bearing.rank_acceptability[0] == pytest.approx(0.2, abs=0.06), bearing.principle


# The record


def test_the_record_is_read_back_and_raises_the_version(tmp_path: Path, found: Calibration) -> None:
    text = (FOLDER / "weighing.yaml").read_text("utf-8")
    other = replace(found, new={**found.new, "context": 9.1})
    shutil.copytree(FOLDER, tmp_path / "knowledge")
    path = tmp_path / "knowledge" / "weighing.yaml"
    path.write_text(recorded(text, other), "utf-8")
    read = knowledge(tmp_path / "knowledge").constants
    assert read.scales == other.new
    assert int(read.version) == int(knowledge().constants.version) + 1
    comment = " ".join(line.lstrip("# ") for line in path.read_text("utf-8").splitlines())
    assert all(name in comment for name in other.cases)
    assert replace(read, scales={}, version="") == replace(
        knowledge().constants, scales={}, version=""
    )


def test_a_second_record_changes_nothing(found: Calibration) -> None:
    text = (FOLDER / "weighing.yaml").read_text("utf-8")
    once = recorded(text, replace(found, old=found.new))
    assert recorded(once, replace(found, old=found.new)) == once
    assert yaml.safe_load(once)["version"] == yaml.safe_load(text)["version"]


def test_a_clear_first_place_that_turns_is_no_improvement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: Calibration
) -> None:
    """And what is no improvement is not written."""
    turned = replace(found, turned=(Turned("milo", "relationships", "context", close=False),))
    better = replace(turned, old=dict.fromkeys(PRINCIPLES, 8.0), before=found.alike)
    assert replace(better, turned=()).improves
    assert not better.improves
    shutil.copytree(FOLDER, tmp_path / "knowledge")
    monkeypatch.setattr(commands, "FOLDER", tmp_path / "knowledge")
    monkeypatch.setattr(commands.calibration, "calibrate", lambda cases, known: better)
    text, well = commands.calibrate({}, write=True)
    assert not well
    assert "Not written" in text
    before, after = (f / "weighing.yaml" for f in (FOLDER, tmp_path / "knowledge"))
    assert before.read_bytes() == after.read_bytes()


def test_the_command_refuses_an_empty_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["calibrate", str(tmp_path)])
    assert result.exit_code == 2
    assert "no case files" in result.stderr
