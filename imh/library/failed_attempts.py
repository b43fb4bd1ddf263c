"""How often codes were tried in vain lately, and how long who tries has to wait for the answer.

A right code never waits: that nobody guesses one is the work of its length (tickets.py). What is
counted here lies in memory, for ten minutes, and takes no more of it however many try.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

WITHIN = 600.0
"""Seconds for which tries are counted together."""
FREE, FREE_IN_ALL = 3, 20
"""How many tries from one address, and in all, are answered at once: people mistype."""
LONGEST = 8.0
"""Seconds to wait at most for the answer that a code opens nothing."""
ADDRESSES = 1_000
"""How many addresses are remembered; the one that tried longest ago is forgotten first."""


@dataclass
class _Count:
    since: float
    number: int = 0

    def another(self, now: float) -> int:
        if now - self.since > WITHIN:
            self.since, self.number = now, 0
        self.number += 1
        return self.number


@dataclass(frozen=True)
class FailedAttempt:
    """One more try that opened nothing: how many seconds its answer waits, the how manieth it was.

    ``number`` counts all tries of the last ten minutes, from whichever address.
    """

    wait: float
    number: int


class FailedAttempts:
    """The tries at one door. ``clock`` gives seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._in_all = _Count(clock())
        self._from: OrderedDict[str, _Count] = OrderedDict()

    def count(self, address: str) -> FailedAttempt:
        """Count a try from an address."""
        with self._lock:
            now = self._clock()
            here = self._from.pop(address, None) or _Count(now)
            self._from[address] = here
            while len(self._from) > ADDRESSES:
                self._from.popitem(last=False)
            beyond = here.another(now) - FREE
            number = self._in_all.another(now)
        return FailedAttempt(max(_wait(beyond), _wait(number - FREE_IN_ALL)), number)


def _wait(beyond: int) -> float:
    """Each try beyond those that are free waits twice as long as the one before, up to a limit."""
    return min(LONGEST, 2.0 ** min(beyond - 1, 10)) if beyond > 0 else 0.0
