"""The interview as a clinician wrote it down: ``questions.yaml``, read and checked once.

What does not fit is refused with file and line: a word of the format that is unknown, a code that
is not in the vocabulary, a name in braces that nothing fills.
"""

from __future__ import annotations

import string
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from imh.case.labels import VOCABULARIES
from imh.case.vocabulary import NOT_RATED

FILE = Path(__file__).with_name("questions.yaml")

OPEN_KINDS = frozenset(
    {"people", "places", "loving", "events", "wider", "words", "reaction", "reflection"}
)
"""Kinds that are answered in words."""
CHOSEN_KINDS = frozenset({"tie", "about", "seen", "person", "load", "home", "supervision"})
"""Kinds that are answered by choosing."""
OF = frozenset(
    {"child", "caregivers", "adults", "missed", "couples", "givers", "with_child", "named"}
    | {"clinician", "services"}
)
ADDS = {
    "people": ("home", "helps", "worries", "missed", "clinician"),
    "words": ("strengths", "goals"),
}
FIELDS = {
    "tie": {"quality": "Quality", "strain": "Amount", "support": "Amount", "contact": "Contact"},
    "person": {"caregiver": "Caregiver", "support_fits_task": "SupportFit", "life": "Life"},
    "home": {"outside_help": "OutsideHelp"},
}
VOCABULARY_OF = {
    "about": "Topic",
    "seen": "PairRating",
    "load": "LoadState",
    "supervision": "SupervisionState",
}
SLOTS = frozenset({"child", "one", "other", "home"})
FACT_SLOTS = frozenset({"one_id", "other_id", "home_id", "pair"})


class ScriptProblem(ValueError):
    """A question that cannot be asked as it is written: ``file:line: what is wrong``."""

    def __init__(self, path: Path, line: int, wrong: str) -> None:
        super().__init__(f"{path.name}:{line}: {wrong}")


@dataclass(frozen=True)
class Ask:
    """One question of the script; for the fields see the head of ``questions.yaml``."""

    id: str
    kind: str
    of: str
    ask: str
    hint: str = ""
    none: str = ""
    adds: str = ""
    field: str = ""
    aspect: str = ""
    load: str = ""
    influence: str = ""
    reflection: str = ""
    answers: Mapping[str, str] | None = None
    kinds: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class InterviewSection:
    """Questions that belong together.

    A private one is for the clinician alone; in a fixed one the order of the file holds, whatever
    the assessment would learn most from.
    """

    id: str
    title: str
    asks: tuple[Ask, ...]
    private: bool = False
    fixed: bool = False


@cache
def script(path: Path = FILE) -> tuple[InterviewSection, ...]:
    """Read and check the script. Raises :class:`ScriptProblem`."""
    document = _Part(path, _read(path))
    sections = tuple(_section(part) for part in document.parts("sections"))
    document.done()
    seen: set[str] = set()
    for section in sections:
        for ask in section.asks:
            if ask.id in seen:
                raise ScriptProblem(path, _line_of(path, ask.id), f"question '{ask.id}' twice")
            seen.add(ask.id)
    return sections


def _line_of(path: Path, name: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    places = [number for number, line in enumerate(lines, 1) if line.strip() == f"- id: {name}"]
    return places[-1] if places else 1


class _Loader(yaml.CSafeLoader):
    """Remembers under ``__line__`` where every mapping begins."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=True)
        return mapping | {"__line__": node.start_mark.line + 1}


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ScriptProblem(path, line, f"not valid YAML: {error.problem}") from error


class _Part:
    """A mapping of the file that complains with file and line."""

    def __init__(self, path: Path, values: Any, line: int = 1) -> None:
        if not isinstance(values, dict):
            raise ScriptProblem(path, line, "expected 'word: value' lines")
        self.path, self.values = path, dict(values)
        self.line: int = self.values.pop("__line__", line)

    def wrong(self, what: str) -> ScriptProblem:
        return ScriptProblem(self.path, self.line, what)

    def text(self, key: str, among: Collection[str] | None = None, needed: bool = True) -> str:
        value = self.values.pop(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.wrong(f"'{key}' is missing" if value == "" else f"'{key}' is no text")
        if value and among is not None and value not in among:
            raise self.wrong(f"'{key}: {value}' is none of {', '.join(sorted(among))}")
        return " ".join(value.split())

    def parts(self, key: str) -> list[_Part]:
        values = self.values.pop(key, None)
        if not isinstance(values, list) or not values:
            raise self.wrong(f"'{key}' is missing")
        return [_Part(self.path, value, self.line) for value in values]

    def listed(self, key: str) -> tuple[str, ...]:
        values = self.values.pop(key, [])
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise self.wrong(f"'{key}' is no list of words")
        return tuple(values)

    def flag(self, key: str) -> bool:
        value = self.values.pop(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"'{key}' is neither true nor false")
        return value

    def done(self) -> None:
        if self.values:
            raise self.wrong(f"'{next(iter(self.values))}' is not a word of this format here")


def _section(part: _Part) -> InterviewSection:
    identifier, title = part.text("id"), part.text("title")
    private, fixed = part.flag("private"), part.flag("fixed")
    asks = tuple(_ask(each) for each in part.parts("questions"))
    part.done()
    return InterviewSection(identifier, title, asks, private, fixed)


def _ask(part: _Part) -> Ask:
    kind = part.text("kind", OPEN_KINDS | CHOSEN_KINDS)
    chosen = kind in CHOSEN_KINDS
    field = part.text("field", FIELDS[kind]) if kind in FIELDS else ""
    ask = Ask(
        id=part.text("id"),
        kind=kind,
        of=part.text("of", OF),
        ask=part.text("ask"),
        hint=part.text("hint", needed=False),
        none=part.text("none", needed=not chosen),
        adds=part.text("adds", ADDS[kind]) if kind in ADDS else "",
        field=field,
        aspect=part.text("aspect", VOCABULARIES["PairAspect"]) if kind == "seen" else "",
        load=part.text("load", VOCABULARIES["LoadKind"]) if kind == "load" else "",
        influence=part.text("influence", VOCABULARIES["InfluenceKind"]) if kind == "wider" else "",
        reflection=_reflection(part) if kind == "reflection" else "",
        answers=_answers(part, VOCABULARY_OF.get(kind) or FIELDS[kind][field]) if chosen else None,
        kinds=_event_kinds(part) if kind == "events" else (),
        facts=part.listed("facts"),
    )
    for text in (ask.ask, ask.hint, ask.none, *(ask.answers or {}).values()):
        _filled_by(part, text, SLOTS)
    for fact in ask.facts:
        _filled_by(part, fact, FACT_SLOTS)
    part.done()
    return ask


def _reflection(part: _Part) -> str:
    return part.text("reflection", VOCABULARIES["ReflectionKind"])


def _event_kinds(part: _Part) -> tuple[str, ...]:
    kinds = part.listed("kinds")
    wrong = [kind for kind in kinds if kind not in VOCABULARIES["EventKind"]]
    if wrong or not kinds:
        raise part.wrong(f"'kinds': {wrong[0]} is no kind of event" if wrong else "no 'kinds'")
    return kinds


def _answers(part: _Part, vocabulary: str) -> dict[str, str]:
    answers = part.values.pop("answers", None)
    if not isinstance(answers, dict) or len(answers) < 2:
        raise part.wrong("'answers' are missing")
    line = answers.pop("__line__", part.line)
    for code, words in answers.items():
        if code not in VOCABULARIES[vocabulary] or code in NOT_RATED:
            raise ScriptProblem(part.path, line, f"'{code}' is no answer of {vocabulary}")
        if not isinstance(words, str):
            raise ScriptProblem(part.path, line, f"the words of '{code}' are no text: quote them")
    return answers


def _filled_by(part: _Part, text: str, slots: Collection[str]) -> None:
    try:
        named = {slot for _, slot, _, _ in string.Formatter().parse(text) if slot is not None}
    except ValueError as error:
        raise part.wrong(f"'{text}': {error}") from error
    for slot in named - set(slots):
        raise part.wrong(f"nothing fills {{{slot}}} in '{text}'")
