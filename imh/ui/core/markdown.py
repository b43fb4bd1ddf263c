"""Text for Streamlit, which reads nearly all of it as Markdown: labels, messages, tooltips, tabs.

Whatever is no literal of the screen's own goes through ``as_typed`` and stands there as it was
typed: no picture is fetched, nothing becomes a link, a formula, an icon or an emoji. What a screen
puts together in Markdown of its own is a ``Markdown``, made of literals and what ``as_typed`` gave.
"""

import re

_SEAM = ":color[]"
"""Streamlit makes an empty element of it, with nothing in it to see, to hear or to copy.

It looks for addresses, arrows, emoji and icons when every backslash is resolved, so that none can
stop it there; but it never looks across the border of an element.
"""
_ACTIVE = re.compile(
    r"""
      \n | ^[ \t] | [ \t]$                  # breaks and blanks that Markdown would swallow
    | ^[-+=>] | ^\d+(?=[.)])                # lists, quotes, the line beneath a heading
    | (?<![^\s\#])\#(?=[\s\#]|$)            # a heading, and what closes it
    | [\\`*_~$\[\]{|]
    | & (?=[\#\w])                          # &amp;
    | < (?![\s\d]|$)                        # <b>, <https://...>
    | : (?=\S)                              # :red[..], https://, :smile:, :material/home:
    | (?<=(?i:www)) (?=\.)                  # nothing between two characters: a seam goes there
    | (?<=[-.+\w]) (?=@)
    | (?<=[-<>=~]) (?=[-<>=~])              # ->, <=, --
    """,
    re.VERBOSE | re.MULTILINE,
)


class Markdown(str):
    """Markdown of the screen's own, in which every text of others went through ``as_typed``."""

    __slots__ = ()


def as_typed(text: object) -> Markdown:
    """What makes Streamlit show a text as it was typed; Markdown of our own stays what it is."""
    if isinstance(text, Markdown):
        return text
    lines = "\n".join(str(text).splitlines())
    return Markdown(_ACTIVE.sub(_inert, lines))


def _inert(found: re.Match[str]) -> str:
    mark = found[0]
    if not mark:
        return _SEAM
    if mark in " \t":
        return f"&#{ord(mark)};"
    if mark.isdigit():
        return f"{mark}\\"
    return f"\\{mark}{_SEAM if mark == ':' else ''}"
