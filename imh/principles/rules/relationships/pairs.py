"""How it goes between the child and each who cares: seen together, warm, strained or absent."""

from collections.abc import Iterator

from imh.case.observations import PairObservation
from imh.case.people import Person
from imh.case.vocabulary import NOT_RATED, SOME_OR_MUCH, STILL_IN_TOUCH, UNSAID
from imh.principles.evidence import RuleResult
from imh.principles.phrases import aspects
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.situation import Situation, read, surest
from imh.principles.strain import HARDNESS

MANY_ASPECTS = 5
"""From here on a sentence no longer lists the aspects of a pair."""


@rule("R1", "R2+")
def pair_seen(s: Situation) -> Iterator[RuleResult]:
    """A caregiver and a child seen together: what was hard (R1), what holds (R2+)."""
    for child in s.children:
        watched = {o.caregiver for o in s.pair_observations if o.child == child.id}
        for caregiver in dict.fromkeys([*(c.id for c in s.caregivers), *sorted(watched)]):
            seen = [
                o for o in s.pair_observations if (o.caregiver, o.child) == (caregiver, child.id)
            ]
            yield from _pair(s, caregiver, child.id, seen)


def _pair(
    s: Situation, caregiver: str, child: str, seen: list[PairObservation]
) -> Iterator[RuleResult]:
    fact = f"pair:{caregiver}:{child}"
    who = {"caregiver": s.name(caregiver), "child": s.name(child)}
    for indicator, rating in (("R1", "concern"), ("R2+", "strength")):
        told = [o for o in seen if o.rating == rating]
        if told:
            strength = {1: 0.6, 2: 0.8}.get(len({o.aspect for o in told}), 1.0)
            low = surest(strength, (o.basis for o in told))
            yield found(
                indicator,
                f"{fact}:{rating}",
                "pair_observation",
                strength,
                (o.id for o in told),
                "many" if len({o.aspect for o in told}) >= MANY_ASPECTS else "one",
                low=low,
                slots={"aspects": aspects((o.aspect for o in told), s.name(child)), **who},
            )
        elif any(o.rating not in NOT_RATED for o in seen):
            yield no_evidence(indicator, f"{fact}:{rating}")
        else:
            yield gap(
                indicator,
                fact,
                "pair_observation",
                {"hard": 0.8, "well": 0.0} if indicator == "R1" else {"hard": 0.0, "well": 0.8},
                (caregiver, child),
                declined=any(o.rating == "declined" for o in seen),
                slots=who,
            )


@rule("R3")
def no_warm_caregiver(s: Situation) -> Iterator[RuleResult]:
    """No caregiver is warm to the child, every tie being known; or the only warm one is strained.

    A single caregiver who is warm, without strain, is never a concern.
    """
    for child in s.children:
        fact = f"warm-caregivers:{child.id}"
        qualities = {c.id: s.quality(c.id, child.id) for c in s.caregivers}
        if not qualities:
            continue
        refs = [ref for caregiver in qualities for ref in s.qualified(caregiver, child.id)]
        warm = [caregiver for caregiver, quality in qualities.items() if quality == "warm"]
        names = {"caregivers": s.names(qualities), "child": s.name(child.id)}
        if not warm and all(quality not in UNSAID for quality in qualities.values()):
            strength = 0.4 if "ordinary" in qualities.values() else 1.0
            says = "one" if len(qualities) == 1 else "several"
            if set(qualities.values()) == {"ordinary"}:
                says = "ordinary"
            yield found("R3", fact, "caregiver_tie", strength, refs, says, absent=True, slots=names)
        elif len(warm) == 1 == len(qualities) and _strained_ties(s, warm[0], child.id):
            ties = _strained_ties(s, warm[0], child.id)
            yield found("R3", fact, "caregiver_tie", 0.5, ties, "only_one_strained", slots=names)
        elif warm:
            yield no_evidence("R3", fact)


def _strained_ties(s: Situation, one: str, other: str) -> list[str]:
    return [tie.id for tie in s.between(one, other) if tie.strain in SOME_OR_MUCH]


@rule("R4")
def caregiver_tie(s: Situation) -> Iterator[RuleResult]:
    """The tie of a main or shared caregiver to the child is tenuous, strained, cut off or mixed."""
    for child in s.children:
        for caregiver in s.caregivers:
            yield from _caregiver_tie(s, caregiver, child.id)


def _caregiver_tie(s: Situation, caregiver: Person, child: str) -> Iterator[RuleResult]:
    fact = s.tie_fact(caregiver.id, child)
    quality = s.quality(caregiver.id, child)
    share = 1.0 if caregiver.caregiver == "primary" else 0.7
    who = {"caregiver": s.name(caregiver.id), "child": s.name(child)}
    read_ties = [
        (tie.id, read(HARDNESS, tie.quality, tie.accounts, tie.basis))
        for tie in s.between(caregiver.id, child)
    ]
    hard = [(tie, reading) for tie, reading in read_ties if reading.strength > 0]
    if hard:
        yield found(
            "R4",
            fact,
            "caregiver_tie",
            max(reading for _, reading in hard).times(share),
            (tie for tie, _ in hard),
            quality if quality in HARDNESS else "disputed",
            slots=who,
        )
    elif quality in UNSAID:
        yield gap(
            "R4",
            fact,
            "caregiver_tie",
            {"warm": 0.0, "ordinary": 0.0, "strained": 0.7 * share},
            (caregiver.id, child),
            declined=s.declined(caregiver.id, child),
            slots=who,
        )
    else:
        yield no_evidence("R4", fact)


@rule("R7+")
def safety_net(s: Situation) -> Iterator[RuleResult]:
    """Two or more people who care for the child are warm to them."""
    for child in s.children:
        fact = f"safety-net:{child.id}"
        carers = [p.id for p in s.case.people if p.id in s.carers and p.life != "died"]
        warm = [carer for carer in carers if s.quality(carer, child.id) == "warm"]
        if len(warm) >= 2:
            refs = [ref for carer in warm for ref in s.qualified(carer, child.id)]
            yield found(
                "R7+",
                fact,
                "caregiver_tie",
                0.7 if len(warm) == 2 else 1.0,
                refs,
                slots={"caregivers": s.names(warm), "child": s.name(child.id)},
            )
            continue
        unsaid = [carer for carer in carers if s.quality(carer, child.id) in UNSAID]
        for carer in unsaid if warm else ():
            yield gap(
                "R7+",
                s.tie_fact(carer, child.id),
                "caregiver_tie",
                {"warm": 0.7, "ordinary": 0.0, "strained": 0.0},
                (carer, child.id),
                declined=s.declined(carer, child.id),
                slots={"caregiver": s.name(carer), "child": s.name(child.id)},
            )


@rule("R11")
def absent_tie(s: Situation) -> Iterator[RuleResult]:
    """A parent in or near the home is known to have no tie of care with the child."""
    for child in s.children:
        for parent in s.parents:
            if s.quality(parent.id, child.id) == "none" and _near_the_home(s, parent.id):
                refs = [t.id for t in s.between(parent.id, child.id) if t.quality == "none"]
                yield found(
                    "R11",
                    s.tie_fact(parent.id, child.id),
                    "absent_tie",
                    1.0 if parent.id in s.household else 0.7,
                    refs,
                    absent=True,
                    slots={"parent": s.name(parent.id), "child": s.name(child.id)},
                )


def _near_the_home(s: Situation, parent: str) -> bool:
    """Whether a parent lives in the home, or is known to be in touch with somebody who does."""
    others = s.household - set(s.case.children)
    return parent in s.household or any(
        tie.quality in STILL_IN_TOUCH or tie.contact in ("daily", "weekly", "monthly", "remote")
        for other in others
        for tie in s.between(parent, other)
    )
