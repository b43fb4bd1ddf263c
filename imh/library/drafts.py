"""Drafts: unfinished work kept as a journal in the user's data folder, readable by that user alone.

A draft is one file of JSON lines: the case it started from, then every step in the order in
which it was taken. A line is acknowledged only when it is on the disk, so a crash, a closed
browser or a dropped connection loses nothing that was acknowledged; a last line that was cut off
while being written is dropped at the next opening.
"""

import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self

from platformdirs import user_data_path

from imh.case.case import Case
from imh.case.casefile import CaseFileError, dump, parse
from imh.case.edits import Edit, EditError, parse_edit
from imh.case.history import History

_TOKEN = re.compile(r"[0-9a-f]{32}")


class DraftError(ValueError):
    """A draft that cannot be read or kept, in one plain sentence."""


@dataclass(frozen=True)
class Draft:
    """A case being worked on, the steps that led here, and the file that keeps them.

    ``token`` names the file; it says nothing about the family. ``papers`` are what was written
    beside the case, by name: JSON-ready data such as the changes over a formulation.
    """

    token: str
    name: str
    history: History
    folder: Path
    papers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.history.case

    @property
    def file(self) -> Path:
        """Where the journal lies."""
        return self.folder / f"{self.token}.draft"

    def do(self, edit: Edit) -> Self:
        """Take one step and keep it. Raises EditError when it does not fit, DraftError when it
        cannot be kept; the draft then stays as it was."""
        after = self.history.do(edit)
        self._keep({"do": edit.model_dump(mode="json")})
        return replace(self, history=after)

    def undo(self) -> Self:
        """One step back."""
        return self._turn("undo")

    def redo(self) -> Self:
        """One step forward again."""
        return self._turn("redo")

    def write(self, name: str, paper: Any) -> Self:
        """Keep a paper beside the case; the latest of a name counts. Raises DraftError."""
        self._keep({"paper": name, "content": paper})
        return replace(self, papers={**self.papers, name: paper})

    def _turn(self, way: Literal["undo", "redo"]) -> Self:
        possible = self.history.can_undo if way == "undo" else self.history.can_redo
        if not possible:
            return self
        self._keep({way: True})
        after = self.history.undo() if way == "undo" else self.history.redo()
        return replace(self, history=after)

    def _keep(self, line: dict[str, Any]) -> None:
        text = json.dumps(line, ensure_ascii=False) + "\n"
        try:
            with self.file.open("r+b") as journal:
                start = journal.seek(0, os.SEEK_END)
                try:
                    journal.write(text.encode())
                    journal.flush()
                    os.fsync(journal.fileno())
                except OSError:
                    journal.truncate(start)
                    raise
        except OSError as error:
            raise DraftError(f"This change could not be saved: {error.strerror}.") from error

    def forget(self) -> None:
        """Delete the draft for good."""
        self.file.unlink(missing_ok=True)


def drafts_folder() -> Path:
    """The folder of this user's drafts, made if needed and closed to everybody else."""
    folder = user_data_path("imh") / "drafts"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def begin(case: Case, name: str, folder: Path | None = None) -> Draft:
    """Start a draft from a case. Raises DraftError when nothing can be written."""
    draft = Draft(secrets.token_hex(16), name, History(case), folder or drafts_folder())
    first = json.dumps({"name": name, "case": dump(case)}, ensure_ascii=False) + "\n"
    try:
        mode = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(draft.file, mode, 0o600), "wb") as journal:
            journal.write(first.encode())
            journal.flush()
            os.fsync(journal.fileno())
    except OSError as error:
        raise DraftError(f"The case could not be saved: {error.strerror}.") from error
    return draft


def resume(token: str, folder: Path | None = None) -> Draft:
    """Open a draft again, with its undo. Raises DraftError when there is none to open."""
    if not _TOKEN.fullmatch(token):
        raise DraftError("There is no such draft.")
    folder = folder or drafts_folder()
    file = folder / f"{token}.draft"
    try:
        lines = list(_whole_lines(file))
        history = History(parse(lines[0]["case"], "draft"))
        papers: dict[str, Any] = {}
        for line in lines[1:]:
            if "paper" in line:
                papers[str(line["paper"])] = line["content"]
            else:
                history = _repeat(history, line)
    except FileNotFoundError:
        raise DraftError("There is no such draft.") from None
    except OSError as error:
        raise DraftError(f"The draft cannot be read: {error.strerror}.") from error
    except (IndexError, KeyError, ValueError, CaseFileError, EditError) as error:
        raise DraftError("The draft is damaged and was left as it is.") from error
    return Draft(token, str(lines[0]["name"]), history, folder, papers)


def _whole_lines(file: Path) -> Iterator[dict[str, Any]]:
    """The journal's lines; one that was cut off while being written is cut from the file."""
    data = file.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        with file.open("r+b") as journal:
            journal.truncate(whole)
    for line in data[:whole].splitlines():
        yield json.loads(line)


def _repeat(history: History, line: dict[str, Any]) -> History:
    if "do" in line:
        return history.do(parse_edit(line["do"]))
    return history.undo() if "undo" in line else history.redo()


@dataclass(frozen=True)
class Kept:
    """A draft in a list: which, what it is called, when it was last changed."""

    token: str
    title: str
    changed: datetime


def kept(folder: Path | None = None) -> tuple[Kept, ...]:
    """All drafts of this user, the newest first; a damaged one is listed by its file."""
    found = []
    for file in (folder or drafts_folder()).glob("*.draft"):
        changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        try:
            draft = resume(file.stem, folder)
            title = draft.case.title or draft.name
        except DraftError:
            title = f"damaged draft {file.name[:6]}"
        found.append(Kept(file.stem, title, changed))
    return tuple(sorted(found, key=lambda one: one.changed, reverse=True))
