"""Pseudonyms: people by what they are to the child, places by their kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from imh.case.case import Case, Symbol
from imh.case.labels import kin_word, label
from imh.case.people import Household, Person
from imh.case.surroundings import Influence, Setting
from imh.case.vocabulary import PROFESSIONAL_ROLES, ROLES_WITHOUT_A_WORD

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHORTEST_PART: Final = 3
NO_NAMES: Final = frozenset(
    [
        "and",
        "the",
        "for",
        "from",
        "with",
        "our",
        "aunt",
        "auntie",
        "uncle",
        "granny",
        "grandma",
        "grandpa",
        "nan",
        "nana",
        "mum",
        "mom",
        "dad",
        "baby",
        "sister",
        "brother",
        "doctor",
        "nurse",
        "miss",
        "mrs",
        "father",
        "mother",
        "imam",
        "pastor",
        "reverend",
        "lady",
        "boy",
        "girl",
        "man",
        "woman",
        "team",
        "child",
        "children",
        "friend",
        "neighbour",
        "home",
        "house",
        "flat",
        "clinic",
        "group",
        "school",
        "health",
        "public",
        "uniform",
        "next",
        "door",
        "worker",
    ]
)
"""Words of a name that are no name by themselves, so that they stay in the text."""


@dataclass(frozen=True)
class Pseudonyms:
    """The pseudonym ``of`` each id, and of the names they replace.

    ``people`` holds names and parts of names, found only as they are spelled (``Will`` is not
    ``will``); ``places`` holds whole names of places, found in any spelling.
    """

    of: Mapping[str, str]
    people: Mapping[str, str]
    places: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        spelled = [(name, re.escape(name)) for name in self.people]
        spelled += [(name, f"(?i:{re.escape(name)})") for name in self.places]
        if not spelled:
            return None
        spelled.sort(key=lambda each: -len(each[0]))
        return re.compile(rf"(?<!\w)(?:{'|'.join(pattern for _, pattern in spelled)})(?!\w)")

    def in_text(self, text: str) -> str:
        """The text with every name replaced, whole names before their parts."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._instead_of(found[0]), text)

    def _instead_of(self, name: str) -> str:
        return self.people.get(name) or self.places[name.casefold()]


def pseudonyms_for(case: Case) -> Pseudonyms:
    """Pseudonyms for everybody and every place; a letter where several have the same."""
    wanted = {
        identifier: _what(case, symbol)
        for identifier, symbol in case.symbols.items()
        if not isinstance(symbol, Influence) or symbol.kind == "place"
    }
    wanted |= {home.id: "Home" for home in case.households}
    count = Counter(wanted.values())
    used: Counter[str] = Counter()
    of: dict[str, str] = {}
    for identifier, word in wanted.items():
        of[identifier] = word
        if count[word] > 1:
            of[identifier] = f"{word} {_letter(used[word])}"
            used[word] += 1
    return Pseudonyms(of, _people(case, of), _places(case, of))


def _letter(number: int) -> str:
    """A, B ... Z, AA, AB ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def _what(case: Case, symbol: Symbol) -> str:
    if isinstance(symbol, Person):
        return _person(case, symbol)
    if isinstance(symbol, Setting):
        words = label("SettingKind", symbol.kind)
    else:
        words = label("InfluenceKind", symbol.kind)
    return words[:1].upper() + words[1:]


def _person(case: Case, person: Person) -> str:
    if person.id in case.children:
        return "Child"
    if person.role in PROFESSIONAL_ROLES and person.discipline:
        words = person.discipline
    elif person.role in ROLES_WITHOUT_A_WORD:
        words = "person"
    else:
        words = kin_word(person.role, person.gender)
    return words[:1].upper() + words[1:]


def _people(case: Case, of: Mapping[str, str]) -> dict[str, str]:
    """Names and parts of names with what stands for them; a part that two share is left out."""
    names = {person.name: of[person.id] for person in case.people if len(person.name) > 1}
    parts: dict[str, set[str]] = {}
    for person in case.people:
        for part in re.findall(r"[^\W\d_]+", person.name):
            parts.setdefault(part, set()).add(of[person.id])
    for part, new in parts.items():
        is_name = len(part) >= SHORTEST_PART and part.casefold() not in NO_NAMES
        if is_name and len(new) == 1 and part[:1].isupper():
            names.setdefault(part, min(new))
    return names


def _places(case: Case, of: Mapping[str, str]) -> dict[str, str]:
    places: list[Setting | Influence | Household] = [
        *case.settings,
        *case.influences,
        *case.households,
    ]
    return {
        place.name.casefold(): of[place.id]
        for place in places
        if place.id in of and len(place.name) > 1
    }
