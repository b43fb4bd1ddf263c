"""The ties of a draft: what is said joins the tie that is there; a new one gets its usual kind."""

from collections.abc import Mapping
from typing import Any, Final

from imh.case.quick_entry.draft import CaseDraft, changed
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.ties import Tie
from imh.case.vocabulary import (
    COMMUNITIES,
    KIN_TIES,
    PARENT_TIES,
    PROFESSIONAL_ROLES,
    STAFF_ROLES,
)

_WEAKER_THAN_KIN: Final = frozenset({"caregiving", "kin"})
_BELONGED_TO: Final = COMMUNITIES | {"work", "military"}
"""Where one is a member rather than served."""
_USUAL_BY_ROLE: Final = {
    "grandparent": "kin",
    "great_grandparent": "kin",
    "aunt_uncle": "kin",
    "cousin": "kin",
}
_FLIP: Final = {
    "support_to_target": "support_to_source",
    "support_to_source": "support_to_target",
    "kinds_to_target": "kinds_to_source",
    "kinds_to_source": "kinds_to_target",
}


def add_to_tie(
    draft: CaseDraft, source: str, target: str, also: bool = False, **changes: Any
) -> None:
    """Say something of the tie between two entries, making the tie when there is none.

    Facts join the tie already there, whichever way it points; ``also`` makes another one.
    """
    if source == target:
        raise ParseError("a tie needs two different ends", "name somebody else")
    pair = frozenset((source, target))
    known = None if also else draft.ties.get(draft.tie_between.get(pair, ""))
    if known is None:
        known = Tie(
            id=draft.new_id(f"{source}-{target}"),
            source=source,
            target=target,
            kind=usual_tie_kind(draft, source, target),
        )
        draft.tie_between.setdefault(pair, known.id)
    elif known.source != source:
        if changes.get("kind") in PARENT_TIES:
            turned = _flipped(dict(known))
            known = Tie.model_validate(turned | {"source": source, "target": target})
        else:
            changes = _flipped(changes)
    firm = known.kind in KIN_TIES and known.kind != "kin"
    if firm and changes.get("kind") in _WEAKER_THAN_KIN:
        del changes["kind"]
    if "accounts" in changes:
        changes["accounts"] = (*known.accounts, *changes["accounts"])
    if "note" in changes:
        changes["note"] = draft.append_text(known.note, changes["note"])
    draft.put("ties", changed(known, **changes))


def usual_tie_kind(draft: CaseDraft, source: str, target: str) -> Any:
    """Return the kind of a tie when none is typed, from who or what stands at its ends."""
    kinds = sorted((draft.list_of(source) or "people", draft.list_of(target) or "people"))
    if kinds == ["settings", "settings"]:
        return "works_with"
    if kinds == ["influences", "people"]:
        return "belief"
    if kinds == ["people", "settings"]:
        person, place = (source, target) if target in draft.settings else (target, source)
        if draft.people[person].role in PROFESSIONAL_ROLES:
            return "works_with"
        return "membership" if draft.settings[place].kind in _BELONGED_TO else "service"
    if kinds == ["people", "people"]:
        return _usual_kind_between_people(draft, source, target)
    return "unknown"


def _usual_kind_between_people(draft: CaseDraft, source: str, target: str) -> str:
    roles = (draft.people[source].role, draft.people[target].role)
    professional = [role in STAFF_ROLES for role in roles]
    if any(professional):
        return "works_with" if all(professional) else "service"
    for kind, role in (("friendship", "friend"), ("neighbour", "neighbour")):
        if role in roles:
            return kind
    for end, other in ((source, roles[1]), (target, roles[0])):
        if end in draft.children:
            return _USUAL_BY_ROLE.get(other, "unknown")
    return "unknown"


def _flipped(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what is said about a tie round, so that its source and target change places."""
    return {_FLIP.get(field, field): value for field, value in changes.items()}
