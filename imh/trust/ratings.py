"""Ratings by people: a CSV file with one line for each rater of each case."""

import csv
import io
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from imh.case.text import shown
from imh.principles.knowledge import PRINCIPLES

COLUMNS = ("case", "rater", *PRINCIPLES)
LOWEST, HIGHEST = 0.0, 10.0
LARGEST = 300_000
"""Bytes that a ratings file may have: thirty raters of a hundred cases need half of it."""


class RatingsError(ValueError):
    """A ratings file that cannot be used: ``file:line: what was found, what was expected``."""

    def __init__(self, path: Path, line: int, found: str, expected: str) -> None:
        super().__init__(f"{path.name}:{line}: found {found}, expected {expected}")


@dataclass(frozen=True)
class Rating:
    """How much each principle bears on a case in one reader's eyes, 0 to 10, in usual order."""

    case: str
    rater: str
    scores: tuple[float, ...]


_FORMULA = re.compile(r"[\s'\"]*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
"""How a text begins that a spreadsheet would work out instead of showing it."""


def as_cell(text: str) -> str:
    """A text that every spreadsheet shows as text: behind an apostrophe where it needs one."""
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """The text that :func:`as_cell` was given."""
    text = cell[1:]
    return text if cell.startswith("'") and _FORMULA.match(text) else cell


def as_csv(case: str, rated: Iterable[Sequence[int | None]]) -> str:
    """A ratings file about one case, from the scores of its raters in order, without their names.

    Who left a principle out has no line: :func:`read_ratings` takes whole ratings only.
    """
    written = io.StringIO()
    lines = csv.writer(written)  # ends lines as RFC 4180 has it, and quotes what would end one
    lines.writerow(COLUMNS)
    for number, scores in enumerate(rated, start=1):
        if None not in scores:
            lines.writerow((as_cell(case), f"rater-{number}", *scores))
    return written.getvalue()


def read_ratings(path: Path, cases: Collection[str]) -> tuple[Rating, ...]:
    """Read a ratings file about these cases. Raises :class:`RatingsError` at the first fault."""
    lines = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        return tuple(_ratings(path, lines, cases))
    except csv.Error as error:
        raise RatingsError(path, max(lines.line_num, 1), str(error), "a CSV line") from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            limit = f"{LARGEST:,} bytes"
            raise RatingsError(path, 1, f"more than {limit}", f"at most {limit}")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RatingsError(path, line, "a byte that is not UTF-8", "text in UTF-8") from None
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror})"
        raise RatingsError(path, 1, found, "a ratings file") from None


def _ratings(path: Path, lines: Iterator[list[str]], cases: Collection[str]) -> Iterator[Rating]:
    header = [name.strip() for name in next(lines, [])]
    for column in COLUMNS:
        if column not in header:
            found = f"the columns {shown(', '.join(header))}" if any(header) else "no header"
            raise RatingsError(path, 1, found, f"a column '{column}'")
        if header.count(column) > 1:
            raise RatingsError(path, 1, f"the column '{column}' twice", "each column once")
    seen: set[tuple[str, str]] = set()
    for values in lines:
        line: int = lines.line_num  # type: ignore[attr-defined]
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            raise RatingsError(path, line, f"{len(values)} values", f"{len(header)} values")
        row = dict(zip(header, map(str.strip, values), strict=True))
        row |= {column: from_cell(row[column]) for column in ("case", "rater")}
        rating = _rating(path, line, row, cases)
        if (rating.case, rating.rater) in seen:
            found = f"{shown(rating.rater)} on {shown(rating.case)} a second time"
            raise RatingsError(path, line, found, "one line for each rater of a case")
        seen.add((rating.case, rating.rater))
        yield rating
    if not seen:
        raise RatingsError(path, 2, "no ratings", "at least one")


def _rating(path: Path, line: int, row: Mapping[str, str], cases: Collection[str]) -> Rating:
    if row["case"] not in cases:
        known = ", ".join(sorted(cases)) or "a case, but the folder holds none"
        raise RatingsError(path, line, f"the case '{shown(row['case'])}'", f"one of {known}")
    if not row["rater"]:
        raise RatingsError(path, line, "no rater", "a word for who rated")
    scores = tuple(_score(path, line, name, row[name]) for name in PRINCIPLES)
    return Rating(row["case"], row["rater"], scores)


def _score(path: Path, line: int, name: str, text: str) -> float:
    expected = f"a number from 0 to 10 for {name}"
    try:
        score = float(text)
    except ValueError:
        found = f"'{shown(text)}'" if text else "nothing"
        raise RatingsError(path, line, found, expected) from None
    if not (math.isfinite(score) and LOWEST <= score <= HIGHEST):
        raise RatingsError(path, line, shown(text), expected)
    return score
