"""What a case refuses, as the problem of the line that said it: one plain sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from imh.case.integrity import CaseProblem
from imh.case.labels import field_label
from imh.case.quick_entry.syntax.parse_error import ParseError

_WITHIN = frozenset({"loads", "resources", "accounts", "basis", "views"})
"""Fields that hold entries of their own: the field inside says where the trouble is."""


class HiddenCharacter(ParseError):
    """A character that nobody sees: the line without it is the suggestion."""


@contextmanager
def explained_refusals() -> Iterator[None]:
    """Make whatever a reader or the case finds unfit the problem of the line.

    So no reader has to think of it. What is no ValueError is a fault of the program and goes on.
    """
    try:
        yield
    except ValueError as error:
        raise explain_refusal(error) from None


def explain_refusal(error: ValueError) -> ParseError:
    """Put what the case refuses into words."""
    if not isinstance(error, ValidationError):
        return ParseError("this line cannot be read as it stands", "write it in other words")
    first = error.errors(include_url=False)[0]
    context = first.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, CaseProblem):
        return ParseError(cause.found, cause.expected)
    if first["type"] == "unfit_text":
        return _unfit(str(context["found"]), str(context["expected"]))
    if first["type"] == "line_break":
        return ParseError(
            "a name or title has a tab or a second line in it", "write it on one line"
        )
    if first["type"] == "string_too_long":
        most = context["max_length"]
        return ParseError(f"a text has {len(first['input']):,} characters", f"at most {most:,} fit")
    if first["type"] == "too_long":
        where = str(first["loc"][-1]).replace("_", " ")
        most, entries = context["max_length"], len(first["input"])
        return ParseError(f"{where}: {entries:,} entries", f"at most {most:,}")
    return _beyond(error.title, first)


def _unfit(found: str, expected: str) -> ParseError:
    if found.startswith("markup"):
        return ParseError(found, expected)
    return HiddenCharacter(f"there is a hidden character in this line ({found})", "leave it out")


def _beyond(entry: str, first: ErrorDetails) -> ParseError:
    """Explain a number that is too large or too small, or whatever else does not fit its field."""
    parts = [str(part) for part in first["loc"] if isinstance(part, str)]
    inside = parts[1:] if parts and parts[0] in _WITHIN else parts
    field = next(iter(inside), "this")
    try:
        named = field_label(entry, field)
    except KeyError:
        named = "" if field == "this" else field.replace("_", " ")
    context, value = first.get("ctx", {}), first["input"]
    for bound, words in (("le", "at most"), ("ge", "at least")):
        if bound in context and isinstance(value, int | float):
            found = f"{value:g} is too {'much' if bound == 'le' else 'little'}"
            found = f"{named}: {found}" if named else found
            return ParseError(found, f"it is {words} {context[bound]:g}")
    return ParseError(f"{named or 'this'} cannot be so", "write it in other words")
