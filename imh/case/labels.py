"""The words shown for every code and field of a case, read from ``labels.yaml``.

The file is read once, when this module is imported. A code or field without words, or words
without a code or field, raise :class:`LabelProblem` with file and line, so that no screen ever
shows a bare code.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args, get_origin

import yaml

from imh.case import vocabulary
from imh.case.basis import Basis, Entry, InformantReport
from imh.case.care_plan import (
    Agreement,
    Goal,
    Hypothesis,
    Question,
    Referral,
    SafetyConcern,
    Strength,
    Visit,
)
from imh.case.case import Case
from imh.case.events import Event
from imh.case.observations import ChildObservation, DailyObservation, PairObservation, Screening
from imh.case.people import Household, Load, Person, Resource
from imh.case.reflections import Reflection, View
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie

LABELS_FILE: Final = Path(__file__).with_name("labels.yaml")

VOCABULARIES: Final[Mapping[str, tuple[str, ...]]] = {
    name: get_args(codes)
    for name, codes in vars(vocabulary).items()
    if get_origin(codes) is Literal
}
"""Every vocabulary by its name, with its codes in order."""

_ENTRIES: Final[tuple[type[Entry], ...]] = (
    *(
        Case,
        Referral,
        Person,
        Load,
        Resource,
        Household,
        Setting,
        Influence,
        Tie,
        Basis,
        InformantReport,
    ),
    *(Event, PairObservation, ChildObservation, DailyObservation, Screening, Reflection, View),
    *(SafetyConcern, Question, Hypothesis, Goal, Strength, Agreement, Visit),
)

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    entry.__name__: tuple(entry.model_fields) for entry in _ENTRIES
}
"""Every kind of entry by its name, with its fields in order."""

_KIN_WORDS: Final = ("either", "female", "male")

Words = dict[str, str]


class LabelProblem(ValueError):
    """A label file that does not fit the vocabulary: file, line and what is wrong."""

    def __init__(self, path: Path, line: int, wrong: str) -> None:
        super().__init__(f"{path}:{line}: {wrong}")


@dataclass(frozen=True)
class Labels:
    """All words of a label file: by vocabulary and code, by entry and field, by role and gender."""

    codes: Mapping[str, Words]
    fields: Mapping[str, Words]
    kin: Mapping[str, Words]


@dataclass(frozen=True)
class _Block:
    """One mapping of the file that remembers its lines, so that a refusal can say where."""

    path: Path
    line: int
    nodes: Mapping[str, yaml.Node]
    lines: Mapping[str, int]

    def problem(self, wrong: str, key: str | None = None) -> LabelProblem:
        return LabelProblem(self.path, self.lines.get(key or "", self.line), wrong)

    def only(self, known: Collection[str], what: str) -> None:
        for key in self.nodes:
            if key not in known:
                raise self.problem(f"'{key}' is not {what}", key)

    def block(self, key: str) -> "_Block":
        """Return the mapping under a key; an absent one is empty and stands on this line."""
        if key not in self.nodes:
            return _Block(self.path, self.line, {}, {})
        return _block(self.path, self.lines[key], self.nodes[key])

    def words(self) -> Words:
        words = {}
        for key, node in self.nodes.items():
            if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
                raise self.problem(f"'{key}' has no words", key)
            words[key] = node.value
        return words


def _block(path: Path, line: int, node: yaml.Node | None) -> _Block:
    if not isinstance(node, yaml.MappingNode):
        raise LabelProblem(path, line, "expected lines of the form 'code: words'")
    nodes: dict[str, yaml.Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        at = key.start_mark.line + 1
        if key.value in nodes:
            raise LabelProblem(path, at, f"'{key.value}' stands here twice")
        nodes[key.value], lines[key.value] = value, at
    return _Block(path, line, nodes, lines)


def read_labels(path: Path) -> Labels:
    """Read a label file, or raise :class:`LabelProblem` for the first thing that does not fit."""
    try:
        root = _block(path, 1, yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LabelProblem(path, line, error.problem or "not YAML") from error
    root.only(("states", "vocabularies", "shared", "fields", "kin"), "a part of this file")
    return Labels(
        codes=_matched(root, "vocabularies", VOCABULARIES, "states", "code"),
        fields=_matched(root, "fields", FIELDS, "shared", "field"),
        kin=dict(_kin(root.block("kin"))),
    )


def _matched(
    root: _Block, part: str, expected: Mapping[str, Iterable[str]], common: str, what: str
) -> dict[str, Words]:
    """Pair every expected code with its words: its own, or else those common to all."""
    blocks = root.block(part)
    blocks.only(expected, f"one of the {part} of a case")
    everywhere = {key for keys in expected.values() for key in keys}
    root.block(common).only(everywhere, f"a {what} of a case")
    shared = root.block(common).words()
    matched = {}
    for name, keys in expected.items():
        block = blocks.block(name)
        block.only(tuple(keys), f"a {what} of {name}")
        words = shared | block.words()
        for key in keys:
            if key not in words:
                raise block.problem(f"the {what} '{key}' of {name} has no words")
        matched[name] = {key: words[key] for key in keys}
    return matched


def _kin(block: _Block) -> Iterator[tuple[str, Words]]:
    block.only(VOCABULARIES["Role"], "a code of Role")
    for role in block.nodes:
        words = block.block(role)
        words.only(_KIN_WORDS, "one of " + ", ".join(_KIN_WORDS))
        for word in _KIN_WORDS:
            if word not in words.nodes:
                raise words.problem(f"'{role}' has no word for '{word}'")
        yield role, words.words()


_LABELS: Final = read_labels(LABELS_FILE)


def label(vocabulary: str, code: str) -> str:
    """Return the words for a code, e.g. ``label("Quality", "cut_off")``.

    Raises KeyError when there is no such vocabulary or code.
    """
    return _LABELS.codes[vocabulary][code]


def field_label(entry: str, field: str) -> str:
    """Return the words for a field of an entry, e.g. ``field_label("Tie", "support_to_source")``.

    Raises KeyError when there is no such entry or field.
    """
    return _LABELS.fields[entry][field]


def kin_word(role: str, gender: str) -> str:
    """Return the everyday word for a role, e.g. grandmother, grandfather or grandparent.

    A gender that is diverse, unknown or declined gives the word that fits everybody; a role
    without such words gives its label. Raises KeyError when there is no such role.
    """
    words = _LABELS.kin.get(role)
    if words is None:
        return label("Role", role)
    return words.get(gender, words["either"])
