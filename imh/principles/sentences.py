"""Sentences that a colleague would say: names joined, templates filled, basis in short words."""

import string
from collections.abc import Iterable, Mapping, Sequence

from imh.case.basis import Basis
from imh.case.case import Case
from imh.case.labels import kin_word, label
from imh.case.time_units import DAYS_PER_MONTH, WEEKS_PER_MONTH
from imh.case.vocabulary import OPEN_CODES

NO_SOURCE = "no source noted"
NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def fill(template: str, slots: Mapping[str, str]) -> str:
    """Fill a template and begin it with a capital; an unknown slot is an error of the data."""
    sentence = string.Formatter().vformat(template, (), slots).strip()
    stop = "" if sentence.endswith((".", "?", "!", ".”", "?”", "!”")) else "."
    return sentence[:1].upper() + sentence[1:] + stop


def joined(words: Iterable[str]) -> str:
    """``Ana``, ``Ana and Rosa``, ``Ana, Rosa and Marco``."""
    several = list(dict.fromkeys(words))
    if len(several) < 2:
        return "".join(several)
    return ", ".join(several[:-1]) + " and " + several[-1]


def name_of(case: Case, identifier: str) -> str:
    """The name on the map; without one, what the person is to the child or what the place is."""
    symbol = case.symbols[identifier]
    if symbol.name:
        return symbol.name
    if identifier in case.person:
        person = case.person[identifier]
        if identifier in case.children:
            return "the baby" if case.reference_age_months < 12 else "the child"
        if person.role in OPEN_CODES:
            return "somebody without a name here"
        return "the " + kin_word(person.role, person.gender)
    vocabulary = "SettingKind" if hasattr(symbol, "stability") else "InfluenceKind"
    return "the " + label(vocabulary, getattr(symbol, "kind"))  # noqa: B009


def number_word(count: int) -> str:
    """Small numbers as words, as one would say them."""
    return NUMBER_WORDS[count] if 0 <= count < len(NUMBER_WORDS) else str(count)


_A_DAY = 0.02
"""In months, and a little less: what is one day old is not at its birth any more."""


def length_words(months: float) -> str:
    """A length of time as one would say it: ``ten days``, ``six weeks``, ``five months``."""
    if months < 0.7:
        days = max(1, round(months * DAYS_PER_MONTH))
        return f"{number_word(days)} day" + ("" if days == 1 else "s")
    if months < 2.5:
        weeks = round(months * WEEKS_PER_MONTH)
        return f"{number_word(weeks)} weeks"
    if months < 24:
        return f"{number_word(round(months))} months"
    years = months / 12
    return f"{number_word(round(years))} years"


def age_words(months: float) -> str:
    """A child's age as one would say it; before birth, how long before."""
    if months < 0:
        return f"{length_words(-months)} before the birth"
    if months < _A_DAY:
        return "birth"
    if months < 24:
        return length_words(months)
    years, rest = divmod(round(months), 12)
    whole = f"{number_word(years)} years"
    if rest == 0:
        return whole
    return f"{whole} and {number_word(rest)} month" + ("" if rest == 1 else "s")


def basis_words(case: Case, bases: Sequence[Basis]) -> str:
    """How facts are known, in a few words: ``seen``, ``told by Rosa``, ``record``, ``assumed``."""
    parts: list[str] = []
    for basis in bases:
        if basis.kind == "observed":
            twice = len(basis.visits)
            parts.append("seen" if twice < 2 else f"seen on {number_word(twice)} visits")
        elif basis.kind == "told":
            parts.append(_told(case, bases))
        elif basis.kind == "record":
            parts.append("record")
        elif basis.kind == "assumed":
            parts.append("assumed")
    parts = list(dict.fromkeys(parts))
    if len([part for part in parts if part.startswith("seen")]) > 1:
        parts = [part for part in parts if part != "seen"]
    return "; ".join(parts) if parts else NO_SOURCE


def _told(case: Case, bases: Sequence[Basis]) -> str:
    told = [basis for basis in bases if basis.kind == "told"]
    tellers = joined(
        name_of(case, teller) if teller in case.symbols else teller
        for basis in told
        for teller in basis.by
    )
    words = f"told by {tellers}" if tellers else "told"
    if any(basis.interpreter for basis in told):
        words += " through an interpreter"
    return words
