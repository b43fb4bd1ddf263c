"""Fairness by metamorphosis: change what must not matter, and no digit may change.

Nobody can say what the right ranking of a family is. But it can be said which changes to a case
must leave it alone (Chen, Cheung & Yiu 1998): other names, genders, languages, faiths, ids,
another order of entry; facts that say nothing; an answer that was not given.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from imh.case.case import COLLECTIONS, Case
from imh.case.integrity import REFERENCES
from imh.case.vocabulary import UNSAID
from imh.principles.evidence import Finding, Gap
from imh.principles.knowledge import PRINCIPLES, Knowledge
from imh.principles.rules import hear
from imh.principles.situation import Situation
from imh.principles.stability import Weightings
from imh.principles.weighing import contributions, point_bearings, sums, weigh
from imh.trust.trials import Data, data_of, walk

NAMES = ("Zoë", "Abdul", "李", "Ngozi", "Siobhán", "María José", "Ðuro", "a", "Anneke", "Kwame")
GENDERS = ("female", "male", "diverse", "unknown", "declined")
EQUAL_ROLES = (
    ("birth_parent", "adoptive_parent", "foster_parent", "step_parent", "parent"),
    ("grandparent", "great_grandparent", "aunt_uncle", "godparent"),
    ("half_sibling", "step_sibling", "foster_sibling"),
    ("friend", "neighbour", "elder"),
)
"""Roles whose bearers stand alike to the child. A full sibling is also a parent's own child."""

EQUAL_TIES = ("parent_of", "adoptive_parent_of", "foster_parent_of", "step_parent_of")
LANGUAGES = ("Twi", "Deutsch", "فارسی", "Māori", "a sign language", "Hmoob", "English")
FAITHS = ("the mosque", "the parish", "the temple", "no faith", "the longhouse", "the gurdwara")
MOST_NONES = 4
"""Known absences tried one by one in a case; the others are left to other cases."""


@dataclass(frozen=True)
class Digits:
    """Every number that a ranking rests on, told without names; ``gaps`` are what is unknown."""

    evidence: tuple[tuple[Any, ...], ...]
    concerns: dict[str, float]
    bearings: dict[str, float]
    shares: dict[str, tuple[float, ...]]
    gaps: tuple[tuple[Any, ...], ...]

    def ranking(self) -> "Digits":
        """The same without what is unknown."""
        return replace(self, gaps=())

    def without_asking(self) -> "Digits":
        """The same whether or not a question may be asked."""
        return replace(self, gaps=tuple(sorted(gap[:-1] for gap in self.gaps)))


def digits(case: Case, known: Knowledge) -> Digits:
    """Weigh a case and keep every digit: evidence, sums, bearings, rank shares, unknowns."""
    heard = hear(Situation(case, known))
    weighed = weigh((one for one in heard if isinstance(one, Finding)), known)
    contributed = contributions(weighed, known.constants.damping)
    totals = sums(contributed)
    evidence = [
        (
            one.indicator.id,
            one.finding.strength,
            one.finding.low,
            one.finding.high,
            one.weight,
            one.home_factor,
            damping,
            contribution,
        )
        for one, damping, contribution in contributed
    ]
    gaps = [
        (one.indicator, one.kind, tuple(sorted(one.answers.items())), one.askable)
        for one in heard
        if isinstance(one, Gap)
    ]
    return Digits(
        evidence=tuple(sorted(evidence)),
        concerns={principle: totals.get((principle, "concern"), 0.0) for principle in PRINCIPLES},
        bearings=point_bearings(weighed, known),
        shares=Weightings(weighed, known).acceptability(),
        gaps=tuple(sorted(gaps)),
    )


Check = Callable[[Case, Digits, Random, Knowledge], Iterator[str]]
"""Yields, for each comparison, what is wrong: an empty text where it held."""


def _same(change: Callable[[Data, Random], None]) -> Check:
    """A check that no digit changes with a change to the data of a case."""

    def check(case: Case, before: Digits, random: Random, known: Knowledge) -> Iterator[str]:
        data = data_of(case)
        change(data, random)
        yield difference(before, digits(Case.model_validate(data), known))

    return check


def difference(before: Digits, after: Digits) -> str:
    """The first kind of digit that differs, in words; empty where none does."""
    lost = [one for one in before.evidence if one not in after.evidence]
    new = [one for one in after.evidence if one not in before.evidence]
    if lost or new:
        told = [f"{one[0]} counted {one[-1]:.3g}" for one in lost]
        told += [f"{one[0]} counts {one[-1]:.3g}" for one in new]
        return "evidence: " + ", ".join(told[:4])
    for kind in ("evidence", "concerns", "bearings", "shares", "gaps"):
        if getattr(before, kind) != getattr(after, kind):
            return f"other {kind}"
    return ""


# Labels


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


def nothing_new(case: Case, before: Digits, random: Random, known: Knowledge) -> Iterator[str]:
    """Neutral facts, all at once, add nothing to the ranking; only coverage may grow."""
    data = data_of(case)
    for collection, entry in neutral_facts(case.reference_age_months, case.children[0]):
        data[collection].append(entry)
    after = digits(Case.model_validate(data), known)
    yield difference(before.ranking(), after.ranking())


# What was not said


def unsaid_for_none(case: Case, before: Digits, random: Random, known: Knowledge) -> Iterator[str]:
    """A known absence turned into "unknown" or "declined" never raises a concern."""
    data = data_of(case)
    nones = [(holder, key) for holder, key, value in walk(data) if value == "none"]
    for holder, key in random.sample(nones, min(MOST_NONES, len(nones))):
        holder[key] = random.choice(UNSAID)
        after = digits(Case.model_validate(data), known)
        raised = [p for p in PRINCIPLES if after.concerns[p] > before.concerns[p] + 1e-9]
        told = difference(before, after)
        yield f"{key}: none -> {holder[key]} raises {', '.join(raised)}; {told}" if raised else ""
        holder[key] = "none"


DECLINABLE = ("quality", "burden", "state", "outside_help", "support_fits_task", "strain", "status")


def declined_for_unknown(
    case: Case, before: Digits, random: Random, known: Knowledge
) -> Iterator[str]:
    """A family that declined to answer counts as one that was not asked."""
    data = data_of(case)
    for holder, key, value in walk(data):
        if value == "unknown" and key in DECLINABLE:
            holder[key] = "declined"
    after = digits(Case.model_validate(data), known)
    yield difference(before.without_asking(), after.without_asking())


def unasked_weighs_nothing(
    case: Case, before: Digits, random: Random, known: Knowledge
) -> Iterator[str]:
    """Indicators of which nothing is known move no rank, however much they might weigh."""
    fired = {one[0] for one in before.evidence}
    turned = {
        identifier: one
        if identifier in fired
        else replace(one, weight="L" if one.weight == "H" else "H")
        for identifier, one in known.indicators.items()
    }
    after = digits(case, replace(known, indicators=turned))
    yield difference(before.ranking(), after.ranking())


CHECKS: dict[str, Check] = {
    "other names and words": _same(other_names),
    "other genders": _same(other_genders),
    "other languages and faiths": _same(other_languages_and_faiths),
    "other kin roles of equal standing": _same(other_roles_of_equal_standing),
    "other ids": _same(other_ids),
    "another order of entry": _same(another_order),
    "other places on the map": _same(other_places_on_the_map),
    "neutral facts added": nothing_new,
    "unknown or declined for none": unsaid_for_none,
    "declined for unknown": declined_for_unknown,
    "unasked indicators weigh otherwise": unasked_weighs_nothing,
}


def complaints(
    case: Case, random: Callable[[str], Random], known: Knowledge, names: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Run the checks on one case: (check, what is wrong or empty) for each comparison."""
    before = digits(case, known)
    for name in names or CHECKS:
        for wrong in CHECKS[name](case, before, random(name), known):
            yield name, wrong
