"""The guidance texts: what they are made of, read from their data files and checked.

They lie in ``knowledge/guidance/``, apart from what is weighed: correcting one changes no ranking
and no knowledge version.
"""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from imh.case.vocabulary import Reaction
from imh.principles.data_files import Part, known_references, read_data, texts
from imh.principles.knowledge import FOLDER, PRINCIPLES, knowledge

GUIDANCE = FOLDER / "guidance"
PERIODS: Mapping[str, float] = {"prenatal": 0, "infant": 12, "toddler": 36, "preschool": 60}
"""Developmental periods, each up to an age in months."""
FACTS = ("born_early", "new_baby", "waiting")
"""Named facts of a case that bring something to watch, whatever is weighed."""
PATTERNS = ("alliance", "triangle", "near_triangle", "split")


@dataclass(frozen=True)
class GuidanceLine:
    """One text with the literature it rests on; without any it is a judgement of the authors."""

    text: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """A stretch of age: what to look for between caregiver and child, and what to support."""

    id: str
    title: str
    begins: float
    ends: float
    look: tuple[GuidanceLine, ...]
    support: tuple[GuidanceLine, ...]


@dataclass(frozen=True)
class Watch:
    """What to watch in some periods: brought by indicators, by a named fact, or general."""

    id: str
    periods: tuple[str, ...]
    when: tuple[str, ...]
    fact: str
    because: str
    line: GuidanceLine

    @property
    def is_general(self) -> bool:
        """Whether it fits anybody in its periods, brought by nothing in the case."""
        return not self.when and not self.fact


@dataclass(frozen=True)
class Guidance:
    """All guidance texts together."""

    bands: tuple[Band, ...]
    watch: tuple[Watch, ...]
    general_because: str
    general: tuple[GuidanceLine, ...]
    principles: Mapping[str, tuple[GuidanceLine, ...]]
    reactions: Mapping[str, tuple[GuidanceLine, ...]]
    patterns: Mapping[str, tuple[GuidanceLine, ...]]
    triangles: Mapping[str, str]
    because: Mapping[str, str]


@cache
def guidance(folder: Path = GUIDANCE) -> Guidance:
    """Read and check the guidance files; raises ``KnowledgeError`` with file and line."""
    known = knowledge().references
    watch = read_data(folder / "watch_next.yaml")
    prompts = read_data(folder / "reflection_prompts.yaml")
    found = Guidance(
        bands=_bands(read_data(folder / "age_lens.yaml"), known),
        watch=tuple(_watch(part, known) for part in watch.parts("prompts")),
        general_because=watch.take("general_because"),
        general=_lines(prompts, "general", known),
        principles=_by_code(prompts, "principles", PRINCIPLES, known),
        reactions=_by_code(prompts, "reactions", get_args(Reaction), known),
        patterns=_by_code(prompts, "patterns", PATTERNS, known),
        triangles=_templates(
            prompts, {"between": _TRIANGLE_SLOTS, "all_three": _TRIANGLE_SLOTS}, "triangles"
        ),
        because=_templates(prompts, _BECAUSE_SLOTS, "because"),
    )
    watch.done()
    prompts.done()
    for period in PERIODS:
        if not any(each.is_general and period in each.periods for each in found.watch):
            raise watch.wrong(f"no general prompt for the period '{period}'")
    return found


_TRIANGLE_SLOTS = frozenset({"one", "other", "middle"})
_WATCH_SLOTS = frozenset({"child", "people", "places", "caregivers"})
_BECAUSE_SLOTS: Mapping[str, frozenset[str]] = {
    "general": frozenset(),
    "first": frozenset({"principle"}),
    "second": frozenset({"principle"}),
    "reaction": frozenset({"feeling"}),
}


def _slots(part: Part, text: str, allowed: frozenset[str]) -> str:
    """The text on one line, once it is certain that it can be filled."""
    try:
        named = {slot for _, slot, _, _ in string.Formatter().parse(text) if slot is not None}
    except ValueError as error:
        raise part.wrong(f"{error}: {text!r}") from error
    for slot in sorted(named - allowed):
        raise part.wrong(f"'{{{slot}}}' cannot be filled here")
    return " ".join(text.split())


def _line(part: Part, known: Mapping[str, str], allowed: frozenset[str]) -> GuidanceLine:
    references = known_references(part, known)
    judgement = part.values.pop("judgement", False) is True
    if bool(references) == judgement:
        raise part.wrong("give either references or 'judgement: true'")
    line = GuidanceLine(_slots(part, part.take("text"), allowed), references)
    part.done()
    return line


def _lines(
    part: Part, key: str, known: Mapping[str, str], allowed: frozenset[str] = frozenset()
) -> tuple[GuidanceLine, ...]:
    return tuple(_line(each, known, allowed) for each in part.parts(key))


def _by_code(
    part: Part, key: str, codes: Sequence[str], known: Mapping[str, str]
) -> dict[str, tuple[GuidanceLine, ...]]:
    block = part.part(key)
    found = {code: _lines(block, code, known) for code in codes}
    block.done()
    return found


def _templates(part: Part, slots: Mapping[str, frozenset[str]], key: str) -> dict[str, str]:
    block = part.part(key)
    found = texts(Part(block.path, {each: block.take(each) for each in slots}, block.line))
    block.done()
    return {each: _slots(block, text, slots[each]) for each, text in found.items()}


def _bands(file: Part, known: Mapping[str, str]) -> tuple[Band, ...]:
    found: list[Band] = []
    for part in file.parts("bands"):
        begins, ends = (float(part.take(key, (int, float))) for key in ("from", "until"))
        if begins >= ends or (found and found[-1].ends != begins):
            raise part.wrong("an age band begins where the one before ends, and ends later")
        band = Band(
            id=part.take("id"),
            title=part.take("title"),
            begins=begins,
            ends=ends,
            look=_lines(part, "look", known, frozenset({"caregiver"})),
            support=_lines(part, "support", known, frozenset({"caregiver"})),
        )
        part.done()
        found.append(band)
    file.done()
    return tuple(found)


def _watch(part: Part, known: Mapping[str, str]) -> Watch:
    when = tuple(part.take("when", list)) if "when" in part.values else ()
    fact = part.take("fact") if "fact" in part.values else ""
    general = part.values.pop("general", False) is True
    if [bool(when), bool(fact), general].count(True) != 1:
        raise part.wrong("give one of 'when', 'fact' or 'general: true'")
    indicators = knowledge().indicators
    for each in when:
        if each not in indicators:
            raise part.wrong(f"unknown indicator '{each}'")
        if indicators[each].principle == "reflective_practice":
            raise part.wrong(f"{each} is the clinician's own and brings no prompt here")
    if fact and fact not in FACTS:
        raise part.wrong(f"unknown fact '{fact}', expected one of {', '.join(FACTS)}")
    periods = tuple(part.take("periods", list))
    for period in periods:
        if period not in PERIODS:
            raise part.wrong(f"unknown period '{period}', expected one of {', '.join(PERIODS)}")
    because = _slots(part, part.take("because"), _WATCH_SLOTS) if fact else ""
    return Watch(part.take("id"), periods, when, fact, because, _line(part, known, _WATCH_SLOTS))
