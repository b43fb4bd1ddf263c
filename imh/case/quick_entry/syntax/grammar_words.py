"""The words of the quick-entry language, read from ``grammar_words.yaml`` beside this file.

Capitals, accents, hyphens and spaces make no difference: "Cut-off", "cut off" and "cutoff"
are one phrase. A plural s is forgiven.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from imh.case.folding import fold

_FILE: Final = Path(__file__).with_name("grammar_words.yaml")
_GENERIC: Final = frozenset({"none", "unknown", "declined", "yes", "other"})
_NOT_LISTS: Final = frozenset({"any", "kin", "kin_abbreviations", "side"})


@dataclass(frozen=True)
class PhraseList:
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
        found: str | None = find_forgiving(self.stated if bare else self.codes, key)
        return found


def find_forgiving(codes: dict[str, Any], key: str) -> Any:
    """Return what stands for a phrase in its compared form, with a plural s forgiven."""
    found = codes.get(key)
    if found is None and len(key) > 3 and key.endswith("s"):
        found = codes.get(key[:-1])
    return found


@cache
def grammar_file() -> dict[str, Any]:
    """Return the content of ``grammar_words.yaml``."""
    content: dict[str, Any] = yaml.load(_FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return content


@cache
def phrase_list(name: str) -> PhraseList:
    """Return one list of the words file, refusing a phrase that stands for two codes."""
    codes: dict[str, str] = {}
    stated: dict[str, str] = {}
    shown: dict[str, str] = {}
    shared: dict[str, list[str]] = grammar_file()["any"]
    for code, listed in grammar_file()[name].items():
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
    return PhraseList(name, codes, stated, shown)


@cache
def folded_phrases(name: str, code: str) -> frozenset[str]:
    """Return the compared forms of the phrases of just one code of a list."""
    return frozenset(fold(phrase) for phrase in grammar_file()[name][code])


def _enter(codes: dict[str, str], phrase: str, code: str, name: str) -> None:
    if codes.setdefault(fold(phrase), code) != code:
        raise ValueError(f"grammar_words.yaml: '{phrase}' stands for two codes of '{name}'")


def phrases_by_code(name: str) -> dict[str, list[str]]:
    """Return a list of the words file as it stands there: the phrases under each code."""
    listed: dict[str, list[str]] = grammar_file()[name]
    return listed


def phrase_list_names() -> tuple[str, ...]:
    """Return the names of the lists in the words file."""
    return tuple(name for name in grammar_file() if name not in _NOT_LISTS)


def phrase_for(name: str, code: str) -> str:
    """Return the phrase that is written back for a code."""
    return phrase_list(name).shown[code]
