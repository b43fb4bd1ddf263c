"""What the rules say about a case, and what the weighing makes of it.

A rule yields three kinds of things about its indicator: a :class:`Finding` (a known fact that
speaks), a :class:`NoEvidence` (asked, and nothing that speaks) and a :class:`Gap` (not known yet).
Findings become weighted :class:`Item` objects; the whole is an :class:`Assessment`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Side = Literal["concern", "strength"]
Slots = Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """A known fact that speaks for an indicator.

    ``fact`` is the root fact in a canonical spelling: the same fact told in two entries has one
    key. ``kind`` is the kind of fact, which fixes the principle it is most at home in.
    ``strength`` in [0, 1] is its value on what is known, ``low`` and ``high`` its bounds.
    ``refs`` are the entries it rests on: an id, or ``id.field`` for something a person or a
    home carries. ``absent`` tells that it rests on a known absence.
    """

    indicator: str
    fact: str
    kind: str
    strength: float
    low: float
    high: float
    refs: tuple[str, ...]
    says: str = "one"
    slots: Slots = field(default_factory=dict)
    absent: bool = False


@dataclass(frozen=True)
class NoEvidence:
    """Asked and answered, with nothing that speaks for this indicator."""

    indicator: str
    fact: str


@dataclass(frozen=True)
class Gap:
    """Something an indicator asks about that is not known.

    ``answers`` lists the strength that each possible answer would have for this indicator
    (0 where it would not fire). A family that declined is not asked again: ``askable`` is false.
    """

    indicator: str
    fact: str
    kind: str
    answers: Mapping[str, float]
    refs: tuple[str, ...]
    asks: str = "one"
    slots: Slots = field(default_factory=dict)
    askable: bool = True


RuleResult = Finding | NoEvidence | Gap


@dataclass(frozen=True)
class Item:
    """One piece of evidence with its share in a principle's sum.

    ``contribution`` = ``damping`` * ``weight`` * ``home_factor`` * ``strength``; the
    contributions of one side of a principle add up to that side's W. ``basis`` says how the
    facts are known; ``set_aside`` is the clinician's written reason for not counting it.
    """

    indicator: str
    principle: str
    side: Side
    group: str
    fact: str
    kind: str
    strength: float
    low: float
    high: float
    weight: float
    home_factor: float
    damping: float
    contribution: float
    sentence: str
    basis: str
    refs: tuple[str, ...]
    absent: bool


@dataclass(frozen=True)
class Bearing:
    """How much one principle bears on the case, taken apart.

    ``concern`` and ``strength`` are the sums W of the two sides; ``bearing`` is in [0, 1);
    ``could_rise_to`` is the bearing if all that is unknown turned out to speak. ``coverage`` is
    the share of what the principle asks about that is known. ``rank``, ``bearing`` and
    ``rank_acceptability`` are None, with a ``reason``, where nothing is known that speaks.
    """

    principle: str
    rank: int | None
    bearing: float | None
    concern: float
    strength: float
    could_rise_to: float
    could_rise_by: float
    coverage: float
    rank_acceptability: tuple[float, ...] | None
    reason: str | None


@dataclass(frozen=True)
class Question:
    """A question worth asking: its words, what it is about, how much it could move the order."""

    text: str
    fact: str
    indicator: str
    principles: tuple[str, ...]
    refs: tuple[str, ...]
    worth: float


@dataclass(frozen=True)
class Flip:
    """What would put another principle first.

    ``kind`` is ``removal`` (these items, if they did not hold) or ``recoding`` (one fact read
    one step differently). ``sentence`` says it in terms of the family.
    """

    kind: Literal["removal", "recoding"]
    facts: tuple[str, ...]
    refs: tuple[str, ...]
    becomes_first: str
    sentence: str


@dataclass(frozen=True)
class SafetyFlag:
    """Something to raise before any principle; never scored, never ranked."""

    kind: str
    sentence: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """The whole reading of one case. Screens and documents only read it.

    ``bearings`` stand in rank order; principles of which nothing is known come last.
    """

    bearings: tuple[Bearing, ...]
    items: tuple[Item, ...]
    questions: tuple[Question, ...]
    flips: tuple[Flip, ...]
    safety_flags: tuple[SafetyFlag, ...]
    headline: str
    close: bool
    knowledge_version: str

    def of(self, principle: str, side: Side | None = None) -> tuple[Item, ...]:
        """Evidence of one principle, heaviest first, of one side or both."""
        return tuple(
            item for item in self.items if item.principle == principle and side in (None, item.side)
        )

    def bearing(self, principle: str) -> Bearing:
        """The bearing of one principle."""
        return next(bearing for bearing in self.bearings if bearing.principle == principle)
