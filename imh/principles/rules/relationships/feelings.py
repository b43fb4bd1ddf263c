"""What the child signals, what a caregiver carries inside, what stands between the caregivers."""

from collections.abc import Iterator
from itertools import combinations

from imh.case.vocabulary import UNSAID
from imh.principles.evidence import RuleResult
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.situation import WORRY, Reading, Situation, read
from imh.principles.strain import SOME_STRAIN, strain_between

OPEN_CONFLICT = 0.9
"""From here on strain between two is called a conflict: conflicted, cut off, or much strain."""

SIGNAL_DOMAINS = frozenset({"regulation", "sleep", "feeding", "social_emotional"})


@rule("R8")
def coparenting_conflict(s: Situation) -> Iterator[RuleResult]:
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
                _hardness(strain.reading),
                slots=names,
            )
        elif s.quality(one, other) not in UNSAID:
            yield no_evidence("R8", s.tie_fact(one, other))
        else:
            yield gap(
                "R8",
                s.tie_fact(one, other),
                "coparenting_conflict",
                {"together": 0.0, "in conflict": 0.9},
                (one, other),
                declined=s.declined(one, other),
                slots=names,
            )


def _hardness(reading: Reading) -> str:
    if reading.strength >= OPEN_CONFLICT:
        return "one"
    return "some" if reading.strength <= SOME_STRAIN else "strained"


@rule("R9")
def signals(s: Situation) -> Iterator[RuleResult]:
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
                observation.domain + ("" if observation.rating == "concern" else "_watch"),
                slots={"child": s.name(child.id)},
            )
        if seen and not told:
            yield no_evidence("R9", f"signals:{child.id}")
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
def inner_world(s: Situation) -> Iterator[RuleResult]:
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
                    f"{kind}_past" if load and load.state == "past" else kind,
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
            yield no_evidence("R10", f"inner-world:{caregiver.id}")
