"""What stands on a map, in words, for choosing the one fact that decided a rating."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.case import Case
from imh.case.labels import kin_word, label
from imh.case.people import Person
from imh.case.ties import Tie
from imh.case.vocabulary import OPEN_CODES, ROLES_WITHOUT_A_WORD, UNSAID
from imh.principles.phrases import event_words, since
from imh.principles.sentences import name_of


def facts(case: Case) -> dict[str, str]:
    """The people, places, ties and events of a case in words, by id."""
    return dict(_facts(case))


def _facts(case: Case) -> Iterator[tuple[str, str]]:
    for symbol in case.symbols.values():
        yield symbol.id, _capital(_symbol(case, symbol.id))
    for tie in case.ties:
        ends = f"{name_of(case, tie.source)} and {name_of(case, tie.target)}"
        words = _tie(tie)
        yield tie.id, _capital(f"{ends}: {words}" if words else ends)
    for event in case.events:
        yield event.id, _capital(f"{event_words(event)}, {since(event)}")


def _symbol(case: Case, identifier: str) -> str:
    """A name, and for a person what they are to the child."""
    symbol, name = case.symbols[identifier], name_of(case, identifier)
    if not (isinstance(symbol, Person) and symbol.name):
        return name
    if symbol.role in ROLES_WITHOUT_A_WORD:
        return name
    return f"{name}, {symbol.discipline or kin_word(symbol.role, symbol.gender)}"


def _tie(tie: Tie) -> str:
    """How it is; where nobody said, what it is."""
    if tie.quality not in UNSAID:
        return label("Quality", tie.quality)
    return "" if tie.kind in OPEN_CODES else label("TieKind", tie.kind)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
