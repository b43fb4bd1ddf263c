"""Robustness: ties coded a little differently, and what the stability statement had claimed.

The statement "first in 81 of 100 plausible weightings" speaks of weights. Two clinicians who code
the same family also differ in how they read a tie. So a tenth of the ties that have a quality is
read one step differently at random, many times; the claim is honest where the first principle
then stays first about as often as was claimed, or more often.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from imh.case.case import Case
from imh.principles.knowledge import Knowledge
from imh.principles.one_step import AS_ANOTHER_READER_MAY
from imh.principles.stability import Weightings, nearly_always, too_close
from imh.principles.weighing import first, point_bearings
from imh.trust.trials import Trial, weighed_case

SHARE = 0.1
"""Share of the ties with a quality that are read one step differently, at least one."""

TIMES = 200
SLACK = 0.05
"""How far below its claim a case may stay before the claim counts as too sure."""


@dataclass(frozen=True)
class Held:
    """How often the first of one case stayed first, beside what had been claimed."""

    case: str
    made_up: bool
    first: str
    claimed: float
    held: float
    close: bool
    recoded: int
    """Ties read differently each time."""

    @property
    def band(self) -> str:
        """What the headline said of the case."""
        if self.close:
            return BANDS[2]
        return BANDS[0] if nearly_always(self.claimed) else BANDS[1]

    @property
    def too_sure(self) -> bool:
        """Whether it stayed first less often than was claimed, by more than the slack."""
        return self.held < self.claimed - SLACK


BANDS = ("first in nearly every weighting", "first in so many of 100", "too close to call")


def held(trial: Trial, known: Knowledge, times: int = TIMES) -> Held | None:
    """Recode one case many times; None where it has no first or no tie with a quality."""
    case = trial.case()
    weighed = weighed_case(case, known)
    leader = first(point_bearings(weighed, known))
    count = len(_readable(case))
    if leader is None or count == 0:
        return None
    weightings = Weightings(weighed, known)
    random = trial.random("recoding")
    stayed = sum(
        first(point_bearings(weighed_case(recoded(case, random), known), known)) == leader
        for _ in range(times)
    )
    return Held(
        case=trial.name,
        made_up=trial.made_up,
        first=leader,
        claimed=weightings.acceptability()[leader][0],
        held=stayed / times,
        close=too_close(weightings.first_shares().tolist(), known.constants),
        recoded=_how_many(count),
    )


def recoded(case: Case, random: Random) -> Case:
    """The case with a tenth of its tie qualities, at least one, read one step differently."""
    readable = _readable(case)
    misread = set(random.sample(readable, _how_many(len(readable))))
    ties = tuple(
        tie.model_copy(update={"quality": random.choice(AS_ANOTHER_READER_MAY[tie.quality])})
        if tie.id in misread
        else tie
        for tie in case.ties
    )
    return case.supposing(ties=ties)


def _readable(case: Case) -> list[str]:
    return [tie.id for tie in case.ties if tie.quality in AS_ANOTHER_READER_MAY]


def _how_many(count: int) -> int:
    return max(1, round(SHARE * count))


@dataclass(frozen=True)
class Band:
    """Cases of which the headline said the same: mean claim, mean held, those too sure."""

    name: str
    cases: int
    claimed: float
    held: float
    too_sure: int


def bands(several: Iterable[Held]) -> Iterator[Band]:
    """What was claimed and what held, by what the headline said."""
    every = list(several)
    for name in BANDS:
        inside = [one for one in every if one.band == name]
        if inside:
            yield Band(
                name,
                len(inside),
                mean(one.claimed for one in inside),
                mean(one.held for one in inside),
                sum(one.too_sure for one in inside),
            )


def mean(values: Iterable[float]) -> float:
    """The mean of at least one value."""
    several: Sequence[float] = list(values)
    return math.fsum(several) / len(several)
