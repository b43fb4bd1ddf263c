"""The line of a person as it is written: ``Rosa, maternal grandmother 58, primary caregiver``."""

from imh.case.case import Case
from imh.case.durations import write_number
from imh.case.people import Load, Person, Resource
from imh.case.quick_entry.constructs.age_and_life import write_age, write_life
from imh.case.quick_entry.constructs.fields import field_statements
from imh.case.quick_entry.constructs.loads import write_load
from imh.case.quick_entry.constructs.professionals import write_discipline, write_profession
from imh.case.quick_entry.constructs.roles import own_tie, role_word, ties_made_by_role
from imh.case.quick_entry.constructs.sources import write_source
from imh.case.quick_entry.statement import Statement
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.kinship_words import kin_word
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames, quote
from imh.case.vocabulary import PROFESSIONAL_ROLES


def read_support_fit(scanner: Scanner, subject: str) -> list[Statement]:
    """Read what stands after ``support fits``: enough, thin or none."""
    code = scanner.expect_code("support_fit", "support fits: enough, thin or none")
    return field_statements(subject, f"support fits the task: {code}", support_fits_task=code)


def write_person(case: Case, person: Person, written: WrittenNames) -> str:
    """Write the line that puts a person on the map."""
    first, *rest = _write_role(case, person)
    age = " ".join(write_age(case, person))
    together = person.role not in PROFESSIONAL_ROLES and not first.startswith("role ")
    parts = [f"{first} {age}".strip(), *rest] if together else [first, *filter(None, [age]), *rest]
    if person.gestation_weeks is not None:
        parts.append(f"born at {write_number(person.gestation_weeks)} weeks")
    parts += [f"born {person.birth_date}"] if person.birth_date else []
    parts += [f"due {person.due_date}"] if person.due_date else []
    parts += write_life(case, person)
    if person.caregiver != "unknown":
        declined = person.caregiver == "declined"
        parts.append(
            "part in care declined" if declined else phrase_for("caregiver", person.caregiver)
        )
    if person.support_fits_task != "unknown":
        parts.append(f"support fits: {person.support_fits_task}")
    carried: tuple[Load | Resource, ...] = (*person.loads, *person.resources)
    sourced = any(write_source(entry.basis, written) for entry in carried)
    parts += [write_load(entry, written, sourced) for entry in carried]
    parts += [f"note {quote(person.note)}"] if person.note else []
    return f"{written.heads[person.id]}, {', '.join(parts)}"


def _write_role(case: Case, person: Person) -> list[str]:
    """Write role, discipline and gender; the nice word where its ties are on the map."""
    if person.id in case.children:
        parts = ["child"] if person.role == "child" else ["child", f"role {role_word(person)}"]
        parts += write_discipline(person) if person.discipline else []
        return parts + _write_gender(person, "child")
    if person.role in PROFESSIONAL_ROLES:
        return [write_profession(person), *_write_gender(person, "adult")]
    word = role_word(person)
    said = kin_word(word)
    named = person.role in ("child", "unknown") or (
        own_tie(person) is not None and not ties_made_by_role(case, person)
    )
    parts = [f"role {word}" if named else word]
    parts += write_discipline(person) if person.discipline else []
    gender = said.gender if said else None
    return parts + (_write_gender(person, "adult") if gender != person.gender else [])


def _write_gender(person: Person, who: str) -> list[str]:
    if person.gender == "unknown":
        return []
    if person.gender == "declined":
        return ["gender declined"]
    words = {
        "child": {"female": "girl", "male": "boy"},
        "adult": {"female": "woman", "male": "man"},
    }
    return [words[who].get(person.gender, phrase_for("gender", person.gender))]
