"""How something is known, and the accounts that differ from it, side by side."""

from collections.abc import Callable, Sequence
from typing import Any

from imh.case.basis import Basis, InformantReport
from imh.case.case import Case
from imh.case.edits import Edit
from imh.case.labels import field_label
from imh.forms.controls import (
    Choice,
    FormPart,
    FormSection,
    FormStep,
    Press,
    Several,
    Tick,
    Words,
    title,
    words_of,
)
from imh.principles.sentences import name_of

Put = Callable[[Any], Edit]
"""What puts another value in place of the one that is shown."""


def source(case: Case, basis: Basis, put: Callable[[Basis], Edit], within: str = "") -> FormSection:
    """How we know, told by whom, through an interpreter, in confidence, at which visit."""
    inside = f"{within}basis."

    def to(field: str) -> Put:
        return lambda value: put(basis.model_copy(update={field: value}))

    def called(field: str) -> str:
        return title(field_label("Basis", field))

    parts: list[FormPart] = [
        Choice(
            name=f"{inside}kind",
            label=title(field_label("Tie", "basis")),
            value=basis.kind,
            edit=to("kind"),
            options=words_of("BasisKind"),
        )
    ]
    if basis.kind == "told" or basis.by or basis.interpreter:
        tellers = {person.id: name_of(case, person.id) for person in case.people}
        parts += [
            Several(
                name=f"{inside}by",
                label=called("by"),
                value=basis.by,
                edit=lambda who: to("by")(_ids(who, tellers)),
                options=tellers | {each: each for each in basis.by if each not in tellers},
                own_words=True,
            ),
            Tick(
                name=f"{inside}interpreter",
                label=called("interpreter"),
                value=basis.interpreter,
                edit=to("interpreter"),
            ),
        ]
    parts.append(
        Tick(
            name=f"{inside}in_confidence",
            label=called("in_confidence"),
            value=basis.in_confidence,
            edit=to("in_confidence"),
        )
    )
    if case.visits:
        parts.append(
            Several(
                name=f"{inside}visits",
                label=called("visits"),
                value=basis.visits,
                edit=to("visits"),
                options={visit.id: _visit(case, visit.id) for visit in case.visits},
            )
        )
    return FormSection(inside, title(field_label("Tie", "basis")), tuple(parts))


def _ids(tellers: Sequence[str], names: dict[str, str]) -> tuple[str, ...]:
    """Tellers as ids where a typed name is somebody's on the map."""
    by_name = {name: identifier for identifier, name in names.items()}
    return tuple(dict.fromkeys(by_name.get(each, each) for each in tellers))


def _visit(case: Case, identifier: str) -> str:
    visit = next(each for each in case.visits if each.id == identifier)
    number = case.visits.index(visit) + 1
    when = f"visit {number}" if visit.at_months is None else f"at {visit.at_months:g} months"
    return f"{when}, {visit.place}" if visit.place else when


def accounts(
    case: Case,
    told: tuple[InformantReport, ...],
    vocabulary: str,
    put: Callable[[tuple[InformantReport, ...]], Edit],
    within: str = "",
) -> tuple[FormPart, ...]:
    """Each account that differs, and a button for another one; nothing is averaged."""
    sections = [_account(case, told, index, vocabulary, put, within) for index in range(len(told))]
    another = Press(
        name=f"{within}accounts.add",
        label="Add another account",
        step=FormStep(put((*told, InformantReport()))),
    )
    return (*sections, another)


def _account(
    case: Case,
    told: tuple[InformantReport, ...],
    index: int,
    vocabulary: str,
    put: Callable[[tuple[InformantReport, ...]], Edit],
    within: str,
) -> FormSection:
    account, inside = told[index], f"{within}accounts.{index}."

    def to(field: str) -> Put:
        def edit(value: Any) -> Edit:
            changed = account.model_copy(update={field: value})
            return put((*told[:index], changed, *told[index + 1 :]))

        return edit

    heading = "Another account" if index == 0 else f"Another account ({index + 1})"
    return FormSection(
        inside,
        heading,
        (
            Choice(
                name=f"{inside}value",
                label=title(field_label("InformantReport", "value")),
                value=account.value,
                edit=to("value"),
                options={"": "words only"} | words_of(vocabulary),
            ),
            Words(
                name=f"{inside}says",
                label=title(field_label("InformantReport", "says")),
                value=account.says,
                edit=to("says"),
                long=True,
            ),
            *source(case, account.basis, to("basis"), inside).parts,
            Press(
                name=f"{inside}remove",
                label="Remove this account",
                step=FormStep(put((*told[:index], *told[index + 1 :]))),
            ),
        ),
        open=not account.says and not account.value,
    )
