"""The words for kin: "grandmother", "MGM", "maternal", "on the mother's side"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from imh.case.folding import fold
from imh.case.quick_entry.syntax.grammar_words import find_forgiving, grammar_file
from imh.case.vocabulary import FEMALE_OR_MALE

SIDE_OPENINGS: Final = ("on", "the", "from")
"""Words that may stand before a side: "on the mother's side"."""


@dataclass(frozen=True)
class KinWord:
    """A word such as "grandmother": the part it names, the tie it names, the gender it tells."""

    role: str | None
    tie: str | None
    gender: str | None


@cache
def kin_words() -> dict[str, KinWord]:
    """Return every kinship word in its compared form."""
    return {fold(phrase): word for phrase, word in kin_phrases()}


def kin_word(phrase: str) -> KinWord | None:
    """Return what a kinship word says, None when it is not one."""
    found: KinWord | None = find_forgiving(kin_words(), fold(phrase))
    return found


def kin_phrases() -> Iterator[tuple[str, KinWord]]:
    """Yield every kinship phrase with what it says."""
    by_role: dict[str | None, list[tuple[str, str | None]]] = {}
    for entry in grammar_file()["kin"]:
        own: list[tuple[str, str | None]] = [(text, None) for text in entry.get("any", ())]
        own += [(text, g) for g in ("female", "male") for text in entry.get(g, ())]
        made = [
            (f"{first} {text}" if first != "grand" and first != "god" else first + text, gender)
            for text, gender in by_role.get(entry.get("to"), ())
            for first in entry.get("before", ())
        ]
        by_role[entry.get("role")] = made + own
        for text, gender in made + own:
            yield text, KinWord(entry.get("role"), entry.get("tie"), gender)


@cache
def kin_phrase(role: str, gender: str) -> str | None:
    """Return the first word for a part and a gender ("grandmother"), None when there is none."""
    wanted = gender if gender in FEMALE_OR_MALE else None
    for text, word in kin_phrases():
        if word.role == role and word.gender == wanted:
            return text
    return None


@cache
def kin_abbreviations() -> dict[str, str]:
    """Return abbreviations such as MGM with what they stand for."""
    return {fold(short): long for short, long in grammar_file()["kin_abbreviations"].items()}


def side_gender(phrase: str) -> str | None:
    """Return whose side a word such as "maternal" means: the parent's gender."""
    return _sides().get(fold(phrase))


@cache
def _sides() -> dict[str, str]:
    return {fold(text): gender for gender, listed in side_phrases().items() for text in listed}


def side_phrases() -> dict[str, list[str]]:
    """Return the words for the mother's and the father's side, by the parent's gender."""
    sides: dict[str, list[str]] = grammar_file()["side"]
    return sides
