"""Words that are spelled nearly alike, for "did you mean"."""

import difflib
from collections.abc import Iterable
from typing import Final

_ALIKE: Final = 0.75
"""How much of two spellings must be the same (difflib's ratio) for one to be meant."""
_KINDS, _COUNTED = 61, 4


class Spellings:
    """Spellings among which the one nearest to a word is found.

    difflib takes tens of milliseconds for all words of the language, so it is asked only of
    those that share letters enough to come out alike; what it answers is the same.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._by_length: dict[int, list[tuple[int, int, str]]] = {}
        for place, each in enumerate(known):
            found = self._by_length.setdefault(len(each), [])
            found.append((place, _letters(each), each))

    def nearest(self, word: str) -> str | None:
        """Return the spelling nearest to a word; None when none is near or it is the word."""
        letters = _letters(word)
        uncounted = len(word) - letters.bit_count()
        near: list[tuple[int, str]] = []
        for length, known in self._by_length.items():
            shared = _ALIKE * (len(word) + length) / 2
            if shared <= min(len(word), length):
                shared -= uncounted
                near += [
                    (place, each)
                    for place, its, each in known
                    if (letters & its).bit_count() >= shared
                ]
        spellings = [each for _, each in sorted(near)]
        close = difflib.get_close_matches(word, spellings, n=1, cutoff=_ALIKE)
        return close[0] if close and close[0] != word else None


def _letters(word: str) -> int:
    """Return the letters of a word as bits, the second and third of a kind with their own.

    Two letters may share a bit, which only lets more through to be compared.
    """
    seen: dict[str, int] = {}
    found = 0
    for letter in word:
        seen[letter] = count = min(seen.get(letter, 0) + 1, _COUNTED)
        found |= 1 << (ord(letter) % _KINDS * _COUNTED + count)
    return found
