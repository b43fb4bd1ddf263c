"""What a text in a case may hold.

Names and notes are kept as typed. Characters that would hide, reorder or execute something
(control characters, bidirectional overrides, lone surrogates, markup tags) are refused at the
edge, so that no screen, drawing or document has to guard against them a second time.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

_UNFIT = {  # what makes a character unfit, and which these are
    "control character": r"\x00-\x08\x0b-\x1f\x7f-\x9f",
    "text-direction character": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "line separator": "\u2028\u2029",
    "broken character": "\ud800-\udfff\ufffe\uffff",  # the last two fit into no XML (SVG, DOCX)
}
_UNFIT_CHARACTER = re.compile("|".join(f"([{characters}])" for characters in _UNFIT.values()))

_ELEMENT = re.compile(
    "a|abbr|address|applet|area|article|aside|audio|b|base|bdi|bdo|big|blink|blockquote|body"
    "|br|button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn"
    "|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame"
    "|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend"
    "|li|link|main|map|mark|marquee|math|menu|meta|meter|nav|noframes|noscript|object|ol"
    "|optgroup|option|output|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|script|search"
    "|section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table"
    "|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr",
    re.IGNORECASE,
)
_BARE = re.compile(r"</?([a-z][\w:-]*)\s*(?:/\s*)?>", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:[a-z][\w:-]*[\s/]+[\w:-]+\s*=[^<>]*>?"  # <img src=..., closed or not
    r"|(?:script|style|iframe|object|embed|svg|math)\b|!|\?)",
    re.IGNORECASE,
)
# Tags as browsers read them: a letter after the bracket, then names with or without values,
# whatever stands between them, to the first closing bracket outside of quotes.
_TAG = re.compile(r"<[a-z][^\s/>]*+", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:([^\s/>][^\s/>=]*+)(?:\s*+(=)\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+|(>))"""
)
_ACTS = re.compile(  # an event handler or an address; "once = ..." and "onset = ..." are words
    r"on(?!(?:ce|es?|ly|to|set|going|wards?|line|ions?)$)[a-z]{2,}"
    r"|src|srcset|srcdoc|formaction|(?:xlink:)?href",
    re.IGNORECASE,
)


def unfit_character(text: str) -> str | None:
    """Say which character or markup makes a text unfit for a case, or None when it is fit."""
    unfit = _UNFIT_CHARACTER.search(text)
    if unfit and unfit.lastindex:
        return f"{[*_UNFIT][unfit.lastindex - 1]} U+{ord(unfit[0]):04X}"
    if "<" not in text:
        return None
    markup = _MARKUP.search(text)
    found = _element(text) or (markup[0] if markup else _acting_tag(text))
    return f"markup {found[:30]!r}" if found else None


def _element(text: str) -> str | None:
    """A tag without anything in it: "<b>", "</b>" or "<br/>", but not "<normal>"."""
    tags = (tag[0] for tag in _BARE.finditer(text) if _ELEMENT.fullmatch(tag[1]))
    return next(tags, None)


def _acting_tag(text: str) -> str | None:
    """A tag in which something would be run or loaded; "a <b and c" acts on nothing."""
    place = 0
    while tag := _TAG.search(text, place):
        place = tag.end()
        while (part := _ATTRIBUTE.match(text, place)) and not part[3]:
            place = part.end()
            if part[2] and _ACTS.fullmatch(part[1]):
                return text[tag.start() : place]
        place = part.end() if part else len(text)
    return None


def visible(text: str) -> str:
    """The text without the characters that nobody sees, whether they are fit for a case or not."""
    return "".join(each for each in text if each in "\n\t" or unfit_character(each) is None)


def storable(text: str) -> str:
    """A text that a file, every library and the browser can hold: no broken characters."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def shown(text: str, longest: int = 60) -> str:
    """Quote somebody's text in a message: cut, and nothing in it can disturb a terminal."""
    safe = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}"
        for character in text[: longest + 1]
    )
    return safe if len(safe) <= longest else safe[: longest - 3] + "..."


PLAIN_TEXT = "plain text without markup"


def _fit(text: str) -> str:
    unfit = unfit_character(text)
    if unfit:
        raise PydanticCustomError("unfit_text", "{found}", {"found": unfit, "expected": PLAIN_TEXT})
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise PydanticCustomError(
            "line_break", "a line break or tab", {"expected": "one line of text"}
        )
    return text


MOST_TYPED = 1_000_000
"""Characters that somebody types or pastes at once: so many are kept, and read."""
LONGEST = 5000
"""Characters that a text of a case may have."""
Text = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_fit)]
"""Free text, as long as a note needs (5,000 characters)."""

Short = Annotated[
    str,
    StringConstraints(max_length=200, strip_whitespace=True),
    AfterValidator(_fit),
    AfterValidator(_one_line),
]
"""A name or a phrase: one line, 200 characters at most."""

MOST_IDS = 60
"""Ids that a list within an entry may have: as many as everybody on a very large map."""
SEVERAL = 20
"""Other things that a list within an entry may have: loads, accounts, reasons ..."""
EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,47}$")]
"""A short readable id such as ``rosa`` or ``ana-leo``: lower-case letters, digits, - and _."""

Ids = Annotated[tuple[EntryId, ...], Field(max_length=MOST_IDS)]
"""Some of the case's entries, by their ids."""
