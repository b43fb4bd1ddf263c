"""The shape of a case: as JSON Schema, and in plain words when something does not fit it."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from imh.case.case import Case
from imh.case.integrity import CaseProblem
from imh.case.text import shown

Schema = dict[str, Any]

DATE_IN_WORDS = "a date such as 2026-02-28"
ID_IN_WORDS = "an id of at most 48 lower-case letters, digits, - and _"


@cache
def json_schema() -> Schema:
    """The case format as JSON Schema 2020-12, with descriptions; not to be changed in place.

    The schema knows fields, types, words and limits. What must hold across a whole case (ids
    that point somewhere, possible times, texts without markup) only the program checks.
    """
    schema = Case.model_json_schema()
    schema["required"] = ["format_version", *schema["required"]]
    del schema["properties"]["format_version"]["default"]
    _tidy(schema)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **schema, "title": "Family-context case"}


def _tidy(schema: Any) -> None:
    """Make docstrings read as text, and close the objects whose keys must be ids."""
    if isinstance(schema, list):
        for part in schema:
            _tidy(part)
    elif isinstance(schema, dict):
        if "patternProperties" in schema:
            schema["additionalProperties"] = False
        if isinstance(schema.get("description"), str):
            schema["description"] = schema["description"].replace("``", "'")
        for part in schema.values():
            _tidy(part)


@cache
def date_fields() -> frozenset[str]:
    """The names of all fields that hold a date."""
    return frozenset(
        name
        for model in json_schema()["$defs"].values()
        for name, field in model["properties"].items()
        if any(option.get("format") == "date" for option in _options(field))
    )


@dataclass(frozen=True)
class FieldPlace:
    """One place in a case: its path as people read it, and the schema of what belongs there."""

    path: str
    schema: Schema

    @property
    def where(self) -> str:
        """The path, or ``file`` for the case as a whole."""
        return self.path or "file"

    def step(self, part: str | int) -> FieldPlace:
        """The place one step further in; the same place for a step that no reader would see.

        Pydantic's paths also name the member of a union that was tried, and unknown fields.
        """
        for option in _options(self.schema):
            if part in option.get("properties", {}):
                return FieldPlace(
                    joined(self.path, str(part)), _resolved(option["properties"][part])
                )
            if isinstance(part, int) and option.get("type") == "array":
                inner = option["prefixItems"][part] if "prefixItems" in option else option["items"]
                return FieldPlace(f"{self.path}[{part}]", _resolved(inner))
            if "patternProperties" in option and part != "[key]":
                (inner,) = option["patternProperties"].values()
                return FieldPlace(joined(self.path, str(part)), _resolved(inner))
            if part in option.get("discriminator", {}).get("mapping", {}):
                return FieldPlace(
                    self.path, _resolved({"$ref": option["discriminator"]["mapping"][part]})
                )
        return self


def place_of_field(name: str) -> FieldPlace:
    """The place of one of the case's own fields, such as ``title``."""
    return FieldPlace("", json_schema()).step(name)


def place_of_entry(collection: str) -> FieldPlace:
    """The place of any entry of a collection, seen from the entry itself."""
    return FieldPlace("", place_of_field(collection).step(0).schema)


def joined(path: str, key: str) -> str:
    """The path of a field within the object at ``path``, safe to print whatever its name is."""
    if not re.fullmatch(r"[\w-]{1,60}", key, re.ASCII):
        return f"{path}['{shown(key)}']"
    return f"{path}.{key}" if path else key


def first_problem(error: ValidationError, start: FieldPlace | None = None) -> CaseProblem:
    """Say the first thing that is wrong: where, what was found and what was expected.

    ``start`` is the place of what was validated; without it, a whole case was.
    """
    details = error.errors(include_url=False)
    first = details[0]
    if first["type"] == "missing":  # a misspelt name explains the missing one beside it
        beside = (other for other in details if other["loc"][:-1] == first["loc"][:-1])
        first = next((other for other in beside if other["type"] == "extra_forbidden"), first)
    kind, found, context = first["type"], first["input"], first.get("ctx", {})
    if isinstance(context.get("error"), CaseProblem):
        problem: CaseProblem = context["error"]
        return problem
    place = start or FieldPlace("", json_schema())
    for part in first["loc"]:
        place = place.step(part)
    if kind == "missing":
        return CaseProblem(place.where, "missing", _expected(place.schema))
    if kind == "extra_forbidden":
        return _unknown_field(place, str(first["loc"][-1]))
    if kind in ("unfit_text", "line_break"):
        return CaseProblem(place.where, first["msg"], context["expected"])
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        tag = value_in_words(found["kind"]) if "kind" in found else "missing"
        kinds = {"enum": list(place.schema["discriminator"]["mapping"])}
        return CaseProblem(joined(place.path, "kind"), tag, _expected(kinds, found.get("kind")))
    if first["loc"][-1:] == ("[key]",):
        return CaseProblem(place.where, value_in_words(found), ID_IN_WORDS)
    most = context.get("max_length")
    if kind == "too_long" and most != place.schema.get("minItems"):
        return CaseProblem(
            place.where, f"{len(found):,} entries", f"at most {most:,}", too_much=True
        )
    if kind == "string_too_long":
        return CaseProblem(
            place.where, f"a text of {len(found):,} characters", _expected(place.schema)
        )
    return CaseProblem(place.where, value_in_words(found), _expected(place.schema, found))


def _unknown_field(place: FieldPlace, name: str) -> CaseProblem:
    """An unknown field leads nowhere, so ``place`` is the object that it stands in."""
    return CaseProblem(
        joined(place.path, name),
        f"'{shown(name)}' is not a field of {_thing(place.schema)}",
        _expected({"enum": list(place.schema["properties"])}, name),
    )


def _expected(schema: Schema, found: Any = None) -> str:
    """What belongs somewhere, in words, with the word that was probably meant."""
    words = [str(word) for option in _options(schema) for word in option.get("enum", ())]
    short = isinstance(found, str) and len(found) <= 60
    meant = difflib.get_close_matches(found, words, n=1) if short else ()
    hint = f" (did you mean '{meant[0]}'?)" if meant else ""
    return " or ".join(_in_words(option) for option in _options(schema)) + hint


def _in_words(schema: Schema) -> str:
    kind = schema.get("type", "object")
    if "const" in schema:
        return value_in_words(schema["const"])
    if "enum" in schema:
        return "one of " + ", ".join(str(word) for word in schema["enum"])
    if kind == "string" and schema.get("format") == "date":
        return DATE_IN_WORDS
    if kind == "string" and "pattern" in schema:
        return ID_IN_WORDS
    if kind == "string":
        longest = schema.get("maxLength")
        return f"a text of at most {longest:,} characters" if longest else "a text"
    if kind == "number":
        return f"a number from {schema['minimum']:,g} to {schema['maximum']:,g}"
    if kind == "array":
        return _list_in_words(schema)
    return {"boolean": "true or false", "null": "null"}.get(kind) or _thing(schema)


def _list_in_words(schema: Schema) -> str:
    fewest, most = schema.get("minItems", 0), schema.get("maxItems")
    if most is None:
        return "a list"
    if fewest == most:
        return f"a list of {most}"
    return f"a list of {fewest} to {most:,}" if fewest else f"a list of at most {most:,}"


def _thing(schema: Schema) -> str:
    """What an object is: ``a person``, ``an event``."""
    if "properties" not in schema:
        return "an object"
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", schema["title"]).lower()
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def value_in_words(value: Any) -> str:
    """Quote a value of a JSON document, whatever it is, in 60 characters at most."""
    if isinstance(value, str):
        return f"'{shown(value)}'"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return shown(json.dumps(value, default=str))


def _options(schema: Schema) -> Iterator[Schema]:
    """The shapes that a place may take: one, or the members of a union."""
    for option in schema.get("anyOf", [schema]):
        yield _resolved(option)


def _resolved(schema: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    definition: Schema = json_schema()["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    return definition


if __name__ == "__main__":  # python -m imh.case.schema > docs/case.schema.json
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
