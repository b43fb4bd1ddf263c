"""Changes to a case that must not matter: other labels, another order, facts that say nothing."""

from random import Random
from typing import Any, get_args

from imh.case.collections import COLLECTIONS
from imh.case.integrity import REFERENCES
from imh.case.vocabulary import (
    FULL_SIBLING_ROLES,
    PARENT_ROLES,
    PARENT_TIES,
    SIBLING_ROLES,
    Gender,
    Role,
    TieKind,
)
from imh.trust.trials import Data, walk

NAMES = ("Zoë", "Abdul", "李", "Ngozi", "Siobhán", "María José", "Ðuro", "a", "Anneke", "Kwame")
GENDERS = get_args(Gender)
EQUAL_ROLES = (
    tuple(role for role in get_args(Role) if role in PARENT_ROLES),
    ("grandparent", "great_grandparent", "aunt_uncle", "godparent"),
    tuple(role for role in get_args(Role) if role in SIBLING_ROLES - FULL_SIBLING_ROLES),
    ("friend", "neighbour", "elder"),
)
"""Roles whose bearers stand alike to the child. A full sibling is also a parent's own child."""

EQUAL_TIES = tuple(kind for kind in get_args(TieKind) if kind in PARENT_TIES)
LANGUAGES = ("Twi", "Deutsch", "فارسی", "Māori", "a sign language", "Hmoob", "English")
FAITHS = ("the mosque", "the parish", "the temple", "no faith", "the longhouse", "the gurdwara")


def other_names(data: Data, random: Random) -> None:
    """Other names, titles and words everywhere; what was one name stays one."""
    fresh: dict[str, str] = {}
    for holder, key, value in walk(data):
        if key in ("name", "title", "words", "note", "discipline", "text", "says") and value:
            if not isinstance(value, str):
                continue
            fresh.setdefault(value, f"{random.choice(NAMES)} {len(fresh)}")
            holder[key] = fresh[value]


def other_genders(data: Data, random: Random) -> None:
    """Mothers as fathers, daughters as sons."""
    for person in data["people"]:
        person["gender"] = random.choice(GENDERS)


def other_languages_and_faiths(data: Data, random: Random) -> None:
    """Another language, faith or origin; whatever binds or strains stays."""
    for influence in data["influences"]:
        names = FAITHS if influence["kind"] == "faith" else LANGUAGES
        influence |= {"name": random.choice(names), "words": random.choice(names)}
    for setting in data["settings"]:
        if setting["kind"] in ("faith_community", "cultural_community"):
            setting["name"] = random.choice(FAITHS)


def other_roles_of_equal_standing(data: Data, random: Random) -> None:
    """A birth mother as an adoptive or second one, a grandmother as an aunt."""
    for person in data["people"]:
        for equal in EQUAL_ROLES:
            if person["role"] in equal:
                person["role"] = random.choice(equal)
    for tie in data["ties"]:
        if tie["kind"] in EQUAL_TIES:
            tie["kind"] = random.choice(EQUAL_TIES)


def other_ids(data: Data, random: Random) -> None:
    """Every entry under another id, and everything that points to it."""
    entries = [entry for collection in COLLECTIONS for entry in data[collection]]
    numbers = random.sample(range(10 * len(entries)), len(entries))
    new = {entry["id"]: f"x{number}" for entry, number in zip(entries, numbers, strict=True)}
    for entry in entries:
        entry["id"] = new[entry["id"]]
    for collection, field, _ in REFERENCES:
        for entry in data[collection]:
            if field in entry:
                entry[field] = _pointing(entry[field], new)
    for field in ("children", "positions"):
        data[field] = _pointing(data[field], new)
    for holder, key, value in walk(entries):  # who told it, at which visit, who holds a view
        if key in ("who", "visits", "by") and "id" not in holder:
            holder[key] = _pointing(value, new)


def _pointing(value: Any, new: dict[str, str]) -> Any:
    if isinstance(value, str):
        return new.get(value, value)
    if isinstance(value, list):
        return [new.get(each, each) for each in value]
    if isinstance(value, dict):
        return {new.get(key, key): each for key, each in value.items()}
    return value


def another_order(data: Data, random: Random) -> None:
    """Everything typed in another order: people, ties, events, and what each of them lists."""
    for collection in COLLECTIONS:
        random.shuffle(data[collection])
        for _, _, value in walk(data[collection]):
            if isinstance(value, list):
                random.shuffle(value)
    random.shuffle(data["children"])


def other_places_on_the_map(data: Data, random: Random) -> None:
    """Every symbol dragged somewhere else."""
    symbols = (*data["people"], *data["settings"], *data["influences"])
    data["positions"] = {
        symbol["id"]: [random.uniform(-900, 900), random.uniform(-900, 900)] for symbol in symbols
    }


# Facts that say nothing


def neutral_facts(now: float, child: str) -> list[tuple[str, Data]]:
    """Entries that speak neither for nor against anything: (list, entry).

    A tie with a caregiver is none of them: whether the other helps is a fact, or an unknown.
    """
    person = {"id": "new-neighbour", "role": "neighbour", "age_years": 44, "caregiver": "none"}
    ordinary = {
        "id": "new-tie",
        "source": "new-neighbour",
        "target": "new-place",
        "quality": "ordinary",
        "strain": "none",
    }
    calm = {"kind": "other", "at_months": now, "ongoing": "none", "burden": "none"}
    return [
        ("people", person),
        ("ties", ordinary),
        ("settings", {"id": "new-place", "kind": "media"}),
        ("influences", {"id": "new-influence", "kind": "other"}),
        ("events", {"id": "new-event", **calm, "nurture": "none", "exposure": "none"}),
        ("safety", {"id": "new-safety", "kind": "injury", "state": "none"}),
        ("visits", {"id": "new-visit", "at_months": now, "present": [child]}),
        ("goals", {"id": "new-goal", "text": "to meet again"}),
        ("agreements", {"id": "new-agreement", "what": "to keep notes", "agreed": "agreed"}),
        ("questions", {"id": "new-question", "text": "who else?"}),
        ("hypotheses", {"id": "new-hypothesis", "text": "it may be so"}),
        ("strengths", {"id": "new-strength", "words": "we laugh"}),
    ]
