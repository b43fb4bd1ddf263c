"""What a form is made of: fields with their value and the edit that each new value makes.

Nothing here draws. A form is worked out from a case anew whenever it is needed, so an edit is
always made from the case as it is now.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from imh.case.basis import Record
from imh.case.edits import Change, Edit
from imh.case.labels import VOCABULARIES, field_label, label

NOT_ASKED = label("Amount", "unknown")
DECLINED = label("Amount", "declined")


@dataclass(frozen=True)
class FormStep:
    """What a button does: an edit, an entry that is opened afterwards, or both."""

    edit: Edit | None = None
    opens: str | None = None


@dataclass(frozen=True, kw_only=True)
class Control:
    """Anything in a form that can be used; ``name`` is its own within the form."""

    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Field(Control):
    """A value that can be changed; ``edit`` makes the edit that gives it another value."""

    value: Any
    edit: Callable[[Any], Edit]


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of several; ``options`` are words by code, "" stands for nothing chosen."""

    options: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Several(Field):
    """Any number of several, as a tuple of codes; ``own_words`` lets others be typed."""

    options: Mapping[str, str]
    own_words: bool = False


@dataclass(frozen=True, kw_only=True)
class Words(Field):
    """Text: one line, or a note of any length when ``long``."""

    long: bool = False


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number or None; ``empty`` is what an empty field means."""

    empty: str = NOT_ASKED


@dataclass(frozen=True, kw_only=True)
class Tick(Field):
    """Yes or no."""


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A date or None."""


@dataclass(frozen=True, kw_only=True)
class Pick(Control):
    """One of several that makes something new at once, such as a tie to somebody.

    ``own_words`` lets another be typed.
    """

    options: Mapping[str, str]
    step: Callable[[str], FormStep]
    own_words: bool = False


@dataclass(frozen=True, kw_only=True)
class Press(Control):
    """A button; ``quiet`` ones read as a line of a list."""

    step: FormStep
    quiet: bool = False


@dataclass(frozen=True)
class FormSection:
    """Controls under a heading; a folded one opens by a click, unless it starts ``open``.

    The heading says nothing that changes: Streamlit takes a fold with another heading for
    another fold, and closes it under the hands of whoever is writing in it.
    """

    name: str
    heading: str
    parts: "tuple[FormPart, ...]"
    folded: bool = True
    open: bool = False


FormPart = Control | FormSection


@dataclass(frozen=True)
class Form:
    """Everything that can be changed about one entry: what is common, and the rest."""

    common: tuple[FormPart, ...]
    more: tuple[FormPart, ...] = ()

    def controls(self) -> Iterator[Control]:
        """All controls in reading order, out of their sections."""
        yield from _controls((*self.common, *self.more))

    def control(self, name: str) -> Control | None:
        """The control of this name, None when the form no longer has it."""
        return next((each for each in self.controls() if each.name == name), None)


def _controls(parts: tuple[FormPart, ...]) -> Iterator[Control]:
    for part in parts:
        if isinstance(part, FormSection):
            yield from _controls(part.parts)
        else:
            yield part


def title(words: str) -> str:
    """Words with a capital, as a label begins."""
    return words[:1].upper() + words[1:]


def words_of(vocabulary: str) -> dict[str, str]:
    """The words by code of a vocabulary, "not asked yet" first where it has it."""
    codes = sorted(VOCABULARIES[vocabulary], key=lambda code: code not in ("unknown",))
    return {code: label(vocabulary, code) for code in codes}


def setting(entry: Record, field: str) -> Callable[[Any], Edit]:
    """What changes one field of an entry."""
    return lambda value: Change.of(entry.id, **{field: value})


def said(entry: Record, field: str) -> str:
    """What a field of an entry is called."""
    return title(field_label(type(entry).__name__, field))


def choice(entry: Record, field: str, vocabulary: str, named: str = "") -> Choice:
    """A field of an entry that holds one code of a vocabulary."""
    return Choice(
        name=field,
        label=named or said(entry, field),
        value=getattr(entry, field),
        edit=setting(entry, field),
        options=words_of(vocabulary),
    )


def several(entry: Record, field: str, options: Mapping[str, str], named: str = "") -> Several:
    """A field of an entry that holds any number of codes or ids."""
    return Several(
        name=field,
        label=named or said(entry, field),
        value=tuple(getattr(entry, field)),
        edit=setting(entry, field),
        options=options,
    )


def words(entry: Record, field: str, *, long: bool = False) -> Words:
    """A field of an entry that holds text."""
    return Words(
        name=field,
        label=said(entry, field),
        value=getattr(entry, field),
        edit=setting(entry, field),
        long=long,
    )


def number(entry: Record, field: str) -> Number:
    """A field of an entry that holds a number or nothing."""
    return Number(
        name=field,
        label=said(entry, field),
        value=getattr(entry, field),
        edit=setting(entry, field),
    )


def day(entry: Record, field: str) -> Day:
    """A field of an entry that holds a date or nothing."""
    return Day(
        name=field,
        label=said(entry, field),
        value=getattr(entry, field),
        edit=setting(entry, field),
    )
