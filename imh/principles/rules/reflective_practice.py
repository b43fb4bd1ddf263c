"""Reflective Practice is Key: what the work stirs in the professionals.

A blank is never evidence: what was not reflected on is neither high nor low. What somebody wrote
for themselves counts, but its sentence says no more than that until it is shared: the reasons are
read by a whole team from one screen.
"""

from collections.abc import Iterable, Iterator

from imh.case.basis import Basis, InformantReport, contradicted
from imh.case.labels import label
from imh.case.reflections import Reflection
from imh.case.vocabulary import (
    CLINICIAN_ROLES,
    GOOD_QUALITIES,
    ONLY_HARD_QUALITIES,
    UNSAID,
    ReflectionKind,
)
from imh.principles.evidence import Finding, RuleResult, Slots
from imh.principles.rules.registry import rule
from imh.principles.rules.results import found, gap, no_evidence
from imh.principles.situation import Situation, amount
from imh.principles.strain import strain_between, strains_by_place

OPENING = frozenset({"curiosity", "joy", "admiration", "warmth"})
"""Reactions that open; strong ones of the other kind pull the work to one side."""

KEPT = "kept"
"""The sentence of a reflection that its author has not shared."""

DISTANT = ONLY_HARD_QUALITIES | {"tenuous", "none"}
SPEAKS = 0.8


def _reflections(s: Situation, kind: ReflectionKind) -> Iterator[Reflection]:
    return (one for one in s.case.reflections if one.kind == kind)


def _who(s: Situation, reflection: Reflection) -> dict[str, str]:
    return {
        "by": s.name(reflection.by) if reflection.by else "the clinician",
        "towards": s.names(reflection.towards) or "the family",
        "text": reflection.text,
    }


def _written(
    s: Situation,
    one: Reflection,
    indicator: str,
    fact: str,
    kind: str,
    strength: float,
    says: str = "one",
    *,
    slots: Slots | None = None,
    absent: bool = False,
) -> Finding:
    """A reflection as a finding; one that is kept private names nobody and quotes nothing."""
    if not one.shared:
        return found(indicator, fact, kind, strength, [one.id], KEPT, absent=absent)
    told = {**_who(s, one), **(slots or {})}
    return found(indicator, fact, kind, strength, [one.id], says, slots=told, absent=absent)


def _fact(reflection: Reflection) -> str:
    towards = ",".join(sorted(reflection.towards))
    return f"{reflection.kind}:{reflection.by}:{towards}:{reflection.feeling}"


def _pattern(s: Situation, kind: ReflectionKind, indicator: str, fact: str) -> Iterator[RuleResult]:
    """Every written reflection of one kind is a fact; none written is a gap, not evidence."""
    written = list(_reflections(s, kind))
    for one in written:
        yield _written(s, one, indicator, _fact(one), fact, SPEAKS)
    if not written:
        yield gap(
            indicator,
            f"reflect:{kind}",
            fact,
            {"yes": SPEAKS, "no": 0.0},
            (),
            slots={"by": "the clinician"},
        )


@rule("P1", "P12+")
def reactions(s: Situation) -> Iterator[RuleResult]:
    """A strong reaction that was written down (P1); interest and joy in this family (P12+)."""
    written = list(_reflections(s, "reaction"))
    for one in written:
        if one.feeling in (None, "other"):
            continue
        opening = one.feeling in OPENING
        strength = amount(one.strength)
        if strength == 0:
            yield no_evidence("P12+" if opening else "P1", _fact(one))
            continue
        yield _written(
            s,
            one,
            "P12+" if opening else "P1",
            _fact(one),
            "interest" if opening else "reaction",
            strength,
            "much" if one.strength == "much" else "some",
            slots={"feeling": label("Reaction", one.feeling).lower()},
        )
    if not written:
        for indicator, kind, answers in (
            ("P1", "reaction", {"something hard": 0.8, "interest": 0.0, "little": 0.0}),
            ("P12+", "interest", {"something hard": 0.0, "interest": 0.8, "little": 0.0}),
        ):
            yield gap(
                indicator, "reflect:reaction", kind, answers, (), slots={"child": s.children_names}
            )


@rule("P2")
def alliance(s: Situation) -> Iterator[RuleResult]:
    """A professional warm to one side of the family and distant from another: a triangle."""
    clinicians = [p.id for p in s.case.people if p.role in CLINICIAN_ROLES]
    for clinician in clinicians:
        kin = [p for p in s.partners(clinician) if p in s.family and p not in s.case.children]
        warm = [p for p in kin if s.quality(clinician, p) == "warm"]
        distant = [p for p in kin if s.quality(clinician, p) in DISTANT]
        if warm and distant:
            hard = any(s.quality(clinician, p) in ONLY_HARD_QUALITIES for p in distant)
            refs = [ref for p in (*warm, *distant) for ref in s.qualified(clinician, p)]
            yield found(
                "P2",
                f"alliance:{clinician}",
                "alliance",
                1.0 if hard else 0.7,
                refs,
                slots={
                    "clinician": s.name(clinician),
                    "warm": s.names(warm),
                    "distant": s.names(distant),
                },
            )
        elif any(s.quality(clinician, p) not in UNSAID for p in kin):
            yield no_evidence("P2", f"alliance:{clinician}")
        else:
            yield gap(
                "P2",
                f"alliance:{clinician}",
                "alliance",
                {"drawn to one side": 0.8, "near to all": 0.0},
                (clinician,),
                slots={"clinician": s.name(clinician)},
            )


@rule("P3")
def split(s: Situation) -> Iterator[RuleResult]:
    """The team is split, or professionals are in conflict or tell it differently."""
    for one in _reflections(s, "split"):
        holders = s.names(view.who for view in one.views)
        says = "views" if len(one.views) > 1 else "one"
        yield _written(
            s, one, "P3", f"split:{one.id}", "split", 1.0, says, slots={"holders": holders}
        )
    for one_end, other_end, _ in s.pairs:
        if {one_end, other_end} <= s.professionals:
            strain = strain_between(s, one_end, other_end)
            if strain:
                yield found(
                    "P3",
                    strain.fact,
                    "split",
                    strain.reading,
                    strain.refs,
                    "tie",
                    slots={"one": s.name(one_end), "other": s.name(other_end)},
                )


@rule("P4")
def distance(s: Situation) -> Iterator[RuleResult]:
    """Power or cultural distance that was named, or a bias noticed."""
    written = [*_reflections(s, "power"), *_reflections(s, "bias")]
    for one in written:
        yield _written(s, one, "P4", _fact(one), "distance", SPEAKS, one.kind)
    if not written:
        yield gap(
            "P4",
            "reflect:distance",
            "distance",
            {"yes": SPEAKS, "no": 0.0},
            (),
            slots={"by": "the clinician"},
        )


@rule("P5", "P11+")
def trust(s: Situation) -> Iterator[RuleResult]:
    """Mistrust between family and services (P5), or a tie with a helper that is warm (P11+)."""
    strained = {}
    for kind in ("mistrust", "left_out", "language_barrier"):
        for strain in strains_by_place(s, kind):
            if set(strain.people) <= set(s.case.children):
                continue
            strained[strain.place] = strain
            slots = {"people": s.names(strain.people), "helper": s.name(strain.place)}
            yield found("P5", strain.fact, kind, strain.reading, strain.refs, slots=slots)
    for helper in sorted(s.helpers):
        adults = [p for p in s.partners(helper) if p in s.family and p not in s.case.children]
        warm = [person for person in adults if s.quality(person, helper) == "warm"]
        if warm:
            refs = [ref for person in warm for ref in s.qualified(person, helper)]
            slots = {"people": s.names(warm), "helper": s.name(helper)}
            yield found("P11+", f"trust:{helper}", "trust", 0.8, refs, slots=slots)
        if helper not in strained and any(s.quality(p, helper) in GOOD_QUALITIES for p in adults):
            yield no_evidence("P5", f"trust:{helper}")


@rule("P6")
def not_knowing(s: Situation) -> Iterator[RuleResult]:
    """Accounts that contradict each other, a main view that is assumed, a written "we don't know".

    A blank never counts.
    """
    for fact, what, refs, accounts in _disputed(s):
        tellers = s.names_or_words(by for account in accounts for by in account.basis.by)
        yield found(
            "P6",
            f"disputed:{fact}",
            "contradiction",
            0.7,
            refs,
            "accounts" if tellers else "accounts_unnamed",
            slots={"what": what, "tellers": tellers},
        )
    for pair, ref, what, basis in _qualities(s):
        if basis.kind == "assumed":
            yield found(
                "P6", f"assumed:{pair}", "assumption", 0.5, [ref], "assumed", slots={"what": what}
            )
    for one in _reflections(s, "not_knowing"):
        yield _written(s, one, "P6", f"not-knowing:{one.id}", "not_knowing", 0.8)


def _disputed(s: Situation) -> Iterator[tuple[str, str, list[str], tuple[InformantReport, ...]]]:
    for tie in s.case.ties:
        if contradicted(tie.quality, tie.accounts):
            what = f"how it is between {s.name(tie.source)} and {s.name(tie.target)}"
            pair = "~".join(sorted((tie.source, tie.target)))
            yield f"tie:{pair}", what, [tie.id], tie.accounts
    for event in s.case.events:
        if contradicted(event.burden, event.accounts):
            what = "how much this weighed: " + (event.title or s.event_word(event))
            yield s.event_fact(event), what, [event.id], event.accounts
    for seen in s.case.observations:
        rating = getattr(seen, "rating", getattr(seen, "reading", ""))
        if contradicted(rating, seen.accounts):
            yield f"observation:{seen.id}", s.observed(seen), [seen.id], seen.accounts
    for person in s.case.people:
        for load in person.loads:
            if contradicted(load.state, load.accounts):
                what = f"{s.name(person.id)}'s {label('LoadKind', load.kind).lower()}"
                ref = f"{person.id}.loads.{load.kind}"
                yield f"load:{person.id}:{load.kind}", what, [ref], load.accounts


def _qualities(s: Situation) -> Iterable[tuple[str, str, str, Basis]]:
    """Ties to a caregiver or the child whose quality is stated, with how it is known."""
    near = {c.id for c in s.caregivers} | set(s.case.children)
    for tie in s.case.ties:
        if tie.quality not in UNSAID and near & {tie.source, tie.target}:
            what = f"how it is between {s.name(tie.source)} and {s.name(tie.target)}"
            pair = "~".join(sorted((tie.source, tie.target)))
            yield pair, tie.id, what, tie.basis


@rule("P7", "P7+")
def holding(s: Situation) -> Iterator[RuleResult]:
    """Reflective supervision is known to be missing (P7), or it is used (P7+)."""
    written = [one for one in _reflections(s, "supervision") if one.state not in UNSAID]
    for one in written:
        if one.state == "none":
            yield _written(s, one, "P7", "supervision", "supervision", 1.0, absent=True)
        elif one.state == "used":
            yield _written(s, one, "P7+", "supervision", "supervision", 1.0)
            yield no_evidence("P7", "supervision")
        else:
            yield no_evidence("P7", "supervision")
    if not written:
        declined = any(one.state == "declined" for one in _reflections(s, "supervision"))
        yield gap(
            "P7", "supervision", "supervision", {"none": 1.0, "used": 0.0}, (), declined=declined
        )
        yield gap(
            "P7+", "supervision", "supervision", {"none": 0.0, "used": 1.0}, (), declined=declined
        )


@rule("P8")
def dual_role(s: Situation) -> Iterator[RuleResult]:
    """Support and reporting, evaluation or a court role lie in one hand."""
    yield from _pattern(s, "dual_role", "P8", "dual_role")


@rule("P9")
def resonance(s: Situation) -> Iterator[RuleResult]:
    """The case touches the clinician's own story."""
    yield from _pattern(s, "own_story", "P9", "resonance")


@rule("P10+")
def reflected_together(s: Situation) -> Iterator[RuleResult]:
    """The clinician or team and the family thought something over together."""
    for one in _reflections(s, "shared_reflection"):
        yield _written(s, one, "P10+", f"shared:{one.id}", "shared_reflection", SPEAKS)
