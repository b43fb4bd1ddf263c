"""What the record says that there is: cases, revisions, people's parts, tickets and ratings.

The lines are read in their order, as one reads a ledger; what they come to is compared with what
the library holds (audit_comparison.py). Older lines say less than newer ones: of what a line does
not say, nothing is claimed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row

UNSAID: Final = "unsaid"
"""An end of a part about which a line says nothing, as lines of earlier versions do not."""


@dataclass(frozen=True)
class Save:
    """One line about revisions: all up to ``number`` that no line before it told of.

    ``seal`` covers who saved them, when, and what was done; empty in lines of earlier versions.
    """

    number: int
    hash: str
    seal: str
    account: str
    time: datetime


@dataclass(frozen=True)
class RecordedPart:
    """A part in a case that somebody was given or invited to; ``until`` is text, "" for no end."""

    role: str
    until: str


@dataclass
class RecordedCase:
    """One case as the record has it after its last line.

    ``named`` counts the names given to revisions, by number and account. ``ratings`` are seals by
    rater's mark, "" where a rating was taken back; ``rated`` are older lines, which say no more
    than who rated and when.
    """

    begun: bool = False
    deleted: bool = False
    saves: list[Save] = field(default_factory=list)
    parts: dict[str, RecordedPart] = field(default_factory=dict)
    invited: dict[str, RecordedPart] = field(default_factory=dict)
    tickets: dict[str, str] = field(default_factory=dict)
    named: Counter[tuple[int, str]] = field(default_factory=Counter)
    ratings: dict[str, str] = field(default_factory=dict)
    rated: list[tuple[str, datetime]] = field(default_factory=list)


@dataclass
class Recorded:
    """All cases that the record tells of, by token."""

    cases: dict[str, RecordedCase] = field(default_factory=lambda: defaultdict(RecordedCase))

    def take(self, line: Row[Any]) -> None:
        """Read the next line of the record."""
        if not line.token:
            return
        case, detail = self.cases[line.token], _said(line)
        if "hash" in detail:  # ratings were revisions once, so it is not the action that tells
            case.saves.append(_save(line, detail))
        if understood := _ACTIONS.get(line.action):
            understood(case, line, detail)


def _said(line: Row[Any]) -> Mapping[str, Any]:
    try:
        detail = json.loads(line.detail)
    except ValueError:
        return {}
    return detail if isinstance(detail, dict) else {}


def _revision(detail: Mapping[str, Any]) -> int:
    number = detail.get("revision")
    return number if isinstance(number, int) else 0


def _save(line: Row[Any], detail: Mapping[str, Any]) -> Save:
    return Save(
        _revision(detail),
        str(detail["hash"]),
        str(detail.get("seal", "")),
        line.account,
        line.time,
    )


def _part(detail: Mapping[str, Any]) -> RecordedPart:
    return RecordedPart(str(detail.get("role")), str(detail.get("until", UNSAID)))


def _begin(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    case.begun = True
    case.parts[line.account] = RecordedPart("owner", "")


def _delete(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    case.deleted = True


def _share(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    case.parts[str(detail.get("with_account"))] = _part(detail)


def _unshare(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    case.parts.pop(str(detail.get("with_account")), None)


def _invite(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    case.invited[str(detail.get("email"))] = _part(detail)


def _uninvite(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    case.invited.pop(str(detail.get("email")), None)


def _accept(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    case.parts[line.account] = _part(detail)
    case.invited.pop(str(detail.get("email")), None)


def _make_ticket(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    whose, until = str(detail.get("for_account")), str(detail.get("until", UNSAID))
    case.tickets[whose] = until
    case.parts[whose] = RecordedPart("guest", until)


def _withdraw_ticket(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    whose = str(detail.get("for_account"))
    case.tickets.pop(whose, None)
    case.parts.pop(whose, None)


def _snapshot(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    case.named[_revision(detail), line.account] += 1


def _rate(case: RecordedCase, line: Row[Any], detail: Mapping[str, Any]) -> None:
    if "rater" in detail:
        case.ratings[str(detail["rater"])] = str(detail.get("seal", ""))
    elif "hash" not in detail:
        case.rated.append((line.account, line.time))


_ACTIONS: dict[str, Callable[[RecordedCase, Row[Any], Mapping[str, Any]], None]] = {
    "begin": _begin,
    "delete": _delete,
    "share": _share,
    "unshare": _unshare,
    "invite": _invite,
    "uninvite": _uninvite,
    "accept": _accept,
    "make_ticket": _make_ticket,
    "withdraw_ticket": _withdraw_ticket,
    "snapshot": _snapshot,
    "rate": _rate,
}
