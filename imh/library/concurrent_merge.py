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
from imh.library.open_case import Moved, Work
from imh.library.revision_contents import Contents


@dataclass(frozen=True)
class Clashing:
    """Two changes of which at least one place cannot hold both: somebody has to choose.

    ``theirs`` is the case as it is in the library now, ``before`` the number of the revision that
    both started from, ``aside`` what was not chosen when somebody had saved once more meanwhile.
    """

    theirs: Work
    before: int
    parents: tuple[str, str]
    mine: Contents
    case: Merged
    papers: MergedPapers
    aside: tuple[Contents, ...] = ()

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What has to be chosen, in the order in which :meth:`settle` wants the choices."""
        return (*self.case.clashes, *self.papers.clashes)

    def settle(self, choices: Sequence[Side]) -> Work | Clashing:
        """Save what came of both; clashing again when somebody saved once more meanwhile.

        Where theirs was chosen, the history keeps first how the case would be with all of mine.
        """
        chosen, mine = self._settled(choices), self._settled(["mine"] * len(choices))
        aside = self.aside if chosen == mine else (*self.aside, mine)
        return _saved(self.theirs, chosen, self.parents, aside)

    def _settled(self, choices: Sequence[Side]) -> Contents:
        count = len(self.case.clashes)
        case = settle(self.case, choices[:count])
        return Contents(case, settle_papers(self.papers, choices[count:]))

    def kept(self) -> str:
        """My side as text, to be kept until somebody has chosen; see :func:`found_again`."""
        return json.dumps(
            {
                "before": self.before,
                "parents": self.parents,
                "mine": _as_text(self.mine),
                "aside": [_as_text(one) for one in self.aside],
            }
        )

    @property
    def mark(self) -> str:
        """What tells my side from others of this case that wait for a choice as well."""
        mine = json.dumps([self.before, dump(self.mine.case), dict(self.mine.papers)])
        return hashlib.sha256(mine.encode()).hexdigest()[:16]


def _as_text(contents: Contents) -> dict[str, Any]:
    return {"case": dump(contents.case), "papers": dict(contents.papers)}


def _from_text(kept: dict[str, Any]) -> Contents:
    return Contents(parse(kept["case"], "kept"), kept["papers"])


def bring_together(moved: Moved, aside: tuple[Contents, ...] = ()) -> Work | Clashing:
    """Save both changes where they touch different things; else say what has to be chosen."""
    before = moved.before.number
    return _together(moved.base, moved.mine, moved.theirs, before, moved.parents, aside)


def found_again(theirs: Work, kept: str) -> Work | Clashing:
    """Take up a choice that was left open. Raises ValueError for a text that is none."""
    text: dict[str, Any] = json.loads(kept)
    mine, before = _from_text(text["mine"]), int(text["before"])
    aside = tuple(_from_text(one) for one in text.get("aside", ()))
    parents = (theirs.hash, str(text["parents"][1]))
    return _together(theirs.at(before), mine, theirs, before, parents, aside)


def _together(
    base: Contents,
    mine: Contents,
    theirs: Work,
    before: int,
    parents: tuple[str, str],
    aside: tuple[Contents, ...],
) -> Work | Clashing:
    case = merge(base.case, mine.case, theirs.case)
    papers = merge_papers(base.papers, mine.papers, theirs.papers)
    if case.clashes or papers.clashes:
        return Clashing(theirs, before, parents, mine, case, papers, aside)
    return _saved(theirs, Contents(case.case, papers.papers), parents, aside)


def _saved(
    theirs: Work, both: Contents, parents: tuple[str, str], aside: tuple[Contents, ...]
) -> Work | Clashing:
    if both == theirs.contents and not aside:
        return theirs
    try:
        return theirs.save_merged(both.case, both.papers, parents, aside)
    except Moved as moved:
        return bring_together(moved, aside)
