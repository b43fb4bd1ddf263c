"""Whose line it is: the name at its head gets an id, wherever a reader would end the name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pydantic import TypeAdapter

from imh.case.durations import read_number
from imh.case.quick_entry.constructs.surroundings import kind_in_name
from imh.case.quick_entry.line_reader import ParsedLine, parse_line
from imh.case.quick_entry.refusals import explained_refusals
from imh.case.quick_entry.syntax.all_words import may_begin_phrase
from imh.case.quick_entry.syntax.lexer import Token
from imh.case.quick_entry.syntax.line_opening import LineOpening
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.text import Short

_NAME: TypeAdapter[str] = TypeAdapter(Short)
_LONGEST_WITHOUT_COMMA = 12


def introduce_head(opening: LineOpening, names: Names) -> LineOpening:
    """Give the name at the head of a line an id; "same" before it is no part of it if known."""
    head = opening.head
    if head is None:
        return opening
    try:
        with explained_refusals():
            if head.same and not _begins_with_a_name(opening, names):
                return introduce_head(opening.with_the_whole_name(), names)
            name = _NAME.validate_python(head.name)
            settled = not head.another and names.find_exact(name)
            shorter = None if settled else _shorter_name(opening, names)
            if shorter is not None and shorter.head is not None:
                opening, name = shorter, shorter.head.name
            return replace(opening, identifier=names.introduce(name, head.another))
    except ParseError as problem:
        return replace(opening, problem=problem)


def _begins_with_a_name(opening: LineOpening, names: Names) -> bool:
    """Tell whether somebody on the map is called as the words after "same" begin."""
    words = opening.head.words if opening.head else ()
    ends = range(1, len(words) + 1)
    return any(names.called(opening.text[words[0].start : words[end - 1].end]) for end in ends) or (
        words[0].kind == "quoted" and names.called(words[0].text)
    )


def _shorter_name(opening: LineOpening, names: Names) -> LineOpening | None:
    """Find where a name ends when no comma says so: "Rosa maternal grandmother 58, lives with".

    The words after it must say who this is or how old, or the name must be known.
    """
    if opening.head is None or len(opening.tokens) > _LONGEST_WITHOUT_COMMA:
        return None
    typed = opening.head.words
    if len(typed) < 2:
        return None
    whole = _as_if_called(opening, names, len(typed))
    if whole.list_name is not None and not read_number(typed[-1].text):
        return None
    for end in range(1, len(typed)):
        if not _may_follow(typed[end], names):
            continue
        line = _as_if_called(opening, names, end)
        called, another = line.called, opening.head.another
        known = names.called(called) if another else names.find_exact(called) is not None
        said = line.list_name == "people" or (known and not opening.head.facts)
        if line.problem is None and said:
            rest = opening.tokens[end:]
            return replace(opening, head=replace(opening.head, name=line.called, facts=rest))
    return None


def _may_follow(token: Token, names: Names) -> bool:
    """Tell whether a fact may begin here: with a phrase, a number, a name or a sign."""
    if token.kind != "word" or not token.text.isalpha():
        return True
    return may_begin_phrase(token.text) or names.has_word(token.text)


def _as_if_called(opening: LineOpening, names: Names, end: int) -> ParsedLine:
    """Read the line as if its name ended after so many words; ``called`` is that name."""
    words = opening.tokens[:end]
    name = opening.text[words[0].start : words[-1].end]
    if opening.head is None or words[0].kind != "word":
        return ParsedLine(opening.number, opening.text, list_name="people", called=name)
    head = replace(opening.head, name=name, facts=opening.tokens[end:])
    with names.supposing("\n", name):
        line = parse_line(replace(opening, head=head, identifier="\n"), names)
    return replace(line, called=name)


def check_heads(
    parsed: Sequence[ParsedLine], known: Iterable[str], names: Names
) -> list[ParsedLine]:
    """Refuse heads that are new, say neither who nor what they are, and may be a slip."""
    told = {line.head for line in parsed if line.list_name is not None} | {*known}
    others = Names({key: called for key, called in names.names.items() if key in told})
    return [
        _check_head(line, names.name_of(line.head), others)
        if line.head and line.problem is None and line.list_name is None and line.head not in told
        else line
        for line in parsed
    ]


def _check_head(line: ParsedLine, name: str, others: Names) -> ParsedLine:
    if kind_in_name(name) is not None and not line.colon:
        return replace(line, list_name="settings")
    missing = others.missing(name)
    if line.colon or missing.meant:
        return replace(line, problem=missing)
    return replace(line, list_name="people") if line.statements else line
