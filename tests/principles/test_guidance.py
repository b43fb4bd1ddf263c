"""Guidance: every age and every reaction has its words, and a case brings what fits it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from imh.case import casefile
from imh.case.case import Case
from imh.case.edits import Add, Change, apply
from imh.case.quick_entry import read_case
from imh.case.vocabulary import Reaction
from imh.principles.assess import assess
from imh.principles.guidance import (
    FEWEST,
    GUIDANCE,
    MOST,
    Prompt,
    age_for_guidance,
    age_lens,
    clinicians_triangles,
    guidance,
    reflection_prompts,
    triangle_sentence,
    watch_next,
)
from imh.principles.knowledge import FOLDER, PRINCIPLES, KnowledgeError, knowledge
from tests.principles.test_knowledge import NEVER

SAMPLES = sorted((Path(__file__).parents[2] / "sample_cases").glob("*.json"))
BANDS = [(-12, 0), (0, 3), (3, 6), (6, 12), (12, 24), (24, 36), (36, 60)]


@cache
def sample(name: str) -> Case:
    return casefile.read(SAMPLES[0].with_name(f"{name}.json"))


def watched(case: Case) -> tuple[Prompt, ...]:
    return watch_next(case, assess(case, what_ifs=False))


def asked(case: Case) -> tuple[Prompt, ...]:
    return reflection_prompts(case, assess(case, what_ifs=False))


def family(months: float, *lines: str) -> Case:
    """Leo with his mother Ana, and what else is said."""
    child = f"Leo, child {months:g}m"
    return read_case("\n".join((child, "Ana, mother, primary caregiver, warm -> Leo", *lines)))


def only_child(case: Case) -> str:
    return case.children[0]


# The files


def test_every_band_says_what_to_look_for_and_what_to_support() -> None:
    assert [(band.begins, band.ends) for band in guidance().bands] == BANDS
    for band in guidance().bands:
        assert 3 <= len(band.look) <= 4, band.id
        assert 3 <= len(band.support) <= 4, band.id


def test_every_reaction_and_every_principle_has_prompts() -> None:
    assert set(guidance().reactions) == set(get_args(Reaction))
    assert set(guidance().principles) == set(PRINCIPLES)
    every = (*guidance().reactions.values(), *guidance().principles.values())
    assert all(every)


def texts() -> Iterator[str]:
    found = guidance()
    for band in found.bands:
        yield from (line.text for line in (*band.look, *band.support))
    yield from (text for watch in found.watch for text in (watch.line.text, watch.because))
    for lines in (found.principles, found.reactions, found.patterns):
        yield from (line.text for each in lines.values() for line in each)
    yield from (line.text for line in found.general)
    yield from (*found.triangles.values(), *found.because.values(), found.general_because)


RATES = re.compile(
    r"\bscore|\brisk|\bpercent|\b\d+ (?:of|out of) \d+|\bcompetence|\bnormal\b|\bdelay"
    r"|\bshould\b|\bmust\b|\bproperly\b|\bgood enough\b|\bmother\b|\bfather\b",
    re.IGNORECASE,
)
"""Words that rate, measure against a norm, lecture, or say by whom a child is cared for."""


def test_no_text_blames_diagnoses_scores_or_lectures() -> None:
    wrong = [text for text in texts() for words in (NEVER, RATES) if words.search(text)]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    ["The risk is 3 of 10.", "A mother should smile more.", "Ana is depressed.", "Your competence"],
)
def test_such_a_text_would_be_found(text: str) -> None:
    assert NEVER.search(text) or RATES.search(text)


def test_correcting_guidance_leaves_the_knowledge_version_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "knowledge")
    file = tmp_path / "knowledge" / "guidance" / "watch_next.yaml"
    file.write_text(file.read_text("utf-8") + "# another word\n", "utf-8")
    assert knowledge(tmp_path / "knowledge").version == knowledge().version


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "wrong"),
    [
        ("age_lens.yaml", "references: [stern1995]", "", "- text: How", "give either references"),
        ("age_lens.yaml", "[stern1995]", "[nobody1999]", "- text: How", "'nobody1999' has no"),
        ("age_lens.yaml", "{caregiver} speaks", "{mother} speaks", "- text: How", "'{mother}'"),
        ("age_lens.yaml", "{caregiver} speaks", "{caregiver speaks", "- text: How", "expected '}'"),
        ("age_lens.yaml", "    from: 0\n", "    from: 1\n", "id: newborn", "an age band begins"),
        ("age_lens.yaml", "    support:", "    sustain:", "id: prenatal", "'support' is missing"),
        ("watch_next.yaml", "[R1, R3, R4, R10]", "[R99]", "id: together", "indicator 'R99'"),
        ("watch_next.yaml", "[R1, R3, R4, R10]", "[P1]", "id: together", "P1 is the clinician's"),
        ("watch_next.yaml", "[prenatal]", "[teenager]", "id: together", "period 'teenager'"),
        ("watch_next.yaml", "fact: new_baby", "fact: moon", "id: new_baby", "fact 'moon'"),
        ("watch_next.yaml", "{child} came", "{dog} came", "id: born_early", "'{dog}'"),
        ("reflection_prompts.yaml", "  joy:", "  bliss:", "  warmth:", "'joy' is missing"),
        ("reflection_prompts.yaml", "  other:", "  bliss: []\n  other:", "  warmth:", "'bliss' is"),
        ("reflection_prompts.yaml", "  context:", "  culture:", "  relationships:", "'context'"),
        ("reflection_prompts.yaml", "general:", "common:", "# Prompts for", "'general' is missing"),
        (
            "reflection_prompts.yaml",
            "down: {feeling}",
            "down: {who}",
            "  general: A",
            "'{who}' cannot",
        ),
    ],
)
def test_a_slip_is_refused_with_its_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, at: str, wrong: str
) -> None:
    folder = tmp_path / "guidance"
    shutil.copytree(GUIDANCE, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError) as raised:
        guidance(folder)
    found, number, said = str(raised.value).split(":", 2)
    lines = (folder / file).read_text("utf-8").splitlines()
    if at.startswith("# Prompts"):  # the file as a whole: its first line that holds a field
        at = "common:"
    assert (found, at in lines[int(number) - 1]) == (file, True), raised.value
    assert wrong in said


def test_a_period_without_a_general_prompt_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "guidance"
    shutil.copytree(GUIDANCE, folder)
    text = (folder / "watch_next.yaml").read_text("utf-8")
    text = text[: text.index("  - id: any_preschool\n")]
    (folder / "watch_next.yaml").write_text(text, "utf-8")
    with pytest.raises(
        KnowledgeError, match=r"watch_next\.yaml:\d+: no general prompt .*preschool"
    ):
        guidance(folder)


# The age lens


@pytest.mark.parametrize(
    ("months", "band"),
    [
        (-3, "prenatal"),
        (0, "newborn"),
        (2.9, "newborn"),
        (3, "three_to_six"),
        (6, "six_to_twelve"),
        (12, "one_to_two"),
        (24, "two_to_three"),
        (36, "three_to_five"),
        (60, "three_to_five"),
    ],
)
def test_the_lens_is_chosen_by_the_childs_age(months: float, band: str) -> None:
    (lens,) = age_lens(family(months), "ana")
    assert lens.band.id == band
    assert any("Ana" in line.text for line in (*lens.look, *lens.support))


def test_there_is_no_lens_past_the_fifth_birthday() -> None:
    assert age_lens(family(61), "ana") == ()


def born_at(weeks: float, months: float) -> Case:
    case = family(months)
    return apply(case, Change.of(only_child(case), gestation_weeks=weeks))


@pytest.mark.parametrize(
    ("weeks", "months", "read_as", "corrected"),
    [
        (31, 7, 4.93, True),
        (28, 1, 0.0, True),  # born, so never read as unborn
        (36.9, 7, 6.29, True),
        (37, 7, 7, False),
        (28, 23.9, 21.14, True),
        (28, 24, 24, False),
    ],
)
def test_a_child_born_early_is_read_by_corrected_age_up_to_two_years(
    weeks: float, months: float, read_as: float, corrected: bool
) -> None:
    case = born_at(weeks, months)
    age, is_corrected = age_for_guidance(case, only_child(case))
    assert age == pytest.approx(read_as, abs=0.01)
    assert is_corrected is corrected


def test_a_tie_of_caregiver_and_child_has_the_caregivers_lens() -> None:
    case = sample("remi")
    assert age_lens(case, "noemie-remi") == age_lens(case, "noemie") != ()
    assert age_lens(case, "noemie-bastien") == ()


def test_twins_of_one_age_share_a_lens() -> None:
    (lens,) = age_lens(sample("theo-and-lin"), "dulce")
    assert lens.children == ("theo", "lin")


@pytest.mark.parametrize("fields", [{"caregiver": "none"}, {"life": "died"}, {"role": "clinician"}])
def test_somebody_who_does_not_care_for_the_child_has_no_lens(fields: dict[str, str]) -> None:
    assert age_lens(apply(family(9), Change.of("ana", **fields)), "ana") == ()


@pytest.mark.parametrize("life", ["died", "pregnancy_loss"])
def test_where_the_child_died_nothing_is_said(life: str) -> None:
    case = family(9)
    case = apply(case, Change.of(only_child(case), life=life))
    assert age_lens(case, "ana") == ()
    assert watched(case) == ()


def test_a_tie_that_ended_has_no_lens() -> None:
    case = apply(sample("remi"), Change.of("noemie-remi", until_months=20))
    assert age_lens(case, "noemie-remi") == ()


# What to watch next


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_sample_case_gets_a_few_prompts_that_rest_on_it(file: Path) -> None:
    case = casefile.read(file)
    assessment = assess(case, what_ifs=False)
    prompts = watch_next(case, assessment)
    private = [each.text for each in case.reflections if each.text]
    said = {item.sentence: item.refs for item in assessment.items}
    assert prompts
    assert len({prompt.text for prompt in prompts}) == len(prompts) <= MOST
    for prompt in prompts:
        assert not re.search(r"[{}]|  |None", prompt.text + prompt.because)
        assert prompt.because not in said or prompt.refs == said[prompt.because]
        assert not any(words in prompt.because for words in private)


def test_a_blank_case_gets_general_prompts() -> None:
    case = read_case("Leo, child 9m")
    for prompts in (watched(case), asked(case)):
        assert prompts
        assert {prompt.refs for prompt in prompts} == {()}
    assert {prompt.because for prompt in watched(case)} == {guidance().general_because}
    general = guidance().because["general"]
    assert {prompt.because for prompt in asked(case)} == {general}


def test_general_prompts_only_fill_up() -> None:
    prompts = watched(family(9, "Ana with Leo: soothing concern (seen)"))
    brought = [prompt for prompt in prompts if prompt.because != guidance().general_because]
    assert [prompt.because for prompt in brought] == ["What is hard between Ana and Leo: soothing."]
    assert len(prompts) <= FEWEST
    assert "Ana" in brought[0].text
    assert "Leo" in brought[0].text


def test_the_same_fact_is_watched_differently_as_a_child_grows() -> None:
    line = "Ana with Leo: soothing concern (seen)"
    infant, toddler = (watched(family(months, line))[0] for months in (9, 20))
    assert infant.because == toddler.because
    assert infant.text != toddler.text


def test_the_one_who_hit_is_never_named_as_the_one_to_connect() -> None:
    for prompt in watched(sample("dalia")):
        assert "Hernán" not in prompt.text


@pytest.mark.parametrize(("months", "watched_for"), [(7, True), (25, False)])
def test_an_early_birth_is_watched_up_to_two_years(months: float, watched_for: bool) -> None:
    prompts = watched(born_at(31, months))
    assert any(prompt.because == "Leo came early." for prompt in prompts) is watched_for


def test_a_service_that_is_waited_for_is_a_connection_to_make() -> None:
    case = family(9)
    clinic = {"id": "clinic", "name": "Ear clinic", "kind": "health_care", "status": "waiting"}
    prompts = watched(apply(case, Add(collection="settings", entry=clinic)))
    assert [p.refs for p in prompts if p.because.startswith("Ear clinic:")] == [("clinic",)]


# Reflection


def with_reflection(**fields: object) -> Case:
    entry = {"id": "r1", **fields}
    return apply(family(9), Add(collection="reflections", entry=entry))


@pytest.mark.parametrize("feeling", get_args(Reaction))
def test_a_reaction_that_was_written_brings_a_prompt_of_its_own(feeling: str) -> None:
    prompts = asked(with_reflection(kind="reaction", feeling=feeling, text="a private word"))
    own = [prompt for prompt in prompts if prompt.refs == ("r1",)]
    assert [p.text for p in own[:1]] == [guidance().reactions[feeling][0].text]
    assert own[0] in prompts[:3]
    assert not any("a private word" in prompt.because for prompt in prompts)


def test_a_written_split_comes_first() -> None:
    prompts = asked(with_reflection(kind="split", text="nursery and clinic disagree"))
    assert prompts[0].text == guidance().patterns["split"][0].text


def test_the_two_leading_principles_bring_prompts() -> None:
    case = sample("remi")
    assessment = assess(case, what_ifs=False)
    names = [knowledge().principles[b.principle].name for b in assessment.bearings[:2]]
    because = {prompt.because for prompt in reflection_prompts(case, assessment)[:3]}
    assert f"{names[0]} bears most here." in because
    assert f"{names[1]} comes next here." in because


TRIANGLE = (
    "Marco, father, shares care, conflicted -> Ana",
    "Tess, clinician, warm -> Ana, ordinary -> Marco",
)


def test_a_triangle_around_the_clinician_is_told_and_brings_a_prompt() -> None:
    case = family(9, *TRIANGLE)
    (triangle,) = clinicians_triangles(case)
    assert triangle_sentence(case, triangle) == (
        "Ana and Marco are each on good terms with Tess, and not with each other. "
        "Tess stands in between."
    )
    found = [p for p in asked(case) if p.text == guidance().patterns["triangle"][0].text]
    assert [prompt.refs for prompt in found] == [triangle.ties]


def test_a_triangle_in_the_family_asks_where_it_pulls() -> None:
    case = family(9, "Marco, father, shares care, warm -> Leo, conflicted -> Ana")
    assert clinicians_triangles(case) == ()
    found = [p for p in asked(case) if p.text == guidance().patterns["near_triangle"][0].text]
    assert len(found) == 1
    assert "Leo stands in between." in found[0].because
