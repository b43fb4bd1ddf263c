"""How names and texts are written back in the language."""

from collections.abc import Iterable, Sequence

from imh.case.case import Case
from imh.case.durations import read_number
from imh.case.folding import fold
from imh.case.quick_entry.syntax.lexer import tokenize
from imh.case.quick_entry.syntax.line_opening import line_kind, read_opening
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner


def quote(text: str) -> str:
    """Put a text into quotation marks, each of its lines by itself."""
    return " ".join('"' + line.replace('"', '""') + '"' for line in text.split("\n"))


class WrittenNames:
    """The names by which the entries of one case are written, and what needs them.

    Names come back as ids where the name itself would be read as something else.
    """

    def __init__(self, case: Case) -> None:
        self.names = Names({})
        self.ids: dict[str, str] = {}
        self.heads: dict[str, str] = {}
        for identifier, symbol in case.symbols.items():
            another = not symbol.name or self._known(symbol.name)
            self.ids[identifier] = self.names.introduce(symbol.name, another)
            self.heads[identifier] = self._head(symbol.name, another)

    def _known(self, name: str) -> bool:
        try:
            return self.names.find_exact(name) is not None
        except ParseError:
            return True

    def _head(self, name: str, another: bool) -> str:
        if not name:
            return "?"
        lead = "another " if another else ""
        head = read_opening(1, f"{lead}{name}, child").head if plain_words(name) else None
        plain = head is not None and head.name == name and head.another == another
        plain = plain and head is not None and not head.same
        return lead + (name if plain else quote(name))

    def write_lead(self, identifier: str, after: str = "") -> str:
        """Write a name with which a further line begins."""
        written = self.write_name(identifier, after)
        opens_otherwise = line_kind(tokenize(f"{written}: x")) is not None
        return quote(self.ids[identifier]) if opens_otherwise else written

    def write_name(self, identifier: str, after: str = "") -> str:
        """Write the name of one entry; ``after`` is what will follow it in the clause."""
        return self.write_joined((identifier,), after)

    def write_each(self, identifiers: Iterable[str]) -> list[str]:
        """Write names that stand between commas; quoted ones after "with", unlike a text."""
        written = [self.write_name(identifier) for identifier in identifiers]
        return [f"with {name}" if name.startswith('"') else name for name in written]

    def write_joined(self, identifiers: Sequence[str], after: str = "") -> str:
        """Write names joined by "and": as names if they read back, else as their ids."""
        wanted = tuple(self.ids[identifier] for identifier in identifiers)
        written = " and ".join(self.names.names[made] for made in wanted)
        if not written.startswith(("#", "?")) and self._reads_back(written, after, wanted):
            return written
        return " and ".join(quote(made) for made in wanted)

    def _reads_back(self, written: str, after: str, wanted: tuple[str, ...]) -> bool:
        try:
            line = f" {written} {after}"
            scanner = Scanner(line, tokenize(line), self.names)
            return scanner.expect_names() == wanted and scanner.rest() == after.strip()
        except ParseError:
            return False


def plain_words(name: str) -> bool:
    """Tell whether a name is plain words, which a comma ends; a number at its end is an age."""
    try:
        found = tokenize(name)
    except ParseError:
        return False
    if not found:
        return False
    plain = all(token.kind == "word" for token in found) and not name.startswith("#")
    if not plain or read_number(found[-1].text) is not None:
        return False
    return " ".join(token.text for token in found) == name and bool(fold(name))
