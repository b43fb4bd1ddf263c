"""What the app knows, read from the data files in ``knowledge/`` that a clinician can correct.

Principles, indicators (texts, weights, references), the home of every kind of fact and the
constants of the weighing live in YAML. The loader refuses at start, with file and line, when a
text is missing, an id is unknown or a reference has no entry in the bibliography.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from imh.principles.data_files import KnowledgeError as KnowledgeError
from imh.principles.data_files import known_references, read_data, texts
from imh.principles.evidence import Side

FOLDER = Path(__file__).parent / "knowledge"
PRINCIPLES = (
    "relationships",
    "context",
    "early_experiences",
    "reflective_practice",
    "whole_family",
)
"""The ids of the five principles in their usual order."""


@dataclass(frozen=True)
class Principle:
    """One of the five principles in the app's own words."""

    id: str
    name: str
    short: str
    asks: str
    about: str
    nothing_known: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """One thing a principle looks for: its texts, its weight and where it comes from.

    ``says`` and ``asks`` are sentence templates by key, filled with the names that a rule
    finds. ``judgement`` marks a weight that no source settles; ``line`` is where the indicator
    stands in its principle's file.
    """

    id: str
    principle: str
    side: Side
    weight: str
    group: str
    name: str
    rule: str
    says: Mapping[str, str]
    asks: Mapping[str, str]
    references: tuple[str, ...]
    judgement: bool
    line: int


@dataclass(frozen=True)
class Constants:
    """Constants of the weighing (``weighing.yaml``), explained there."""

    version: str
    seed: int
    draws: int
    weights: Mapping[str, float]
    damping: float
    away_from_home: float
    strength_share: float
    strength_share_range: tuple[float, float]
    weight_spread: float
    scale_spread: float
    scales: Mapping[str, float]
    close_share: float
    least_lead: float
    few_facts: int
    noise: float


@dataclass(frozen=True)
class Knowledge:
    """All data files together. ``version`` changes whenever any of them changes."""

    principles: Mapping[str, Principle]
    indicators: Mapping[str, Indicator]
    homes: Mapping[str, str]
    event_kinds: Mapping[str, str]
    references: Mapping[str, str]
    constants: Constants
    version: str

    def home_factor(self, indicator: Indicator, kind: str) -> float:
        """1 where a kind of fact is most at home, the fixed share elsewhere."""
        if kind not in self.homes:
            wrong = f"'{kind}', which {indicator.id} finds, has no home"
            raise KnowledgeError(Path("facts.yaml"), 1, wrong)
        at_home = self.homes[kind] == indicator.principle
        return 1.0 if at_home else self.constants.away_from_home

    def weight(self, indicator: Indicator) -> float:
        """The number behind an indicator's L, M or H."""
        return self.constants.weights[indicator.weight]


@cache
def knowledge(folder: Path = FOLDER) -> Knowledge:
    """Read and check all data files; raises :class:`KnowledgeError`."""
    references = _references(folder / "references.yaml")
    principles = _principles(folder / "principles.yaml", references)
    indicators: dict[str, Indicator] = {}
    for principle in PRINCIPLES:
        path = folder / f"{principle}.yaml"
        for indicator in _indicators(path, principle, references):
            if indicator.id in indicators:
                wrong = f"indicator {indicator.id} is defined twice"
                raise KnowledgeError(path, indicator.line, wrong)
            indicators[indicator.id] = indicator
    homes = _homes(folder / "facts.yaml")
    return Knowledge(
        principles=principles,
        indicators=indicators,
        homes=homes,
        event_kinds=_event_kinds(folder / "facts.yaml", homes),
        references=references,
        constants=_constants(folder / "weighing.yaml"),
        version=_version(folder),
    )


def _references(path: Path) -> dict[str, str]:
    return texts(read_data(path))


def _principles(path: Path, references: Mapping[str, str]) -> dict[str, Principle]:
    principles = {}
    for part in read_data(path).parts("principles"):
        principle = Principle(
            id=part.take("id"),
            name=part.take("name"),
            short=part.take("short"),
            asks=part.take("asks"),
            about=" ".join(part.take("about").split()),
            nothing_known=part.take("nothing_known"),
            references=known_references(part, references),
        )
        part.done()
        if principle.id not in PRINCIPLES:
            raise part.wrong(f"unknown principle '{principle.id}'")
        principles[principle.id] = principle
    if tuple(principles) != PRINCIPLES:
        raise KnowledgeError(path, 1, f"expected the principles {', '.join(PRINCIPLES)}")
    return principles


def _indicators(path: Path, principle: str, references: Mapping[str, str]) -> list[Indicator]:
    found = []
    for part in read_data(path).parts("indicators"):
        identifier = part.take("id")
        side = part.take("side")
        if side not in ("concern", "strength"):
            raise part.wrong(f"{identifier}: side is '{side}', expected concern or strength")
        weight = part.take("weight")
        if weight not in ("L", "M", "H"):
            raise part.wrong(f"{identifier}: weight is '{weight}', expected L, M or H")
        named = known_references(part, references)
        judgement = part.values.pop("judgement", False) is True
        if not named and not judgement:
            raise part.wrong(f"{identifier}: give references, or 'judgement: true'")
        indicator = Indicator(
            id=identifier,
            principle=principle,
            side=side,
            weight=weight,
            group=part.take("group"),
            name=part.take("name"),
            rule=" ".join(part.take("rule").split()),
            says=texts(part.part("says")),
            asks=texts(part.part("asks")) if "asks" in part.values else {},
            references=named,
            judgement=judgement,
            line=part.line,
        )
        part.done()
        found.append(indicator)
    return found


def _homes(path: Path) -> dict[str, str]:
    part = read_data(path).part("homes")
    homes = {}
    for principle, kinds in part.values.items():
        if principle not in PRINCIPLES:
            raise part.wrong(f"unknown principle '{principle}'")
        for kind in kinds:
            if kind in homes:
                raise part.wrong(f"'{kind}' has two homes, expected one")
            homes[kind] = principle
    return homes


def _event_kinds(path: Path, homes: Mapping[str, str]) -> dict[str, str]:
    part = read_data(path).part("event_kinds")
    for event, kind in part.values.items():
        if kind not in homes:
            raise part.wrong(f"event kind '{event}' names '{kind}', which has no home")
    return dict(part.values)


def _constants(path: Path) -> Constants:
    part = read_data(path)
    weights, scales = part.part("weights"), part.part("scales")
    number = (int, float)
    low, high = part.take("strength_share_range", list)
    constants = Constants(
        version=part.take("version"),
        seed=part.take("seed", int),
        draws=part.take("draws", int),
        weights={key: float(weights.take(key, number)) for key in ("L", "M", "H")},
        damping=float(part.take("damping", number)),
        away_from_home=float(part.take("away_from_home", number)),
        strength_share=float(part.take("strength_share", number)),
        strength_share_range=(float(low), float(high)),
        weight_spread=float(part.take("weight_spread", number)),
        scale_spread=float(part.take("scale_spread", number)),
        scales={key: float(scales.take(key, number)) for key in PRINCIPLES},
        close_share=float(part.take("close_share", number)),
        least_lead=float(part.take("least_lead", number)),
        few_facts=part.take("few_facts", int),
        noise=float(part.take("noise", number)),
    )
    for rest in (weights, scales, part):
        rest.done()
    return constants


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{_constants(folder / 'weighing.yaml').version}-{digest.hexdigest()[:8]}"
