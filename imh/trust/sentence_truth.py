"""Whether a sentence is true of the case: names, numbers, times and who gives to whom.

It is read against the case itself, not against what the rule thought: names and times as they
stand in the sentence, counts and directions in the entries that the reason rests on.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from imh.case.case import Case
from imh.case.events import Event
from imh.case.ties import Tie
from imh.case.time_units import DAYS_PER_MONTH, WEEKS_PER_MONTH
from imh.case.vocabulary import SOME_OR_MUCH
from imh.principles.sentences import NUMBER_WORDS, name_of
from imh.principles.weighing import Weighed

Entries = TypeVar("Entries")

MONTHS_IN = {"day": 1 / DAYS_PER_MONTH, "week": 1 / WEEKS_PER_MONTH, "month": 1.0, "year": 12.0}
_NAME = re.compile(r"Name[a-z]{3}")
_WORDS = re.compile(r"[Ww]ords[a-z]{3}")
_CAPITAL = re.compile(r"\b[A-Z]\w*")
_LENGTH = re.compile(r"(\w+) (day|week|month|year)s?\b(?: and (\w+) months?)?")


@dataclass(frozen=True)
class Told:
    """A case under plain names: ``names`` to ids, and ``words`` to the texts they stand for."""

    case: Case
    names: Mapping[str, str]
    words: Mapping[str, str]

    def named(self, text: str) -> list[str]:
        """The plain names in a text, in its order, each once."""
        return list(dict.fromkeys(_NAME.findall(text)))

    def as_entered(self, text: str, case: Case) -> str:
        """A text with the names and words of the case as it was entered."""
        for name in self.named(text):
            text = text.replace(name, name_of(case, self.names[name]))
        return _WORDS.sub(lambda found: self.words.get(found[0].lower(), found[0]), text)

    def ids(self, text: str) -> list[str]:
        """The ids of those who are named in a text, in its order."""
        return [self.names[name] for name in self.named(text)]


def wrong_in(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """What a sentence says that is not so."""
    yield from _strangers(sentence, told)
    events = _entries(told.case, reason, Event)
    for length in _lengths(sentence):
        if not any(_near(length, value) for value in (*_times(events), *_gestations(told.case))):
            yield f"nothing lasted or was at {length[0]:.2f} months"
    special = _SPECIAL.get(reason.indicator.id)
    if special:
        yield from special(sentence, reason, told)


def _entries(case: Case, reason: Weighed, kind: type[Entries]) -> list[Entries]:
    entries = (case.entries.get(ref.partition(".")[0]) for ref in reason.finding.refs)
    return [entry for entry in entries if isinstance(entry, kind)]


def _strangers(sentence: str, told: Told) -> Iterator[str]:
    """Names of nobody in the case, and capitals that are no name of the case."""
    for name in told.named(sentence):
        if name not in told.names:
            yield f"'{name}' is nobody in the case"
    rest = _WORDS.sub("words", _NAME.sub("name", sentence))
    for capital in _CAPITAL.finditer(rest):
        begins = capital.start() == 0
        if not begins:
            yield f"'{capital[0]}' looks like a name"


# Times


def _lengths(sentence: str) -> Iterator[tuple[float, float]]:
    """Every length in a sentence in months, with how coarsely it was said."""
    for said, unit, more in _LENGTH.findall(sentence):
        number = _number(said)
        if number is None:
            continue
        further = _number(more) if more else None
        coarse = 0.51 * MONTHS_IN[unit] if further is None else 0.51
        yield number * MONTHS_IN[unit] + (further or 0), coarse + 0.01


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    return NUMBER_WORDS.index(word.lower()) if word.lower() in NUMBER_WORDS else None


def _near(length: tuple[float, float], value: float) -> bool:
    return abs(length[0] - value) <= length[1]


def _times(events: Sequence[Event]) -> Iterator[float]:
    for event in events:
        if event.at_months is not None:
            yield abs(event.at_months)
            if event.until_months is not None:
                yield event.until_months - event.at_months


def _gestations(case: Case) -> Iterator[float]:
    """How long the children were carried: the one length that is no event's."""
    for child in case.index_children:
        if child.gestation_weeks is not None:
            yield child.gestation_weeks * MONTHS_IN["week"]


# Counts and directions, by indicator

Special = Callable[[str, Weighed, Told], Iterator[str]]


def _pile_up(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """So many different hard events, within half a year."""
    events = _entries(told.case, reason, Event)
    different = {(e.kind, e.at_months, frozenset((*e.who, e.away))) for e in events}
    if _number(sentence.split()[0]) != len(different):
        yield f"{len(different)} different events"
    ages = [event.at_months for event in events if event.at_months is not None]
    if max(ages) - min(ages) > 6 or any(e.burden not in SOME_OR_MUCH for e in events):
        yield "not all hard, or not within half a year"


def _changes(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """So many different changes of who cares."""
    events = _entries(told.case, reason, Event)
    different = len({(e.at_months, frozenset((*e.who, e.away))) for e in events})
    said = {_number(word) for word in re.findall(r"\w+", sentence)}
    if different not in said | ({2} if "twice" in sentence else set()):
        yield f"{different} changes"


def _services(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """As many services as are named, each tied to the caregiver."""
    settings = {setting.id for setting in told.case.settings}
    services = [one for one in told.ids(sentence) if one in settings]
    caregivers = [one for one in told.ids(sentence) if one not in settings]
    if _number(sentence.split()[0]) != len(services):
        yield f"{len(services)} services named"
    for service in services:
        if not _ties(told.case, reason, service, caregivers[0]):
            yield "a service without a tie to the caregiver"


def _laps(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """More than one person, each warm with the child."""
    people = [one for one in told.ids(sentence) if one not in told.case.children]
    warm = {end for t in _entries(told.case, reason, Tie) for end in (t.source, t.target)}
    if len(people) < 2 or not warm.issuperset(people):
        yield "not two who are warm"


def _born_at(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """The weeks at which this child was born."""
    child = told.case.person.get(reason.finding.refs[0].partition(".")[0])
    weeks = child.gestation_weeks if child else None
    if weeks is not None and f"{weeks:g}" not in re.findall(r"[\d.]*\d", sentence):
        yield f"born at {weeks:g} weeks"


def _there_for(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """The first is warm to the second or gives them help."""
    giver, receiver = told.ids(sentence)[:2]
    ties = _ties(told.case, reason, giver, receiver)
    if not any(tie.quality == "warm" or _gives(tie, giver) for tie in ties):
        yield "no warmth and no help in this direction"


def _helps(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """The first gives help to everybody else who is named."""
    giver, *receivers = [*told.ids(sentence), ""]
    for receiver in filter(None, receivers):
        if not any(_gives(tie, giver) for tie in _ties(told.case, reason, giver, receiver)):
            yield "no help in this direction"


def _gives_much(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """The first gives to those named before the turn of the sentence; those after it give back."""
    goes, _, comes = sentence.partition(", and nothing" if ", and nothing" in sentence else ";")
    caregiver, *others = told.ids(goes)
    for other in others:
        if not any(_gives(t, caregiver) for t in _ties(told.case, reason, caregiver, other)):
            yield "nothing goes to one of those named"
    for other in told.ids(comes):
        if not any(_gives(t, other) for t in _ties(told.case, reason, caregiver, other)):
            yield "nothing comes from one of those named"


def _near_and_far(sentence: str, reason: Weighed, told: Told) -> Iterator[str]:
    """The clinician is warm with those named before "far from" and not with those after."""
    near, _, far = sentence.partition("far from")
    clinician, *close = told.ids(near)
    for other, warm in (*((o, True) for o in close), *((o, False) for o in told.ids(far))):
        ties = _ties(told.case, reason, clinician, other)
        if not ties or any(tie.quality == "warm" for tie in ties) != warm:
            yield "one of those named stands on the other side"


def _ties(case: Case, reason: Weighed, one: str, other: str) -> list[Tie]:
    """Ties between two among those that a reason rests on."""
    ties = _entries(case, reason, Tie)
    return [tie for tie in ties if {tie.source, tie.target} == {one, other}]


def _gives(tie: Tie, giver: str) -> bool:
    given = tie.support_to_target if tie.source == giver else tie.support_to_source
    return given in SOME_OR_MUCH


_SPECIAL: Mapping[str, Special] = {
    "E3": _born_at,
    "E10": _pile_up,
    "P2": _near_and_far,
    "R6": _changes,
    "R7+": _laps,
    "W1": _gives_much,
    "W7+": _helps,
    "W8": _services,
    "W9+": _there_for,
}
