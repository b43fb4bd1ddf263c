"""Bringing one's own change together with what somebody else saved in the meantime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imh.case.casefile import dump, parse
from imh.case.merge import (
    Conflict,
    Merged,
    MergedAttachments,
    Side,
    merge,
    merge_attachments,
    settle,
    settle_attachments,
)
from imh.library.open_case import OpenCase, StaleRevision
from imh.library.revision_contents import Contents


@dataclass(frozen=True)
class UnresolvedMerge:
    """Two changes of which at least one place cannot hold both: somebody has to choose.

    ``theirs`` is the case as it is in the library now, ``before`` the number of the revision that
    both started from, ``aside`` what was not chosen when somebody had saved once more meanwhile.
    """

    theirs: OpenCase
    before: int
    parents: tuple[str, str]
    mine: Contents
    case: Merged
    attachments: MergedAttachments
    aside: tuple[Contents, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What has to be chosen, in the order in which :meth:`settle` wants the choices."""
        return (*self.case.conflicts, *self.attachments.conflicts)

    def settle(self, choices: Sequence[Side]) -> OpenCase | UnresolvedMerge:
        """Save what came of both; clashing again when somebody saved once more meanwhile.

        Where theirs was chosen, the history keeps first how the case would be with all of mine.
        """
        chosen, mine = self._settled(choices), self._settled(["mine"] * len(choices))
        aside = self.aside if chosen == mine else (*self.aside, mine)
        return _saved(self.theirs, chosen, self.parents, aside)

    def _settled(self, choices: Sequence[Side]) -> Contents:
        count = len(self.case.conflicts)
        case = settle(self.case, choices[:count])
        return Contents(case, settle_attachments(self.attachments, choices[count:]))

    def kept(self) -> str:
        """My side as text, to be kept until somebody has chosen; see :func:`restore_merge`."""
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
        mine = json.dumps([self.before, dump(self.mine.case), dict(self.mine.attachments)])
        return hashlib.sha256(mine.encode()).hexdigest()[:16]


def _as_text(contents: Contents) -> dict[str, Any]:
    return {"case": dump(contents.case), "papers": dict(contents.attachments)}


def _from_text(kept: dict[str, Any]) -> Contents:
    return Contents(parse(kept["case"], "kept"), kept["papers"])


def merge_stale(
    stale: StaleRevision, aside: tuple[Contents, ...] = ()
) -> OpenCase | UnresolvedMerge:
    """Save both changes where they touch different things; else say what has to be chosen."""
    before = stale.before.number
    return _together(stale.base, stale.mine, stale.theirs, before, stale.parents, aside)


def restore_merge(theirs: OpenCase, kept: str) -> OpenCase | UnresolvedMerge:
    """Take up a choice that was left open. Raises ValueError for a text that is none."""
    text: dict[str, Any] = json.loads(kept)
    mine, before = _from_text(text["mine"]), int(text["before"])
    aside = tuple(_from_text(one) for one in text.get("aside", ()))
    parents = (theirs.hash, str(text["parents"][1]))
    return _together(theirs.at(before), mine, theirs, before, parents, aside)


def _together(
    base: Contents,
    mine: Contents,
    theirs: OpenCase,
    before: int,
    parents: tuple[str, str],
    aside: tuple[Contents, ...],
) -> OpenCase | UnresolvedMerge:
    case = merge(base.case, mine.case, theirs.case)
    attachments = merge_attachments(base.attachments, mine.attachments, theirs.attachments)
    if case.conflicts or attachments.conflicts:
        return UnresolvedMerge(theirs, before, parents, mine, case, attachments, aside)
    return _saved(theirs, Contents(case.case, attachments.attachments), parents, aside)


def _saved(
    theirs: OpenCase, both: Contents, parents: tuple[str, str], aside: tuple[Contents, ...]
) -> OpenCase | UnresolvedMerge:
    if both == theirs.contents and not aside:
        return theirs
    try:
        return theirs.save_merged(both.case, both.attachments, parents, aside)
    except StaleRevision as stale:
        return merge_stale(stale, aside)
