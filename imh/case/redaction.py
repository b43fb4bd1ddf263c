"""What a clinician keeps to themselves: reflections that were not shared are redacted for others.

``of`` and ``but`` are ids of reflections, as those that somebody else wrote. Somebody is given a
case in which the private reflections of others have no words, works on it, and gives another case
back. Then the words are put where they were. ``of_others`` are the ids of all reflections that
somebody else wrote, shared or not, in this state of the case or in any before; what is private is
so in the state that is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from imh.case.case import Case
from imh.case.diff import named
from imh.case.edits import EditError
from imh.case.ids import free_id
from imh.case.reflections import Reflection, View
from imh.case.text import LONGEST


def without_private(case: Case, of: Collection[str] | None = None) -> Case:
    """The case as the team may see it: without the reflections that nobody has shared.

    With ``of``, only such among these are left out. The same case when there are none.
    """
    return _with(case, (each for each in case.reflections if not _is_private(each, of)))


def redacted(case: Case, of: Collection[str] | None = None) -> Case:
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


def private_of_others(of_others: Collection[str], *cases: Case) -> frozenset[str]:
    """The ids of reflections of others that are private in one of these cases."""
    if not of_others:
        return frozenset()
    private = (each.id for case in cases for each in case.reflections if not each.shared)
    return frozenset(private).intersection(of_others)


def keep_redacted(before: Case, after: Case, of_others: Collection[str]) -> Case:
    """``after``, with what others keep for themselves as it is ``before``, both without its words.

    Such a reflection neither goes nor comes back nor changes; it only lets go of who is not on
    the map any more, or of a time that is later than now. Words that stand in one can only be
    one's own (it was written while the other one took theirs back): they stay, under another id.
    """
    kept = private_of_others(of_others, before, after)
    if not kept:
        return after
    now = {each.id: each for each in before.reflections}
    taken = {*of_others, *before.entries, *after.entries}
    reflections: dict[str, Reflection] = {}
    for each in after.reflections:
        own = each.id in kept and not each.shared and _says(each)
        if own:
            identifier = free_id(each.id, taken)
            taken.add(identifier)
            reflections[identifier] = each.model_copy(update={"id": identifier})
        if each.id not in kept:
            reflections[each.id] = each
        elif each.id in now:
            reflections[each.id] = _as_it_is(now[each.id], each, before, after, own)
    for each in before.reflections:
        if each.id in kept and each.id not in reflections:
            reflections[each.id] = _fitting(each, after)
    return _checked_with(after, reflections.values())


def _as_it_is(
    now: Reflection, then: Reflection, before: Case, after: Case, own: bool
) -> Reflection:
    """The reflection as it is now, or as it was then if only whom it names makes a difference."""
    fitting = _fitting(now, after)
    return then if not own and _fitting(then, before) == fitting else fitting


def _fitting(reflection: Reflection, case: Case) -> Reflection:
    """A reflection as far as it can stand in a case."""
    ages = (child.age_months for child in case.index_children if child.age_months is not None)
    now, at = max((case.reference_age_months, *ages)), reflection.at_months
    update = {
        "by": reflection.by if reflection.by in case.person else None,
        "towards": tuple(one for one in reflection.towards if one in case.symbols),
        "views": tuple(view for view in reflection.views if view.who in case.symbols),
        "at_months": None if at is None or at > now else at,
    }
    return reflection.model_copy(update=update)


def avoid_ids_of_others(before: Case, after: Case, of_others: Collection[str]) -> Case:
    """``after``, with other ids for new reflections that were given the id of somebody else's.

    An id stays with who had it first, also when that reflection was taken out long ago.
    """
    known = {each.id for each in before.reflections}
    new = {each.id for each in after.reflections}.difference(known).intersection(of_others)
    taken = {*of_others, *after.entries}
    reflections = []
    for each in after.reflections:
        if each.id in new:
            identifier = free_id(each.id, taken)
            taken.add(identifier)
            each = each.model_copy(update={"id": identifier})
        reflections.append(each)
    return _checked_with(after, reflections) if new else after


def unredacted(case: Case, whole: Case, of_others: Collection[str]) -> Case:
    """The case with the words that its private reflections of others have in the ``whole`` one.

    What a view says whose holder left the map stays, as a line of the text. Raises EditError
    when there is no room for it.
    """
    kept = private_of_others(of_others, case).intersection(private_of_others(of_others, whole))
    if not kept:
        return case
    words = {each.id: each for each in whole.reflections}
    return _checked_with(
        case,
        [_worded(r, words[r.id], whole) if r.id in kept else r for r in case.reflections],
    )


def _worded(wordless: Reflection, own: Reflection, whole: Case) -> Reflection:
    left, views = list(own.views), []
    for view in wordless.views:
        found = next((one for one in left if one.who == view.who), None)
        views.append(found or view)
        if found:
            left.remove(found)
    text = "\n".join(filter(None, (own.text, *_lines(left, whole))))
    if len(text) > LONGEST:
        raise EditError("This cannot go: a reflection that somebody keeps private rests on it.")
    return wordless.model_copy(update={"text": text, "views": tuple(views)})


def _lines(views: Collection[View], whole: Case) -> Iterator[str]:
    return (f"{named(view.who, whole.entries)}: {view.says}" for view in views if view.says)


def changes_redacted(before: Case, after: Case, of_others: Collection[str]) -> bool:
    """Whether a step between two whole cases is one that only who wrote a reflection may take."""
    if before.reflections == after.reflections:
        return False
    kept = private_of_others(of_others, before, after)
    if not kept:
        return False
    old, new = (redacted(case, of_others) for case in (before, after))
    expected = unredacted(keep_redacted(old, new, of_others), before, of_others)
    return _only(expected, kept) != _only(after, kept)


def _only(case: Case, kept: Collection[str]) -> dict[str, Reflection]:
    return {each.id: each for each in case.reflections if each.id in kept}


def _says(reflection: Reflection) -> bool:
    return bool(reflection.text or any(view.says for view in reflection.views))


def _checked_with(case: Case, reflections: Collection[Reflection]) -> Case:
    """A case with other reflections, checked: what others wrote has to fit into it."""
    fields = {name: getattr(case, name) for name in Case.model_fields}
    return Case(**(fields | {"reflections": tuple(reflections)}))
