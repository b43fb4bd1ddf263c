"""Data files in YAML, read so that whatever is wrong with one is told with file and line."""

import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


class KnowledgeError(ValueError):
    """A data file that cannot be used: ``file:line: what is wrong``."""

    def __init__(self, path: Path, line: int, wrong: str) -> None:
        super().__init__(f"{path.name}:{line}: {wrong}")


class _LineLoader(yaml.CSafeLoader):
    """A YAML loader that remembers the line of every mapping under ``__line__``."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(
                    problem=f"'{key}' stands twice", problem_mark=node.start_mark
                )
        return super().construct_mapping(node, deep=True) | {"__line__": node.start_mark.line + 1}


class Part:
    """A mapping of a data file; a field is taken out once, and what is left over is a slip."""

    def __init__(self, path: Path, values: Any, line: int = 1) -> None:
        self.path = path
        if not isinstance(values, dict):
            raise KnowledgeError(path, line, f"found {values!r}, expected a list of fields")
        self.line: int = values.pop("__line__", line)
        self.values = values

    def wrong(self, what: str) -> KnowledgeError:
        """What to raise when something is wrong here, with file and line."""
        return KnowledgeError(self.path, self.line, what)

    def take(self, key: str, kind: type | tuple[type, ...] = str) -> Any:
        """Take out a field of this kind; raises ``KnowledgeError`` when it is missing or empty."""
        if key not in self.values:
            raise self.wrong(f"'{key}' is missing")
        value = self.values.pop(key)
        if not isinstance(value, kind) or value in ("", {}, []):
            raise self.wrong(f"'{key}' is {value!r}")
        return value.strip() if isinstance(value, str) else value

    def part(self, key: str) -> "Part":
        """Take out a field that is a mapping itself."""
        return Part(self.path, self.take(key, dict), self.line)

    def parts(self, key: str) -> "list[Part]":
        """Take out a field that is a list of mappings."""
        return [Part(self.path, values, self.line) for values in self.take(key, list)]

    def done(self) -> None:
        """Raise ``KnowledgeError`` when a field was not taken."""
        if self.values:
            raise self.wrong(f"'{next(iter(self.values))}' is not a field here")


def read_data(path: Path) -> Part:
    """A whole file; raises ``KnowledgeError`` when it cannot be read or is no valid YAML."""
    try:
        values = yaml.load(path.read_text("utf-8"), Loader=_LineLoader)
    except OSError as error:
        raise KnowledgeError(path, 1, f"cannot be read ({error.strerror})") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(path, line, f"not valid YAML: {error.problem}") from error
    return Part(path, values)


def texts(part: Part) -> dict[str, str]:
    """All texts of a mapping, each on one line; raises ``KnowledgeError`` for one that is empty."""
    for key, text in part.values.items():
        if not isinstance(text, str) or not text.strip():
            raise part.wrong(f"text '{key}' is empty")
        try:
            list(string.Formatter().parse(text))
        except ValueError as error:
            raise part.wrong(f"text '{key}': {error}") from error
    return {key: " ".join(text.split()) for key, text in part.values.items()}


def known_references(part: Part, known: Mapping[str, str]) -> tuple[str, ...]:
    """Take out ``references``; raises ``KnowledgeError`` for one that is not known."""
    named = part.take("references", list) if "references" in part.values else []
    for reference in named:
        if reference not in known:
            raise part.wrong(f"reference '{reference}' has no entry in references.yaml")
    return tuple(named)
