"""What a person does on the map, as it comes from the browser, and the edit that it means.

Pure Python: a journal of numbered gestures goes in, edits of the case come out. Gestures that
only choose something, or go a step back or forth, are no edits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from imh.case.basis import Entry
from imh.case.case import Case, Coordinate
from imh.case.edits import Add, Edit, EditError, Move, Remove, Several, Unmove, describe
from imh.case.ids import free_id
from imh.case.text import EntryId, Short
from imh.drawing.symbol_names import called

MapPoint = tuple[Coordinate, Coordinate]
"""Where a symbol stands, in pixels from the middle of the map."""
Ids = tuple[EntryId, ...]
SymbolKind = Literal["people", "settings", "influences"]

_Named = Annotated[Short, Field(min_length=1)]
_Some = Annotated[Ids, Field(min_length=1, max_length=600)]


class Gesture(Entry):
    """One gesture; ``n`` grows from one to the next."""

    n: Annotated[int, Field(ge=0)]


class Choose(Gesture):
    """These are selected now, and nothing else."""

    do: Literal["choose"] = "choose"
    ids: Annotated[Ids, Field(max_length=600)]


class Drag(Gesture):
    """Symbols were put to other places."""

    do: Literal["move"] = "move"
    places: Annotated[dict[EntryId, MapPoint], Field(min_length=1, max_length=600)]


class PutBack(Gesture):
    """Symbols go back to where the drawing puts them."""

    do: Literal["put_back"] = "put_back"
    ids: _Some


class DrawTie(Gesture):
    """A line was drawn from one symbol to another."""

    do: Literal["tie"] = "tie"
    source: EntryId
    target: EntryId


class Name(Gesture):
    """Somebody or something new was named; ``at`` is empty when the drawing may choose."""

    do: Literal["add"] = "add"
    kind: SymbolKind
    name: _Named
    at: MapPoint | None = None


class Delete(Gesture):
    """Symbols, ties or homes are taken off the map."""

    do: Literal["remove"] = "remove"
    ids: _Some


class Turn(Gesture):
    """A step back or forth."""

    do: Literal["undo", "redo"]


AnyGesture = Annotated[
    Choose | Drag | PutBack | DrawTie | Name | Delete | Turn, Field(discriminator="do")
]
_GESTURE: TypeAdapter[AnyGesture] = TypeAdapter(AnyGesture)


class Unreadable(Gesture):
    """A numbered gesture that says nothing to us; it is answered and goes no further."""

    reason: str


def _readable(document: Any) -> AnyGesture | Unreadable:
    try:
        return _GESTURE.validate_python(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        number = document.get("n") if isinstance(document, dict) else None
        reason = f"This was not understood: {first['msg']}."
        return Unreadable(n=number if isinstance(number, int) else 0, reason=reason)


class Journal(Entry):
    """All gestures that the browser has not seen acknowledged.

    ``series`` says which opened case they were made on.
    """

    series: str
    gestures: tuple[Annotated[AnyGesture | Unreadable, BeforeValidator(_readable)], ...]

    def after(self, n: int) -> list[AnyGesture | Unreadable]:
        """What came after gesture ``n``, in order."""
        return sorted((one for one in self.gestures if one.n > n), key=lambda one: one.n)


def read_journal(document: Any) -> Journal | None:
    """A journal as the browser sends it; None when there is none."""
    try:
        return Journal.model_validate(document)
    except ValidationError:
        return None


def edit_of(case: Case, gesture: Drag | PutBack | DrawTie | Name | Delete) -> Edit | None:
    """The edit that a gesture means on this case, None when there is nothing to change.

    Raises EditError with the reason when it cannot mean any.
    """
    match gesture:
        case Drag():
            _on_the_map(case, gesture.places)
            return _together(Move(id=who, x=x, y=y) for who, (x, y) in gesture.places.items())
        case PutBack():
            moved = [who for who in gesture.ids if who in case.positions]
            return _together(Unmove(id=who) for who in moved) if moved else None
        case DrawTie():
            return _tie(case, gesture)
        case Name():
            return _new(case, gesture)
        case Delete():
            return _together(Remove(id=gone) for gone in _removable(case, gesture.ids))


def _together(edits: Iterable[Edit]) -> Edit:
    steps = tuple(edits)
    return steps[0] if len(steps) == 1 else Several(edits=steps)


def _on_the_map(case: Case, ids: Iterable[str]) -> None:
    for who in ids:
        if who not in case.symbols:
            raise EditError("This symbol is not on the map any more.")


def _tie(case: Case, gesture: DrawTie) -> Edit | None:
    source, target = gesture.source, gesture.target
    _on_the_map(case, (source, target))
    if source == target:
        raise EditError("A tie needs two ends.")
    if open_tie(case, source, target):
        return None
    identifier = free_id(f"{source}-{target}", case.entries)
    return Add(collection="ties", entry={"id": identifier, "source": source, "target": target})


def open_tie(case: Case, one: str, other: str) -> str | None:
    """A tie between two of which nobody has said how it is, or that there is none.

    Drawing a line between them means that tie; a second one beside it would say nothing.
    """
    for tie in case.ties:
        if {tie.source, tie.target} == {one, other} and tie.quality in ("unknown", "none"):
            return tie.id
    return None


def _new(case: Case, gesture: Name) -> Edit:
    identifier = free_id(gesture.name, case.entries)
    entry = Add(collection=gesture.kind, entry={"id": identifier, "name": gesture.name})
    if gesture.at is None:
        return entry
    return Several(edits=(entry, Move(id=identifier, x=gesture.at[0], y=gesture.at[1])))


def _removable(case: Case, ids: Iterable[str]) -> list[str]:
    """The entries to remove: a tie that goes along with one of its ends is not named twice."""
    entries = [one for one in dict.fromkeys(ids) if one in case.entries]
    if not entries:
        raise EditError("What was to be removed is not on the map any more.")
    ends = {tie.id: {tie.source, tie.target} for tie in case.ties}
    return [one for one in entries if not ends.get(one, set()) & set(entries)]


def told(case: Case, gesture: Drag | PutBack | DrawTie | Name | Delete, edit: Edit | None) -> str:
    """What a gesture did to this case, as a screen reader says it: ``Rosa moved``."""
    match gesture:
        case Drag():
            return f"{_subject(case, tuple(gesture.places))} moved"
        case PutBack():
            return f"{_subject(case, gesture.ids)} put back" if edit else "Nothing to put back"
        case DrawTie():
            pair = f"{called(case, gesture.source)} and {called(case, gesture.target)}"
            return f"Tie between {pair} added" if edit else f"The tie between {pair} was there"
        case Name():
            return f"{gesture.name} added"
        case Delete():
            return describe(case, edit) if edit else "Nothing to remove"


def _subject(case: Case, ids: Ids) -> str:
    return called(case, ids[0]) if len(ids) == 1 else f"{len(ids)} symbols"


def chosen_after(
    case: Case, gesture: AnyGesture, before: Case, chosen: tuple[str, ...]
) -> tuple[str, ...]:
    """What is selected once a gesture has turned ``before`` into ``case``.

    What was just made is selected, so that it can be told at once.
    """
    match gesture:
        case Choose():
            chosen = gesture.ids
        case Name():
            chosen = tuple(who for who in case.symbols if who not in before.symbols)
        case DrawTie():
            new = [tie.id for tie in case.ties if tie.id not in before.entries]
            known = open_tie(before, gesture.source, gesture.target)
            chosen = (known,) if known else tuple(new)
    return tuple(one for one in chosen if one in case.entries)
