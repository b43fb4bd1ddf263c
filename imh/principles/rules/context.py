"""Development Happens in Context: family, culture, community and the wider world."""

from collections.abc import Iterator
from itertools import combinations

from imh.case.events import Event
from imh.case.surroundings import Setting
from imh.case.vocabulary import UNSAID
from imh.network.graph import NOT_THERE_NOW
from imh.principles.evidence import Heard
from imh.principles.rules import found, gap, quiet, rule
from imh.principles.situation import SERVICE_KINDS, WELL, Situation, burden_of
from imh.principles.strain import PlaceStrain, strain_between, strains, strains_by_place
from imh.principles.words import event_words, since, when

MATERIAL_KINDS = frozenset({"housing", "income", "food", "transport"})
ROOT_SETTINGS = frozenset({"faith_community", "cultural_community", "neighbourhood", "peer_group"})
ROOT_INFLUENCES = frozenset(
    {"language", "faith", "parenting_idea", "migration_story", "place", "celebration", "value"}
)
NOT_YET_OR_OVER = NOT_THERE_NOW - {"none"}
"""A place known to be missing (``none``) never weighs less than one of which nobody asked."""
CHILD_PLACES = SERVICE_KINDS - {"court", "immigration", "police"}
RECENT_MONTHS = 18


@rule("C1")
def values_conflict(s: Situation) -> Iterator[Heard]:
    """Culture, faith or belief in conflict with a member of the household or a service."""
    for one, other, strain in strains(s, "values_conflict"):
        names = {"one": s.name(one), "other": s.name(other)}
        yield found(
            "C1",
            strain.fact,
            strain.kind,
            strain.reading,
            strain.refs,
            slots=names,
        )


@rule("C2")
def caring_differences(s: Situation) -> Iterator[Heard]:
    """Members of the family disagree over how to care for the child."""
    for kind in ("caring_differences", "coparenting_conflict"):
        for one, other, strain in strains(s, kind):
            yield found(
                "C2",
                strain.fact,
                kind,
                strain.reading,
                strain.refs,
                slots={"one": s.name(one), "other": s.name(other), "child": s.children_names},
            )


@rule("C3")
def language_and_migration(s: Situation) -> Iterator[Heard]:
    """A language barrier to a service; migration or displacement that was a burden."""
    for strain in strains_by_place(s, "language_barrier"):
        yield _at_a_place(s, "C3", strain, "language")
    for strain in strains_by_place(s, "migration"):
        yield _at_a_place(s, "C3", strain, "story")
    for event in s.events:
        if event.kind == "migration":
            yield _burden(s, event, "C3", "migration", "migration")


@rule("C4")
def macro_pressure(s: Situation) -> Iterator[Heard]:
    """Discrimination, historical trauma, legal status or policy reaches the household."""
    for strain in strains_by_place(s, "macro_pressure"):
        yield _at_a_place(s, "C4", strain)
    for event in s.events:
        if event.kind == "discrimination":
            yield _burden(s, event, "C4", "macro_pressure", "event")


@rule("C5")
def material_strain(s: Situation) -> Iterator[Heard]:
    """Housing, income, food or transport is in strain, as somebody named it."""
    for strain in strains_by_place(s, "material_strain"):
        yield _at_a_place(s, "C5", strain)
    for setting in s.settings:
        if setting.kind in MATERIAL_KINDS and setting.status == "none":
            yield found(
                "C5",
                f"lack:{setting.kind}",
                "material_strain",
                0.9,
                [f"{setting.id}.status"],
                "lack",
                absent=True,
                slots={"need": s.need(setting)},
            )


def _at_a_place(s: Situation, indicator: str, strain: PlaceStrain, says: str = "one") -> Heard:
    slots = {
        "people": s.names(strain.people),
        "place": s.name(strain.place),
        "child": s.children_names,
    }
    return found(
        indicator, strain.fact, strain.kind, strain.reading, strain.refs, says, slots=slots
    )


def _places_of_the_child(s: Situation) -> list[Setting]:
    return [
        setting
        for setting in s.settings
        if setting.kind in CHILD_PLACES
        and setting.status not in NOT_YET_OR_OVER
        and any(s.quality(setting.id, child.id) != "none" for child in s.children)
        and any(s.between(setting.id, child.id) for child in s.children)
    ]


@rule("C6", "C13+")
def mesosystem(s: Situation) -> Iterator[Heard]:
    """The child's settings do not talk to each other or are in conflict (C6); they do (C13+)."""
    for one, other in combinations(_places_of_the_child(s), 2):
        names = {
            "one": s.name(one.id),
            "other": s.name(other.id),
            "child": s.children_names,
        }
        fact = f"tie:{'~'.join(sorted((one.id, other.id)))}"
        ties = s.between(one.id, other.id)
        strain = strain_between(s, one.id, other.id)
        apart = [t.id for t in ties if t.quality == "none" or t.contact == "none"]
        well = [t.id for t in ties if t.quality in WELL]
        if strain:
            yield found(
                "C6", fact, "mesosystem_gap", strain.reading, strain.refs, "conflict", slots=names
            )
        elif apart:
            yield found("C6", fact, "mesosystem_gap", 0.7, apart, absent=True, slots=names)
        elif well:
            yield found("C13+", fact, "mesosystem_link", 0.8, well, slots=names)
            yield quiet("C6", fact)
        else:
            refs, declined = (one.id, other.id), s.declined(one.id, other.id)
            yield gap(
                "C6",
                fact,
                "mesosystem_gap",
                {"they talk": 0.0, "they do not": 0.7},
                refs,
                declined=declined,
                slots=names,
            )
            yield gap(
                "C13+",
                fact,
                "mesosystem_link",
                {"they talk": 0.8, "they do not": 0.0},
                refs,
                declined=declined,
                slots=names,
            )


@rule("C7", "C14+")
def reach_into_community(s: Situation) -> Iterator[Heard]:
    """Nobody or few outside the home help (C7); enough do (C14+). Blank says nothing."""
    for home in s.case.households:
        if not set(home.members) & (set(s.case.children) | {c.id for c in s.caregivers}):
            continue
        fact, refs = f"home:{home.id}:outside-help", [f"{home.id}.outside_help"]
        members = s.names(m for m in home.members if m not in s.case.children) or "the family"
        if home.outside_help in ("none", "few"):
            strength = 1.0 if home.outside_help == "none" else 0.6
            yield found(
                "C7",
                fact,
                "isolation",
                strength,
                refs,
                home.outside_help,
                absent=True,
                slots={"members": members},
            )
        elif home.outside_help == "enough":
            yield found("C14+", fact, "community_reach", 0.8, refs, slots={"members": members})
            yield quiet("C7", fact)
        else:
            declined = home.outside_help == "declined"
            yield gap(
                "C7",
                fact,
                "isolation",
                {"nobody": 1.0, "few": 0.6, "enough": 0.0},
                (home.id,),
                declined=declined,
                slots={"members": members},
            )
            yield gap(
                "C14+",
                fact,
                "community_reach",
                {"nobody": 0.0, "few": 0.0, "enough": 0.8},
                (home.id,),
                declined=declined,
                slots={"members": members},
            )


@rule("C8+")
def roots(s: Situation) -> Iterator[Heard]:
    """A warm tie to culture, faith, language, community, clan or place."""
    places = [x.id for x in s.settings if x.kind in ROOT_SETTINGS]
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


@rule("C9")
def exosystem(s: Situation) -> Iterator[Heard]:
    """A parent's work, a court, prison or service reaches into the child's day."""
    for strain in strains_by_place(s, "exosystem_strain"):
        if s.family & set(strain.people):
            yield _at_a_place(s, "C9", strain)
    for event in s.events:
        if s.known.event_kinds[event.kind] == "exosystem_strain":
            yield _burden(s, event, "C9", s.event_kind(event), "event")


@rule("C10")
def moves(s: Situation) -> Iterator[Heard]:
    """A recent move, or one that weighed."""
    for event in s.events:
        if s.event_kind(event) == "move":
            yield _burden(s, event, "C10", "move", "one", fade=True)


@rule("C11")
def childcare(s: Situation) -> Iterator[Heard]:
    """Childcare that changes, a lost place, an exclusion."""
    for setting in s.settings:
        if setting.kind != "childcare" or setting.status in NOT_YET_OR_OVER:
            continue
        if not any(s.between(setting.id, child.id) for child in s.children):
            continue
        fact = f"childcare:{setting.id}"
        if setting.stability == "changing":
            yield found(
                "C11",
                fact,
                "childcare_instability",
                0.7,
                [f"{setting.id}.stability"],
                "changing",
                slots={"place": s.name(setting.id), "child": s.children_names},
            )
        elif setting.stability == "steady":
            yield quiet("C11", fact)
        else:
            yield gap(
                "C11",
                fact,
                "childcare_instability",
                {"changing": 0.7, "steady": 0.0},
                (setting.id,),
                declined=setting.stability == "declined",
                slots={"place": s.name(setting.id)},
            )
    for event in s.events:
        touches_child = not event.who or set(event.who) & set(s.case.children)
        if s.event_kind(event) == "childcare_instability" and touches_child:
            base = 0.5 if event.kind == "expulsion" else 0.0
            yield _burden(s, event, "C11", "childcare_instability", event.kind, base=base)


@rule("C12+")
def holding_setting(s: Situation) -> Iterator[Heard]:
    """A setting that holds the child well and works with the family."""
    for setting in s.settings:
        if setting.kind not in CHILD_PLACES:
            continue
        holds = [c.id for c in s.children if s.quality(setting.id, c.id) == "warm"]
        with_family = [c.id for c in s.caregivers if s.quality(setting.id, c.id) in WELL]
        if holds:
            refs = [
                ref for person in (*holds, *with_family) for ref in s.qualified(setting.id, person)
            ]
            yield found(
                "C12+",
                f"holding:{setting.id}",
                "holding_setting",
                1.0 if with_family else 0.6,
                refs,
                "both" if with_family else "child",
                slots={
                    "place": s.name(setting.id),
                    "child": s.names(holds),
                    "caregivers": s.names(with_family),
                },
            )


def _burden(
    s: Situation,
    event: Event,
    indicator: str,
    kind: str,
    says: str,
    *,
    base: float = 0.0,
    fade: bool = False,
) -> Heard:
    """A burdensome event as a finding; a gap when it is not known how much it weighed."""
    who = s.names(w for w in event.who if w in s.family) or "the family"
    slots = {
        "what": event_words(event),
        "who": who,
        "when": when(event),
        "since": since(event),
        "child": s.children_names,
    }
    fact = s.event_fact(event)
    old = event.at_months is not None and s.now - event.at_months > RECENT_MONTHS
    share = 0.6 if fade and old else 1.0
    burden = burden_of(event, base).times(share)
    if event.burden not in UNSAID and burden.strength == 0:
        return quiet(indicator, fact)
    if burden.strength == 0:
        return gap(
            indicator,
            fact,
            kind,
            {"little": 0.0, "some": 0.6 * share, "much": share},
            (event.id,),
            "burden",
            declined=event.burden == "declined",
            slots=slots,
        )
    return found(indicator, fact, kind, burden, [event.id], says, slots=slots)
