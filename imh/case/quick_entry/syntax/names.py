"""Who and what is on the map, found by name."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from imh.case.folding import fold
from imh.case.ids import free_id
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.spelling import Spellings
from imh.case.text import shown


class Names:
    """The names on the map, with the id of each.

    A name is found without its accents and capitals, by its id, or by a part of it when only
    one entry fits ("Osei" for "Dr Osei").
    """

    def __init__(self, known: Mapping[str, str], taken: Iterable[str] = ()) -> None:
        self.names = dict(known)
        self.children: tuple[str, ...] = ()
        self._taken = set(taken) | set(known)
        self._by_fold: dict[str, list[str]] = {}
        self._by_word: dict[str, set[str]] = {}
        self._spellings: Spellings | None = None
        for identifier, name in known.items():
            self._index(identifier, name)

    def _index(self, identifier: str, name: str) -> None:
        if not name:
            return
        self._spellings = None
        self._by_fold.setdefault(fold(name), []).append(identifier)
        for word in name.split():
            self._by_word.setdefault(fold(word), set()).add(identifier)

    def introduce(self, name: str, another: bool = False) -> str:
        """Return the id for a name at the head of a line, a new one if nobody is called so."""
        if name and not another:
            known = self.find_exact(name)
            if known:
                return known
        identifier = free_id(name or "somebody", self._taken)
        self._taken.add(identifier)
        self.names[identifier] = name
        self._index(identifier, name)
        return identifier

    @contextmanager
    def supposing(self, identifier: str, name: str) -> Iterator["Names"]:
        """Keep one more name among them for as long as somebody tries that out."""
        self.names[identifier] = name
        self._index(identifier, name)
        try:
            yield self
        finally:
            del self.names[identifier]
            self._forget(identifier, name)

    def _forget(self, identifier: str, name: str) -> None:
        self._spellings = None
        same = self._by_fold[fold(name)]
        same.remove(identifier)
        if not same:
            del self._by_fold[fold(name)]
        for word in map(fold, name.split()):
            self._by_word[word].discard(identifier)

    def find_exact(self, text: str) -> str | None:
        """Return the id of an entry of just this name or id; raise ParseError if two have it."""
        if text in self.names:
            return text
        same = self._by_fold.get(fold(text), [])
        if len(same) > 1:
            raise ParseError(
                f"{len(same)} entries are called '{text}'", f"write one of {', '.join(same)}"
            )
        return same[0] if same else None

    def find(self, text: str) -> str | None:
        """Return the id of an entry of this name, id or part of a name, None when unknown."""
        exact = self.find_exact(text)
        if exact:
            return exact
        words = [fold(word) for word in text.split()]
        fitting = set.intersection(*(self._by_word.get(word, set()) for word in words or [""]))
        if len(fitting) > 1:
            called = " or ".join(f"'{self.names[identifier]}'" for identifier in sorted(fitting))
            raise ParseError(f"'{text}' may be {called}", "write the whole name")
        return fitting.pop() if fitting else None

    def called(self, text: str) -> bool:
        """Tell whether somebody or something has just this name."""
        return fold(text) in self._by_fold or text in self.names

    def has_word(self, word: str) -> bool:
        """Tell whether a word is part of a name on the map, or its id."""
        return bool(self._by_word.get(fold(word))) or word in self.names

    def find_near(self, text: str) -> str | None:
        """Return a name on the map that is spelled nearly like this one."""
        if self._spellings is None:
            self._spellings = Spellings(self._by_fold)
        near = self._spellings.nearest(fold(text))
        return self.names[self._by_fold[near][-1]] if near else None

    def name_of(self, identifier: str) -> str:
        """Return the name by which an entry is spoken of."""
        return self.names.get(identifier) or identifier

    def missing(self, text: str, also: str = "") -> ParseError:
        """Say that a name is not on the map, with a name that may have been meant."""
        return ParseError(
            f"there is no '{shown(text)}' on the map yet",
            f"add a line for {shown(text)}",
            text,
            lambda: self.find_near(text),
            also,
        )
