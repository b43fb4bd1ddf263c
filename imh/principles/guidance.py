"""Guidance for judgement: the age lens, what to watch next, and prompts for reflection.

The texts are data in ``knowledge/guidance/``, apart from what is weighed: correcting one changes
no ranking and no knowledge version. Nothing here scores, forecasts or diagnoses.
"""

import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, get_args

from imh.case.case import Case
from imh.case.labels import label
from imh.case.people import Person
from imh.case.surroundings import Setting
from imh.case.ties import Tie
from imh.case.vocabulary import PARENT_TIES, PROFESSIONAL_ROLES, UNSAID, Reaction
from imh.network import Triangle, build, clinicians, unbalanced_triangles
from imh.principles.evidence import Assessment
from imh.principles.knowledge import (
    FOLDER,
    PRINCIPLES,
    _known_references,
    _Part,
    _read,
    _texts,
    knowledge,
)
from imh.principles.sentences import fill, joined, name_of

GUIDANCE = FOLDER / "guidance"
PERIODS: Mapping[str, float] = {"prenatal": 0, "infant": 12, "toddler": 36, "preschool": 60}
"""Developmental periods, each up to an age in months."""
PATTERNS = ("alliance", "triangle", "near_triangle", "split")
TERM_WEEKS, WEEKS_A_MONTH = 40, 4.348
CORRECTED_UNTIL_MONTHS = 24
EARLY_WEEKS = 37
MOST, FEWEST = 6, 3
_CARING = ("primary", "shared", "occasional")
_NOT_YET = ("ordered", "waiting")


@dataclass(frozen=True)
class Line:
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
    look: tuple[Line, ...]
    support: tuple[Line, ...]


@dataclass(frozen=True)
class Watch:
    """What to watch in some periods: brought by indicators, by a named fact, or general."""

    id: str
    periods: tuple[str, ...]
    when: tuple[str, ...]
    fact: str
    because: str
    line: Line


@dataclass(frozen=True)
class Guidance:
    """All guidance texts together."""

    bands: tuple[Band, ...]
    watch: tuple[Watch, ...]
    general_because: str
    general: tuple[Line, ...]
    principles: Mapping[str, tuple[Line, ...]]
    reactions: Mapping[str, tuple[Line, ...]]
    patterns: Mapping[str, tuple[Line, ...]]
    triangles: Mapping[str, str]
    because: Mapping[str, str]


@dataclass(frozen=True)
class Lens:
    """What to look for and support between one caregiver and a child of this age.

    ``months`` is the age it is chosen by, ``corrected`` whether that age is corrected for an
    early birth. Twins of one age share a lens: ``children`` are their ids.
    """

    caregiver: str
    children: tuple[str, ...]
    months: float
    corrected: bool
    band: Band
    look: tuple[Line, ...]
    support: tuple[Line, ...]


@dataclass(frozen=True)
class Prompt:
    """A prompt for judgement: what it says, what in the case brought it, and on which entries."""

    text: str
    because: str
    refs: tuple[str, ...]
    references: tuple[str, ...] = ()


# ------------------------------------------------------------------ the data files


@cache
def guidance(folder: Path = GUIDANCE) -> Guidance:
    """Read and check the guidance files; raises ``KnowledgeError`` with file and line."""
    known = knowledge().references
    watch = _read(folder / "watch_next.yaml")
    prompts = _read(folder / "reflection_prompts.yaml")
    found = Guidance(
        bands=_bands(_read(folder / "age_lens.yaml"), known),
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
        if not any(_is_general(each) and period in each.periods for each in found.watch):
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


def _slots(part: _Part, text: str, allowed: frozenset[str]) -> str:
    """The text on one line, once it is certain that it can be filled."""
    try:
        named = {slot for _, slot, _, _ in string.Formatter().parse(text) if slot is not None}
    except ValueError as error:
        raise part.wrong(f"{error}: {text!r}") from error
    for slot in sorted(named - allowed):
        raise part.wrong(f"'{{{slot}}}' cannot be filled here")
    return " ".join(text.split())


def _line(part: _Part, known: Mapping[str, str], allowed: frozenset[str]) -> Line:
    references = _known_references(part, known)
    judgement = part.values.pop("judgement", False) is True
    if bool(references) == judgement:
        raise part.wrong("give either references or 'judgement: true'")
    line = Line(_slots(part, part.take("text"), allowed), references)
    part.done()
    return line


def _lines(
    part: _Part, key: str, known: Mapping[str, str], allowed: frozenset[str] = frozenset()
) -> tuple[Line, ...]:
    return tuple(_line(each, known, allowed) for each in part.parts(key))


def _by_code(
    part: _Part, key: str, codes: Sequence[str], known: Mapping[str, str]
) -> dict[str, tuple[Line, ...]]:
    block = part.part(key)
    found = {code: _lines(block, code, known) for code in codes}
    block.done()
    return found


def _templates(part: _Part, slots: Mapping[str, frozenset[str]], key: str) -> dict[str, str]:
    block = part.part(key)
    texts = _texts(_Part(block.path, {each: block.take(each) for each in slots}, block.line))
    block.done()
    return {each: _slots(block, text, slots[each]) for each, text in texts.items()}


def _bands(file: _Part, known: Mapping[str, str]) -> tuple[Band, ...]:
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


def _watch(part: _Part, known: Mapping[str, str]) -> Watch:
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
    if fact and fact not in _FACTS:
        raise part.wrong(f"unknown fact '{fact}', expected one of {', '.join(_FACTS)}")
    periods = tuple(part.take("periods", list))
    for period in periods:
        if period not in PERIODS:
            raise part.wrong(f"unknown period '{period}', expected one of {', '.join(PERIODS)}")
    because = _slots(part, part.take("because"), _WATCH_SLOTS) if fact else ""
    return Watch(part.take("id"), periods, when, fact, because, _line(part, known, _WATCH_SLOTS))


def _is_general(watch: Watch) -> bool:
    return not watch.when and not watch.fact


# ------------------------------------------------------------------ the age lens


def age_lens(case: Case, identifier: str) -> tuple[Lens, ...]:
    """The lens for a caregiver, or for a tie of a caregiver with an index child.

    Empty for anybody else, for a tie that has ended or is known to be none, for a child who died
    or was lost, and past the age of the last band.
    """
    entry = case.entries[identifier]
    if isinstance(entry, Person):
        pairs = [(entry.id, child) for child in case.children]
    elif isinstance(entry, Tie) and entry.until_months is None and entry.quality != "none":
        ends = (entry.source, entry.target)
        pairs = [pair for pair in (ends, ends[::-1]) if pair[1] in case.children]
    else:
        pairs = []
    together: dict[tuple[str, float, bool], list[str]] = {}
    for caregiver, child in pairs:
        if _here(case.person[child]) and _cares(case, caregiver, child):
            together.setdefault((caregiver, *age_for_guidance(case, child)), []).append(child)
    lenses = (_lens(case, *key, tuple(children)) for key, children in together.items())
    return tuple(lens for lens in lenses if lens)


def age_for_guidance(case: Case, child: str) -> tuple[float, bool]:
    """A child's age in months as guidance reads it, and whether it is corrected.

    Born before 37 weeks, a child is read by the age counted from term up to 24 months; a child
    who is born never reads as unborn. A pregnancy is negative.
    """
    person, months = case.person[child], case.age_in_months(child)
    months = case.reference_age_months if months is None else months
    if person.life == "pregnancy":
        return min(months, -0.1), False
    weeks = person.gestation_weeks
    if weeks is None or weeks >= EARLY_WEEKS or not 0 <= months < CORRECTED_UNTIL_MONTHS:
        return months, False
    return max(0.0, months - (TERM_WEEKS - weeks) / WEEKS_A_MONTH), True


def _here(person: Person) -> bool:
    return person.life not in ("died", "pregnancy_loss")


def _cares(case: Case, identifier: str, child: str) -> bool:
    """Whether somebody is known to care for a child, or is a parent of whom nobody has said."""
    person = case.person.get(identifier)
    if person is None or person.id in case.children or not _here(person):
        return False
    if person.role in PROFESSIONAL_ROLES or person.caregiver not in UNSAID:
        return person.role not in PROFESSIONAL_ROLES and person.caregiver in _CARING
    near = PARENT_TIES | {"caregiving"}
    return any(
        tie.kind in near
        and tie.until_months is None
        and {tie.source, tie.target} == {person.id, child}
        for tie in case.ties
    )


def _lens(
    case: Case, caregiver: str, months: float, corrected: bool, children: tuple[str, ...]
) -> Lens | None:
    bands = guidance().bands
    if months > bands[-1].ends:
        return None
    band = [each for each in bands if each.begins <= months or each is bands[0]][-1]
    name = {"caregiver": name_of(case, caregiver)}
    look, support = (
        tuple(Line(fill(line.text, name), line.references) for line in lines)
        for lines in (band.look, band.support)
    )
    return Lens(caregiver, children, months, corrected, band, look, support)


# ------------------------------------------------------------------ what to watch next


def watch_next(case: Case, assessment: Assessment) -> tuple[Prompt, ...]:
    """What is worth watching and whom to connect now, at most six; prompts, never a forecast.

    What weighs most in the reasons comes first; a general prompt stands in where little is known.
    """
    children = [child for child in case.children if _here(case.person[child])]
    periods = {_period(age_for_guidance(case, child)[0]) for child in children} - {None}
    fitting = [each for each in guidance().watch if periods & set(each.periods)]
    by_weight = _brought_by_evidence(case, assessment, fitting)
    by_fact = _brought_by_facts(case, fitting)
    chosen = [*by_weight[: MOST - len(by_fact)], *by_fact]
    general = [
        Prompt(
            _filled(case, each.line.text, ()), guidance().general_because, (), each.line.references
        )
        for each in fitting
        if _is_general(each)
    ]
    return (*chosen, *general[: max(0, FEWEST - len(chosen))])


def _period(months: float) -> str | None:
    if months < 0:
        return "prenatal"
    return next((period for period, until in PERIODS.items() if months < until), "preschool")


def _brought_by_evidence(
    case: Case, assessment: Assessment, fitting: Iterable[Watch]
) -> list[Prompt]:
    """One prompt an id and one a sentence, the heaviest sentence first."""
    weighty = sorted(assessment.items, key=lambda item: -item.contribution)
    found: dict[str, tuple[float, Prompt]] = {}
    for watch in fitting:
        item = next((item for item in weighty if item.indicator in watch.when), None)
        if item:
            text = _filled(case, watch.line.text, item.refs, item.sentence)
            prompt = Prompt(text, item.sentence, item.refs, watch.line.references)
            found.setdefault(watch.id, (item.contribution, prompt))
    return [prompt for _, prompt in sorted(found.values(), key=lambda pair: -pair[0])]


def _brought_by_facts(case: Case, fitting: Iterable[Watch]) -> list[Prompt]:
    found: dict[str, Prompt] = {}
    for watch in fitting:
        refs = _FACTS[watch.fact](case) if watch.fact else ()
        if refs:
            text, because = (_filled(case, each, refs) for each in (watch.line.text, watch.because))
            found.setdefault(watch.id, Prompt(text, because, refs, watch.line.references))
    return list(found.values())


def _born_early(case: Case) -> tuple[str, ...]:
    return tuple(child for child in case.children if age_for_guidance(case, child)[1])


def _new_baby(case: Case) -> tuple[str, ...]:
    unborn = (person.id for person in case.people if person.life == "pregnancy")
    return tuple(person for person in unborn if person not in case.children)


def _waiting(case: Case) -> tuple[str, ...]:
    return tuple(setting.id for setting in case.settings if setting.status in _NOT_YET)


_FACTS: Mapping[str, Callable[[Case], tuple[str, ...]]] = {
    "born_early": _born_early,
    "new_baby": _new_baby,
    "waiting": _waiting,
}


def _filled(case: Case, text: str, refs: Sequence[str], said: str = "") -> str:
    """A text filled with names: of those touched by its evidence whom its sentence names.

    An event of violence touches whoever did it, too; only the sentence says whom it is about.
    """
    touched = list(dict.fromkeys(chain.from_iterable(_touched(case, ref) for ref in refs)))
    here = [person.id for person in case.people if _here(person)]
    children = [child for child in case.children if child in touched] or list(case.children)
    child = joined(name_of(case, each) for each in children)
    caregivers = [
        person.id for person in case.people if person.caregiver in _CARING[:2] and person.id in here
    ]
    people = [
        each
        for each in touched
        if each in here
        and each not in case.children
        and case.person[each].role not in PROFESSIONAL_ROLES
        and (not said or name_of(case, each) in said)
    ]
    places = [each for each in touched if isinstance(case.symbols.get(each), Setting)]
    everybody = joined(name_of(case, each) for each in caregivers) or f"those who care for {child}"
    slots = {
        "child": child,
        "caregivers": everybody,
        "people": joined(name_of(case, each) for each in people) or everybody,
        "places": joined(name_of(case, each) for each in places),
    }
    return fill(text, slots)


def _touched(case: Case, ref: str) -> Iterator[str]:
    """The symbols that a reference of evidence is about."""
    identifier = ref.partition(".")[0]
    if identifier in case.symbols:
        yield identifier
        return
    entry: Any = case.entries.get(identifier)
    for field in ("source", "target", "caregiver", "child", "about", "away"):
        value = getattr(entry, field, None)
        if value in case.symbols:
            yield value
    for field in ("who", "members", "with_whom"):
        yield from (each for each in getattr(entry, field, ()) if each in case.symbols)


# ------------------------------------------------------------------ reflection


def reflection_prompts(case: Case, assessment: Assessment) -> tuple[Prompt, ...]:
    """Prompts for the clinician's own reflection, the nearest to this case first.

    In turn one from each source: patterns found, reactions written, the two principles that bear
    most. Where nothing speaks yet they are general. For the author's eyes: a reason may repeat
    what was written in private.
    """
    sources = [
        *_of_patterns(case, assessment),
        *_of_reactions(case),
        *_of_principles(assessment),
        _prompts(guidance().general, guidance().because["general"], ()),
    ]
    in_turn = chain.from_iterable(zip_longest(*sources))
    by_text = {prompt.text: prompt for prompt in in_turn if prompt}
    return tuple(by_text.values())


def triangle_sentence(case: Case, triangle: Triangle) -> str:
    """An unbalanced triangle as one would say it: who stands between whom."""
    one, other, middle = triangle.members
    said = "all_three"
    if len(triangle.negative) == 1:
        said = "between"
        one, other = triangle.negative[0].ends
        middle = next(each for each in triangle.members if each not in (one, other))
    names = {"one": name_of(case, one), "other": name_of(case, other)}
    return fill(guidance().triangles[said], names | {"middle": name_of(case, middle)})


def clinicians_triangles(case: Case) -> tuple[Triangle, ...]:
    """The unbalanced triangles in which the clinician or the team stands."""
    graph = build(case)
    ours = clinicians(graph)
    return tuple(each for each in unbalanced_triangles(graph) if ours & set(each.members))


def _prompts(lines: Iterable[Line], because: str, refs: tuple[str, ...]) -> list[Prompt]:
    return [Prompt(line.text, because, refs, line.references) for line in lines]


def _of_patterns(case: Case, assessment: Assessment) -> Iterator[list[Prompt]]:
    patterns = guidance().patterns
    for pattern, indicator in (("alliance", "P2"), ("split", "P3")):
        item = next((each for each in assessment.items if each.indicator == indicator), None)
        if item:
            yield _prompts(patterns[pattern], item.sentence, item.refs)
    ours = clinicians_triangles(case)
    near = [
        each for each in unbalanced_triangles(build(case)) if set(each.members) <= set(case.person)
    ]
    for pattern, found in (("triangle", ours), ("near_triangle", near if not ours else ())):
        for each in found[:1]:
            yield _prompts(patterns[pattern], triangle_sentence(case, each), each.ties)


def _of_reactions(case: Case) -> Iterator[list[Prompt]]:
    for reflection in reversed(case.reflections):
        if reflection.feeling:
            feeling = label("Reaction", reflection.feeling)
            because = fill(guidance().because["reaction"], {"feeling": feeling})
            yield _prompts(guidance().reactions[reflection.feeling], because, (reflection.id,))


def _of_principles(assessment: Assessment) -> Iterator[list[Prompt]]:
    ranked = [bearing for bearing in assessment.bearings if bearing.rank is not None]
    for place, bearing in zip(("first", "second"), ranked, strict=False):
        name = knowledge().principles[bearing.principle].name
        because = fill(guidance().because[place], {"principle": name})
        yield _prompts(guidance().principles[bearing.principle], because, ())
