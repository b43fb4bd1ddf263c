"""A case that is open: every step is kept, durably, before the next can be taken."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from imh.case.case import Case
from imh.case.edit_between import edit_between
from imh.case.edits import Edit
from imh.case.history import History
from imh.case.redaction import (
    avoid_ids_of_others,
    keep_redacted,
    private_of_others,
    redacted,
)
from imh.case.text import storable
from imh.library import authorship, ratings, redaction, revisions
from imh.library.access import Access, AuthorizedCase
from imh.library.errors import LibraryError
from imh.library.ratings import Rating
from imh.library.replay import ASIDE, done
from imh.library.revision_contents import Contents
from imh.library.revisions import PendingRevision, Revision, sealed
from imh.library.roles import Act, Role, may

NOT_YOURS = "Somebody keeps this reflection for themselves: nobody else can change or share it."


@dataclass(frozen=True)
class OpenCase:
    """A case as it was when it was opened or last saved here, and the way back.

    ``token`` names the case in an address and says nothing about the family. ``attachments`` are
    JSON values written beside the case, by name. ``number`` and ``hash`` are those of the revision.
    ``of_others`` are the ids of reflections that others wrote: here they have no words as long as
    they are private, nothing done here changes or loses any, and no undo takes them back.
    Each change gives another ``OpenCase``. It raises :class:`Refused` when this account may not
    make it, :class:`StaleRevision` when somebody saved in between, :class:`LibraryError` when it
    could not be kept; this ``OpenCase`` is then as it was.
    """

    access: Access = field(repr=False)
    token: str
    name: str = field(repr=False)
    history: History = field(repr=False)
    attachments: Mapping[str, Any] = field(repr=False)
    number: int
    hash: str
    role: Role
    of_others: frozenset[str] = frozenset()

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.history.case

    @property
    def contents(self) -> Contents:
        """The case as it is now, with its attachments."""
        return Contents(self.case, self.attachments)

    @property
    def can_change(self) -> bool:
        """Whether this account may change the case."""
        return may(self.role, Act.CHANGE)

    def do(self, *edits: Edit) -> OpenCase:
        """Take steps, all or none; each can be undone by itself. Raises EditError as well."""
        history, steps = self.history, []
        for edit in edits:
            history = self._done(history, edit)
            step = {"do": history.steps[-1].edit.model_dump(mode="json")}
            what = history.next_undo
            steps.append(PendingRevision(Contents(history.case, self.attachments), what, step))
        return self._kept(history, self.attachments, *steps) if steps else self

    def _done(self, history: History, edit: Edit) -> History:
        before, after = history.case, history.do(edit)
        case = avoid_ids_of_others(before, after.case, self.of_others)
        if keep_redacted(before, case, self.of_others) != case:
            self.access.refuse("change", NOT_YOURS, self.token)
        if case is after.case:
            return after
        return done(history, edit_between(before, case), after.next_undo)

    def undo(self) -> OpenCase:
        """One step back; the same when there is none."""
        if not self.history.can_undo:
            return self
        what = f"Taken back: {self.history.next_undo}"
        return self._turned(self.history.undo(), what, {"undo": True})

    def redo(self) -> OpenCase:
        """One step forward again; the same when there is none."""
        if not self.history.can_redo:
            return self
        what = f"Done again: {self.history.next_redo}"
        return self._turned(self.history.redo(), what, {"redo": True})

    def write(self, name: str, attachment: Any) -> OpenCase:
        """Keep a paper, which is any JSON value, beside the case; the latest of a name counts."""
        after = _with_attachment(self.contents, name, attachment)
        step = PendingRevision(after, f"Wrote: {name}", {"paper": name})
        return self._kept(self.history, after.attachments, step)

    def rate(self, scores: Sequence[int | None], decided_by: str = "", name: str = "") -> None:
        """Keep somebody's own rating of the case, see :class:`Rating`; it is no change of it.

        ``name`` is who rates on a computer that is passed around; an account has its own.
        """
        with self.access.to(Act.RATE, self.token) as at:
            at.record("rate", **ratings.keep(at, name, scores, decided_by))

    def own_rating(self, name: str = "") -> Rating | None:
        """The rating that this account gave, or who has this name; None when there is none."""
        with self.access.to(Act.RATE, self.token, writes=False) as at:
            return ratings.own(at, name)

    def ratings(self) -> tuple[Rating, ...]:
        """What everybody rated, the one that was changed longest ago first."""
        with self.access.to(Act.LOOK_BACK, self.token, writes=False) as at:
            return ratings.every(at.connection, at.id)

    def at(self, number: int) -> Contents:
        """The case and its attachments as of a revision. Raises LibraryError when there is none."""
        with self.access.to(Act.LOOK_BACK, self.token, writes=False) as at:
            found = revisions.contents(at.connection, at.id, number)
            return redaction.given(found, _of_others(at))

    @property
    def can_look_back(self) -> bool:
        """Whether this account may look at earlier states of the case."""
        return may(self.role, Act.LOOK_BACK)

    def states(self, numbers: Collection[int]) -> dict[int, Contents]:
        """The case and its attachments as of each of these revisions, those that there are."""
        with self.access.to(Act.LOOK_BACK, self.token, writes=False) as at:
            found, others = revisions.states(at.connection, at.id, numbers), _of_others(at)
            return {each: redaction.given(contents, others) for each, contents in found.items()}

    def revisions(self, limit: int = 500, after: int = 0) -> tuple[Revision, ...]:
        """The case's history after a revision, the newest first."""
        with self.access.to(Act.LOOK_BACK, self.token, writes=False) as at:
            return revisions.listed(at.connection, at.id, limit, after)

    def newest(self) -> int:
        """The number of the newest revision, whoever saved it; nothing else is read."""
        with self.access.to(Act.OPEN, self.token, writes=False) as at:
            return int(at.row.number)

    def restore(self, number: int) -> OpenCase:
        """Go on from a former revision; what came after it stays in the history."""
        former = self.at(number)
        step = {"restore": number}
        return self._turned_into(former, f"Back to revision {number}", step)

    def save_merged(
        self,
        case: Case,
        attachments: Mapping[str, Any],
        parents: tuple[str, str],
        aside: Sequence[Contents] = (),
    ) -> OpenCase:
        """Save on top of this revision what came of two editors' work (see :class:`StaleRevision`).

        What lies ``aside`` was not chosen: it is kept as revisions before, in the same moment, to
        be read and gone back to. Undo passes over it.
        """
        merged = Contents(case, {**attachments})
        step = {"merge": list(parents)}
        kept = [
            PendingRevision(
                self._mine_to_save(one),
                "Own version, before theirs was chosen",
                {ASIDE: self.number},
            )
            for one in aside
        ]
        words = "Brought together with somebody else's changes"
        return self._turned_into(merged, words, step, *kept)

    def name_snapshot(self, name: str) -> None:
        """Give this revision a name. Raises LibraryError when the case has one of that name."""
        name = storable(name.strip())[:200]
        if not name:
            raise LibraryError("A snapshot needs a name.")
        with self.access.to(Act.CHANGE, self.token) as at:
            revisions.name_snapshot(at, self.number, name)
            at.record("snapshot", revision=self.number)

    def note_export(self, form: str) -> None:
        """Put on the record that the case leaves the library, before it does: ``form`` says how.

        Raises Refused when this account may not take it out.
        """
        with self.access.to(Act.EXPORT, self.token) as at:
            at.record("export", revision=self.number, form=form)

    def reload(self) -> OpenCase:
        """The newest revision of the same case, with whatever others saved since."""
        with self.access.to(Act.OPEN, self.token, writes=False) as at:
            return as_it_is(self.access, at)

    def _turned(self, history: History, what: str, step: Mapping[str, Any]) -> OpenCase:
        return self._kept(
            history,
            self.attachments,
            PendingRevision(Contents(history.case, self.attachments), what, step),
        )

    def _turned_into(
        self, other: Contents, what: str, step: dict[str, Any], *aside: PendingRevision
    ) -> OpenCase:
        new = self._mine_to_save(other)
        history = self.history
        if new.case != self.case:
            edit = edit_between(self.case, new.case)
            history = done(history, edit, what)
            step["do"] = edit.model_dump(mode="json")
        return self._kept(history, new.attachments, *aside, PendingRevision(new, what, step))

    def _mine_to_save(self, other: Contents) -> Contents:
        """Other contents, without what nobody takes back or changes for others."""
        try:
            case = keep_redacted(self.case, other.case, self.of_others)
        except ValidationError:
            raise LibraryError(
                "A reflection that somebody keeps private cannot stand in it."
            ) from None
        return Contents(case, other.attachments)

    def _kept(
        self, history: History, attachments: Mapping[str, Any], *steps: PendingRevision
    ) -> OpenCase:
        with self.access.to(Act.CHANGE, self.token) as at:
            if not self.can_change:  # this is what a guest sees, and not the whole case
                raise LibraryError("Your part in this case has changed. Please open it again.")
            before, whole = self._whole(at, steps)
            new = sealed(self.number, self.hash, whole)
            last = new[-1]
            if seal := revisions.follow(at, before, new):
                at.record("change", revision=last.number, hash=last.hash, seal=seal)
        if not seal:
            now = self.reload()
            unknown = now.of_others - self.of_others
            case = avoid_ids_of_others(self.case, history.case, unknown)
            raise StaleRevision(now, self, Contents(case, attachments))
        return replace(
            self,
            history=history,
            attachments=attachments,
            number=last.number,
            hash=last.hash,
            role=at.role,
        )

    def _whole(
        self, at: AuthorizedCase, steps: Sequence[PendingRevision]
    ) -> tuple[Contents, Sequence[PendingRevision]]:
        """This revision and steps from it, with the words that others keep for themselves."""
        cases = [self.case, *(step.contents.case for step in steps)]
        if not private_of_others(self.of_others, *cases):
            return self.contents, steps
        before = revisions.contents(at.connection, at.id, self.number)
        return before, [*redaction.whole(steps, before.case, self.of_others)]


def _with_attachment(contents: Contents, name: str, attachment: Any) -> Contents:
    value = json.loads(json.dumps(attachment, allow_nan=False))
    return Contents(contents.case, {**contents.attachments, name: value})


class StaleRevision(LibraryError):
    """Somebody saved in between; nothing was lost and nothing was saved over.

    ``theirs`` is the case as it is now, ``base`` what ``mine`` was made from. After bringing the
    two together: ``moved.theirs.save_merged(case, attachments, moved.parents)``.
    """

    def __init__(self, theirs: OpenCase, before: OpenCase, mine: Contents) -> None:
        super().__init__("Somebody else saved this case in the meantime.")
        self.theirs = theirs
        self.before = before
        self.base = before.contents
        self.mine = mine
        self.parents = (theirs.hash, before.hash)


def as_it_is(access: Access, at: AuthorizedCase) -> OpenCase:
    """The newest revision of a case, with its undo.

    Who may only read it gets the case without the words of private reflections, and none of the
    attachments beside it.
    """
    row = at.row
    now = revisions.contents(at.connection, at.id, row.number)
    others = _of_others(at)
    if may(at.role, Act.CHANGE):
        whole, attachments = (
            revisions.history(at.connection, at.id, row.number, now),
            now.attachments,
        )
        history = redaction.to_undo(whole, others)
    else:
        history, attachments = History(redacted(now.case)), {}
    return OpenCase(
        access, row.token, row.name, history, attachments, row.number, row.head, at.role, others
    )


def _of_others(at: AuthorizedCase) -> frozenset[str]:
    return authorship.of_others(at.connection, at.id, at.account)
