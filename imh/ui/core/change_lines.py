"""What was changed in a case and in what was written beside it, in lines that people can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from imh.case.diff import difference
from imh.formulation.merge import is_reflection
from imh.library.revision_contents import Contents
from imh.library.revisions import Revision

EDITED, FAMILY, SIGNED = "formulation", "family version", "signed formulation"
REVIEWED = "read without names"
"""What is written beside a case, by the name that it is kept under."""
PAPERS = {
    EDITED: "The formulation's wording",
    FAMILY: "What the family's version holds",
    SIGNED: "The signed formulation",
    REVIEWED: "What was read for the version without names",
}
HOW = {
    "undo": "Taken back",
    "redo": "Done again",
    "restore": "Went back to an earlier state",
    "aside": "Own version, kept before theirs was chosen",
    "merge": "Brought together with what somebody else had saved",
}
"""How a revision came about, where that is not plain from what it changed."""

ANOTHER = "Another window of yours"
LONGEST = 90


def lines(old: Contents, new: Contents) -> tuple[str, ...]:
    """What makes ``new`` another state than ``old``; symbols that were moved are told as one."""
    found = difference(old.case, new.case)
    told = [each.text for each in found if each.kind != "moved"]
    told += _about_attachments(old.attachments, new.attachments)
    moved = [each.text for each in found if each.kind == "moved"]
    if len(moved) > 2:
        moved = [f"{len(moved)} symbols placed elsewhere on the map"]
    return (*told, *moved)


def title(revision: Revision) -> str:
    """What a revision has to say before its lines: ``Taken back``; "" where these say it all."""
    return "The case was begun" if revision.kind == "begin" else HOW.get(revision.kind, "")


def at_most(most: int, told: Sequence[str]) -> tuple[str, ...]:
    """The first lines, and how many more there are."""
    if len(told) <= most:
        return tuple(told)
    return (*told[: most - 1], f"and {len(told) - most + 1} more")


def meanwhile(who: str, old: Contents, new: Contents) -> str:
    """What somebody else did, in a line or two: ``Ana changed this case: Leo: age ...``"""
    told = at_most(3, lines(old, new))
    return f"{who} changed this case: {'; '.join(told) or 'nothing that shows'}."


def authors(revisions: Iterable[Revision], own: str) -> str:
    """Who saved these revisions, by name; ``own`` is the id of the account that asks."""
    names = {one.author: one.author_name for one in revisions}
    others = sorted(name for identifier, name in names.items() if identifier != own)
    if own in names:
        others.append(ANOTHER.lower() if others else ANOTHER)
    if not others:
        return "Somebody else"
    return others[0] if len(others) == 1 else f"{', '.join(others[:-1])} and {others[-1]}"


def author(revision: Revision, own: str) -> str:
    """Who saved a revision, as the account ``own`` reads it."""
    return "You" if revision.author == own else revision.author_name


# What was written beside the case


def _about_attachments(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in {**old, **new}:
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        said = _fresh(before, after) if name == "formulation" else []
        called = PAPERS.get(name, name[:1].upper() + name[1:])
        yield f"{called}: now {'; '.join(said)}" if said else f"{called} changed"


def _fresh(before: Any, after: Any) -> list[str]:
    """Sentences that were written, in quotes."""
    known = set(_sentences(before))
    return [_quoted(text) for text in _sentences(after) if text not in known]


def _sentences(attachment: Any) -> Iterator[str]:
    """The clinician's own sentences in the wording of a formulation."""
    if not isinstance(attachment, Mapping):
        return
    written = [(key, each) for key, each in dict(attachment.get("replaced") or {}).items()]
    written += [(each.get("key", ""), each) for each in attachment.get("added") or ()]
    for key, each in written:
        if not is_reflection(key):
            yield str(each.get("text", ""))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line if len(line) <= LONGEST else line[:LONGEST].rstrip() + ' …'}'"
