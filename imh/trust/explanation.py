"""Explanations that hold: a reason goes with its facts, its parts add up, its sentence is true.

Every reason is tried from outside. Its facts are taken out of the case, and it must go. All names
are replaced by made-up words that stand nowhere else, and whatever its sentence says of people,
numbers, times and directions is looked up in the case.
"""

import math
from collections.abc import Callable, Iterable, Iterator

from imh.case.case import Case
from imh.case.collections import COLLECTIONS
from imh.principles.assess import assess
from imh.principles.evidence import Assessment, Finding
from imh.principles.knowledge import Knowledge
from imh.principles.sentences import fill
from imh.principles.weighing import Weighed
from imh.trust.sentence_truth import Told, wrong_in
from imh.trust.trials import Data, data_of, walk, weighed_case

Lights = Callable[[Case, Iterable[str]], set[str]]
"""Which symbols and ties of a case the references of a reason light up on the map."""

PRESENT = "a reason goes with the facts it names"
ABSENT = "a reason from a known absence goes when it is unknown"
PARTS = "the parts add up"
SHOWN = "the sentences on screen are those that were checked"
TRUE = "names, numbers, times and directions are true of the case"
LIT = "everybody named is lit on the map"
CHECKS = (PRESENT, ABSENT, PARTS, SHOWN, TRUE, LIT)


def complaints(case: Case, known: Knowledge, lights: Lights) -> Iterator[tuple[str, str]]:
    """Check every reason of one case: (check, what is wrong or empty) for each comparison."""
    assessment = assess(case, known, what_ifs=False)
    reasons = weighed_case(case, known)
    for reason in reasons:
        left = {
            (one.indicator.id, one.finding.fact)
            for one in weighed_case(without(case, reason.finding), known)
        }
        stays = (reason.indicator.id, reason.finding.fact) in left
        wrong = f"{reason.indicator.id} stays: {sentence_of(reason)}" if stays else ""
        yield ABSENT if reason.finding.absent else PRESENT, wrong
    yield from ((PARTS, wrong) for wrong in _parts(assessment, known))
    said = sorted(sentence_of(reason) for reason in reasons)
    shown = sorted(item.sentence for item in assessment.items)
    yield SHOWN, "" if said == shown else f"{set(said) ^ set(shown)}"
    told = with_plain_names(case)
    for reason in weighed_case(told.case, known):
        sentence = sentence_of(reason)
        wrong = "; ".join(wrong_in(sentence, reason, told))
        about = f"{reason.indicator.id} ({', '.join(reason.finding.refs)}): {sentence}"
        yield TRUE, told.as_entered(f"{wrong} in {about}", case) if wrong else ""
        dark = _dark(sentence, reason, told, lights)
        yield LIT, told.as_entered(f"{dark} dark in {about}", case) if dark else ""


def sentence_of(reason: Weighed) -> str:
    """The sentence of a reason as it stands on screen."""
    return fill(reason.indicator.says[reason.finding.says], reason.finding.slots)


def _parts(assessment: Assessment, known: Knowledge) -> Iterator[str]:
    share = known.constants.strength_share
    for bearing in assessment.bearings:
        for side, total in (("concern", bearing.concern), ("strength", bearing.strength)):
            items = [i for i in assessment.of(bearing.principle) if i.side == side]
            for i in items:
                product = i.damping * i.weight * i.home_factor * i.strength
                fits = math.isclose(product, i.contribution, abs_tol=1e-9)
                yield "" if fits else f"{i.indicator}: {product} is shown as {i.contribution}"
            summed = sum(item.contribution for item in items)
            fits = math.isclose(summed, total, abs_tol=1e-9)
            yield "" if fits else f"{bearing.principle} {side}: {summed} is shown as {total}"
        evidence = bearing.concern + share * bearing.strength
        whole = 1 - math.exp(-evidence / known.constants.scales[bearing.principle])
        fits = math.isclose(whole, bearing.bearing or 0.0, abs_tol=1e-9)
        yield "" if fits else f"{bearing.principle}: {whole} is shown as {bearing.bearing}"
    ranked = [b.bearing for b in assessment.bearings if b.bearing is not None]
    yield "" if ranked == sorted(ranked, reverse=True) else f"out of order: {ranked}"


# A reason without its facts


def without(case: Case, finding: Finding) -> Case:
    """The case without exactly the facts that a finding names; an absence becomes unknown."""
    data = data_of(case)
    for ref in finding.refs:
        identifier, _, field = ref.partition(".")
        for collection in COLLECTIONS:
            for entry in [entry for entry in data[collection] if entry["id"] == identifier]:
                _take_out(data[collection], entry, field, finding.absent)
    for seen in data["observations"]:
        if seen.get("since_event") in finding.refs:
            seen["since_event"] = None
    return Case.model_validate(data)


_NOT_KNOWN: Data = {
    "quality": "unknown",
    "contact": "unknown",
    "strain": "unknown",
    "topics": [],
    "state": "unknown",
}
"""What an entry that tells of an absence (a tie, a reflection on supervision) no longer says."""


def _take_out(entries: list[Data], entry: Data, field: str, absent: bool) -> None:
    collection, _, kind = field.partition(".")
    if kind:  # one load or resource of a person
        entry[collection] = [part for part in entry[collection] if part["kind"] != kind]
    elif field:
        entry[field] = None if field == "gestation_weeks" else "unknown"
    elif absent:
        entry |= {name: value for name, value in _NOT_KNOWN.items() if name in entry}
    else:
        entries.remove(entry)


# Names that stand nowhere else


def with_plain_names(case: Case) -> Told:
    """The same case with names, titles and words that cannot be mistaken for anything else."""
    data = data_of(case)
    names: dict[str, str] = {}
    for number, symbol in enumerate((*data["people"], *data["settings"], *data["influences"])):
        symbol["name"] = f"Name{_letters(number)}"
        names[symbol["name"]] = symbol["id"]
    words: dict[str, str] = {}
    for _, _, entry in walk([data[collection] for collection in COLLECTIONS]):
        if isinstance(entry, dict):
            _plain_words(entry, words, set(names.values()))
    return Told(Case.model_validate(data), names, words)


def _plain_words(entry: Data, words: dict[str, str], people: set[str]) -> None:
    fields = ["title", "text", "says"] + (["name"] if entry.get("kind") == "screening" else [])
    for field in fields:
        if isinstance(entry.get(field), str) and entry[field]:
            words[f"words{_letters(len(words))}"] = entry[field]
            entry[field] = f"words{_letters(len(words) - 1)}"
    tellers = entry.get("by")
    if isinstance(tellers, list) and "id" not in entry:
        entry["by"] = [who if who in people else "somebody" for who in tellers]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0))


def _dark(sentence: str, reason: Weighed, told: Told, lights: Lights) -> str:
    """Those whom a sentence names without lighting them; the child is always in the middle."""
    lit = lights(told.case, reason.finding.refs) | set(told.case.children)
    return ", ".join(name for name in told.named(sentence) if told.names[name] not in lit)
