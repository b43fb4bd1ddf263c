"""What was done to a case in one sitting, so that it can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from imh.case.case import Case
from imh.case.edits import Edit, apply, describe


@dataclass(frozen=True)
class Step:
    """One edit that was done: the case after it, and what it did in plain words."""

    edit: Edit
    case: Case
    description: str


@dataclass(frozen=True)
class History:
    """A case and the steps that led to it, of which the first ``done`` count.

    A history never changes: doing, undoing and redoing each give another one.
    """

    start: Case
    steps: tuple[Step, ...] = ()
    done: int = 0

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.steps[self.done - 1].case if self.done else self.start

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self.done > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was undone and nothing else was done since."""
        return self.done < len(self.steps)

    @property
    def descriptions(self) -> tuple[str, ...]:
        """What was done, oldest first, without what was undone."""
        return tuple(step.description for step in self.steps[: self.done])

    @property
    def next_undo(self) -> str:
        """What ``undo`` would take back, "" when there is nothing."""
        return self.steps[self.done - 1].description if self.can_undo else ""

    @property
    def next_redo(self) -> str:
        """What ``redo`` would do again, "" when there is nothing."""
        return self.steps[self.done].description if self.can_redo else ""

    def do(self, edit: Edit) -> Self:
        """Do an edit; steps that were undone are forgotten. Raises ``EditError``."""
        after = apply(self.case, edit)
        step = Step(edit, after, describe(self.case, edit, after))
        steps = (*self.steps[: self.done], step)
        return replace(self, steps=steps, done=len(steps))

    def undo(self) -> Self:
        """One step back; the same history when there is none."""
        return replace(self, done=self.done - 1) if self.can_undo else self

    def redo(self) -> Self:
        """One step forward again; the same history when there is none."""
        return replace(self, done=self.done + 1) if self.can_redo else self
