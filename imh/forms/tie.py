"""The form of a tie: how it is, what help flows each way, what is hard, who says so."""

from imh.case.case import Case
from imh.case.edits import Change
from imh.case.people import Person
from imh.case.ties import Tie
from imh.case.vocabulary import ANY_CARE, PARENT_TIES, SOME_OR_MUCH
from imh.forms.additions import opener, removal
from imh.forms.care_plan import in_their_words, next_steps
from imh.forms.controls import (
    Form,
    FormSection,
    FormStep,
    Press,
    choice,
    number,
    setting,
    several,
    words,
    words_of,
)
from imh.forms.observation import pair
from imh.forms.source import accounts, source
from imh.principles.sentences import name_of


def tie_form(case: Case, tie: Tie) -> Form:
    """Everything about a tie; between a caregiver and the child also what was seen of the two."""
    source_name, target = name_of(case, tie.source), name_of(case, tie.target)
    to_target, to_source = f"{source_name} gives {target}", f"{target} gives {source_name}"
    kinds = words_of("SupportKind")
    about = several(tie, "topics", words_of("Topic"))
    shown = tie.strain in SOME_OR_MUCH or tie.topics
    turn = f"Turn round: {target} … {source_name}"
    helps = (
        several(tie, "kinds_to_target", kinds, f"Kind of help {to_target}"),
        several(tie, "kinds_to_source", kinds, f"Kind of help {to_source}"),
    )
    return Form(
        (
            choice(tie, "quality", "Quality"),
            choice(tie, "kind", "TieKind", f"Kind: {source_name} … {target}"),
            choice(tie, "support_to_target", "Amount", f"Help {to_target}"),
            choice(tie, "support_to_source", "Amount", f"Help {to_source}"),
            choice(tie, "strain", "Amount"),
            *([about] if shown else []),
            choice(tie, "contact", "Contact"),
            *_together(case, tie),
            source(case, tie.basis, setting(tie, "basis")),
            *accounts(case, tie.accounts, "Quality", setting(tie, "accounts")),
            words(tie, "note", long=True),
            opener(tie.source, f"Open {source_name}"),
            opener(tie.target, f"Open {target}"),
            *removal(case, tie, "this tie"),
        ),
        (
            *helps,
            *([] if shown else [about]),
            number(tie, "since_months"),
            number(tie, "until_months"),
            in_their_words(case, tie.source, tie.target),
            next_steps(case, tie.source, tie.target),
            Press(name="turn", label=turn, step=FormStep(_turned(tie))),
        ),
    )


def _turned(tie: Tie) -> Change:
    """The tie the other way round: the same help still goes to the same person."""
    return Change.of(
        tie.id,
        source=tie.target,
        target=tie.source,
        support_to_target=tie.support_to_source,
        support_to_source=tie.support_to_target,
        kinds_to_target=tie.kinds_to_source,
        kinds_to_source=tie.kinds_to_target,
    )


def _together(case: Case, tie: Tie) -> tuple[FormSection, ...]:
    for child, other in ((tie.target, tie.source), (tie.source, tie.target)):
        person = case.symbols[other]
        if child in case.children and isinstance(person, Person):
            known = any(
                seen.kind == "pair" and (seen.caregiver, seen.child) == (other, child)
                for seen in case.observations
            )
            if known or _cares(person, tie):
                return (pair(case, other, child),)
    return ()


def _cares(person: Person, tie: Tie) -> bool:
    caring = person.caregiver in ANY_CARE
    return caring or tie.kind in PARENT_TIES | {"caregiving"}
