"""The words by which a case is found: names, titles, notes and what was written beside it.

What somebody wrote for themselves finds no case: others could try words until one is found.

Capital letters and accents make no difference, and a word is found by its beginning. Codes and
ids are no words: nobody looks for every case that has a grandparent in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from imh.case.redaction import redacted
from imh.library.revision_contents import Contents

_WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 40
MOST_WORDS = 20_000


def words(text: str) -> list[str]:
    """The words of a text without capitals and accents, each once, in order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    found = dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(bare))
    return list(found)


def words_of(name: str, contents: Contents) -> list[str]:
    """The words of a case by which it can be found, at most 20,000."""
    shared = redacted(contents.case)
    texts = [name, *_texts(shared), *_strings(contents.attachments)]
    return words("\n".join(texts))[:MOST_WORDS]


def _texts(value: Any) -> Iterator[str]:
    """Every text that somebody typed into a case."""
    if isinstance(value, BaseModel):
        for field in _fields_with_text(type(value)):
            yield from _texts(getattr(value, field))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _strings(value: Any) -> Iterator[str]:
    """Every text in JSON values."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


@cache
def _fields_with_text(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(
        name
        for name, field in model.model_fields.items()
        if _may_hold_text(Annotated[field.annotation, *field.metadata, None])
    )


def _may_hold_text(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        inside, *about = get_args(annotation)
        an_id = any(isinstance(one, StringConstraints) and one.pattern for one in about)
        return not an_id and _may_hold_text(inside)
    if get_origin(annotation) is Literal:
        return False
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return issubclass(annotation, str | BaseModel)
    return any(_may_hold_text(argument) for argument in get_args(annotation))
