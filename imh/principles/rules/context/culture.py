"""What the family holds dear and where it comes from: what it stands on, and what presses on it."""

from collections.abc import Iterator

from imh.case.vocabulary import COMMUNITIES
from imh.principles.evidence import RuleResult
from imh.principles.rules.events import burden
from imh.principles.rules.places import at_a_place
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap
from imh.principles.situation import Situation
from imh.principles.strain import strains, strains_by_place

ROOT_INFLUENCES = frozenset(
    {"language", "faith", "parenting_idea", "migration_story", "place", "celebration", "value"}
)


@rule("C1")
def values_conflict(s: Situation) -> Iterator[RuleResult]:
    """Culture, faith or belief in conflict with a member of the household or a service."""
    for one, other, strain in strains(s, "values_conflict"):
        ideas = {one, other} & {influence.id for influence in s.influences}
        yield found(
            "C1",
            strain.fact,
            strain.kind,
            strain.reading,
            strain.refs,
            "idea" if len(ideas) == 1 else "one",
            slots={
                "one": s.name(one),
                "other": s.name(other),
                "people": s.names({one, other} - ideas),
                "place": s.names(ideas),
            },
        )


@rule("C2")
def caring_differences(s: Situation) -> Iterator[RuleResult]:
    """Members of the family disagree over how to care for the child."""
    for one, other, strain in strains(s, "caring_differences", "coparenting_conflict"):
        yield found(
            "C2",
            strain.fact,
            strain.kind,
            strain.reading,
            strain.refs,
            slots={"one": s.name(one), "other": s.name(other), "child": s.children_names},
        )


@rule("C3")
def language_and_migration(s: Situation) -> Iterator[RuleResult]:
    """A language barrier to a service; migration or displacement that was a burden."""
    for strain in strains_by_place(s, "language_barrier"):
        yield at_a_place(s, "C3", strain, "language")
    for strain in strains_by_place(s, "migration"):
        yield at_a_place(s, "C3", strain, "story")
    for event in s.events:
        if event.kind == "migration":
            yield burden(s, event, "C3", "migration", "migration")


@rule("C4")
def macro_pressure(s: Situation) -> Iterator[RuleResult]:
    """Discrimination, historical trauma, legal status or policy reaches the household."""
    for strain in strains_by_place(s, "macro_pressure"):
        yield at_a_place(s, "C4", strain)
    for event in s.events:
        if event.kind == "discrimination":
            yield burden(s, event, "C4", "macro_pressure", "event")


@rule("C8+")
def roots(s: Situation) -> Iterator[RuleResult]:
    """A warm tie to culture, faith, language, community, clan or place."""
    places = [x.id for x in s.settings if x.kind in COMMUNITIES]
    places += [x.id for x in s.influences if x.kind in ROOT_INFLUENCES]
    for place in places:
        warm = [
            person
            for person in s.partners(place)
            if person in s.family and s.quality(person, place) == "warm"
        ]
        if warm:
            refs = [ref for person in warm for ref in s.qualified(person, place)]
            inside = set(warm) & (s.household | set(s.case.children) | s.carers)
            yield found(
                "C8+",
                f"root:{place}",
                "roots",
                1.0 if inside else 0.5,
                refs,
                slots={"people": s.names(warm), "place": s.name(place)},
            )
    if not places:
        yield gap(
            "C8+",
            "roots",
            "roots",
            {"something holds them": 1.0, "nothing named": 0.0},
            s.case.children,
            slots={"child": s.children_names},
        )
