"""Strain between two: how hard it is, and the one kind of fact that it is.

A strained tie can be about many things, but it is one fact with one home. The first that holds
decides: over the child between those who care for it, over how to care, over values, language,
trust or being left out, over money or the home; else by who the two are. A street that is not
safe is no conflict of values: only a belief, a tradition or a community of one is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imh.case.ties import Tie
from imh.case.vocabulary import HARD_QUALITIES, MATERIAL_NEEDS, SIBLING_ROLES
from imh.principles.situation import Reading, Situation, read

HARDNESS = {"strained": 0.7, "conflicted": 1.0, "cut_off": 0.9, "mixed": 0.6, "tenuous": 0.6}
"""How much a hard quality counts; in [0, 1]."""

ADULT_STRAIN = ("couple_strain", "coparenting_conflict")
"""Strain between two adults about themselves, or over the child."""

_STRAINED = {quality: HARDNESS[quality] for quality in HARD_QUALITIES}
SOME_STRAIN = 0.5
"""How much some strain counts, where nothing harder is known between two."""

_STRAIN = {"some": SOME_STRAIN, "much": 0.9}
_EXO = frozenset({"work", "court", "military", "police", "media"})
_PRESSURE = frozenset({"discrimination", "historical_trauma", "policy", "economy"})
_OUTSIDE = frozenset({"neighbourhood", "peer_group", "other"})


@dataclass(frozen=True)
class Strain:
    """Strain between two: how hard it is, its kind, and the ties it rests on."""

    fact: str
    kind: str
    reading: Reading
    refs: tuple[str, ...]


def strain_between(s: Situation, one: str, other: str) -> Strain | None:
    """The strain between two, or None when none is known. A tenuous tie alone is not strain."""
    pair = frozenset((one, other))
    if pair not in s.worked_out:
        s.worked_out[pair] = _strain_between(s, one, other)
    strain: Strain | None = s.worked_out[pair]
    return strain


def _strain_between(s: Situation, one: str, other: str) -> Strain | None:
    read_ties = [(tie, _hardness(tie)) for tie in s.between(one, other)]
    hard = [(tie, reading) for tie, reading in read_ties if reading.strength > 0]
    if not hard:
        return None
    hardest = max(reading for _, reading in hard)
    return Strain(
        fact=s.tie_fact(one, other),
        kind=kind_of_strain(s, one, other, [tie for tie, _ in hard]),
        reading=hardest,
        refs=tuple(tie.id for tie, _ in hard),
    )


def strains(s: Situation, *kinds: str) -> Iterator[tuple[str, str, Strain]]:
    """Every two between whom there is strain of one of these kinds."""
    for one, other, _ in s.pairs:
        strain = strain_between(s, one, other)
        if strain and strain.kind in kinds:
            yield one, other, strain


@dataclass(frozen=True)
class PlaceStrain:
    """Strain of one kind between a place, or helper, and everybody of the family it reaches.

    It is one fact however many it reaches: a flat that is too small is one flat.
    """

    place: str
    people: tuple[str, ...]
    fact: str
    kind: str
    reading: Reading
    refs: tuple[str, ...]


def strains_by_place(s: Situation, kind: str) -> Iterator[PlaceStrain]:
    """Strain of one kind, gathered at the place or helper at which the family meets it.

    Strain between two places, or two of the family, stands by itself.
    """
    gathered: dict[tuple[str, str], dict[str, Strain]] = {}
    for one, other, strain in strains(s, kind):
        person, place = (other, one) if other in s.family else (one, other)
        met_by_family = (one in s.family) != (other in s.family)
        fact = f"strain:{kind}:{place}" if met_by_family else strain.fact
        gathered.setdefault((fact, place), {})[person] = strain
    for (fact, place), met in gathered.items():
        yield PlaceStrain(
            place=place,
            people=tuple(met),
            fact=fact,
            kind=kind,
            reading=max(strain.reading for strain in met.values()),
            refs=tuple(dict.fromkeys(ref for strain in met.values() for ref in strain.refs)),
        )


def _hardness(tie: Tie) -> Reading:
    return max(
        read(_STRAINED, tie.quality, tie.accounts, tie.basis),
        read(_STRAIN, tie.strain, (), tie.basis),
    )


def kind_of_strain(s: Situation, one: str, other: str, ties: Sequence[Tie]) -> str:
    """The one kind of fact that a strained tie is; its home follows from it."""
    topics: set[str] = {topic for tie in ties for topic in tie.topics}
    pair = {one, other}
    if pair & set(s.case.children) and pair & s.carers:
        return "caregiver_tie"
    if pair <= s.family:
        return _family_strain(s, pair, topics)
    kinds = {getattr(s.case.symbols[end], "kind", "person") for end in pair}
    if "language" in topics:
        return "language_barrier"
    if "values" in topics:
        return "values_conflict"
    if kinds & _PRESSURE or "immigration" in kinds:
        return "macro_pressure"
    if "migration_story" in kinds:
        return "migration"
    if "left_out" in topics:
        return "left_out"
    if kinds & MATERIAL_NEEDS:
        return "material_strain"
    if kinds & _EXO and "trust" not in topics:
        return "exosystem_strain"
    if pair & s.professionals and not pair - s.helpers:
        return "split"
    if pair & s.helpers and pair & s.family:
        return "mistrust"
    if not pair & set(s.case.person):
        return "mesosystem_gap"
    if any(end in s.setting_kinds and s.setting_kinds[end] in _OUTSIDE for end in pair):
        return "exosystem_strain"
    return "values_conflict"


def _family_strain(s: Situation, pair: set[str], topics: set[str]) -> str:
    parents = {parent.id for parent in s.parents}
    if "child" in topics and pair <= (s.carers | parents):
        return "coparenting_conflict"
    if topics & {"child", "care_of_child"}:
        return "caring_differences"
    if "values" in topics:
        return "values_conflict"
    if any(s.case.person[end].role in SIBLING_ROLES for end in pair):
        return "sibling_need"
    return "couple_strain"
