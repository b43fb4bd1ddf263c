"""What in a text may tell who somebody is: simple rules that point, for a person who decides."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from imh.exchange.pseudonyms import SHORTEST_PART, Pseudonyms

HintKind = Literal[
    "name on the map", "capital letter", "date", "phone", "address", "web", "record number", "age"
]

_MONTHS = (
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec"
).replace(" ", "|")
_STREETS = (
    "street st road rd avenue ave lane square place drive court terrace straat rue calle via"
).replace(" ", "|")
RULES: Final[tuple[tuple[HintKind, str], ...]] = (
    ("web", r"\b\S{1,64}@\S{1,255}\.\w+|(?i:https?://|\bwww\.)\S+"),
    ("date", r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d{2}\b"),
    ("date", rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})\b\.?(?:\s+\d{{1,4}})?"),
    ("phone", r"(?<!\w)\+?\(?\d[\d ()/.-]{6,}\d(?!\w)"),
    ("address", rf"(?i:\b\d+[a-z]?\s+(?:\w+\s+){{0,3}}(?:{_STREETS})\b)"),
    ("address", r"(?i:\b\w+(?:straat|straße|strasse|gasse)\s+\d+)"),
    ("address", r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b"),
    ("record number", r"\b[A-Za-z]{0,5}[-/]?\d{5,}[\w/-]*|(?i:\b(?:no|nr)\.?\s?\d+\b)"),
    ("age", r"(?i:\b(?:9\d|1[01]\d)\s*(?:years?|yrs?)\b)"),
)
_FOUND: Final = tuple((kind, re.compile(rule)) for kind, rule in RULES)
WEEKDAYS: Final = frozenset(
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BEFORE_A_SENTENCE = tuple('.!?:;“"(')


Words = frozenset[str]


@dataclass(frozen=True)
class Hint:
    """A part of a text to look at, and why."""

    kind: HintKind
    found: str


def hints_in(text: str, names: Pseudonyms) -> tuple[Hint, ...]:
    """All there is to look at in a text, each once, in the order of the rules."""
    found = [Hint(kind, match[0].strip()) for kind, rule in _FOUND for match in rule.finditer(text)]
    found += _names(text, names)
    return tuple(dict.fromkeys(found))


def _names(text: str, names: Pseudonyms) -> list[Hint]:
    """Names of the map in another spelling, and words that begin with a capital inside."""
    known, given = _words(tuple(names.people), tuple(names.of.values()))
    hints = []
    words = [(match.start(), re.sub(r"['’]s$", "", match[0])) for match in _WORD.finditer(text)]
    for place, (start, word) in enumerate(words):
        if word in given or word.removesuffix("s") in WEEKDAYS:
            continue
        follows = words[place + 1][1] if place + 1 < len(words) else ""
        runs_on = follows[:1].isupper() and follows not in given and follows != "I"
        begins = _begins(text[:start]) and not runs_on
        if _bare(word) in known:
            hints.append(Hint("name on the map", word))
        elif word[:1].isupper() and not begins and not re.match(r"I\b", word):
            hints.append(Hint("capital letter", word))
    return hints


@lru_cache(maxsize=4)
def _words(people: tuple[str, ...], pseudonyms: tuple[str, ...]) -> tuple[Words, Words]:
    known = frozenset(_bare(name) for name in people if len(name) >= SHORTEST_PART)
    return known, frozenset(word for given in pseudonyms for word in _WORD.findall(given))


def _begins(before: str) -> bool:
    """Whether a sentence begins after this."""
    return before in ("", "\n") or before.rstrip().endswith(_BEFORE_A_SENTENCE)


def _bare(word: str) -> str:
    """A word without accents and capitals, as a hurried hand writes it."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))
