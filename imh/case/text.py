"""What a text in a case may hold.

Names and notes are kept as typed. Characters that would hide, reorder or execute something
(control characters, bidirectional overrides, lone surrogates, markup tags) are refused at the
edge, so that no screen, drawing or document has to guard against them a second time.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\u2028\u2029")
_NEVER_A_CHARACTER = frozenset("\ufffe\uffff")  # no XML document (SVG, DOCX) can hold them
_TAG = re.compile(  # as browsers read it: "a < b" is no tag
    r"</?[A-Za-z][\w:-]*\s*(?:/\s*)?>"  # <b>, </b>, <br/>
    r"|<[A-Za-z][\w:-]*[\s/]+[\w:-]+\s*=[^<>]*>?"  # <img src=..., closed or not
    r"|<(?:script|style|iframe|object|embed|svg|math)\b"
    r"|<!|<\?",
    re.IGNORECASE,
)


def unfit_character(text: str) -> str | None:
    """Say which character or markup makes a text unfit for a case, or None when it is fit."""
    for character in text:
        code = ord(character)
        if (code < 32 and character not in "\n\t") or 127 <= code < 160:
            return f"control character U+{code:04X}"
        if character in _BIDI:
            return f"text-direction character U+{code:04X}"
        if character in _BREAKS:
            return f"line separator U+{code:04X}"
        if 0xD800 <= code <= 0xDFFF or character in _NEVER_A_CHARACTER:
            return f"broken character U+{code:04X}"
    tag = _TAG.search(text)
    return f"markup {tag.group()[:30]!r}" if tag else None


def visible(text: str) -> str:
    """The text without the characters that nobody sees, whether they are fit for a case or not."""
    return "".join(each for each in text if each in "\n\t" or unfit_character(each) is None)


def shown(text: str, longest: int = 60) -> str:
    """Quote somebody's text in a message: cut, and nothing in it can disturb a terminal."""
    safe = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}"
        for character in text[: longest + 1]
    )
    return safe if len(safe) <= longest else safe[: longest - 3] + "..."


def _fit(text: str) -> str:
    unfit = unfit_character(text)
    if unfit:
        raise PydanticCustomError(
            "unfit_text", "{found}", {"found": unfit, "expected": "plain text without markup"}
        )
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise PydanticCustomError(
            "line_break", "a line break or tab", {"expected": "one line of text"}
        )
    return text


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

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,47}$")]
"""A short readable id such as ``rosa`` or ``ana-leo``: lower-case letters, digits, - and _."""
