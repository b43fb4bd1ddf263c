"""The case that somebody looks at or works on, with what is worked out from it once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from imh.case.case import Case
from imh.case.redaction import as_if_shared, without_private
from imh.library.open_case import OpenCase
from imh.principles.assess import assess
from imh.principles.evidence import Assessment
from imh.ui.core.map_placement import MapPlacement


@dataclass(frozen=True)
class CaseOnScreen:
    """A case that somebody looks at or works on, with what is worked out from it once.

    A sample case is not in the library until somebody changes it: then a copy is begun there.
    ``placement`` is its map, whose symbols stay where they stood before the last change.
    """

    case: Case
    name: str
    placement: MapPlacement
    open_case: OpenCase | None = None

    @cached_property
    def assessment(self) -> Assessment:
        """The case's assessment, worked out at the first look."""
        return assess(self.case)

    @cached_property
    def with_private_notes(self) -> CaseOnScreen:
        """The same, with one's own private reflections told in words in its assessment."""
        return replace(self, case=as_if_shared(self.case, but=self.of_others))

    @property
    def of_others(self) -> frozenset[str]:
        """The ids of reflections that others wrote; as long as these are private, here are codes
        of them and no words."""
        return self.open_case.of_others if self.open_case else frozenset()

    @cached_property
    def own(self) -> Case:
        """The case without what others keep for themselves."""
        return without_private(self.case, of=self.of_others)

    def attachment(self, name: str) -> Any:
        """What was written beside the case under a name, None when nothing was."""
        return self.open_case.attachments.get(name) if self.open_case else None

    def picture(self, **view: Any) -> str:
        """A drawing of the case (the arguments of :func:`imh.drawing.draw`), painted once."""
        return self.placement.picture(**view)

    @property
    def key(self) -> str:
        """What tells this case from all others in this session."""
        return self.open_case.token if self.open_case else f"sample {self.name}"

    @property
    def title(self) -> str:
        """What the case is called on screen."""
        return self.case.title or self.name
