"""What is written on and beside the symbols, and what a screen reader says of them."""

from __future__ import annotations

from imh.case.ages import weeks_of_pregnancy
from imh.case.case import Case, Symbol
from imh.case.labels import kin_word, label
from imh.case.people import Person
from imh.case.surroundings import Setting
from imh.case.vocabulary import (
    ANY_CARE,
    DAILY_CARE,
    NOT_BORN,
    NOT_LIVING,
    PROFESSIONAL_ROLES,
    ROLES_WITHOUT_A_WORD,
    UNSAID,
)
from imh.drawing.text_width import wrapped

NAME_SIZE = 13.0
ROLE_SIZE = 11.5
NAME_ROOM = 108.0
"""About 16 letters."""
MONTHS_UNTIL = 36.0
"""Ages below this are written in months, as the field counts them."""


def age(case: Case, person: Person) -> str:
    """The age inside a symbol: ``27``, ``9m``, in pregnancy the weeks (``31w``), or nothing."""
    if person.life == "pregnancy" or (person.id in case.children and case.reference_age_months < 0):
        if person.id not in case.children:
            return ""
        return f"{weeks_of_pregnancy(case.reference_age_months)}w"
    months = case.age_in_months(person.id)
    if months is None:
        return ""
    return f"{int(months)}m" if months < MONTHS_UNTIL else f"{int(months / 12)}"


def age_aloud(case: Case, person: Person) -> str:
    """The age as a screen reader says it: ``27``, ``9 months``, ``31 weeks of pregnancy``."""
    short = age(case, person)
    if short.endswith("w"):
        return f"{short[:-1]} weeks of pregnancy"
    if short.endswith("m"):
        return "1 month" if short == "1m" else f"{short[:-1]} months"
    return short


def role(person: Person) -> str:
    """What somebody is to the child in a word or two; empty when nobody said."""
    if person.role in PROFESSIONAL_ROLES:
        return person.discipline or ("" if person.name else label("Role", person.role))
    if person.role in ROLES_WITHOUT_A_WORD:
        return ""
    return kin_word(person.role, person.gender)


def called(case: Case, identifier: str) -> str:
    """The name on the map; without one, the role or kind."""
    symbol = case.symbols[identifier]
    if symbol.name:
        return symbol.name
    if isinstance(symbol, Person):
        return role(symbol) or ("child" if identifier in case.children else "somebody")
    return label("SettingKind" if isinstance(symbol, Setting) else "InfluenceKind", symbol.kind)


def initials(name: str) -> str:
    """Up to two first letters of a name: ``TM`` for Tess Moran."""
    letters = [word[0].upper() for word in name.split() if word[0].isalnum()]
    return letters[0] + letters[-1] if len(letters) > 1 else "".join(letters)


def name_lines(case: Case, identifier: str) -> tuple[str, ...]:
    """The name under a symbol, on at most two lines."""
    bold = is_bold(case, identifier)
    return wrapped(called(case, identifier), NAME_ROOM, NAME_SIZE, bold=bold)


def role_lines(case: Case, identifier: str) -> tuple[str, ...]:
    """The smaller lines beneath the name of a person whose place on the map does not tell it."""
    symbol = case.symbols[identifier]
    if not isinstance(symbol, Person) or not symbol.name or identifier in case.children:
        return ()
    words = role(symbol)
    if words.casefold() == symbol.name.casefold():
        return ()
    lines = 2 if len(name_lines(case, identifier)) == 1 else 1
    return wrapped(words, NAME_ROOM, ROLE_SIZE, lines=lines)


def is_bold(case: Case, identifier: str) -> bool:
    """Whether a name stands out: the child and those who care for it."""
    symbol = case.symbols[identifier]
    return isinstance(symbol, Person) and (
        identifier in case.children or symbol.caregiver in DAILY_CARE
    )


def aloud(case: Case, identifier: str) -> str:
    """One symbol in words: ``Ana, mother, 27, main caregiver``."""
    symbol = case.symbols[identifier]
    return ", ".join(part for part in [called(case, identifier), *_facts(case, symbol)] if part)


def _facts(case: Case, symbol: Symbol) -> list[str]:
    if not isinstance(symbol, Person):
        vocabulary = "SettingKind" if isinstance(symbol, Setting) else "InfluenceKind"
        kind = label(vocabulary, symbol.kind) if symbol.name and symbol.kind != "other" else ""
        status = symbol.status if isinstance(symbol, Setting) else "unknown"
        return [kind, "" if status in UNSAID else label("SettingStatus", status)]
    what = "index child" if symbol.id in case.children else role(symbol) if symbol.name else ""
    life = symbol.life if symbol.life in NOT_LIVING | NOT_BORN else ""
    caregiver = symbol.caregiver if symbol.caregiver in ANY_CARE else ""
    return [
        what,
        label("Life", life) if life else "",
        age_aloud(case, symbol),
        label("Caregiver", caregiver) if caregiver else "",
    ]
