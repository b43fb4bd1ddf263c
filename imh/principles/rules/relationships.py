"""Relationships are Foundational: who holds the child, how it goes between them, who went away."""

from collections.abc import Iterator
from itertools import combinations

from imh.case.events import Event
from imh.case.observations import PairObservation
from imh.case.people import Person
from imh.case.vocabulary import UNSAID
from imh.principles.evidence import Heard
from imh.principles.rules import found, gap, quiet, rule
from imh.principles.situation import WORRY, Reading, Situation, read, surest
from imh.principles.strain import HARDNESS, strain_between
from imh.principles.words import aspects, length_of, since

MANY_ASPECTS = 5
"""From here on a sentence no longer lists the aspects of a pair."""

IN_TOUCH = frozenset({"warm", "ordinary", "tenuous", "strained", "conflicted", "mixed"})
"""Qualities of two who still have to do with each other."""

SIGNAL_DOMAINS = frozenset({"regulation", "sleep", "feeding", "social_emotional"})


@rule("R1", "R2+")
def pair_seen(s: Situation) -> Iterator[Heard]:
    """A caregiver and a child seen together: what was hard (R1), what holds (R2+)."""
    for child in s.children:
        watched = {o.caregiver for o in s.pair_observations if o.child == child.id}
        for caregiver in dict.fromkeys([*(c.id for c in s.caregivers), *sorted(watched)]):
            seen = [
                o for o in s.pair_observations if (o.caregiver, o.child) == (caregiver, child.id)
            ]
            yield from _pair(s, caregiver, child.id, seen)


def _pair(s: Situation, caregiver: str, child: str, seen: list[PairObservation]) -> Iterator[Heard]:
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
                slots={"aspects": aspects(o.aspect for o in told), **who},
            )
        elif any(o.rating in ("strength", "no_concern", "concern") for o in seen):
            yield quiet(indicator, f"{fact}:{rating}")
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
def no_warm_caregiver(s: Situation) -> Iterator[Heard]:
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
            yield found("R3", fact, "caregiver_tie", strength, refs, says, absent=True, slots=names)
        elif len(warm) == 1 == len(qualities) and _strained_ties(s, warm[0], child.id):
            ties = _strained_ties(s, warm[0], child.id)
            yield found("R3", fact, "caregiver_tie", 0.5, ties, "only_one_strained", slots=names)
        elif warm:
            yield quiet("R3", fact)


def _strained_ties(s: Situation, one: str, other: str) -> list[str]:
    return [tie.id for tie in s.between(one, other) if tie.strain in ("some", "much")]


@rule("R4")
def caregiver_tie(s: Situation) -> Iterator[Heard]:
    """The tie of a main or shared caregiver to the child is tenuous, strained, cut off or mixed."""
    for child in s.children:
        for caregiver in s.caregivers:
            yield from _caregiver_tie(s, caregiver, child.id)


def _caregiver_tie(s: Situation, caregiver: Person, child: str) -> Iterator[Heard]:
    fact = f"tie:{'~'.join(sorted((caregiver.id, child)))}"
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
        yield quiet("R4", fact)


@rule("R5", "R6")
def continuity(s: Situation) -> Iterator[Heard]:
    """Separation from or loss of a caregiver (R5); two or more changes of caregiver (R6)."""
    changes = [event for event in s.events if event.kind == "placement_change"]
    if len({s.event_fact(event) for event in changes}) >= 2:
        count = len({s.event_fact(event) for event in changes})
        yield found(
            "R6",
            "changes-of-caregiver",
            "placement_change",
            0.8 if count == 2 else 1.0,
            (event.id for event in changes),
            slots={
                "child": s.children_names,
                "times": "twice" if count == 2 else f"{s.count(count)} times",
            },
        )
        changes = []
    for event in s.events:
        if s.event_kind(event) in ("separation", "loss_of_caregiver") or event in changes:
            yield _apart(s, event)


def _apart(s: Situation, event: Event) -> Heard:
    strength = 0.5
    if event.at_months is not None and 6 <= event.at_months <= 36:
        strength += 0.2
    length = length_of(event, s.now)
    lasting = event.kind == "loss" or event.ongoing == "yes" or (length is not None and length >= 1)
    settled = event.kind == "loss" or event.ongoing in ("yes", "none") or length is not None
    if lasting:
        strength += 0.3
    return found(
        "R5",
        s.event_fact(event),
        s.event_kind(event),
        Reading(
            strength,
            surest(strength, [event.basis]),
            strength if settled else min(1.0, strength + 0.3),
        ),
        [event.id],
        {"loss": "loss", "placement_change": "placement"}.get(event.kind, "one"),
        slots={
            "child": s.children_names,
            "away": s.name(event.away) if event.away else "the caregiver until then",
            "since": since(event),
        },
    )


@rule("R7+")
def safety_net(s: Situation) -> Iterator[Heard]:
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
                f"tie:{'~'.join(sorted((carer, child.id)))}",
                "caregiver_tie",
                {"warm": 0.7, "ordinary": 0.0, "strained": 0.0},
                (carer, child.id),
                declined=s.declined(carer, child.id),
                slots={"caregiver": s.name(carer), "child": s.name(child.id)},
            )


@rule("R8")
def coparenting_conflict(s: Situation) -> Iterator[Heard]:
    """Two who care for the child are in conflict with each other over the child."""
    involved = dict.fromkeys([*(c.id for c in s.caregivers), *(p.id for p in s.parents)])
    for one, other in combinations(involved, 2):
        strain = strain_between(s, one, other)
        names = {"one": s.name(one), "other": s.name(other), "child": s.children_names}
        if strain and strain.kind == "coparenting_conflict":
            yield found(
                "R8",
                strain.fact,
                strain.kind,
                strain.reading,
                strain.refs,
                "some" if strain.reading.strength <= 0.5 else "one",
                slots=names,
            )
        elif s.quality(one, other) not in UNSAID:
            yield quiet("R8", f"tie:{'~'.join(sorted((one, other)))}")
        else:
            yield gap(
                "R8",
                f"tie:{'~'.join(sorted((one, other)))}",
                "coparenting_conflict",
                {"together": 0.0, "in conflict": 0.9},
                (one, other),
                declined=s.declined(one, other),
                slots=names,
            )


@rule("R9")
def signals(s: Situation) -> Iterator[Heard]:
    """The child's regulation, sleep, feeding or social signals are of concern."""
    for child in s.children:
        seen = [
            o for o in s.child_observations if o.child == child.id and o.domain in SIGNAL_DOMAINS
        ]
        told = []
        for observation in seen:
            worry = read(WORRY, observation.rating, observation.accounts, observation.basis)
            if worry.strength == 0:
                continue
            told.append(observation)
            after = observation.since_event is not None
            yield found(
                "R9",
                f"child:{child.id}:{observation.domain}",
                "change_after_event" if after else "child_signal",
                worry,
                [observation.id],
                observation.domain,
                slots={"child": s.name(child.id)},
            )
        if seen and not told:
            yield quiet("R9", f"signals:{child.id}")
        if not any(o.rating not in UNSAID for o in seen):
            yield gap(
                "R9",
                f"signals:{child.id}",
                "child_signal",
                {"of concern": 1.0, "on track": 0.0},
                (child.id,),
                declined=any(o.rating == "declined" for o in seen),
                slots={"child": s.name(child.id)},
            )


@rule("R10", "R10+")
def inner_world(s: Situation) -> Iterator[Heard]:
    """A caregiver's early losses or mixed feelings (R10); a loving figure remembered (R10+)."""
    weights = {
        "early_losses": {"current": 1.0, "in_treatment": 0.7, "past": 0.5},
        "mixed_feelings": {"current": 1.0, "in_treatment": 0.7, "past": 0.3},
    }
    for caregiver in s.caregivers:
        names = {"caregiver": s.name(caregiver.id), "child": s.children_names}
        known = False
        for kind, states in weights.items():
            load = s.load(caregiver, kind)
            weight = read(states, load.state, load.accounts, load.basis) if load else None
            if weight and weight.strength > 0:
                yield found(
                    "R10",
                    f"load:{caregiver.id}:{kind}",
                    "inner_world",
                    weight,
                    [f"{caregiver.id}.loads.{kind}"],
                    kind,
                    slots=names,
                )
            known = known or (load is not None and load.state not in UNSAID)
        loving = [r for r in caregiver.resources if r.kind == "loving_figure"]
        if loving:
            yield found(
                "R10+",
                f"loving-figure:{caregiver.id}",
                "inner_world",
                1.0,
                [f"{caregiver.id}.resources.loving_figure"],
                slots=names,
            )
        elif not known:
            declined = any(
                load.state == "declined" for load in caregiver.loads if load.kind in weights
            )
            for indicator, answers in (
                ("R10", {"a loving figure": 0.0, "early losses": 0.8}),
                ("R10+", {"a loving figure": 1.0, "early losses": 0.0}),
            ):
                yield gap(
                    indicator,
                    f"inner-world:{caregiver.id}",
                    "inner_world",
                    answers,
                    (caregiver.id,),
                    declined=declined,
                    slots=names,
                )
        else:
            yield quiet("R10", f"inner-world:{caregiver.id}")


@rule("R11")
def absent_tie(s: Situation) -> Iterator[Heard]:
    """A parent in or near the home is known to have no tie of care with the child."""
    for child in s.children:
        for parent in s.parents:
            if s.quality(parent.id, child.id) == "none" and _near_the_home(s, parent.id):
                refs = [t.id for t in s.between(parent.id, child.id) if t.quality == "none"]
                yield found(
                    "R11",
                    f"tie:{'~'.join(sorted((parent.id, child.id)))}",
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
        tie.quality in IN_TOUCH or tie.contact in ("daily", "weekly", "monthly", "remote")
        for other in others
        for tie in s.between(parent, other)
    )


@rule("R12+")
def found_again(s: Situation) -> Iterator[Heard]:
    """The child and somebody they had been apart from came together again."""
    for event in s.events:
        about_the_child = not event.who or event.away or set(event.who) & set(s.case.children)
        if event.kind == "reunion" and about_the_child:
            others = [*((event.away,) if event.away else ()), *event.who]
            yield found(
                "R12+",
                s.event_fact(event),
                "reunion",
                {"none": 0.2, "much": 1.0, "some": 0.7}.get(event.nurture, 0.5),
                [event.id],
                slots={
                    "child": s.children_names,
                    "others": s.names(w for w in others if w not in s.case.children)
                    or "the family",
                    "since": since(event),
                },
            )
