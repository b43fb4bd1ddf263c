"""Section 6: what happened, by the child's age, with accounts that differ side by side."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.events import Event
from imh.formulation.document import Sentence
from imh.formulation.language import brief, capital, clauses, ended, is_about, lowered
from imh.formulation.material import Material
from imh.formulation.sources import known_by, side_by_side
from imh.formulation.wording import wording
from imh.principles.phrases import event_words, when
from imh.principles.sentences import length_words

WORDS = wording("story")
LASTING = frozenset(
    {"birth", "move", "recovery_step", "new_partner", "help_arrived", "treatment_start"}
)
"""Kinds of events of which it goes without saying that they last."""


def sentences(material: Material) -> Iterator[Sentence]:
    """The timeline; what has no time comes last."""
    groups = _groups(material)
    times = [time_of(group[0]) for group in groups]
    for place, group in enumerate(groups):
        again = times[:place][::-1]
        same = next((n for n, time in enumerate(again) if time != times[place]), len(again))
        yield _told(material, group, times[place], same)


def _groups(material: Material) -> list[list[Event]]:
    """Events in order; medical procedures of the same weeks are told in one sentence."""
    dated = sorted(
        (event for event in material.case.events if event.at_months is not None),
        key=lambda event: (event.at_months or 0.0, event.kind != "birth"),
    )
    undated = [event for event in material.case.events if event.at_months is None]
    groups: list[list[Event]] = []
    together: dict[tuple[object, ...], list[Event]] = {}
    for event in [*dated, *undated]:
        times = (event.at_months, event.until_months)
        if event.kind == "medical_procedure" and not event.accounts and times in together:
            together[times].append(event)
            continue
        group = [event]
        if event.kind == "medical_procedure" and not event.accounts:
            together[times] = group
        groups.append(group)
    return groups


def _told(material: Material, group: list[Event], time: str, again: int) -> Sentence:
    case, first = material.case, group[0]
    titles = [lowered(event_words(event)) for event in group]
    what = "; ".join(titles)
    bases = [event.basis for event in group]
    basis = known_by(case, bases)
    note = brief([first.note], 90) if len(group) == 1 and _worth(first) else ""
    text = f"{_opening(first, what, time, again)}{_length(first)}"
    text = ended(f"{text}; {note}" if note else text, basis)
    told = side_by_side(case, first.accounts) if len(group) == 1 else ""
    if told:
        text += f" {ended(told)}"
        basis = known_by(case, [*bases, *(account.basis for account in first.accounts)])
    key = "story/" + "+".join(event.id for event in group)
    refs = tuple(event.id for event in group)
    return Sentence(key=key, text=text, refs=refs, basis=basis)


def time_of(event: Event) -> str:
    """``at about seven weeks``, ``from birth on``; empty when nobody noted it."""
    if event.at_months is None:
        return ""
    words = when(event)
    if words.startswith("at ") and _lasts(event):
        return WORDS.word("parts", "from").format(when=words.removeprefix("at "))
    if words.startswith("at ") and any(is_about(part) for part in clauses(event.note)):
        return WORDS.word("parts", "about").format(when=words.removeprefix("at "))
    return words


def _lasts(event: Event) -> bool:
    if event.kind in LASTING or event.at_months is None:
        return False
    until = event.until_months
    return (until is not None and until - event.at_months > 0.5) or event.ongoing == "yes"


def _opening(event: Event, what: str, time: str, again: int) -> str:
    if not time:
        return WORDS.say("undated", what=what)
    if event.kind == "birth":
        return capital(what)
    if again:
        return WORDS.say("again" if again % 2 else "also", what=what)
    return WORDS.say("dated", when=time, what=what)


def _length(event: Event) -> str:
    if event.ongoing == "yes" and event.kind not in LASTING:
        return WORDS.word("parts", "goes_on")
    if event.at_months is None or event.until_months is None:
        return ""
    length = event.until_months - event.at_months
    told = any(unit in event.title.casefold() for unit in ("day", "week", "month", "year"))
    if length <= 0 or told or event.kind == "birth":
        return ""
    return WORDS.word("parts", "lasted").format(length=length_words(length))


def _worth(event: Event) -> bool:
    return "much" in (event.burden, event.nurture) or bool(event.accounts)
