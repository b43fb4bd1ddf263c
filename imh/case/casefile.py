"""The case file: one case as JSON, read through one guarded door and written durably.

Nothing reads a case file but :func:`parse`. Whatever the bytes, it returns a valid case or
raises :class:`CaseFileError` with one message: where, what was found, what was expected.
"""

from __future__ import annotations

import errno
import json
import math
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import to_jsonable_python

from imh.case.case import FORMAT_VERSION, Case
from imh.case.integrity import CaseProblem
from imh.case.schema import DATE_IN_WORDS, date_fields, first_problem, joined, value_in_words
from imh.case.text import LONGEST, PLAIN_TEXT, shown, unfit_character

LARGEST = 5_000_000
"""Bytes that a case file may have, with all blanks between what it says."""
FULLEST = 1_000_000
"""Bytes that a case may have without these: a large family with years of notes has a tenth."""
DEEPEST = 20
"""Levels of lists and objects that a case file may have."""


class CaseFileError(ValueError):
    """A file that is not a case, in one line that is safe to show and to print."""

    def __init__(
        self, name: str, path: str, found: str, expected: str, *, too_much: bool = False
    ) -> None:
        self.name = shown(name, 200)
        self.too_much = too_much
        self.path = path
        self.found = found
        self.expected = expected
        super().__init__(f"{self.name}:{path}: {found}, expected {expected}")


def read(path: str | Path) -> Case:
    """Read one case file. Raises :class:`CaseFileError` for whatever cannot be read as a case."""
    path = Path(path)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise OSError(errno.EINVAL, "a pipe or a device")  # reading might never end
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        found = "no such file"
    except IsADirectoryError:
        found = "a folder"
    except (OSError, ValueError) as error:
        found = f"a file that cannot be read ({_reason(error)})"
    else:
        return parse(data, path.name)
    raise CaseFileError(path.name, "file", found, "a case file")


def _reason(error: OSError | ValueError) -> str:
    """Why the system refused; a ValueError is a path that no system could hold."""
    return shown(getattr(error, "strerror", None) or "an impossible name")


def parse(data: bytes | str, name: str) -> Case:
    """Make a case of the text of a case file; ``name`` is the file's name in messages."""
    try:
        return _parse(data)
    except CaseProblem as problem:
        raise CaseFileError(
            name, problem.path, problem.found, problem.expected, too_much=problem.too_much
        ) from None


def _parse(data: bytes | str) -> Case:
    text = _text(data)
    _check_depth(text)
    document = _document(text)
    _check_version(document)
    check_values(document)
    if len(text.encode()) > FULLEST and too_full(document):
        most = f"{FULLEST:,} bytes"
        raise CaseProblem("file", f"more than {most} of content", f"at most {most}", too_much=True)
    try:
        return Case.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise first_problem(error) from None


def too_full(document: Any) -> bool:
    """Whether a case, as JSON values, says more than a case may."""
    return len(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()) > FULLEST


def _text(data: bytes | str) -> str:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > LARGEST:
        limit = f"{LARGEST:,} bytes"
        raise CaseProblem("file", f"more than {limit}", f"at most {limit}", too_much=True)
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        where = _line_and_column(data[: error.start].decode("utf-8"), error.start)
        found = f"byte 0x{data[error.start]:02x} that is not UTF-8"
        raise CaseProblem(where, found, "text in UTF-8") from None


def _line_and_column(text: str, offset: int) -> str:
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1} column {len(before) - before.rfind(chr(10))}"


_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


def _check_depth(text: str) -> None:
    """Refuse deep nesting before any recursive reader sees it."""
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(text):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        if depth > DEEPEST:
            where = _line_and_column(text, token.start())
            raise CaseProblem(where, f"more than {DEEPEST} levels", f"at most {DEEPEST} levels")


class _Repeated:
    """An object of JSON text that has the same field twice."""

    def __init__(self, field: str) -> None:
        self.field = field


def _object(pairs: list[tuple[str, Any]]) -> Any:
    fields: dict[str, Any] = {}
    for key, value in pairs:
        if key in fields:
            return _Repeated(key)
        fields[key] = value
    return fields


def _whole_number(text: str) -> float:
    return int(text) if len(text) <= 40 else float(text)  # thousands of digits are infinite


_MEANING = {
    "Expecting value": "a value",
    "Expecting ',' delimiter": "a comma or a closing bracket",
    "Expecting ':' delimiter": "a colon",
    "Expecting property name enclosed in double quotes": "a field name in double quotes",
    "Unterminated string starting at": "a closing quotation mark",
    "Invalid control character at": "a text without line breaks or control characters",
    "Invalid \\escape": "an escape such as \\n or \\u00e9",
    "Invalid \\uXXXX escape": "four hexadecimal digits after \\u",
    "Illegal trailing comma before end of object": "a field after the comma",
    "Illegal trailing comma before end of array": "a value after the comma",
    "Extra data": "nothing after the case",
}


def _document(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=_whole_number, parse_constant=float
        )
    except json.JSONDecodeError as error:
        rest = text[error.pos : error.pos + 1]
        where = _line_and_column(text, error.pos)
        found = {"": "the end of the file", "\n": "a line break"}.get(rest, f"'{shown(rest)}'")
        raise CaseProblem(
            where, found, _MEANING.get(error.msg.partition(": ")[0], "JSON text")
        ) from None


def _check_version(document: Any) -> None:
    if isinstance(document, _Repeated):
        check_values(document)
    if not isinstance(document, dict):
        raise CaseProblem("file", value_in_words(document), "an object with the fields of a case")
    version = document.get("format_version")
    if type(version) is int and version == FORMAT_VERSION:
        return
    if "format_version" not in document:
        found = "missing"
    elif type(version) is int and version > FORMAT_VERSION:
        found = f"format_version {version} is newer than this program knows"
    else:
        found = value_in_words(version)
    raise CaseProblem("format_version", found, str(FORMAT_VERSION))


Trail = tuple["Trail", str | int] | str
"""The way into a document: a path, or a way and the key of one step further in."""


def check_values(document: Any, path: str = "") -> None:
    """Raise the first :class:`CaseProblem` that the models would not tell of so plainly.

    These are fields that stand twice, numbers without a size, unfit characters and markup in
    any text, known field or not, and dates that are written as something else.
    """
    _check(document, path, is_date=False)


def _check(value: Any, trail: Trail, is_date: bool) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            here = trail, key
            _check_text(key, here)
            _check(part, here, key in date_fields())
    elif isinstance(value, list):
        for index, part in enumerate(value):
            _check(part, (trail, index), is_date=False)
    elif isinstance(value, str):
        _check_text(value, trail)
        if is_date and not _DATE.fullmatch(value):
            raise CaseProblem(_where(trail), value_in_words(value), DATE_IN_WORDS)
    elif isinstance(value, float) and not math.isfinite(value):
        raise CaseProblem(_where(trail), value_in_words(value), "a number of ordinary size")
    elif isinstance(value, _Repeated):
        found = f"the field '{shown(value.field)}' twice"
        raise CaseProblem(_where(trail), found, "each field once")


_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _check_text(text: str, trail: Trail) -> None:
    unfit = unfit_character(text[:LONGEST])  # what is longer fits into no field
    if unfit:
        raise CaseProblem(_where(trail), unfit, PLAIN_TEXT)


def _where(trail: Trail) -> str:
    """The path that somebody reads, made only when there is something to say."""
    steps: list[str | int] = []
    while isinstance(trail, tuple):
        trail, step = trail
        steps.append(step)
    path = trail
    for step in reversed(steps):
        path = f"{path}[{step}]" if isinstance(step, int) else joined(path, step)
    return path or "file"


def dump(case: Case) -> str:
    """The case as the text of a case file.

    Fields come in the order of the models and are left out while they hold their default;
    equal cases give equal texts.
    """
    return json.dumps(plain(case), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """A model of a case, or any value in one, as JSON values without what is default."""
    if isinstance(value, BaseModel):
        held = value.__dict__
        return {
            name: plain(held[name])
            for name, always, default in _fields(type(value))
            if always or held[name] != default
        }
    if isinstance(value, str | bool | int | None):
        return value
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return to_jsonable_python(value)


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, bool, Any], ...]:
    """The fields of a model: the name, whether it is told in any case, and its default."""
    return tuple(
        (name, field.is_required() or _names_its_kind(field.annotation), field.default)
        for name, field in kind.model_fields.items()
    )


def _names_its_kind(annotation: Any) -> bool:
    """Whether a field can hold one value only, and so tells readers what they are reading."""
    return get_origin(annotation) is Literal and len(annotation.__args__) == 1


def write(path: str | Path, case: Case) -> None:
    """Write the case so that the file holds the old case or the new one, whatever happens.

    The file is for its owner's eyes only (mode 600 where the system has modes). Raises
    :class:`CaseFileError` when it could not be written; a file that was there is as it was.
    """
    path = Path(path)
    try:
        _replace(Path(os.path.realpath(path)), dump(case).encode("utf-8"))
    except (OSError, ValueError) as error:
        found = f"a file that cannot be written ({_reason(error)})"
        raise CaseFileError(path.name, "file", found, "a place that can be written to") from None


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".case-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if os.name == "posix":  # the new name itself must survive a power cut
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
