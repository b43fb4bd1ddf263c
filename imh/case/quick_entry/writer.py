"""Writing a case in the language: the lines that, read again, make the same case."""

from imh.case.case import Case
from imh.case.durations import write_duration, write_number
from imh.case.observations import (
    ChildObservation,
    DailyObservation,
    Observation,
    PairObservation,
)
from imh.case.people import Household, Load, Person, Resource
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.draft_ties import usual_tie_kind
from imh.case.quick_entry.kin import OWN_TIES
from imh.case.quick_entry.sources import write_accounts, write_source
from imh.case.quick_entry.syntax.grammar_words import phrase_for, phrase_list
from imh.case.quick_entry.syntax.kinship_words import kin_phrase, kin_word
from imh.case.quick_entry.syntax.written_names import WrittenNames, plain_words, quote
from imh.case.quick_entry.work_writer import (
    EventPhrases,
    write_child_observation,
    write_daily_observation,
    write_event,
    write_goal,
    write_pair_observation,
    write_question,
    write_referral,
    write_reflection,
    write_safety,
    write_screening,
    write_strength,
)
from imh.case.surroundings import Influence, Setting
from imh.case.ties import Tie
from imh.case.vocabulary import KIN_TIES, PROFESSIONAL_ROLES, UNSAID


def write_lines(case: Case) -> str:
    """Write a case in the quick-entry language.

    What the language has no words for (visits, agreements, hypotheses, places set by hand,
    visits as a source) is left out and counted in a comment at the end.
    """
    written = WrittenNames(case)
    draft = CaseDraft(case)
    lines = [write_case_line(case)]
    lines += [write_person(case, person, written) for person in case.people]
    lines += [write_setting(setting, written) for setting in case.settings]
    lines += [write_influence(influence, written) for influence in case.influences]
    lines += [write_home(home, written, index) for index, home in enumerate(case.households)]
    lines += write_ties(case, draft, written)
    lines += [write_event(event, written) for event in case.events]
    lines += _observations(case, written)
    lines += [write_reflection(reflection, written) for reflection in case.reflections]
    lines += [write_safety(concern, written) for concern in case.safety]
    lines.append(write_referral(case))
    lines += [write_strength(strength, written) for strength in case.strengths]
    lines += [write_question(question, written) for question in case.questions]
    lines += [write_goal(goal, written) for goal in case.goals]
    lines += write_left_out(case)
    return "\n".join(line for line in lines if line) + "\n"


def _observations(case: Case, written: WrittenNames) -> list[str]:
    since = EventPhrases(case, written)
    return [_observation(seen, written, since) for seen in case.observations]


def _observation(seen: Observation, written: WrittenNames, since: EventPhrases) -> str:
    match seen:
        case PairObservation():
            return write_pair_observation(seen, written)
        case DailyObservation():
            return write_daily_observation(seen, written)
        case ChildObservation():
            return write_child_observation(seen, written, since)
        case _:
            return write_screening(seen, written)


def write_case_line(case: Case) -> str:
    first = next(person for person in case.people if person.id in case.children)
    parts = [quote(case.title)] if case.title else []
    parts += ["fictional"] if case.fictional else []
    if first.age_months not in (None, case.reference_age_months):
        parts.append(f"described at {write_duration(case.reference_age_months)}")
    return f"case: {', '.join(parts)}" if parts else ""


# People


def write_person(case: Case, person: Person, written: WrittenNames) -> str:
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


def role_word(person: Person) -> str:
    word = kin_phrase(person.role, person.gender) or kin_phrase(person.role, "")
    return word or phrase_for("role", person.role)


def own_tie(person: Person) -> str | None:
    """Return the kind of tie that the word for a person's role makes to the child by itself."""
    said = kin_word(role_word(person))
    return said.tie if said and said.tie in OWN_TIES and said.role != "child" else None


def ties_made_by_role(case: Case, person: Person) -> list[Tie]:
    """Return the ties that the role word makes, none unless all are on the map as they are."""
    kind = None if person.id in case.children else own_tie(person)
    made: list[Tie] = []
    for child in case.children if kind else ():
        between = [tie for tie in case.ties if {tie.source, tie.target} == {person.id, child}]
        if not between or between[0].source != person.id or between[0].kind != kind:
            return []
        made.append(between[0])
    return made


def write_profession(person: Person) -> str:
    known = phrase_list("discipline").code(person.discipline, bare=True) == person.discipline
    if not person.discipline:
        return person.role
    if known:
        return (
            person.discipline
            if person.role == "professional"
            else f"{person.role} {person.discipline}"
        )
    return f"{person.role} {quote(person.discipline)}"


def write_discipline(person: Person) -> list[str]:
    return [f"discipline {quote(person.discipline)}"]


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


def write_age(case: Case, person: Person) -> list[str]:
    if person.id in case.children:
        own = case.reference_age_months if person.age_months is None else person.age_months
        return [write_duration(own)]
    if isinstance(person.age_years, str):
        if person.age_months is not None and person.age_years == "unknown":
            return [write_duration(person.age_months)]
        return [] if person.age_years == "unknown" else [f"age {person.age_years}"]
    return [write_number(person.age_years)]


def write_life(case: Case, person: Person) -> list[str]:
    parts: list[str] = []
    age = case.reference_age_months if person.age_months is None else person.age_months
    implied = "pregnancy" if person.id in case.children and age < 0 else "unknown"
    if person.died_at_months is not None:
        parts.append(f"died at {write_duration(person.died_at_months)}")
        implied = "died"
    if person.life != implied:
        bare = person.life not in UNSAID
        parts.append(phrase_for("life", person.life) if bare else f"life {person.life}")
    return parts


def write_load(entry: Load | Resource, written: WrittenNames, sourced: bool) -> str:
    note = f": {quote(entry.note)}" if entry.note else ""
    source = write_source(entry.basis, written, needed=sourced)
    if isinstance(entry, Resource):
        return f"resource: {phrase_for('resource', entry.kind)}{note}{source}"
    told = write_accounts(entry.accounts, "load_state", written)
    load = f"{phrase_for('load', entry.kind)} {phrase_for('load_state', entry.state)}"
    return f"{load}{note}{source}{told}"


# Settings, influences, homes


def write_setting(setting: Setting, written: WrittenNames) -> str:
    parts = [phrase_for("setting", setting.kind)]
    if setting.status != "unknown":
        bare = setting.status not in ("none", "declined")
        parts.append(phrase_for("status", setting.status) if bare else f"status {setting.status}")
    if setting.stability != "unknown":
        bare = setting.stability != "declined"
        parts.append(setting.stability if bare else f"stability {setting.stability}")
    parts += [f"note {quote(setting.note)}"] if setting.note else []
    return f"{written.heads[setting.id]}, {', '.join(parts)}{write_source(setting.basis, written)}"


def write_influence(influence: Influence, written: WrittenNames) -> str:
    parts = [phrase_for("influence", influence.kind)]
    parts += [quote(influence.words)] if influence.words else []
    parts += [f"note {quote(influence.note)}"] if influence.note else []
    return (
        f"{written.heads[influence.id]}, {', '.join(parts)}{write_source(influence.basis, written)}"
    )


def write_home(home: Household, written: WrittenNames, index: int) -> str:
    parts = (
        [", ".join(written.write_name(member) for member in home.members)] if home.members else []
    )
    for child, nights in home.nights.items():
        count = f"{write_number(nights)} {'night' if nights == 1 else 'nights'}"
        visits = "" if child in home.members else "visits "
        parts.append(f"{written.write_name(child, visits + count)} {visits}{count}")
    if home.outside_help != "unknown":
        parts.append(f"outside help {home.outside_help}")
    parts += [f"note {quote(home.note)}"] if home.note else []
    lead = "another home" if index else "home"
    name = home.name if plain_words(home.name) and len(home.name.split()) > 1 else quote(home.name)
    opening = f"{lead} {name}" if home.name else lead
    return f"{opening}: {'; '.join(parts)}{write_source(home.basis, written)}"


# Ties


def write_ties(case: Case, draft: CaseDraft, written: WrittenNames) -> list[str]:
    lines: list[str] = []
    seen: set[frozenset[str]] = set()
    made = {tie.id for person in case.people for tie in ties_made_by_role(case, person)}
    for tie in case.ties:
        pair = frozenset((tie.source, tie.target))
        also = ["also"] if pair in seen else []
        seen.add(pair)
        told = write_source(tie.basis, written) + write_accounts(tie.accounts, "quality", written)
        usual = tie.id in made or tie.kind == usual_tie_kind(draft, tie.source, tie.target)
        facts = also + write_tie_facts(tie, not usual)
        if tie.id in made and not (facts or told):
            continue
        ends = f"{written.write_name(tie.source)} -> {written.write_name(tie.target)}"
        lines.append(f"{ends}: {', '.join(facts or ['unknown'])}{told}")
    return lines


def write_tie_facts(tie: Tie, with_kind: bool) -> list[str]:
    facts: list[str] = []
    if with_kind:
        facts.append(_write_kind(tie))
    facts += [phrase_for("quality", tie.quality)] if tie.quality != "unknown" else []
    if tie.contact != "unknown":
        declined = tie.contact == "declined"
        facts.append("contact declined" if declined else phrase_for("contact", tie.contact))
    for verb, amount, kinds in (
        ("supports", tie.support_to_target, tie.kinds_to_target),
        ("supported", tie.support_to_source, tie.kinds_to_source),
    ):
        if amount != "unknown" or kinds:
            facts.append(" ".join((verb, amount, " and ".join(kinds))).strip())
    facts += _write_strain(tie)
    facts += [f"since {write_duration(tie.since_months)}"] if tie.since_months is not None else []
    facts += [f"until {write_duration(tie.until_months)}"] if tie.until_months is not None else []
    facts += [f"note {quote(tie.note)}"] if tie.note else []
    return facts


def _write_kind(tie: Tie) -> str:
    if tie.kind == "unknown":
        return "kind unknown"
    return tie.kind.replace("_", " ") if tie.kind in KIN_TIES else phrase_for("tie", tie.kind)


def _write_strain(tie: Tie) -> list[str]:
    about = " and ".join(phrase_for("topic", topic) for topic in tie.topics)
    strain = f"strain {tie.strain}" if tie.strain != "unknown" else ""
    words = " ".join(filter(None, (strain, f"about {about}" if about else "")))
    return [words] if words else []


def write_left_out(case: Case) -> list[str]:
    counts = {
        name: len(getattr(case, name))
        for name in ("visits", "agreements", "hypotheses", "positions")
    }
    left = [f"{count} {name}" for name, count in counts.items() if count]
    return [f"# not written here: {', '.join(left)}"] if left else []
