"""From a value of the case to the text of a cell, and back with as much forgiveness as possible."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from imh.case.basis import Basis, Record
from imh.case.case import Case
from imh.case.durations import read_duration, read_number, write_duration
from imh.case.folding import fold
from imh.case.labels import VOCABULARIES, label
from imh.case.quick_entry.syntax.grammar_words import phrase_list
from imh.case.quick_entry.syntax.kinship_words import kin_abbreviations, kin_word
from imh.case.text import storable
from imh.case.vocabulary import UNSAID
from imh.principles.sentences import name_of
from imh.tables.columns import Column

Cell = str | list[str]
FEW = 10
"""A message lists so many choices; more would bury it."""

# Where a word of the quick-entry language stands for a code of a vocabulary.
_WORDS: Final[Mapping[str, str]] = {
    "Role": "role",
    "Gender": "gender",
    "Caregiver": "caregiver",
    "SupportFit": "support_fit",
    "Life": "life",
    "TieKind": "tie",
    "Quality": "quality",
    "Contact": "contact",
    "Amount": "amount",
    "Topic": "topic",
    "EventKind": "event",
    "YesNo": "ongoing",
    "Exposure": "exposure",
    "BasisKind": "basis",
    "SettingKind": "setting",
    "SettingStatus": "status",
    "Stability": "stability",
    "InfluenceKind": "influence",
}


class Unreadable(ValueError):
    """A cell that cannot be read: in which column, what stands there and what was expected."""

    def __init__(self, found: str, expected: str, column: str = "") -> None:
        self.found, self.expected = found, expected
        where = f"{column}: " if column else ""
        what = f"'{found}' is not understood; write " if found else "write "
        super().__init__(f"{where}{what}{expected}")


def callings(case: Case) -> dict[str, str]:
    """What each person, place and influence is called in a cell; no two alike."""
    names = {key: name_of(case, key) for key in case.symbols}
    spoken = Counter(fold(name) for name in names.values())
    return {
        key: name if spoken[fold(name)] == 1 else f"{name} ({key})" for key, name in names.items()
    }


def choices(vocabulary: str) -> list[str]:
    """The labels that a cell offers; what is not asked yet is an empty cell."""
    return [label(vocabulary, code) for code in VOCABULARIES[vocabulary] if code != "unknown"]


# Showing


def shown(case: Case, entry: Record, column: Column, names: Mapping[str, str]) -> Cell:
    """The text of a cell."""
    basis: Basis | None = getattr(entry, "basis", None)
    if column.kind == "tellers":
        return ", ".join(names.get(one, one) for one in basis.by) if basis else ""
    if column.kind == "source":
        return _label("BasisKind", basis.kind) if basis else ""
    value = getattr(entry, column.field)
    match column.kind:
        case "choice":
            return _label(column.vocabulary, value)
        case "choices":
            return [label(column.vocabulary, code) for code in value]
        case "one":
            return names.get(value, "") if value else ""
        case "several":
            return [names[each] for each in value if each in names]
        case "months":
            return "" if value is None else write_duration(value)
        case "age":
            return _age(case, entry.id)
        case _:
            return str(value)


def _label(vocabulary: str, code: str) -> str:
    return "" if code == "unknown" else label(vocabulary, code)


def _age(case: Case, person_id: str) -> str:
    person = case.person[person_id]
    if person_id in case.children or (person.age_years == "unknown" and person.age_months):
        months = case.age_in_months(person_id)
        return "" if months is None else write_duration(months)
    if isinstance(person.age_years, str):
        return "" if person.age_years == "unknown" else label("Gender", person.age_years)
    return f"{person.age_years:g}"


# Reading


def fields(case: Case, column: Column, cell: Cell, names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an entry that a cell sets. Raises :class:`Unreadable`."""
    text = ", ".join(cell) if isinstance(cell, list) else cell.strip()
    match column.kind:
        case "choice":
            return {column.field: _code(column.vocabulary, text)}
        case "source":
            return {"basis.kind": _code(column.vocabulary, text)}
        case "tellers":
            return {"basis.by": [_teller(one, names) for one in _listed(text)]}
        case "choices":
            return {column.field: _codes(column.vocabulary, text)}
        case "one":
            return {column.field: _id(text, names) if text else None}
        case "several":
            parts = cell if isinstance(cell, list) else _listed(cell)
            return {column.field: [_id(part, names) for part in parts if part.strip()]}
        case "months":
            return {column.field: read_months(text)}
        case "age":
            return _age_fields(text)
        case _:
            return {column.field: text}


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _code(vocabulary: str, text: str) -> str:
    codes = VOCABULARIES[vocabulary]
    if not text:
        return "unknown" if "unknown" in codes else codes[-1]
    by_label = {fold(label(vocabulary, code)): code for code in codes}
    by_label |= {fold(code): code for code in codes}
    code = by_label.get(fold(text)) or _said(vocabulary, text)
    if code not in codes:
        raise Unreadable(text, _offered(vocabulary, text))
    return code


def _offered(vocabulary: str, text: str) -> str:
    """What may be written, with the word that was probably meant."""
    words = choices(vocabulary)
    near = difflib.get_close_matches(text, words, n=1)
    if near:
        return f"'{near[0]}', if that is meant"
    return f"one of: {', '.join(words)}" if len(words) <= FEW else "a word that the cell offers"


def _said(vocabulary: str, text: str) -> str | None:
    """A code by the words of the quick-entry language ("mom", "not speaking")."""
    if vocabulary == "Role":
        text = kin_abbreviations().get(fold(text), text)
        kin = kin_word(text) or kin_word(text.split()[-1])  # "maternal grandmother"
        if kin and kin.role:
            return kin.role
        if phrase_list("discipline").code(text):
            return "professional"
    name = _WORDS.get(vocabulary)
    return phrase_list(name).code(text) if name else None


def _codes(vocabulary: str, text: str) -> list[str]:
    """Several codes; a label may hold a comma itself."""
    labels = sorted(choices(vocabulary), key=len, reverse=True)
    found = []
    for one in labels:
        if "," in one and one in text:
            text = text.replace(one, "")
            found.append(_code(vocabulary, one))
    return [*found, *(_code(vocabulary, part) for part in _listed(text))]


def _id(text: str, names: Mapping[str, str]) -> str:
    wanted = fold(text)
    exact = [key for key, name in names.items() if wanted in (fold(name), fold(key))]
    part = [key for key, name in names.items() if wanted in map(fold, name.split())]
    for found in (exact, part):
        if len(found) == 1:
            return found[0]
    if part:
        raise Unreadable(text, "which one is meant: " + " or ".join(names[key] for key in part))
    raise Unreadable(text, "a name that is on the map, or add this person or place first")


def _teller(text: str, names: Mapping[str, str]) -> str:
    try:
        return _id(text, names)
    except Unreadable:
        return text


def read_months(text: str) -> float | None:
    """The child's age as it is typed; None when nothing is. Raises :class:`Unreadable`."""
    if not text:
        return None
    if fold(text) in ("birth", "atbirth"):
        return 0.0
    read = read_duration(text.removeprefix("at ").strip())
    if read is None:
        raise Unreadable(text, "the child's age, such as 9m, 2y3m, birth, or -2m before birth")
    return read[0]


def _age_fields(text: str) -> dict[str, Any]:
    """Years for most people; months (9m) go to those whose age is kept in months."""
    if not text:
        return {"age_years": "unknown", "age_months": None}
    if fold(text) in (*UNSAID, fold(label("Gender", "declined"))):
        return {"age_years": "unknown" if fold(text) == "unknown" else "declined"}
    years = read_number(text)
    if years is not None:
        return {"age_years": years}
    read = read_duration(text)
    if read is None or read[1] == "":
        raise Unreadable(text, "an age in years (34) or in months (9m)")
    return {"age_years": read[0] / 12, "age_months": read[0]}


def empty(column: Column) -> Cell:
    """An empty cell."""
    return [] if column.kind in ("choices", "several") else ""


def tidy(column: Column, cell: Any) -> Cell:
    """A cell as the grid gives it back, where nothing may be None or not a number."""
    listed = column.kind in ("choices", "several")
    if isinstance(cell, Iterable) and not isinstance(cell, str):
        parts = [storable(str(one)) for one in cell]
        return parts if listed else ", ".join(parts)
    if cell is None or cell != cell:  # not a number is not itself
        return [] if listed else ""
    text = storable(str(cell))
    return _listed(text) if listed else text
