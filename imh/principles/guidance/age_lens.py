"""The age lens: what to look for and to support between a caregiver and a child of this age."""

from dataclasses import dataclass

from imh.case.ages import corrected_age
from imh.case.case import Case
from imh.case.people import Person
from imh.case.ties import Tie
from imh.case.vocabulary import ANY_CARE, NOT_LIVING, PARENT_TIES, PROFESSIONAL_ROLES, UNSAID
from imh.principles.guidance.texts import Band, GuidanceLine, guidance
from imh.principles.sentences import fill, name_of


@dataclass(frozen=True)
class Lens:
    """What to look for and support between one caregiver and a child of this age.

    ``months`` is the age it is chosen by, ``corrected`` whether that age is corrected for an
    early birth. Twins of one age share a lens: ``children`` are their ids.
    """

    caregiver: str
    children: tuple[str, ...]
    months: float
    corrected: bool
    band: Band
    look: tuple[GuidanceLine, ...]
    support: tuple[GuidanceLine, ...]


def age_lens(case: Case, identifier: str) -> tuple[Lens, ...]:
    """The lens for a caregiver, or for a tie of a caregiver with an index child.

    Empty for anybody else, for a tie that has ended or is known to be none, for a child who died
    or was lost, and past the age of the last band.
    """
    entry = case.entries[identifier]
    if isinstance(entry, Person):
        pairs = [(entry.id, child) for child in case.children]
    elif isinstance(entry, Tie) and entry.until_months is None and entry.quality != "none":
        ends = (entry.source, entry.target)
        pairs = [pair for pair in (ends, ends[::-1]) if pair[1] in case.children]
    else:
        pairs = []
    together: dict[tuple[str, float, bool], list[str]] = {}
    for caregiver, child in pairs:
        if here(case.person[child]) and _cares(case, caregiver, child):
            together.setdefault((caregiver, *age_for_guidance(case, child)), []).append(child)
    lenses = (_lens(case, *key, tuple(children)) for key, children in together.items())
    return tuple(lens for lens in lenses if lens)


def age_for_guidance(case: Case, child: str) -> tuple[float, bool]:
    """A child's age in months as guidance reads it, and whether it is corrected.

    Born before 37 weeks, a child is read by the age counted from term up to 24 months; a child
    who is born never reads as unborn. A pregnancy is negative.
    """
    person, months = case.person[child], case.age_in_months(child)
    months = case.reference_age_months if months is None else months
    if person.life == "pregnancy":
        return min(months, -0.1), False
    corrected = corrected_age(months, person.gestation_weeks)
    return (months, False) if corrected is None else (corrected, True)


def here(person: Person) -> bool:
    """Whether somebody is alive, or expected, as far as anybody said."""
    return person.life not in NOT_LIVING


def _cares(case: Case, identifier: str, child: str) -> bool:
    """Whether somebody is known to care for a child, or is a parent of whom nobody has said."""
    person = case.person.get(identifier)
    if person is None or person.id in case.children or not here(person):
        return False
    if person.role in PROFESSIONAL_ROLES or person.caregiver not in UNSAID:
        return person.role not in PROFESSIONAL_ROLES and person.caregiver in ANY_CARE
    near = PARENT_TIES | {"caregiving"}
    return any(
        tie.kind in near
        and tie.until_months is None
        and {tie.source, tie.target} == {person.id, child}
        for tie in case.ties
    )


def _lens(
    case: Case, caregiver: str, months: float, corrected: bool, children: tuple[str, ...]
) -> Lens | None:
    bands = guidance().bands
    if months > bands[-1].ends:
        return None
    band = [each for each in bands if each.begins <= months or each is bands[0]][-1]
    name = {"caregiver": name_of(case, caregiver)}
    look, support = (
        tuple(GuidanceLine(fill(line.text, name), line.references) for line in lines)
        for lines in (band.look, band.support)
    )
    return Lens(caregiver, children, months, corrected, band, look, support)
