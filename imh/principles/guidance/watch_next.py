"""What to watch next and whom to connect now: prompts for judgement, never a forecast."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from imh.case.case import Case
from imh.case.surroundings import Setting
from imh.case.vocabulary import AWAITED, DAILY_CARE, PROFESSIONAL_ROLES
from imh.principles.evidence import Assessment
from imh.principles.guidance.age_lens import age_for_guidance, here
from imh.principles.guidance.prompt import Prompt
from imh.principles.guidance.texts import PERIODS, Watch, guidance
from imh.principles.sentences import fill, joined, name_of

MOST, FEWEST = 6, 3


def watch_next(case: Case, assessment: Assessment) -> tuple[Prompt, ...]:
    """What is worth watching and whom to connect now, at most six; prompts, never a forecast.

    What weighs most in the reasons comes first; a general prompt stands in where little is known.
    """
    children = [child for child in case.children if here(case.person[child])]
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
        if each.is_general
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
    return tuple(setting.id for setting in case.settings if setting.status in AWAITED)


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
    alive = [person.id for person in case.people if here(person)]
    children = [child for child in case.children if child in touched] or list(case.children)
    child = joined(name_of(case, each) for each in children)
    caregivers = [
        person.id for person in case.people if person.caregiver in DAILY_CARE and person.id in alive
    ]
    people = [
        each
        for each in touched
        if each in alive
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
