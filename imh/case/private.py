"""What a clinician keeps to themselves: reflections that were not shared with the team.

``of`` and ``but`` are ids of reflections, as those that somebody else wrote. What somebody who may
not read them all does with a case is in ``keeping.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from imh.case.case import Case
from imh.case.reflections import Reflection


def without_private(case: Case, of: Collection[str] | None = None) -> Case:
    """The case as the team may see it: without the reflections that nobody has shared.

    With ``of``, only such among these are left out. The same case when there are none.
    """
    return _with(case, (each for each in case.reflections if not _is_private(each, of)))


def without_private_words(case: Case, of: Collection[str] | None = None) -> Case:
    """The case with its private reflections as codes only, so that its evidence stays the same.

    With ``of``, only such among these are without words. The same case when there are none.
    """
    return _with(case, (_wordless(r) if _is_private(r, of) else r for r in case.reflections))


def as_if_shared(case: Case, but: Collection[str] = ()) -> Case:
    """The case as its author reads it: with every reflection as if it were shared."""
    return _with(
        case,
        (r if r.id in but else r.model_copy(update={"shared": True}) for r in case.reflections),
    )


def has_private(case: Case, but: Collection[str] = ()) -> bool:
    """Whether something was written that nobody has shared."""
    return any(not each.shared and each.id not in but for each in case.reflections)


def _is_private(reflection: Reflection, of: Collection[str] | None) -> bool:
    return not reflection.shared and (of is None or reflection.id in of)


def _wordless(reflection: Reflection) -> Reflection:
    views = tuple(view.model_copy(update={"says": ""}) for view in reflection.views)
    return reflection.model_copy(update={"text": "", "views": views})


def _with(case: Case, reflections: Iterable[Reflection]) -> Case:
    """A case with other reflections; what is left of a case that fits together fits together."""
    told = tuple(reflections)
    return case if told == case.reflections else case.supposing(reflections=told)
