"""Which tables there are, and what their columns hold."""

from dataclasses import dataclass
from typing import Literal

from imh.case.collections import Collection
from imh.case.labels import field_label

ColumnKind = Literal[
    "text", "choice", "choices", "one", "several", "age", "months", "source", "tellers"
]
"""What a cell holds: words, one code or several of a vocabulary, one entry of the map or several,
an age, an age of the child in months, how something is known, who told it."""


@dataclass(frozen=True)
class Column:
    """One column: a field of an entry, how its cells are read, and what its heading says."""

    field: str
    kind: ColumnKind
    label: str
    vocabulary: str = ""
    width: int = 130


@dataclass(frozen=True)
class Table:
    """One list of the case as a table."""

    collection: Collection
    title: str
    one: str
    columns: tuple[Column, ...]

    def column(self, label: str) -> Column | None:
        """The column with this heading, however it is spelled."""
        wanted = _plain(label)
        return next(
            (one for one in self.columns if wanted in (_plain(one.label), _plain(one.field))), None
        )


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


# Headings that would not fit above their column.
_SHORT = {
    ("Person", "role"): "role",
    ("Person", "support_fits_task"): "support enough",
    ("Person", "died_at_months"): "died, child's age",
    ("Event", "at_months"): "child's age",
    ("Event", "until_months"): "until",
    ("Event", "exposure"): "child was",
    ("Event", "away"): "child apart from",
    ("Tie", "since_months"): "since",
    ("Tie", "until_months"): "until",
    ("Tie", "topics"): "strain is about",
    ("Tie", "quality"): "quality",
    ("Influence", "words"): "in their words",
}
_WIDTHS: dict[ColumnKind, int] = {"choices": 220, "several": 260, "age": 70, "months": 110}


def _columns(
    entry: str, *columns: tuple[str, ColumnKind, str] | tuple[str, ColumnKind]
) -> tuple[Column, ...]:
    made = []
    for field, kind, *vocabulary in columns:
        label = _SHORT.get((entry, field)) or field_label(entry, field)
        width = 300 if field in ("words", "title") else _WIDTHS.get(kind, 140)
        made.append(Column(field, kind, label, "".join(vocabulary), width))
    return tuple(made)


_SOURCE = (
    Column("basis", "source", field_label("Tie", "basis"), "BasisKind"),
    Column("basis.by", "tellers", field_label("Basis", "by")),
)
_NOTE = (Column("note", "text", field_label("Tie", "note"), width=400),)

TABLES: tuple[Table, ...] = (
    Table(
        "people",
        "People",
        "person",
        (
            *_columns("Person", ("name", "text"), ("role", "choice", "Role")),
            Column("age_years", "age", "age", width=70),
            *_columns(
                "Person",
                ("gender", "choice", "Gender"),
                ("caregiver", "choice", "Caregiver"),
                ("support_fits_task", "choice", "SupportFit"),
                ("life", "choice", "Life"),
                ("died_at_months", "months"),
                ("discipline", "text"),
            ),
            *_NOTE,
        ),
    ),
    Table(
        "ties",
        "Ties",
        "tie",
        (
            *_columns(
                "Tie",
                ("source", "one"),
                ("target", "one"),
                ("kind", "choice", "TieKind"),
                ("quality", "choice", "Quality"),
                ("contact", "choice", "Contact"),
                ("support_to_target", "choice", "Amount"),
                ("support_to_source", "choice", "Amount"),
                ("strain", "choice", "Amount"),
                ("topics", "choices", "Topic"),
                ("since_months", "months"),
                ("until_months", "months"),
            ),
            *_SOURCE,
            *_NOTE,
        ),
    ),
    Table(
        "events",
        "Events",
        "event",
        (
            *_columns(
                "Event",
                ("at_months", "months"),
                ("kind", "choice", "EventKind"),
                ("title", "text"),
                ("who", "several"),
                ("away", "one"),
                ("burden", "choice", "Amount"),
                ("nurture", "choice", "Amount"),
                ("until_months", "months"),
                ("ongoing", "choice", "YesNo"),
                ("exposure", "choice", "Exposure"),
            ),
            *_SOURCE,
            *_NOTE,
        ),
    ),
    Table(
        "settings",
        "Places and services",
        "place",
        (
            *_columns(
                "Setting",
                ("name", "text"),
                ("kind", "choice", "SettingKind"),
                ("status", "choice", "SettingStatus"),
                ("stability", "choice", "Stability"),
            ),
            *_SOURCE,
            *_NOTE,
        ),
    ),
    Table(
        "influences",
        "Wider world",
        "influence",
        (
            *_columns(
                "Influence",
                ("name", "text"),
                ("kind", "choice", "InfluenceKind"),
                ("words", "text"),
            ),
            *_SOURCE,
            *_NOTE,
        ),
    ),
)
