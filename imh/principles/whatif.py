"""What would put another principle first.

Removal: the smallest set of facts (one, then two) without which the leader loses its place;
only the leader's own evidence can cost it that, so few sets need trying. Recoding: one fact
read one step differently (strained as ordinary, some as much), the rules asked anew.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from math import isqrt

from imh.case.case import Case
from imh.case.events import Event
from imh.case.labels import label
from imh.case.observations import ChildObservation, PairObservation
from imh.case.ties import Tie
from imh.principles.evidence import Finding, Flip, Item
from imh.principles.knowledge import PRINCIPLES, Knowledge
from imh.principles.one_step import MILDER_OR_HARDER
from imh.principles.phrases import event_words
from imh.principles.rules import evaluate
from imh.principles.sentences import name_of
from imh.principles.situation import Situation
from imh.principles.weighing import (
    Judged,
    Weighed,
    contributions,
    evidence_for,
    first,
    point_bearings,
    sums,
    weigh,
)

MOST = 4
"""Flips of each kind worth reading."""

FINDINGS_WEIGHED, ENTRIES_READ = 25_000, 6_000
"""How many findings are weighed anew, and entries read anew, in looking for flips: all that a
family's leading principle rests on, and of a very large case the weightiest facts."""

MOST_A_STEP_ADDS = 4.0
"""What one fact read one step differently can add to another principle at the most: one H."""


def removals(weighed: Sequence[Weighed], items: Sequence[Item], known: Knowledge) -> list[Flip]:
    """The smallest sets of facts without which another principle comes first."""
    leader = first(point_bearings(weighed, known))
    leading: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: -item.contribution):
        if item.principle == leader:
            leading.setdefault(item.fact, item)
    tried = [*leading][: isqrt(2 * FINDINGS_WEIGHED // max(1, len(weighed)))]
    for size in (1, 2):
        flips = []
        for dropped in combinations(tried, size):
            left = [one for one in weighed if one.finding.fact not in dropped]
            becomes = first(point_bearings(left, known))
            if becomes and becomes != leader:
                flips.append(_removal([leading[fact] for fact in dropped], becomes, known))
        if flips:
            return flips[:MOST]
    return []


def _removal(items: Sequence[Item], becomes: str, known: Knowledge) -> Flip:
    without = " and that ".join(f"“{item.sentence.rstrip('.')}”" for item in items)
    name = known.principles[becomes].name
    return Flip(
        kind="removal",
        facts=tuple(item.fact for item in items),
        refs=tuple(dict.fromkeys(ref for item in items for ref in item.refs)),
        becomes_first=becomes,
        sentence=f"If it did not hold that {without}, {name} would come first.",
    )


def recodings(
    case: Case, weighed: Sequence[Weighed], known: Knowledge, judged: Judged | None = None
) -> list[Flip]:
    """Single facts that, read one step differently, put another principle first."""
    leader = first(point_bearings(weighed, known))
    if leader is None:
        return []
    flips: dict[frozenset[str], Flip] = {}
    tries = ENTRIES_READ // len(case.entries)
    for entry in islice(_worth_trying(case, leader, weighed, known), tries):
        for field, value, recoded in _one_step(case, entry):
            findings = [h for h in evaluate(Situation(recoded, known)) if isinstance(h, Finding)]
            becomes = first(point_bearings(weigh(findings, known, judged), known))
            if becomes and becomes != leader:
                sentence = _if_read(case, entry, field, value)
                name = known.principles[becomes].name
                text = f"{sentence}, {name} would come first."
                flips.setdefault(_between(entry), Flip("recoding", (), (entry.id,), becomes, text))
                break
        if len(flips) == MOST:
            break
    return list(flips.values())


Recodable = Tie | Event | PairObservation | ChildObservation


def _between(entry: Recodable) -> frozenset[str]:
    """Whom an entry is about: one what-if for each two people is enough."""
    if isinstance(entry, Tie):
        return frozenset((entry.source, entry.target))
    if isinstance(entry, PairObservation):
        return frozenset((entry.caregiver, entry.child))
    return frozenset((entry.id,))


def _worth_trying(
    case: Case, leader: str, weighed: Sequence[Weighed], known: Knowledge
) -> Iterator[Recodable]:
    """Entries that the evidence rests on and that could close the distance to the second."""
    contributed = contributions(weighed, known.constants.damping)
    totals, scales = sums(contributed), known.constants.scales
    share = known.constants.strength_share
    stand = {p: evidence_for(totals, p, share) / scales[p] for p in PRINCIPLES}
    distance = stand[leader] - max(stand[p] for p in PRINCIPLES if p != leader)
    lost: dict[str, float] = {}
    for one, _, contribution in contributed:
        counts = contribution if one.indicator.side == "concern" else share * contribution
        for ref in one.finding.refs:
            leads = one.indicator.principle == leader
            lost[ref] = lost.get(ref, 0.0) + (counts if leads else 0.0)
    for ref in sorted(lost, key=lambda ref: -lost[ref]):
        entry = case.entries.get(ref)
        near = (lost[ref] + MOST_A_STEP_ADDS) / min(scales.values()) >= distance
        if near and isinstance(entry, Recodable):
            yield entry


def _one_step(case: Case, entry: Recodable) -> Iterator[tuple[str, str, Case]]:
    for collection, field, vocabulary in _fields(entry):
        for value in MILDER_OR_HARDER[vocabulary].get(getattr(entry, field), ()):
            changed = entry.model_copy(update={field: value})
            entries = tuple(changed if e is entry else e for e in getattr(case, collection))
            yield field, value, case.supposing(**{collection: entries})


def _fields(entry: Recodable) -> list[tuple[str, str, str]]:
    if isinstance(entry, Tie):
        return [("ties", "quality", "Quality"), ("ties", "strain", "Amount")]
    if isinstance(entry, Event):
        return [("events", "burden", "Amount")]
    vocabulary = "PairRating" if isinstance(entry, PairObservation) else "DomainRating"
    return [("observations", "rating", vocabulary)]


def _if_read(case: Case, entry: Recodable, field: str, value: str) -> str:
    if isinstance(entry, Tie):
        ends = f"{name_of(case, entry.source)} and {name_of(case, entry.target)}"
        if field == "strain":
            return f"If there were {_amount(value)} strain between {ends}"
        new, old = (label("Quality", v).lower() for v in (value, entry.quality))
        return f"If the tie between {ends} were {new} rather than {old}"
    if isinstance(entry, Event):
        return f"If {event_words(entry)} weighed {_weight(value)} on the family"
    new, old = (label(_fields(entry)[0][2], v).lower() for v in (value, entry.rating))
    if isinstance(entry, PairObservation):
        pair = f"{name_of(case, entry.caregiver)} and {name_of(case, entry.child)}"
        aspect = label("PairAspect", entry.aspect).lower()
        return f"If {aspect} between {pair} were read as {new} rather than {old}"
    domain = label("Domain", entry.domain).lower()
    return f"If {name_of(case, entry.child)}'s {domain} were read as {new} rather than {old}"


def _amount(word: str) -> str:
    return {"none": "no", "some": "some", "much": "much"}[word]


def _weight(word: str) -> str:
    return {"none": "nothing", "some": "something", "much": "heavily"}[word]
