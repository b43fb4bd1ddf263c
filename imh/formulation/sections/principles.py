"""Section 7: which principles bear most, each with its evidence, in words and without numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from imh.formulation.document import Sentence
from imh.formulation.language import ended
from imh.formulation.material import Material, unique
from imh.formulation.sources import known_by
from imh.formulation.wording import wording
from imh.principles.assess import bases_of
from imh.principles.evidence import Bearing, Flip, Item
from imh.principles.knowledge import knowledge
from imh.principles.sentences import joined
from imh.principles.stability import CLOSE_BEHIND

WORDS = wording("principles")
CONCERNS, STRENGTHS, FLIPS, TOLD = 3, 2, 2, 3
MOSTLY = 0.75


def sentences(material: Material) -> Iterator[Sentence]:
    """The reading, the first principles with their evidence, the others, and what would change."""
    yield Sentence(key="principles/headline", text=headline(material))
    ranked = [each for each in material.assessment.bearings if each.rank is not None]
    told, short = ranked[:TOLD], ranked[TOLD:]
    for bearing in told:
        yield from _evidence(material, bearing)
    yield from _others(material, short)
    yield from _flips(material)


def name(principle: str) -> str:
    """The name of a principle."""
    return knowledge().principles[principle].name


def headline(material: Material) -> str:
    """What bears most, said as surely as the weightings allow; no numbers."""
    assessment = material.assessment
    ranked = [each for each in assessment.bearings if each.rank_acceptability]
    if not any(character.isdigit() for character in assessment.headline) or not ranked:
        return assessment.headline
    shares = sorted(
        (((each.rank_acceptability or (0.0,))[0], each.principle) for each in ranked),
        key=lambda share: -share[0],
    )
    first, second = shares[0], shares[1] if len(shares) > 1 else (0.0, "")
    text = WORDS.say("mostly" if first[0] >= MOSTLY else "more_often", first=name(first[1]))
    if second[0] >= CLOSE_BEHIND:
        text += WORDS.word("parts", "close_behind").format(second=name(second[1]))
    return ended(text)


def kept_apart(material: Material, reason: Item | Flip) -> bool:
    """Whether something rests on what the team wrote about itself and is not to be read here.

    What was shared is read where reflection is switched on; what is private never is.
    """
    return any(
        each.id in reason.refs and not (each.shared and material.with_reflection)
        for each in material.case.reflections
    )


def _evidence(material: Material, bearing: Bearing) -> Iterator[Sentence]:
    principle = bearing.principle
    said: list[Sentence] = []
    apart = False
    for side, most in (("concern", CONCERNS), ("strength", STRENGTHS)):
        items = [item for item in material.assessment.of(principle) if item.side == side]
        open_ = [item for item in items if not kept_apart(material, item)]
        apart = apart or len(open_) < len(items)
        said += [_item(material, item) for item in _different(open_, most)]
    if apart:
        key = f"principles/{principle}/kept_apart"
        said.append(Sentence(key=key, text=WORDS.say("kept_apart")))
    for place, sentence in enumerate(said):
        lead = name(principle) if place == 0 else ""
        yield sentence.model_copy(update={"lead": lead})


def _different(items: Sequence[Item], most: int) -> list[Item]:
    """The heaviest items, each kind once before any kind twice."""
    seen: Counter[str] = Counter()
    turns = []
    for item in items:
        turns.append((seen[item.indicator], item))
        seen[item.indicator] += 1
    return [item for _, item in sorted(turns, key=lambda turn: turn[0])[:most]]


def _item(material: Material, item: Item) -> Sentence:
    case = material.case
    basis = known_by(case, bases_of(case, item.refs))
    own = {each.id for each in case.reflections}.issuperset(item.refs)
    about = "reflection" if own else "principles"
    key = f"{about}/{item.principle}/{item.indicator}/{item.fact}"
    refs = unique(ref.partition(".")[0] for ref in item.refs)
    return Sentence(key=key, text=ended(item.sentence, basis), refs=refs, basis=basis)


def _others(material: Material, short: Sequence[Bearing]) -> Iterator[Sentence]:
    open_ = [each for each in material.assessment.bearings if each.rank is None]
    lead = WORDS.say("others")
    if short:
        text = WORDS.say("less" if len(short) > 1 else "less_one", which=_named(short))
        yield Sentence(key="principles/less", text=text, lead=lead)
        lead = ""
    unknown = [each for each in open_ if each.principle != "reflective_practice"]
    if len(unknown) > 1:
        text = WORDS.say("open_several", which=_named(unknown))
        yield Sentence(key="principles/open", text=text, lead=lead)
        open_, lead = [each for each in open_ if each not in unknown], ""
    for each in open_:
        text = WORDS.say("open", which=name(each.principle), reason=_reason(each))
        yield Sentence(key=f"principles/{each.principle}/open", text=ended(text), lead=lead)
        lead = ""


def _named(bearings: Sequence[Bearing]) -> str:
    return joined(name(each.principle) for each in bearings)


def _reason(bearing: Bearing) -> str:
    reason = (bearing.reason or "").strip().rstrip(".")
    return reason[:1].lower() + reason[1:]


def _apart(flips: Sequence[Flip]) -> list[Flip]:
    """The first few changes that rest on nothing in common."""
    told: set[str] = set()
    apart = []
    for flip in flips:
        if told.isdisjoint(flip.refs):
            apart.append(flip)
            told.update(flip.refs)
    return apart[:FLIPS]


def _flips(material: Material) -> Iterator[Sentence]:
    """What would put another principle first, in terms of the family."""
    every = material.assessment.flips
    flips = [flip for flip in every if not kept_apart(material, flip)]
    lead = WORDS.say("change")
    if not flips:
        if material.assessment.items:
            say = "flip_apart" if every else "no_flip"
            yield Sentence(key=f"principles/{say}", text=WORDS.say(say), lead=lead)
        return
    for flip in _apart(flips):
        key = f"principles/flip/{flip.becomes_first}/{'+'.join(flip.facts or flip.refs)}"
        refs = unique(ref.partition(".")[0] for ref in flip.refs)
        yield Sentence(key=key, text=flip.sentence, refs=refs, lead=lead)
        lead = ""
