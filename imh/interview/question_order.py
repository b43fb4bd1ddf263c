"""Which questions this family is asked, in which order: each with about whom and what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from imh.case.case import Case
from imh.case.people import Household
from imh.case.vocabulary import UNSAID
from imh.interview import respondents
from imh.interview.script import Ask, InterviewSection
from imh.principles.evidence import Question
from imh.principles.sentences import joined, name_of

State = Literal["open", "answered", "declined"]


@dataclass(frozen=True)
class Screen:
    """A question as it is asked of this family.

    ``about`` are the ids that fill it: nobody in particular, one person or home, or two.
    ``now`` is the code of the answer there is. ``worth`` is what the assessment would learn.
    """

    section: InterviewSection
    ask: Ask
    about: tuple[str, ...]
    text: str
    hint: str
    none: str
    answers: tuple[tuple[str, str], ...]
    state: State
    now: str = ""
    worth: float = 0.0

    @property
    def key(self) -> str:
        """What the screen is found by again."""
        return "/".join((self.section.id, self.ask.id, *self.about))


def screens(
    case: Case, sections: Sequence[InterviewSection], questions: Sequence[Question] = ()
) -> tuple[Screen, ...]:
    """All screens in the order of asking; within a section the most worthwhile come first."""
    worth = {question.fact: question.worth for question in questions}
    found: list[Screen] = []
    for section in sections:
        mine = [
            _screen(case, section, ask, about, worth)
            for ask in section.asks
            for about in dict.fromkeys(_about(case, ask, questions))
        ]
        if not section.fixed:
            mine.sort(key=lambda screen: -screen.worth)
        found += mine
    return tuple(found)


def unasked(questions: Sequence[Question], sections: Sequence[Screen]) -> tuple[Question, ...]:
    """What the assessment would ask and no screen does."""
    asked = {fact for screen in sections for fact in _facts(screen.ask, screen.about)}
    return tuple(question for question in questions if question.fact not in asked)


def _about(case: Case, ask: Ask, questions: Sequence[Question]) -> Iterator[tuple[str, ...]]:
    match ask.of:
        case "child" if ask.kind == "home":
            yield from ((home.id,) for home in respondents.homes(case))
        case "child":
            yield ()
        case "caregivers":
            yield from ((one,) for one in respondents.caregivers(case))
        case "adults":
            yield from ((one,) for one in respondents.adults(case))
        case "missed":
            yield from ((one,) for one in respondents.remembered(case, "missed"))
        case "couples" if ask.kind == "about":
            pairs = respondents.couples(case)
            yield from (
                pair for pair in pairs if respondents.is_hard(respondents.between(case, *pair))
            )
        case "couples":
            yield from respondents.couples(case)
        case "givers":
            yield from respondents.givers(case)
        case "with_child":
            yield from respondents.with_child(case)
        case "named":
            yield from respondents.named_as_worry(case)
        case "clinician":
            yield from respondents.clinician_pairs(case)
        case "services":
            yield from respondents.services(case, questions)


def _screen(
    case: Case, section: InterviewSection, ask: Ask, about: tuple[str, ...], worth: dict[str, float]
) -> Screen:
    names = _names(case, ask, about)
    now, state = known(case, ask, about)
    return Screen(
        section=section,
        ask=ask,
        about=about,
        text=ask.ask.format(**names),
        hint=ask.hint.format(**names),
        none=ask.none.format(**names),
        answers=tuple((code, words.format(**names)) for code, words in (ask.answers or {}).items()),
        state=state,
        now=now,
        worth=max((worth.get(fact, 0.0) for fact in _facts(ask, about)), default=0.0),
    )


def _names(case: Case, ask: Ask, about: tuple[str, ...]) -> dict[str, str]:
    children = joined(name_of(case, child) for child in case.children)
    names = {"child": children, "one": "", "other": "", "home": "the home"}
    if ask.kind == "home":
        home = case.entries[about[0]]
        assert isinstance(home, Household)
        several = len(respondents.homes(case)) > 1
        return names | {"home": home.name if several and home.name else "your home"}
    for slot, identifier in zip(("one", "other"), about, strict=False):
        names[slot] = name_of(case, identifier)
        if identifier in case.children:
            names["child"] = names[slot]
    return names


def _facts(ask: Ask, about: tuple[str, ...]) -> Iterator[str]:
    one, other = (*about, "", "")[:2]
    pair = "~".join(sorted(about))
    for fact in ask.facts:
        yield fact.format(one_id=one, other_id=other, home_id=one, pair=pair)


# What is known already


def known(case: Case, ask: Ask, about: tuple[str, ...]) -> tuple[str, State]:
    """The answer that the case holds, as a code where there is one, and its state."""
    noted = respondents.marker(case, ask.id, about)
    if noted is not None and noted.state == "not_to_ask":
        return "", "declined"
    codes = list(_codes(case, ask, about))
    said = [code for code in codes if code not in (*UNSAID, "not_observed")]
    if said:
        return said[0], "answered"
    if "declined" in codes:
        return "", "declined"
    return "", "answered" if noted is not None and noted.state == "answered" else "open"


def _codes(case: Case, ask: Ask, about: tuple[str, ...]) -> Iterator[str]:
    match ask.kind:
        case "tie":
            for tie in respondents.between(case, *about):
                yield str(getattr(tie, tie_field(ask, tie.source == about[0])))
        case "about":
            yield from (t for tie in respondents.between(case, *about) for t in tie.topics)
        case "person":
            yield str(getattr(case.person[about[0]], ask.field))
        case "home":
            yield str(getattr(case.entries[about[0]], ask.field))
        case "load":
            yield from (x.state for x in case.person[about[0]].loads if x.kind == ask.load)
        case "loving":
            person = case.person[about[0]]
            yield from (x.kind for x in person.resources if x.kind == "loving_figure")
        case "seen":
            for seen in case.observations:
                if seen.kind == "pair" and (seen.caregiver, seen.child) == about:
                    yield from [seen.rating] if seen.aspect == ask.aspect else []
        case "supervision":
            yield from (x.state for x in case.reflections if x.kind == "supervision")
        case "reflection":
            yield from (x.kind for x in case.reflections if x.kind == ask.reflection)
        case "wider":
            yield from (x.kind for x in case.influences if x.kind == ask.influence)
        case "places":
            yield from (x.kind for x in case.settings)
        case "words":
            yield from (x.id for x in getattr(case, ask.adds))
        case "people":
            yield from _named_already(case, ask)
        case "reaction":
            yield from (x.kind for x in case.reflections if x.kind == "reaction")


def _named_already(case: Case, ask: Ask) -> Iterator[str]:
    if ask.adds == "home":
        others = (m for home in respondents.homes(case) for m in home.members)
        yield from (member for member in others if member not in case.children)
    elif ask.adds == "clinician":
        yield from (person.id for person in case.people if person.role == "clinician")


def tie_field(ask: Ask, from_one: bool) -> str:
    """The field of a tie that an answer sets; help has a direction."""
    if ask.field != "support":
        return ask.field
    return "support_to_target" if from_one else "support_to_source"


# Where in the interview somebody is


@dataclass(frozen=True)
class Progress:
    """How far a section or the whole interview has come."""

    asked: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.asked / self.total if self.total else 1.0


def progress(some: Sequence[Screen], skipped: frozenset[str]) -> Progress:
    """Answered, declined or left for later, of all."""
    done = [screen for screen in some if screen.state != "open" or screen.key in skipped]
    return Progress(len(done), len(some))


def next_open(
    some: Sequence[Screen], skipped: frozenset[str], after: str | None = None
) -> Screen | None:
    """The first question that is open and not left for later, from the section of ``after`` on;
    then from the beginning; None when there is none."""
    left = [screen for screen in some if screen.state == "open" and screen.key not in skipped]
    left = [screen for screen in left if screen.key != after]
    sections = [screen.section.id for screen in some]
    here = sections.index(after.split("/")[0]) if after and after.split("/")[0] in sections else 0
    beyond = [screen for screen in left if some.index(screen) >= here]
    return next(iter(beyond), None) or next(iter(left), None)
