"""The words of the quick-entry language, read from ``words.yaml`` beside this file.

Capitals, accents, hyphens and spaces make no difference: "Cut-off", "cut off" and "cutoff"
are one phrase. A plural s is forgiven.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from imh.case.vocabulary import FEMALE_OR_MALE

_FILE: Final = Path(__file__).with_name("words.yaml")
_GENERIC: Final = frozenset({"none", "unknown", "declined", "yes", "other"})
SIDE_OPENINGS: Final = ("on", "the", "from")
"""Words that may stand before a side: "on the mother's side"."""
_NOT_LISTS: Final = frozenset({"any", "kin", "kin_abbreviations", "side"})


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Bring a phrase to the form in which it is compared: letters and digits only."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum()) or text.casefold()


@dataclass(frozen=True)
class Phrases:
    """One list of the words file: which phrase stands for which code.

    ``stated`` leaves out bare words such as "none" and "unknown" that every list shares, for
    places where nothing has said yet which field is meant.
    """

    name: str
    codes: dict[str, str]
    stated: dict[str, str]
    shown: dict[str, str]

    def code(self, phrase: str, bare: bool = False) -> str | None:
        """Return the code of a phrase, None when it is not in the list."""
        return self.code_of(fold(phrase), bare)

    def code_of(self, key: str, bare: bool = False) -> str | None:
        """Return the code of a phrase in its compared form, None when it is not in the list."""
        found: str | None = _forgiving(self.stated if bare else self.codes, key)
        return found


@dataclass(frozen=True)
class KinWord:
    """A word such as "grandmother": the part it names, the tie it names, the gender it tells."""

    role: str | None
    tie: str | None
    gender: str | None


def _forgiving(codes: dict[str, Any], key: str) -> Any:
    found = codes.get(key)
    if found is None and len(key) > 3 and key.endswith("s"):
        found = codes.get(key[:-1])
    return found


@cache
def _file() -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(_FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return content


@cache
def phrases(name: str) -> Phrases:
    """Return one list of the words file, refusing a phrase that stands for two codes."""
    codes: dict[str, str] = {}
    stated: dict[str, str] = {}
    shown: dict[str, str] = {}
    shared: dict[str, list[str]] = _file()["any"]
    for code, listed in _file()[name].items():
        for phrase in listed:
            _enter(codes, phrase, code, name)
            stated[fold(phrase)] = code
        _enter(codes, code.replace("_", " "), code, name)
        if code not in _GENERIC:
            stated[fold(code)] = code
        shown[code] = (listed or shared[code])[0]
    for code in shown.keys() & shared.keys():
        for phrase in shared[code]:
            codes.setdefault(fold(phrase), code)
    return Phrases(name, codes, stated, shown)


@cache
def phrases_of(name: str, code: str) -> frozenset[str]:
    """Return the compared forms of the phrases of just one code of a list."""
    return frozenset(fold(phrase) for phrase in _file()[name][code])


def _enter(codes: dict[str, str], phrase: str, code: str, name: str) -> None:
    if codes.setdefault(fold(phrase), code) != code:
        raise ValueError(f"words.yaml: '{phrase}' stands for two codes of '{name}'")


def typed(name: str) -> dict[str, list[str]]:
    """Return a list of the words file as it stands there: the phrases under each code."""
    listed: dict[str, list[str]] = _file()[name]
    return listed


def list_names() -> tuple[str, ...]:
    """Return the names of the lists in the words file."""
    return tuple(name for name in _file() if name not in _NOT_LISTS)


@cache
def kin_words() -> dict[str, KinWord]:
    """Return every kinship word in its compared form."""
    return {fold(phrase): word for phrase, word in kin_phrases()}


def kin_word(phrase: str) -> KinWord | None:
    """Return what a kinship word says, None when it is not one."""
    found: KinWord | None = _forgiving(kin_words(), fold(phrase))
    return found


def kin_phrases() -> Iterator[tuple[str, KinWord]]:
    """Yield every kinship phrase with what it says."""
    by_role: dict[str | None, list[tuple[str, str | None]]] = {}
    for entry in _file()["kin"]:
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
def kin_shown(role: str, gender: str) -> str | None:
    """Return the first word for a part and a gender ("grandmother"), None when there is none."""
    wanted = gender if gender in FEMALE_OR_MALE else None
    for text, word in kin_phrases():
        if word.role == role and word.gender == wanted:
            return text
    return None


@cache
def kin_abbreviations() -> dict[str, str]:
    """Return abbreviations such as MGM with what they stand for."""
    return {fold(short): long for short, long in _file()["kin_abbreviations"].items()}


def side_gender(phrase: str) -> str | None:
    """Return whose side a word such as "maternal" means: the parent's gender."""
    return _sides().get(fold(phrase))


@cache
def _sides() -> dict[str, str]:
    return {fold(text): gender for gender, listed in side_phrases().items() for text in listed}


def side_phrases() -> dict[str, list[str]]:
    """Return the words for the mother's and the father's side, by the parent's gender."""
    sides: dict[str, list[str]] = _file()["side"]
    return sides


def shown(name: str, code: str) -> str:
    """Return the phrase that is written back for a code."""
    return phrases(name).shown[code]


@cache
def all_phrases() -> tuple[str, ...]:
    """Return every phrase of the language, for "did you mean"."""
    texts = {
        phrase for name in list_names() for listed in _file()[name].values() for phrase in listed
    }
    texts |= {text for text, _ in kin_phrases()}
    texts |= {text for listed in side_phrases().values() for text in listed}
    return tuple(sorted(texts))


@cache
def _beginnings() -> frozenset[str]:
    codes = (code.replace("_", " ") for name in list_names() for code in typed(name))
    texts = {*all_phrases(), *codes, *_file()["kin_abbreviations"], *SIDE_OPENINGS}
    keys = {fold(text) for text in texts}
    return frozenset(key[:end] for key in keys for end in range(1, len(key) + 1))


def may_begin(word: str) -> bool:
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
    listed = [text for name in _OFFERED for texts in typed(name).values() for text in texts]
    unique = dict.fromkeys((*kin, *sides, *listed))
    offered = [text for text in unique if len(text) > 3 and text[:1].islower()]
    return sorted(offered, key=lambda text: len(text.split()))
