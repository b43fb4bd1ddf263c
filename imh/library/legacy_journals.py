"""Cases that an earlier version kept as journals in the user's data folder, brought into a library.

A journal is one file of JSON lines: the case it started from, then every step in the order in
which it was taken. A last line that was cut off while being written does not count. Beside it may
lie the lines that were typed and not yet added to the map. Both are removed only when they are
durably in the library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from imh.case.casefile import CaseFileError, parse
from imh.case.edits import EditError, parse_edit
from imh.case.history import History
from imh.case.text import MOST_TYPED, storable
from imh.library.account_cases import AccountCases
from imh.library.errors import LibraryError

TYPED = "lines"
"""The place under which the library keeps lines that were typed (imh/ui/quick_entry)."""

_NAME = re.compile(r"[0-9a-f]{32}\.draft")


@dataclass(frozen=True)
class Brought:
    """What became of the journals: how many cases came in, and which files were left and why."""

    cases: int
    left: tuple[tuple[Path, str], ...]


@dataclass(frozen=True)
class _Draft:
    name: str
    history: History
    attachments: Mapping[str, Any]


def waiting(folder: Path | None = None) -> tuple[Path, ...]:
    """The journals that wait, the oldest first."""
    found = [file for file in (folder or _folder()).glob("*.draft") if _NAME.fullmatch(file.name)]
    return tuple(sorted(found, key=lambda file: (file.stat().st_mtime, file.name)))


def _folder() -> Path:
    return user_data_path("imh") / "drafts"


def import_journals(account_cases: AccountCases, folder: Path | None = None) -> Brought:
    """Bring every journal into a library with its undo; one that cannot be read stays as it is."""
    cases, left = 0, []
    for file in waiting(folder):
        try:
            _bring(account_cases, file)
            cases += 1
        except LibraryError as error:
            left.append((file, str(error)))
    return Brought(cases, tuple(left))


def _bring(account_cases: AccountCases, file: Path) -> None:
    draft, typed = _read(file), _typed(file)
    open_case = account_cases.begin(draft.history.start, draft.name)
    try:
        open_case = open_case.do(*(step.edit for step in draft.history.steps))
        for _ in draft.history.steps[draft.history.done :]:
            open_case = open_case.undo()
        for name, attachment in draft.attachments.items():
            open_case = open_case.write(name, attachment)
        account_cases.autosave(open_case.token, TYPED, typed)
    except LibraryError:
        account_cases.delete(open_case.token)  # half a case would be taken for the whole one
        raise
    try:
        file.unlink()
        file.with_suffix(".typed").unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(f"It is in the library; its file stays: {error.strerror}.") from None


def _read(file: Path) -> _Draft:
    try:
        lines = list(_whole_lines(file))
        name, history = str(lines[0]["name"]), History(parse(lines[0]["case"], "draft"))
        attachments: dict[str, Any] = {}
        for line in lines[1:]:
            if "paper" in line:
                attachments[str(line["paper"])] = line["content"]
            else:
                history = _repeat(history, line)
    except OSError as error:
        raise LibraryError(f"It cannot be read: {error.strerror}.") from None
    except (IndexError, KeyError, TypeError, ValueError, CaseFileError, EditError):
        raise LibraryError("It is damaged and was left as it is.") from None
    return _Draft(name, history, attachments)


def _whole_lines(file: Path) -> Iterator[dict[str, Any]]:
    data = file.read_bytes()
    for line in data[: data.rfind(b"\n") + 1].splitlines():
        yield json.loads(line)


def _repeat(history: History, line: Mapping[str, Any]) -> History:
    if "do" in line:
        return history.do(parse_edit(line["do"]))
    return history.undo() if "undo" in line else history.redo()


def _typed(file: Path) -> str:
    """The lines beside a journal, "" when there are none worth keeping."""
    beside = file.with_suffix(".typed")
    try:
        typed = storable(beside.read_text("utf-8", "replace")) if beside.exists() else ""
    except OSError as error:
        raise LibraryError(f"What was typed beside it cannot be read: {error.strerror}.") from None
    if len(typed) > MOST_TYPED:
        raise LibraryError("What was typed beside it is too long to be kept.")
    return typed if typed.strip() else ""
