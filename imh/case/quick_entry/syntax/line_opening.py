"""Telling the kinds of lines apart, and finding the name at the head of a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from imh.case.folding import fold
from imh.case.quick_entry.syntax.grammar_words import phrase_list
from imh.case.quick_entry.syntax.lexer import Token, tokenize
from imh.case.quick_entry.syntax.names import Names
from imh.case.quick_entry.syntax.parse_error import NumberRange, ParseError
from imh.case.quick_entry.syntax.scanner import Scanner

_LONGEST_OPENING = 4


@dataclass(frozen=True)
class LineHead:
    """The name at the head of a line that may put somebody on the map.

    ``another`` and ``same`` are what the words of ``lead`` before the name say: it is somebody
    else than the one of that name, or the same whatever is said here.
    """

    name: str
    another: bool
    words: tuple[Token, ...]
    facts: tuple[Token, ...]
    colon: bool
    same: bool = False
    lead: tuple[Token, ...] = ()


@dataclass(frozen=True)
class LineOpening:
    """A line before it is read: its tokens and, for a line with a name at its head, the name."""

    number: int
    text: str
    tokens: tuple[Token, ...] = ()
    head: LineHead | None = None
    identifier: str | None = None
    problem: ParseError | None = None

    def with_the_whole_name(self) -> "LineOpening":
        """Return the line with what leads as a part of the name: "Same Day Clinic" is a place."""
        if self.head is None or not self.head.lead:
            return self
        words = (*self.head.lead, *self.head.words)
        name = self.text[words[0].start : words[-1].end]
        head = replace(self.head, name=name, words=words, another=False, same=False, lead=())
        return replace(self, tokens=(*self.head.lead, *self.tokens), head=head)


def read_opening(number: int, text: str) -> LineOpening:
    """Cut a line into tokens and find the name at its head, if it is a line with a name."""
    try:
        words = tokenize(text)
    except ParseError as problem:
        return LineOpening(number, text, problem=problem)
    head = _find_head(text, words) if line_kind(words) is None else None
    return LineOpening(number, text, words if head is None else words[len(head.lead) :], head)


def find_token(words: Sequence[Token], *kinds: str) -> int | None:
    """Return the place of the first token of one of these kinds, None when there is none."""
    return next((index for index, token in enumerate(words) if token.kind in kinds), None)


def split_at_colon(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return what stands before the first colon and after it; all stands before where none is."""
    colon = find_token(words, "colon")
    return (words, ()) if colon is None else (words[:colon], words[colon + 1 :])


def split_opening(
    scanner: Scanner, words: Sequence[Token], kind: str
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return what stands between the word that opens a line of a kind and its colon, and after."""
    head, after = split_at_colon(words)
    inside = scanner.for_tokens(head)
    inside.accept_phrase("line", kind)
    return head[inside.position :], after


def line_kind(words: Sequence[Token]) -> str | None:
    """Return the kind of a line that has no name at its head, None for one that may have."""
    colon = find_token(words, "colon")
    comma = find_token(words, "comma", "semicolon")
    before = words[: min(i for i in (colon, comma, len(words)) if i is not None)]
    if any(token.kind == "arrow" for token in before):
        return "tie"
    opening = _opening_word(before)
    if opening and (colon is not None or opening in ("referral", "screening")):
        return opening
    if reflection_opening(words, before, colon):
        return "reflection"
    if before and before[0].kind == "word" and fold(before[0].text) == "at" and len(before) > 1:
        return "event"
    if len(before) < len(words) and is_a_time(before) and words[len(before)].kind != "semicolon":
        return "event"
    return _special_in_the_middle(before, colon)


def is_a_time(words: Sequence[Token]) -> bool:
    """Tell whether words are just a time in the child's life: "8m", "-2m", "birth", "2 years".

    Without a unit they are none: a bare number may be an age in years.
    """
    scanner = Scanner("", words, Names({}))
    said = any(character.isalpha() for word in words for character in word.text)
    try:
        return said and scanner.read_months() is not None and scanner.done
    except NumberRange:
        return scanner.done


def _special_in_the_middle(before: Sequence[Token], colon: int | None) -> str | None:
    texts = [fold(token.text) if token.kind == "word" else "" for token in before]
    if "feels" in texts[1:]:
        return "feels"
    if colon is not None and "with" in texts[1:-1]:
        return "pair"
    if any(texts[i : i + 2] == ["daily", "life"] for i in range(len(texts))):
        return "daily"
    return None


def _opening_word(before: Sequence[Token]) -> str | None:
    """Return the word that opens a line such as "home" or "safety"."""
    if fold(before[0].text if before and before[0].kind == "word" else "") == "another":
        before = before[1:]
        return "home" if _opening_word(before) == "home" else None
    for count in range(_LONGEST_OPENING, 0, -1):
        if all(token.kind == "word" for token in before[:count]) and len(before) >= count:
            code = phrase_list("line").code(
                " ".join(token.text for token in before[:count]), bare=True
            )
            if code is not None:
                return code
    return None


def reflection_opening(words: Sequence[Token], before: Sequence[Token], colon: int | None) -> int:
    """Return how many tokens open a reflection ("own story by Tess"), 0 for another line."""
    for count in range(_LONGEST_OPENING, 0, -1):
        run = words[:count]
        if len(before) < count or any(token.kind != "word" for token in run):
            continue
        code = phrase_list("reflection").code(" ".join(token.text for token in run), bare=True)
        if code is None:
            continue
        following = words[count] if len(words) > count else None
        if following is None:
            return count if code != "power" else 0
        follows = following.text if following.kind == "word" else ""
        if (
            following.kind == "colon"
            or fold(follows) in ("by", "from", "towards", "toward", "feeling", "state", "strength")
            or (code == "supervision" and phrase_list("supervision").code(follows) is not None)
            or (following.kind == "comma" and colon is not None)
        ):
            return count
    return 0


def _lead_words(words: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words before a name that tell whether it is "another" or "the same"."""
    texts = [fold(token.text) if token.kind == "word" else "" for token in words[:3]]
    for lead in (["another"], ["same"], ["the", "same"]):
        follows = words[len(lead)].kind in ("word", "quoted") if len(words) > len(lead) else False
        if texts[: len(lead)] == lead and (follows or lead == ["another"]):
            return tuple(words[: len(lead)])
    return ()


def _find_head(text: str, words: Sequence[Token]) -> LineHead | None:
    """Find the name at the head: everything up to the first comma or colon."""
    lead = _lead_words(words)
    says = fold(lead[-1].text) if lead else ""
    named = words[len(lead) :]
    end = find_token(named, "comma", "semicolon", "colon", "aside", "dash")
    name = named[: len(named) if end is None else end]
    if not name:
        return None
    typed = name[0].text if name[0].kind == "quoted" and len(name) == 1 else ""
    nameless = len(name) == 1 and name[0].kind == "word" and name[0].text == "?"
    typed = typed or text[name[0].start : name[-1].end]
    rest = tuple(named[len(name) :])
    return LineHead(
        name="" if nameless else typed.strip(),
        another=says == "another" or nameless,
        words=tuple(name),
        facts=rest,
        colon=bool(rest) and rest[0].kind == "colon",
        same=says == "same" and not nameless,
        lead=lead,
    )
