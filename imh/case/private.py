"""What a clinician keeps to themselves: reflections that were not shared with the team."""

from __future__ import annotations

from collections.abc import Iterable

from imh.case.case import Case
from imh.case.reflections import Reflection


def without_private(case: Case) -> Case:
    """The case as the team may see it: without the reflections that nobody has shared."""
    return _with(case, (each for each in case.reflections if each.shared))


def without_private_words(case: Case) -> Case:
    """The case with its private reflections as codes only, so that its evidence stays the same."""
    return _with(case, (each if each.shared else _wordless(each) for each in case.reflections))


def as_if_shared(case: Case) -> Case:
    """The case as its author reads it: with every reflection as if it were shared."""
    return _with(case, (each.model_copy(update={"shared": True}) for each in case.reflections))


def has_private(case: Case) -> bool:
    """Whether something was written that nobody has shared."""
    return not all(each.shared for each in case.reflections)


def _wordless(reflection: Reflection) -> Reflection:
    views = tuple(view.model_copy(update={"says": ""}) for view in reflection.views)
    return reflection.model_copy(update={"text": "", "views": views})


def _with(case: Case, reflections: Iterable[Reflection]) -> Case:
    fields = {name: getattr(case, name) for name in Case.model_fields}
    return Case(**(fields | {"reflections": tuple(reflections)}))
