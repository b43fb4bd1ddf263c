"""Cutting a line into tokens, and tokens into clauses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from imh.case.quick_entry.syntax.grammar_words import phrase_list
from imh.case.quick_entry.syntax.parse_error import ParseError

TokenKind = Literal["word", "quoted", "arrow", "dash", "comma", "semicolon", "colon", "aside"]


@dataclass(frozen=True)
class Token:
    """A piece of a line; ``text`` of quoted words and of an aside is what stands inside."""

    kind: TokenKind
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """What stands between two commas: its words, its source in parentheses, its accounts."""

    tokens: tuple[Token, ...]
    source: Token | None = None
    accounts: tuple["Clause", ...] = ()


_QUOTES: Final = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»"}
_ARROW: Final = re.compile(r"<?-{1,3}>|=>|[→↔⟶➔]")
_DASH: Final = re.compile(r"(?<=\s)[-–—>](?=\s)")
_WORD: Final = re.compile(
    r"(?:(?<=\d),(?=\d)|(?<=\d):(?=\d)|(?!<?-{1,3}>|=>)[^\s,;:()\"“”„«»→↔⟶➔])+"
)
_SIGNS: Final[dict[str, TokenKind]] = {",": "comma", ";": "semicolon", ":": "colon"}


def tokenize(line: str) -> tuple[Token, ...]:
    """Cut a line into tokens; raise :class:`ParseError` for a quotation or bracket left open."""
    found: list[Token] = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        token = _token(line, at)
        found.append(token)
        at = token.end
    return tuple(found)


def _token(line: str, at: int) -> Token:
    sign = line[at]
    if sign in _QUOTES:
        return _quoted(line, at)
    if sign == "(":
        return _aside(line, at)
    if sign == ")":
        raise ParseError("')' closes nothing", "open it with '(' first")
    dash = _ARROW.match(line, at) or _DASH.match(line, at)
    if dash:
        kind: TokenKind = "arrow" if _ARROW.match(line, at) else "dash"
        return Token(kind, dash.group(), at, dash.end())
    word = _WORD.match(line, at)
    if word:
        return Token("word", word.group().replace("’", "'"), at, word.end())
    return Token(_SIGNS.get(sign, "word"), sign, at, at + 1)


def _quoted(line: str, at: int) -> Token:
    closing = _QUOTES[line[at]]
    end = at + 1
    inside: list[str] = []
    while end < len(line):
        if line[end] == '"' and line[end : end + 2] == '""' and closing == '"':
            inside.append('"')
            end += 2
        elif line[end] in closing:
            return Token("quoted", "".join(inside), at, end + 1)
        else:
            inside.append(line[end])
            end += 1
    raise ParseError("a quotation mark is not closed", 'close it with "')


def _aside(line: str, at: int) -> Token:
    end = at + 1
    while end < len(line):
        if line[end] == ")":
            return Token("aside", line[at + 1 : end], at, end + 1)
        end = _quoted(line, end).end if line[end] in _QUOTES else end + 1
    raise ParseError("'(' is not closed", "close it with ')'")


def split_clauses(words: Sequence[Token]) -> tuple[Clause, ...]:
    """Cut tokens into clauses at commas and semicolons.

    "accounts:" gathers the clauses after it, as far as a semicolon, under the clause before it.
    """
    found: list[Clause] = []
    told: list[Clause] | None = None
    for piece, ended_by in _pieces(words):
        source = _bare_source(piece) if told is None and found and not found[-1].source else None
        if source:
            found.append(replace(found.pop(), source=source))
            continue
        opening = _accounts_opening(piece)
        if opening:
            told, piece = [], piece[opening:]
        clause = _with_source(piece)
        if told is None:
            found.append(clause)
            continue
        if clause.tokens or clause.source:
            told.append(clause)
        if ended_by == "semicolon":
            _attach(found, told)
            told = None
    if told is not None:
        _attach(found, told)
    return tuple(clause for clause in found if clause.tokens or clause.source or clause.accounts)


def _pieces(words: Sequence[Token]) -> list[tuple[list[Token], str]]:
    pieces: list[tuple[list[Token], str]] = [([], "")]
    for token in words:
        if token.kind in ("comma", "semicolon"):
            pieces[-1] = (pieces[-1][0], token.kind)
            pieces.append(([], ""))
        else:
            pieces[-1][0].append(token)
    return pieces


def _accounts_opening(piece: Sequence[Token]) -> int:
    """Return how many tokens open the accounts ("accounts:"), 0 when the piece does not."""
    for index, token in enumerate(piece[:3]):
        if token.kind == "colon" and index:
            opening = " ".join(word.text for word in piece[:index])
            return index + 1 if phrase_list("field").code(opening) == "accounts" else 0
    return 0


def _bare_source(piece: Sequence[Token]) -> Token | None:
    """Return "told by Ana" between commas as if it stood in brackets behind the words before."""
    texts = [token.text for token in piece if token.kind == "word"]
    if len(texts) < 3 or len(texts) < len(piece) or texts[1].casefold() != "by":
        return None
    if phrase_list("basis").code(texts[0]) != "told":
        return None
    return Token("aside", " ".join(texts), piece[0].start, piece[-1].end)


def _with_source(piece: Sequence[Token]) -> Clause:
    if piece and piece[-1].kind == "aside":
        return Clause(tuple(piece[:-1]), piece[-1])
    return Clause(tuple(piece))


def _attach(found: list[Clause], told: Sequence[Clause]) -> None:
    before = found.pop() if found else Clause(())
    found.append(Clause(before.tokens, before.source, (*before.accounts, *told)))
