"""The words of the documents, read from the data files in ``texts/`` that a clinician can correct.

A file holds blocks of ``key: words``. Words may have places for names, as in ``{child}``. A file
that cannot be read, or a template that is broken, is refused with file and line.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "texts"


class WordingError(ValueError):
    """A text file that cannot be used: ``file:line: what is wrong``."""

    def __init__(self, name: str, line: int, wrong: str) -> None:
        super().__init__(f"{name}:{line}: {wrong}")


@dataclass(frozen=True)
class Wording:
    """The words of one file, by block and key."""

    name: str
    blocks: Mapping[str, Mapping[str, str]]

    def say(self, key: str, /, **slots: str) -> str:
        """Words of the block ``says``, filled and begun with a capital."""
        text = string.Formatter().vformat(self.word("says", key), (), slots)
        return text[:1].upper() + text[1:]

    def word(self, block: str, key: str) -> str:
        """The words under a key of a block. Raises :class:`WordingError` when they are missing."""
        try:
            return self.blocks[block][key]
        except KeyError:
            raise WordingError(self.name, 1, f"no words for '{block}: {key}'") from None


@cache
def wording(name: str) -> Wording:
    """Read the text file of a name, once."""
    return read_wording(FOLDER / f"{name}.yaml")


def read_wording(path: Path) -> Wording:
    """Read one text file. Raises :class:`WordingError` for the first thing that does not fit."""
    try:
        root = yaml.compose(path.read_text("utf-8"), yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WordingError(path.name, line, error.problem or "not YAML") from error
    blocks = {key: _words(path, node) for key, node in _pairs(path, root).items()}
    return Wording(path.name, blocks)


def _pairs(path: Path, node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node else 1
        raise WordingError(path.name, line, "expected lines of the form 'key: words'")
    pairs: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value in pairs:
            raise WordingError(path.name, key.start_mark.line + 1, f"'{key.value}' twice")
        pairs[key.value] = value
    return pairs


def _words(path: Path, block: yaml.Node) -> dict[str, str]:
    words = {}
    for key, node in _pairs(path, block).items():
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise WordingError(path.name, line, f"'{key}' has no words")
        try:
            list(string.Formatter().parse(node.value))
        except ValueError as error:
            raise WordingError(path.name, line, f"'{key}': {error}") from None
        words[key] = node.value
    return words
