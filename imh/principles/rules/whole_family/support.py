"""Help between a caregiver and the people around: who gives, who gets, whether it is enough."""

from collections.abc import Iterator

from imh import network
from imh.case.vocabulary import UNSAID
from imh.principles.evidence import RuleResult
from imh.principles.rules.enough import EnoughHelp
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.situation import Situation, amount


@rule("W1")
def balance(s: Situation) -> Iterator[RuleResult]:
    """A caregiver gives other adults and kin much more than reaches them.

    Care for one's own young children is not help given. What nobody has asked about is left
    out on both sides; where nothing that reaches the caregiver is known, the rule is silent.
    """
    for caregiver in s.caregivers:
        fact = f"balance:{caregiver.id}"
        both = network.support_balance(s.graph, caregiver.id)
        others = s.load(caregiver, "care_for_others")
        given = both.given.amount + (2 if others and others.state == "current" else 0)
        received, known = both.received, s.support_known(caregiver.id)
        difference = given - received.amount
        name = s.name(caregiver.id)
        if difference >= 2 and known:
            refs = [*s.help_around(caregiver.id)]
            if others and others.state == "current":
                refs.append(f"{caregiver.id}.loads.care_for_others")
            strength = min(1.0, 0.4 + 0.15 * difference)
            possible = given - received.most
            yield found(
                "W1",
                fact,
                "support_balance",
                strength,
                refs,
                "some" if received.sources else "none",
                low=strength if possible >= 2 else 0.0,
                slots={
                    "caregiver": name,
                    "given": s.names(source.who for source in both.given.sources) or "others",
                    "received": s.names(source.who for source in received.sources),
                },
            )
        elif known:
            yield no_evidence("W1", fact)
        else:
            yield gap(
                "W1",
                fact,
                "support_balance",
                {"gives more": 0.7, "held well": 0.0},
                (caregiver.id,),
                slots={"caregiver": name},
            )


@rule("W9+")
def kin(s: Situation) -> Iterator[RuleResult]:
    """Warm ties or help from partner, kin and friends reach a caregiver."""
    carers = {caregiver.id for caregiver in s.caregivers}
    for caregiver in s.caregivers:
        fact = f"kin:{caregiver.id}"
        helping = []
        for other in s.partners(caregiver.id):
            if other not in s.family or s.is_child(other) or s.case.person[other].life == "died":
                continue
            strength, refs, helps = _reaches(s, other, caregiver.id)
            if refs:
                how = "one" if helps else "warm"
                helping.append(other)
                yield found(
                    "W9+",
                    f"kin:{'~'.join(sorted((other, caregiver.id)))}",
                    "kin_support",
                    strength,
                    refs,
                    "partner" if other in carers else how,
                    slots={"other": s.name(other), "caregiver": s.name(caregiver.id)},
                )
        if not helping and caregiver.support_fits_task in UNSAID:
            yield gap(
                "W9+",
                fact,
                "kin_support",
                {"somebody": 0.8, "nobody named": 0.0},
                (caregiver.id,),
                slots={"caregiver": s.name(caregiver.id)},
            )


def _reaches(s: Situation, other: str, caregiver: str) -> tuple[float, list[str], bool]:
    """How strongly warmth or help reaches a caregiver from one person, by which ties; if help."""
    reach = {flow.tie: amount(flow.amount) for flow in s.help_between(other, caregiver)}
    helps = any(strength > 0 for strength in reach.values())
    for tie in s.between(other, caregiver):
        if tie.quality == "warm":
            reach[tie.id] = max(reach.get(tie.id, 0.0), 0.7)
    refs = [tie for tie, strength in reach.items() if strength > 0]
    return max(reach.values(), default=0.0), refs, helps


TASK = EnoughHelp(
    lack="W12",
    lack_kind="thin_support",
    too_little={"thin": 0.7, "none": 1.0},
    plenty="W13+",
    plenty_kind="enough_support",
    likely=("thin", "enough"),
)


@rule("W12", "W13+")
def support_for_the_task(s: Situation) -> Iterator[RuleResult]:
    """The support around a caregiver was named as thinner than the task (W12), or enough (W13+)."""
    for caregiver in s.caregivers:
        yield from TASK.results(
            caregiver.support_fits_task,
            f"fit:{caregiver.id}",
            caregiver.id,
            "support_fits_task",
            {"caregiver": s.name(caregiver.id)},
        )
