"""Reading a de-identified case line by line: which lines were read, and what they say instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from imh.case.basis import Entry
from imh.case.case import Case
from imh.case.text import Text
from imh.exchange.deidentify import FreeText


class ReviewedText(Entry):
    """One line that a person has read: what it said then, and what it is to say."""

    was: Text
    now: Text


def still_read(
    lines: Iterable[FreeText], read: Mapping[str, ReviewedText]
) -> dict[str, ReviewedText]:
    """What was read of these lines, by path; a line that says something else since is unread."""
    return {
        line.path: read[line.path]
        for line in lines
        if line.path in read and read[line.path].was == line.text
    }


def reviewed(case: Case, read: Mapping[str, ReviewedText]) -> Case:
    """The case as its reader wants it said.

    Raises ValueError (pydantic) where a field cannot hold the words.
    """
    changed = {path: each.now for path, each in read.items() if each.now != each.was}
    if not changed:
        return case
    document: Any = case.model_dump(mode="json")
    for path, text in changed.items():
        *way, last = [
            int(number) if number else name for number, name in re.findall(r"\[(\d+)\]|(\w+)", path)
        ]
        holder = document
        for step in way:
            holder = holder[step]
        holder[last] = text
    return Case.model_validate(document)
