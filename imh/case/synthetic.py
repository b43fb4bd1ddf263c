"""Made-up families for trials and measurements: plausible structure, random facts, no story.

They exercise every rule many times over; they are nobody's family and never shown as samples.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, get_args

from imh.case import vocabulary as words
from imh.case.case import Case

CHILD, CLINICIAN = "the-child", "the-clinician"

_NAMES = ("Ada", "Ben", "Cleo", "Dov", "Ema", "Finn", "Gia", "Hugo", "Ines", "Juno", "Kofi", "Lea")
_CAREGIVERS = ("birth_parent", "adoptive_parent", "foster_parent", "grandparent", "step_parent")
_KIN = ("grandparent", "aunt_uncle", "cousin", "godparent", "friend", "neighbour", "sibling")


def synthetic_case(seed: int, nodes: int = 20) -> Case:
    """Make one family of about so many people, settings and influences; the same for a seed."""
    return _Family(Random(seed), nodes).case()


class _Family:
    def __init__(self, random: Random, nodes: int) -> None:
        self.random = random
        self.now = random.choice([-2, 1, 4, 9, 14, 22, 30, 44, 58])
        self.nodes = max(nodes, 6)
        self.carers = [f"carer-{n}" for n in range(random.choice([1, 2, 2, 3]))]
        rest = self.nodes - 2 - len(self.carers)
        self.kin = [f"kin-{n}" for n in range(rest * 2 // 5)]
        self.settings = [f"setting-{n}" for n in range(rest * 2 // 5)]
        self.influences = [
            f"influence-{n}" for n in range(rest - len(self.kin) - len(self.settings))
        ]

    def code(self, literal: Any, *more: str) -> str:
        """One code of a vocabulary; those in ``more`` come up more often."""
        codes: Sequence[str] = [*get_args(literal), *more * 3]
        return self.random.choice(codes)

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def case(self) -> Case:
        return Case.model_validate(
            {
                "title": "A made-up family",
                "fictional": True,
                "reference_age_months": self.now,
                "children": [CHILD],
                "people": self.people(),
                "households": [
                    {
                        "id": "home",
                        "members": [CHILD, self.carers[0], *self.kin[:1]],
                        "outside_help": self.code(words.OutsideHelp),
                    }
                ],
                "settings": [
                    {
                        "id": setting,
                        "kind": self.code(words.SettingKind),
                        "status": self.code(words.SettingStatus, "working", "in_place"),
                        "stability": self.code(words.Stability),
                    }
                    for setting in self.settings
                ],
                "influences": [
                    {"id": influence, "kind": self.code(words.InfluenceKind)}
                    for influence in self.influences
                ],
                "ties": self.ties(),
                "events": [self.event(n) for n in range(self.random.randrange(6))],
                "observations": self.observations(),
                "reflections": [self.reflection(n) for n in range(self.random.randrange(4))],
            }
        )

    def people(self) -> list[dict[str, Any]]:
        random = self.random
        child = {"id": CHILD, "name": "Child", "role": "child"}
        clinician = {"id": CLINICIAN, "name": "Clinician", "role": "clinician"}
        carers = [
            {
                "id": carer,
                "name": random.choice(_NAMES),
                "role": random.choice(_CAREGIVERS),
                "gender": self.code(words.Gender),
                "caregiver": self.code(words.Caregiver, "primary", "shared"),
                "support_fits_task": self.code(words.SupportFit),
                "loads": [
                    {"kind": kind, "state": self.code(words.LoadState), "basis": self.basis()}
                    for kind in random.sample(get_args(words.LoadKind), random.randrange(3))
                ],
                "resources": [
                    {"kind": kind}
                    for kind in random.sample(get_args(words.ResourceKind), random.randrange(2))
                ],
            }
            for carer in self.carers
        ]
        kin = [
            {
                "id": person,
                "name": random.choice(_NAMES),
                "role": random.choice(_KIN),
                "age_years": random.choice([3, 9, 31, 60]),
                "life": self.code(words.Life, "alive", "alive", "alive"),
                "caregiver": random.choice(["none", "none", "occasional", "unknown"]),
            }
            for person in self.kin
        ]
        return [child, *carers, *kin, clinician]

    def basis(self) -> dict[str, Any]:
        kind = self.code(words.BasisKind, "observed", "told")
        return {"kind": kind, "by": [self.random.choice(self.carers)] if kind == "told" else []}

    def ties(self) -> list[dict[str, Any]]:
        ends = [(carer, CHILD) for carer in self.carers]
        ends += [(one, other) for one in self.carers for other in self.carers if one < other]
        others = [*self.kin, *self.settings, *self.influences, CLINICIAN]
        ends += [(other, self.random.choice([*self.carers, CHILD])) for other in others]
        anybody = [CHILD, *self.carers, *others]
        while len(ends) < self.nodes * 3 // 2:
            one, other = self.random.sample(anybody, 2)
            ends.append((one, other))
        return [self.tie(n, source, target) for n, (source, target) in enumerate(ends)]

    def tie(self, number: int, source: str, target: str) -> dict[str, Any]:
        told = self.often(0.1)
        return {
            "id": f"tie-{number}",
            "source": source,
            "target": target,
            "kind": "caregiving" if source in self.carers and target == CHILD else "other",
            "quality": self.code(words.Quality, "warm", "ordinary", "unknown"),
            "support_to_target": self.code(words.Amount),
            "support_to_source": self.code(words.Amount),
            "strain": self.code(words.Amount, "none", "unknown"),
            "topics": [self.code(words.Topic)] if self.often(0.4) else [],
            "contact": self.code(words.Contact),
            "basis": self.basis(),
            "accounts": [{"value": self.code(words.Quality), "says": "otherwise"}] if told else [],
        }

    def event(self, number: int) -> dict[str, Any]:
        at = self.random.randrange(-12, self.now + 1)
        return {
            "id": f"event-{number}",
            "kind": self.code(words.EventKind),
            "title": f"event {number}",
            "at_months": at,
            "until_months": self.random.choice([None, min(self.now, at + 2)]),
            "ongoing": self.code(words.YesNo),
            "who": [CHILD, self.random.choice(self.carers)],
            "away": self.random.choice([None, *self.carers]),
            "burden": self.code(words.Amount),
            "nurture": self.code(words.Amount),
            "exposure": self.code(words.Exposure),
            "basis": self.basis(),
        }

    def observations(self) -> list[dict[str, Any]]:
        pairs = [
            {
                "kind": "pair",
                "id": f"pair-{n}",
                "caregiver": self.random.choice(self.carers),
                "child": CHILD,
                "aspect": self.code(words.PairAspect),
                "rating": self.code(words.PairRating),
                "basis": self.basis(),
            }
            for n in range(self.random.randrange(5))
        ]
        domains = [
            {
                "kind": "child",
                "id": f"domain-{n}",
                "child": CHILD,
                "domain": self.code(words.Domain),
                "rating": self.code(words.DomainRating),
            }
            for n in range(self.random.randrange(5))
        ]
        daily = [
            {
                "kind": "daily",
                "id": f"daily-{n}",
                "child": CHILD,
                "aspect": self.code(words.DailyAspect),
                "rating": self.code(words.PairRating),
            }
            for n in range(self.random.randrange(3))
        ]
        return [*pairs, *domains, *daily]

    def reflection(self, number: int) -> dict[str, Any]:
        return {
            "id": f"reflection-{number}",
            "kind": self.code(words.ReflectionKind),
            "by": CLINICIAN,
            "towards": [self.random.choice(self.carers)],
            "feeling": self.code(words.Reaction),
            "strength": self.code(words.Amount),
            "state": self.code(words.SupervisionState),
            "text": "words",
        }
