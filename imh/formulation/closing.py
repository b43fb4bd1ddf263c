"""What stands last: on what the document rests, who was not heard, what the family agreed to."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.basis import Basis
from imh.case.case import Case
from imh.case.people import Person
from imh.case.vocabulary import NOT_BORN, NOT_LIVING
from imh.formulation.document import Sentence
from imh.formulation.language import ended, lowered, names, one_line
from imh.formulation.material import Material, is_professional
from imh.formulation.wording import wording
from imh.principles.sentences import joined, name_of, number_word

WORDS = wording("document")
NOT_HEARD = 8
SPEAKS_FROM_YEARS = 4


def closing(material: Material) -> Iterator[Sentence]:
    """Basis, those not heard, agreements."""
    case = material.case
    tellers = _tellers(case)
    yield Sentence(key="closing/basis", text=_basis(case, tellers))
    unheard = [person for person in case.people if _unheard(case, person, tellers)]
    if unheard:
        shown = [name_of(case, person.id) for person in unheard[:NOT_HEARD]]
        rest = len(unheard) - len(shown)
        who = joined([*shown, *([f"{number_word(rest)} others"] if rest else [])])
        refs = tuple(person.id for person in unheard)
        yield Sentence(key="closing/not_heard", text=WORDS.say("not_heard", who=who), refs=refs)
    yield from _agreements(case)


def _basis(case: Case, tellers: list[str]) -> str:
    count = len(case.visits)
    parts = []
    if count:
        parts.append(
            WORDS.word("parts", "visit" if count == 1 else "visits").format(
                count=number_word(count)
            )
        )
    if tellers:
        parts.append(WORDS.word("parts", "told").format(who=names(case, tellers)))
    if any(basis.kind == "record" for basis in _bases(case)):
        parts.append(WORDS.word("parts", "record"))
    if not parts:
        return WORDS.say("no_basis")
    return f"{ended(WORDS.say('basis', what='; '.join(parts)))} {WORDS.say('no_source')}"


def _bases(case: Case) -> Iterator[Basis]:
    """How every entry of the case is known."""
    for entry in case.entries.values():
        for holder in (entry, *getattr(entry, "loads", ()), *getattr(entry, "resources", ())):
            basis = getattr(holder, "basis", None)
            if isinstance(basis, Basis):
                yield basis
            yield from (account.basis for account in getattr(holder, "accounts", ()))


def _tellers(case: Case) -> list[str]:
    told = {by for basis in _bases(case) if basis.kind == "told" for by in basis.by}
    return [person.id for person in case.people if person.id in told]


def _unheard(case: Case, person: Person, tellers: list[str]) -> bool:
    """Living, old enough to be asked, neither told anything nor was there at a visit."""
    met = {who for visit in case.visits for who in visit.present}
    young = isinstance(person.age_years, float | int) and person.age_years < SPEAKS_FROM_YEARS
    return not (
        person.id in case.children
        or person.id in tellers
        or person.id in met
        or person.life in NOT_LIVING | NOT_BORN
        or young
        or is_professional(person)
    )


def _agreements(case: Case) -> Iterator[Sentence]:
    for agreement in case.agreements:
        if agreement.agreed in ("agreed", "not_agreed"):
            who = names(case, agreement.by)
            whom = WORDS.word("parts", "with").format(whom=lowered(agreement.with_whom))
            slots = {
                "what": one_line(agreement.what).rstrip("."),
                "with": whom if agreement.with_whom else "",
                "who": who,
            }
            say = agreement.agreed + ("" if who else "_nobody")
            key = f"closing/agreement/{agreement.id}"
            yield Sentence(key=key, text=WORDS.say(say, **slots), refs=(agreement.id,))
