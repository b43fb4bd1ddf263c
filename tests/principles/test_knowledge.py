"""The data files: what the loader refuses, and what must hold of the catalogue."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from imh.case.case import Case
from imh.case.quick_entry import read_case
from imh.case.synthetic import synthetic_case
from imh.case.vocabulary import EventKind
from imh.principles.evidence import Finding, Gap, RuleResult
from imh.principles.knowledge import FOLDER, PRINCIPLES, KnowledgeError, knowledge
from imh.principles.rules import evaluate
from imh.principles.rules.registry import RULES
from imh.principles.sentences import fill
from imh.principles.situation import Situation
from tests.principles.test_examples import examples

# What the loader refuses


def folder_with(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of the data files in which one piece of one file reads otherwise."""
    shutil.copytree(FOLDER, tmp_path / "knowledge")
    folder = tmp_path / "knowledge"
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return folder


def refused(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as raised:
        knowledge(folder)
    return str(raised.value)


R1 = "  - id: R1\n"
"""Where the first indicator begins; what is said wrong of it names this line."""
ANOTHER = (
    "  - {id: %s, side: concern, weight: H, group: dyad, name: n, rule: r, "
    "says: {one: x}, judgement: true}\n"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "wrong"),
    [
        (
            "relationships.yaml",
            "    name: A caregiver",
            "    nom: A caregiver",
            R1,
            "'name' is missing",
        ),
        ("relationships.yaml", "    group: dyad\n", "    group: ''\n", R1, "'group' is ''"),
        ("relationships.yaml", "    weight: H\n", "    weight: XL\n", R1, "expected L, M or H"),
        (
            "relationships.yaml",
            "    side: concern\n",
            "    side: both\n",
            R1,
            "expected concern or",
        ),
        ("relationships.yaml", "[ainsworth1978,", "[nobody1999,", R1, "'nobody1999' has no entry"),
        (
            "relationships.yaml",
            "    references: [ainsworth1978, zeanah2016]\n",
            "",
            R1,
            "give references",
        ),
        (
            "relationships.yaml",
            "    group: dyad\n",
            "    group: dyad\n    hue: red\n",
            R1,
            "'hue' is not a field",
        ),
        (
            "relationships.yaml",
            "    weight: H\n",
            "    weight: H\n    weight: H\n",
            R1,
            "'weight' stands twice",
        ),
        ("relationships.yaml", R1, ANOTHER % "R1" + R1, R1, "indicator R1 is defined twice"),
        (
            "context.yaml",
            "  - id: C1\n",
            ANOTHER % "R1" + "  - id: C1\n",
            "id: R1,",
            "R1 is defined twice",
        ),
        (
            "relationships.yaml",
            '      one: "what is hard',
            '      one: ""\n      x: "what is hard',
            "      one:",
            "'one' is empty",
        ),
        ("relationships.yaml", "{aspects}.", "{aspects.", "      one:", "text 'one'"),
        (
            "principles.yaml",
            "- id: context",
            "- id: culture",
            "id: culture",
            "unknown principle 'culture'",
        ),
        (
            "facts.yaml",
            "  context:\n",
            "  culture:\n",
            "  relationships:\n",
            "unknown principle 'culture'",
        ),
        (
            "facts.yaml",
            "    - roots\n",
            "    - separation\n",
            "  relationships:\n",
            "'separation' has two homes",
        ),
        (
            "facts.yaml",
            "  loss: adversity\n",
            "  loss: sorrow\n",
            "  birth:",
            "'sorrow', which has no home",
        ),
        ("weighing.yaml", "damping: 0.5", "damping: half", "version:", "'damping' is 'half'"),
        (
            "weighing.yaml",
            "weights: {L: 1, M: 2, H: 4}",
            "weights: {L: 1, H: 4}",
            "weights:",
            "'M' is missing",
        ),
        ("references.yaml", "anda2020: >-", "anda2020: [", "anda2020:", "not valid YAML"),
    ],
)
def test_a_slip_is_refused_with_its_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, at: str, wrong: str
) -> None:
    folder = folder_with(tmp_path, file, old, new)
    lines = (folder / file).read_text("utf-8").splitlines(keepends=True)
    numbers = [number for number, line in enumerate(lines, 1) if at in line]
    message = refused(folder)
    found, number, said = message.split(":", 2)
    assert found == file
    assert wrong in said
    if "not valid YAML" in wrong:  # noticed where the text stops making sense
        assert int(number) > numbers[0]
    else:
        assert int(number) in numbers


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "facts.yaml", "homes", "homes")
    (folder / "facts.yaml").unlink()
    assert refused(folder).startswith("facts.yaml:1: cannot be read")


def test_a_principle_left_out_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "principles.yaml", "", "")
    text = (folder / "principles.yaml").read_text("utf-8")
    (folder / "principles.yaml").write_text(text[: text.index("  - id: whole_family")], "utf-8")
    assert "expected the principles" in refused(folder)


def test_an_indicator_without_a_rule_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "context.yaml", "  - id: C1\n", ANOTHER % "C99" + "  - id: C1\n")
    known = knowledge(folder)
    line = known.indicators["C99"].line
    assert "id: C99" in (folder / "context.yaml").read_text("utf-8").splitlines()[line - 1]
    with pytest.raises(KnowledgeError, match=rf"^context\.yaml:{line}: indicator C99 has no rule$"):
        evaluate(Situation(read_case("Leo, child 9m"), known))


def test_a_kind_of_fact_without_a_home_is_refused() -> None:
    known = replace(knowledge(), homes={"roots": "context"})
    with pytest.raises(KnowledgeError, match="'caregiver_tie', which R4 finds, has no home"):
        known.home_factor(known.indicators["R4"], "caregiver_tie")


def test_a_rule_without_an_indicator_is_refused() -> None:
    indicators = {i: one for i, one in knowledge().indicators.items() if i != "R11"}
    with pytest.raises(KnowledgeError, match="rule R11 has no indicator") as raised:
        evaluate(Situation(read_case("Leo, child 9m"), replace(knowledge(), indicators=indicators)))
    file, line, _ = str(raised.value).split(":", 2)
    path = FOLDER.parent / "rules" / "relationships" / file
    assert path.read_text("utf-8").splitlines()[int(line) - 1] == '@rule("R11")'


# Its version


def test_the_version_changes_with_the_knowledge_and_not_with_its_examples(tmp_path: Path) -> None:
    same = folder_with(tmp_path / "same", "examples/context.yaml", "Leo", "Teo")
    other = folder_with(tmp_path / "other", "context.yaml", "weight: H", "weight: M")
    assert knowledge(same).version == knowledge().version != knowledge(other).version


# What must hold of the catalogue


@pytest.mark.parametrize("principle", PRINCIPLES)
def test_every_principle_looks_for_strengths_too(principle: str) -> None:
    strengths = [
        i
        for i in knowledge().indicators.values()
        if (i.principle, i.side) == (principle, "strength")
    ]
    assert len(strengths) >= 3


def test_every_indicator_has_a_rule_and_every_event_a_home() -> None:
    evaluate(Situation(read_case("Leo, child 9m"), knowledge()))
    assert set(RULES) == set(knowledge().indicators)
    assert set(knowledge().event_kinds) == set(get_args(EventKind))


ASKED = """\
Leo, child 9m
Ana, mother, primary caregiver, health unknown, substance use unknown
at 6m: change of childcare, Leo
"""


@cache
def all_results() -> tuple[RuleResult, ...]:
    """What the rules say about all examples and many made-up families."""
    cases: list[Case] = [example.case for example in examples()]
    cases += [synthetic_case(seed, nodes) for seed in range(40) for nodes in (8, 16, 24)]
    cases.append(read_case(ASKED))
    return tuple(result for case in cases for result in evaluate(Situation(case, knowledge())))


def test_every_text_that_a_rule_asks_for_is_there_and_is_filled() -> None:
    for result in all_results():
        indicator = knowledge().indicators[result.indicator]
        if isinstance(result, Finding):
            texts, key = indicator.says, result.says
        elif isinstance(result, Gap):
            texts, key = indicator.asks, result.asks
        else:
            continue
        assert key in texts, f"{indicator.principle}.yaml: {indicator.id} has no text '{key}'"
        sentence = fill(texts[key], result.slots)
        assert not re.search(r"[{}]|  |: \.|None", sentence), (result.indicator, sentence)


def test_every_question_of_the_catalogue_is_asked_in_some_case() -> None:
    asked = {(h.indicator, h.asks) for h in all_results() if isinstance(h, Gap)}
    texts = {(i.id, key) for i in knowledge().indicators.values() for key in i.asks}
    assert sorted(texts - asked) == []


def test_every_kind_of_fact_that_a_rule_names_has_a_home_and_every_home_is_used() -> None:
    named = {h.kind for h in all_results() if isinstance(h, Finding | Gap)}
    assert named == set(knowledge().homes)


def test_strengths_of_findings_lie_within_their_bounds() -> None:
    for result in all_results():
        if isinstance(result, Finding):
            assert 0 <= result.low <= result.strength <= result.high <= 1, result
            assert result.strength > 0, result


# Words

NEVER = re.compile(
    r"""diagnos | disorder | patholog | dysfunction | dysregulat | symptom | syndrome | depress
    | anxious | clinical | presents\ with | at[-\ ]risk | high[-\ ]risk | risk\ (score|factor)
    | \bACEs?\b | \bscores?\ of\b | \bratio\b | insecure | disorgani[sz] | attached | bond(ed|ing)
    | uninvolved | absent\ father | unfit | inadequate | poor\ parent | bad\ (mother|father|parent)
    | neglectful | abusive | abuser | perpetrator | addict | alcoholic | fails?\ to | failed
    | non-?complian | resist | in\ denial | manipulat | hostile | chaotic | broken\ home | toxic
    | refus | deprived | disadvantaged | (single|teen|teenage)\ (mother|parent) | as\ a\ migrant
    | cultural\ barrier | every\ child | parenting\ class | no\ safety\ concerns | should\ have
    | \bfault\b | \bblame\b | \bguilt""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that blame, diagnose, count people into a group or say what is true of everybody."""


def texts() -> Iterator[tuple[str, str]]:
    """Every sentence that somebody may read about a family, and where it stands."""
    for principle in knowledge().principles.values():
        for field in ("name", "short", "asks", "about", "nothing_known"):
            yield principle.id, getattr(principle, field)
    for indicator in knowledge().indicators.values():
        for text in (indicator.name, *indicator.says.values(), *indicator.asks.values()):
            yield indicator.id, text


def test_no_sentence_blames_or_diagnoses() -> None:
    wrong = [(where, text) for where, text in texts() if NEVER.search(text)]
    assert wrong == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Leo presents with dysregulated sleep.",
        "Ana is depressed.",
        "Marco is uninvolved.",
        "As a migrant family, they face cultural barriers.",
        "The family has a support ratio of 0.4.",
        "Relationships are important for every child.",
        "There are no safety concerns.",
        "Recommend parenting class.",
    ],
)
def test_what_must_never_be_written_would_be_found(sentence: str) -> None:
    assert NEVER.search(sentence)
