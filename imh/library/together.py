"""Bringing one's own change together with what somebody else saved in the meantime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imh.case.casefile import dump, parse
from imh.case.merge import (
    Clash,
    Merged,
    MergedPapers,
    Side,
    merge,
    merge_papers,
    settle,
    settle_papers,
)
from imh.library.documents import Contents
from imh.library.work import Moved, Work


@dataclass(frozen=True)
class Clashing:
    """Two changes of which at least one place cannot hold both: somebody has to choose.

    ``theirs`` is the case as it is in the library now, ``before`` the number of the revision that
    both started from.
    """

    theirs: Work
    before: int
    parents: tuple[str, str]
    mine: Contents
    case: Merged
    papers: MergedPapers

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What has to be chosen, in the order in which :meth:`settle` wants the choices."""
        return (*self.case.clashes, *self.papers.clashes)

    def settle(self, choices: Sequence[Side]) -> Work | Clashing:
        """Save what came of both; clashing again when somebody saved once more meanwhile."""
        count = len(self.case.clashes)
        case = settle(self.case, choices[:count])
        papers = settle_papers(self.papers, choices[count:])
        return _saved(self.theirs, Contents(case, papers), self.parents)

    def kept(self) -> str:
        """My side as text, to be kept until somebody has chosen; see :func:`found_again`."""
        mine = {"case": dump(self.mine.case), "papers": dict(self.mine.papers)}
        return json.dumps({"before": self.before, "parents": self.parents, "mine": mine})

    @property
    def mark(self) -> str:
        """What tells my side from others of this case that wait for a choice as well."""
        mine = json.dumps([self.before, dump(self.mine.case), dict(self.mine.papers)])
        return hashlib.sha256(mine.encode()).hexdigest()[:16]


def bring_together(moved: Moved) -> Work | Clashing:
    """Save both changes where they touch different things; else say what has to be chosen."""
    return _together(moved.base, moved.mine, moved.theirs, moved.before.number, moved.parents)


def found_again(theirs: Work, kept: str) -> Work | Clashing:
    """Take up a choice that was left open. Raises ValueError for a text that is none."""
    text: dict[str, Any] = json.loads(kept)
    mine = Contents(parse(text["mine"]["case"], "kept"), text["mine"]["papers"])
    parents = (theirs.hash, str(text["parents"][1]))
    return _together(theirs.at(int(text["before"])), mine, theirs, int(text["before"]), parents)


def _together(
    base: Contents, mine: Contents, theirs: Work, before: int, parents: tuple[str, str]
) -> Work | Clashing:
    case = merge(base.case, mine.case, theirs.case)
    papers = merge_papers(base.papers, mine.papers, theirs.papers)
    if case.clashes or papers.clashes:
        return Clashing(theirs, before, parents, mine, case, papers)
    return _saved(theirs, Contents(case.case, papers.papers), parents)


def _saved(theirs: Work, both: Contents, parents: tuple[str, str]) -> Work | Clashing:
    if both == theirs.contents:
        return theirs
    try:
        return theirs.save_merged(both.case, both.papers, parents)
    except Moved as moved:
        return bring_together(moved)
