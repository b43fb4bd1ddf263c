"""Reading along the tokens of a clause: phrases of a list, names, amounts, ages and dates."""

import datetime
from collections.abc import Sequence
from functools import partial
from typing import Final

from imh.case.durations import is_range, read_duration, read_number
from imh.case.folding import fold
from imh.case.quick_entry.syntax.all_words import nearest_phrase
from imh.case.quick_entry.syntax.grammar_words import folded_phrases, phrase_list
from imh.case.quick_entry.syntax.lexer import Clause, Token
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import NumberRange, ParseError
from imh.case.text import shown

_LONGEST_PHRASE: Final = 6
_LONGEST_NAME: Final = 10


class Scanner:
    """A place in a list of tokens. ``needs`` gathers the ids of everybody named on the line."""

    def __init__(
        self, line: str, tokens: Sequence[Token], names: Names, needs: set[str] | None = None
    ) -> None:
        self.line = line
        self.tokens = tuple(tokens)
        self.names = names
        self.needs: set[str] = set() if needs is None else needs
        self.position = 0
        self._ahead: dict[int, list[tuple[int, str]]] = {}

    def for_tokens(self, tokens: Sequence[Token]) -> "Scanner":
        """Return a scanner for other tokens of the same line."""
        return Scanner(self.line, tokens, self.names, self.needs)

    def trial(self) -> "Scanner":
        """Return a scanner at the same place, to try a way of reading on; it needs nobody yet."""
        other = Scanner(self.line, self.tokens, self.names)
        other.position, other._ahead = self.position, self._ahead
        return other

    def for_clause(self, clause: Clause) -> "Scanner":
        """Return a scanner for a clause of the same line."""
        return self.for_tokens(clause.tokens)

    # Where we are

    @property
    def done(self) -> bool:
        """Return whether every token has been read."""
        return self.position >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Token | None:
        """Return the token here without reading it."""
        index = self.position + ahead
        return self.tokens[index] if index < len(self.tokens) else None

    def rest(self) -> str:
        """Return what is left, as typed."""
        if self.done:
            return ""
        return self.line[self.tokens[self.position].start : self.tokens[-1].end]

    def accept(self, *kinds: str) -> Token | None:
        """Read the next token if it is of one of these kinds."""
        token = self.peek()
        if token is None or token.kind not in kinds:
            return None
        self.position += 1
        return token

    # Phrases

    def _run(self, longest: int) -> list[str]:
        """Return the joined words from here: the first, the first two ..."""
        words: list[str] = []
        joined: list[str] = []
        for token in self.tokens[self.position : self.position + longest]:
            if token.kind != "word":
                break
            words.append(token.text)
            joined.append(" ".join(words))
        return joined

    def _phrases(self) -> list[tuple[int, str]]:
        """Return what may be a phrase here, in its compared form, longest first.

        Signs such as "&" stand alone. It is worked out once for all ways of reading.
        """
        found = self._ahead.get(self.position)
        if found is None:
            runs = list(enumerate(self._run(_LONGEST_PHRASE), 1))
            signs = [not any(map(str.isalnum, text.split()[-1])) for _, text in runs]
            if any(signs):
                runs = runs[: max(signs.index(True), 1)]
            found = [(count, fold(text)) for count, text in reversed(runs)]
            self._ahead[self.position] = found
        return found

    def read_code(self, name: str, bare: bool = False) -> str | None:
        """Read the longest phrase of a list and return its code."""
        known = phrase_list(name)
        for count, key in self._phrases():
            code = known.code_of(key, bare)
            if code is not None:
                self.position += count
                return code
        return None

    def accept_phrase(self, name: str, code: str) -> bool:
        """Read the longest phrase of just this code, if one is here."""
        wanted = folded_phrases(name, code)
        for count, key in self._phrases():
            if key in wanted:
                self.position += count
                return True
        return False

    def expect_code(self, name: str, what: str) -> str:
        """Read a phrase of a list, or raise ParseError naming what was expected."""
        self.accept("colon")
        code = self.read_code(name)
        if code is None:
            raise self.unknown_word(name, f"expected {what}")
        return code

    def unknown_word(self, name: str = "", expected: str = "") -> ParseError:
        """Say that the word here is not known, with the word that may have been meant."""
        token = self.peek()
        if token is None:
            return ParseError("the line stops here", expected or "expected more")
        if token.kind == "quoted":
            return ParseError(f'"{token.text}" stands alone', 'write note: "..." for a note')
        if token.kind != "word":
            return ParseError(
                f"'{self.line[token.start : token.end]}' is out of place",
                expected or "separate what you know by commas",
            )
        return ParseError(
            f"'{shown(token.text)}' is not a word I know",
            expected or 'see the words in the quick-entry page, or write note: "..."',
            token.text,
            partial(nearest_phrase, token.text, name),
        )

    # Names

    def read_name(self) -> str | None:
        """Read a name of somebody or something on the map and return its id."""
        quoted = self.peek()
        if quoted is not None and quoted.kind == "quoted":
            return self._found(self._lookup(quoted.text), 1)
        runs = list(reversed(list(enumerate(self._run(_LONGEST_NAME), 1))))
        for part_is_enough in (False, True):
            for count, text in runs:
                identifier = self._lookup(text, part_is_enough)
                if identifier and (count == 1 or not _ends_in_a_sign(text, identifier, self.names)):
                    return self._found(identifier, count)
        return None

    def read_whole_name(self) -> str | None:
        """Read the name if all that is left is just a name as it stands on the map."""
        left = self.tokens[self.position :]
        if not left or any(token.kind != "word" for token in left):
            return None
        identifier = self._lookup(self.rest(), part_is_enough=False)
        return self._found(identifier, len(left)) if identifier else None

    def _lookup(self, text: str, part_is_enough: bool = True) -> str | None:
        try:
            return self.names.find(text) if part_is_enough else self.names.find_exact(text)
        except ParseError:
            return None

    def _found(self, identifier: str | None, count: int) -> str | None:
        if identifier:
            self.position += count
            self.needs.add(identifier)
        return identifier

    def expect_name(self) -> str:
        """Read a name, or raise ParseError when it is not on the map."""
        identifier = self.read_name()
        if identifier is None:
            typed = self._name_typed()
            self.names.find(typed)
            raise self.names.missing(typed)
        return identifier

    def _name_typed(self) -> str:
        """Return what looks like a name here: the first word and capitals after it."""
        token = self.peek()
        if token is None:
            raise ParseError("a name is missing", "say whom you mean")
        if token.kind != "word":
            return token.text or "?"
        words = [token.text]
        for following in self.tokens[self.position + 1 :]:
            if following.kind != "word" or not following.text[:1].isupper():
                break
            words.append(following.text)
        return " ".join(words)

    def expect_names(self) -> tuple[str, ...]:
        """Read one or more names joined by "and"."""
        found = [self.expect_name()]
        while self.accept_phrase("link", "and"):
            found.append(self.expect_name())
        return tuple(dict.fromkeys(found))

    # Amounts, ages, dates

    def read_amount(self, missing: str = "some") -> str:
        """Read much, some, none, unknown or declined; ``missing`` when no amount is said."""
        self.accept("colon")
        return self.read_code("amount") or missing

    def _no_range(self) -> None:
        """Raise ParseError where two numbers stand for one: they are asked about, never joined."""
        for count in (1, 2, 3):
            pieces = self.tokens[self.position : self.position + count]
            if len(pieces) < count or any(piece.kind not in ("word", "dash") for piece in pieces):
                return
            text = " ".join(piece.text for piece in pieces)
            if is_range(text) and not any(map(self.names.called, (pieces[0].text, text))):
                self.position += count
                raise NumberRange(text)

    def read_number(self) -> float | None:
        """Read a bare number. Raise :class:`NumberRange` where two stand for one."""
        self._no_range()
        token = self.peek()
        found = read_number(token.text) if token and token.kind == "word" else None
        if found is not None:
            self.position += 1
        return found

    def read_duration(self) -> tuple[float, str] | None:
        """Read an age or a time such as ``9m``, ``6 weeks``, ``2y3m``, ``-2m`` or ``58``.

        Returns the number of months with the units typed, or the bare number with "". Raises
        :class:`NumberRange` where two numbers stand for one.
        """
        self._no_range()
        found: tuple[float, str] | None = None
        for count in (4, 3, 2, 1):
            pieces = self.tokens[self.position : self.position + count]
            if len(pieces) == count and all(piece.kind == "word" for piece in pieces):
                found = read_duration(" ".join(piece.text for piece in pieces))
                if found is not None:
                    self.position += count
                    break
        return found

    def read_months(self) -> float | None:
        """Read a time in the child's life in months: ``3m``, ``-2m``, ``birth``, ``5 weeks``."""
        if self.peek() and fold(self.tokens[self.position].text) == "birth":
            self.position += 1
            return 0.0
        found = self.read_duration()
        if found is None:
            return None
        number, _ = found
        if [fold(text) for text in self._run(2)] == ["before", "beforebirth"]:
            self.position += 2
            number = -abs(number)
        return number

    def expect_months(self) -> float:
        """Read a time in months, or raise ParseError."""
        found = self.read_months()
        if found is None:
            raise self.unknown_word("", "write a time such as 3m, or -2m before birth")
        return found

    def read_date(self) -> datetime.date:
        """Read a date written 2026-03-01, or raise ParseError."""
        self.accept("colon")
        token = self.peek()
        try:
            found = datetime.date.fromisoformat(token.text if token else "")
        except ValueError:
            raise self.unknown_word("", "write a date as 2026-03-01") from None
        self.position += 1
        return found

    def read_quoted(self) -> str | None:
        """Read quoted words; several quotations after each other are the lines of one text."""
        lines: list[str] = []
        while (token := self.accept("quoted")) is not None:
            lines.append(token.text)
        return "\n".join(lines) if lines else None

    def read_free_text(self) -> str:
        """Read quoted words, or else everything that is left."""
        self.accept("colon")
        quoted = self.read_quoted()
        if quoted is not None:
            return quoted
        text = self.rest()
        self.position = len(self.tokens)
        return text


def _ends_in_a_sign(text: str, identifier: str, names: Names) -> bool:
    """Tell whether a sign such as "&" stands at the end that is no part of the name."""
    ends = not any(map(str.isalnum, text.split()[-1]))
    return ends and names.name_of(identifier).casefold() != text.casefold()
