"""Every word of the language at once: to complete, to begin a phrase, and for "did you mean"."""

from functools import cache
from typing import Final

from imh.case.folding import fold
from imh.case.quick_entry.syntax.grammar_words import (
    grammar_file,
    phrase_list,
    phrase_list_names,
    phrases_by_code,
)
from imh.case.quick_entry.syntax.kinship_words import SIDE_OPENINGS, kin_phrases, side_phrases
from imh.case.quick_entry.syntax.spelling import Spellings


@cache
def all_phrases() -> tuple[str, ...]:
    """Return every phrase of the language, for "did you mean"."""
    texts = {
        phrase
        for name in phrase_list_names()
        for listed in grammar_file()[name].values()
        for phrase in listed
    }
    texts |= {text for text, _ in kin_phrases()}
    texts |= {text for listed in side_phrases().values() for text in listed}
    return tuple(sorted(texts))


@cache
def _beginnings() -> frozenset[str]:
    codes = (
        code.replace("_", " ") for name in phrase_list_names() for code in phrases_by_code(name)
    )
    texts = {*all_phrases(), *codes, *grammar_file()["kin_abbreviations"], *SIDE_OPENINGS}
    keys = {fold(text) for text in texts}
    return frozenset(key[:end] for key in keys for end in range(1, len(key) + 1))


def may_begin_phrase(word: str) -> bool:
    """Tell whether a phrase of the language can begin with this word."""
    key = fold(word)
    return key in _beginnings() or (key.endswith("s") and key[:-1] in _beginnings())


_OFFERED: Final = (
    *("quality", "verb", "caregiver", "role", "discipline", "setting", "influence", "contact"),
    *("event", "load", "load_state", "resource", "life", "status", "stability", "support_fit"),
    *("support_kind", "topic", "exposure", "pair", "pair_rating", "domain", "daily", "field"),
)


@cache
def offered_words() -> list[str]:
    """Return the words that are worth completing: single words first, those of most lines first."""
    sides = [text for texts in side_phrases().values() for text in texts[:1]]
    kin = [text for text, _ in kin_phrases()]
    listed = [
        text for name in _OFFERED for texts in phrases_by_code(name).values() for text in texts
    ]
    unique = dict.fromkeys((*kin, *sides, *listed))
    offered = [text for text in unique if len(text) > 3 and text[:1].islower()]
    return sorted(offered, key=lambda text: len(text.split()))


def nearest_phrase(text: str, name: str) -> str | None:
    """Return the phrase spelled nearly like this word, of the list at hand before any other."""
    lists = (name, "") if name else ("",)
    found = (_spellings(each).nearest(fold(text)) for each in lists)
    near = next(filter(None, found), None)
    return _spelled()[near] if near else None


@cache
def _spellings(name: str) -> Spellings:
    """Return the phrases of a list, or of all lists, in their compared form."""
    everywhere = _spelled()
    return (
        Spellings(key for key in phrase_list(name).codes if key in everywhere)
        if name
        else (Spellings(everywhere))
    )


@cache
def _spelled() -> dict[str, str]:
    return {fold(phrase): phrase for phrase in all_phrases()}
