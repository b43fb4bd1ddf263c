"""Help from outside, places that are hard to deal with, and services that have not begun."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.labels import label
from imh.case.surroundings import Setting
from imh.case.ties import Tie
from imh.case.vocabulary import AWAITED, SOME_OR_MUCH
from imh.formulation.document import Sentence
from imh.formulation.language import brief, ended, names
from imh.formulation.material import Material, ends, unique
from imh.formulation.sources import known_by, side_by_side
from imh.formulation.wording import wording
from imh.network import clinicians, crossings, helpers, is_strained, other_end
from imh.principles.sentences import joined, name_of

WORDS = wording("context")
TOLD = 4


def help_from_outside(material: Material) -> Iterator[Sentence]:
    """Who helps and how, a few with a word about it, the others by name."""
    found = helpers(material.graph) - clinicians(material.graph)
    outside = [each for each in material.case.symbols if each in found]
    if not outside:
        return
    ways: dict[str, tuple[str, ...]] = {}
    for crossing in crossings(material.graph):
        ways.setdefault(crossing.helper, crossing.ties)
    ties = {tie.id: tie for tie in material.case.ties}
    parts: list[str] = []
    refs: list[str] = []
    bare: list[str] = []
    for helper in outside:
        through = [ties[tie] for tie in ways.get(helper, ())]
        note = brief([tie.note for tie in through if tie.note and _gives(tie, helper)], 60)
        refs += [tie.id for tie in through] or [helper]
        if note and len(parts) < TOLD:
            parts.append(f"{name_of(material.case, helper)} ({note})")
        else:
            bare.append(helper)
    who = joined([*parts, *(name_of(material.case, each) for each in bare)])
    text = ended(WORDS.say("help", who=who))
    yield Sentence(key="context/help", text=text, refs=unique(refs))


def _gives(tie: Tie, helper: str) -> bool:
    """Whether a tie was asked about and brings help from the helper."""
    given = tie.support_to_target if tie.source == helper else tie.support_to_source
    return given in SOME_OR_MUCH


def hard_with_places(material: Material) -> Iterator[Sentence]:
    """Strain with a place, a service, a professional or an idea, and for whom, place by place."""
    strained: dict[str, list[Tie]] = {}
    for tie in material.ties:
        place = _place(material, tie)
        if is_strained(tie) and place and not set(ends(tie)) & set(material.case.children):
            strained.setdefault(place, []).append(tie)
    for place, ties in strained.items():
        yield _hard(material, place, ties)


def _place(material: Material, tie: Tie) -> str | None:
    """The end of a tie that is a place, an idea or a professional; none between family."""
    people = material.case.person
    for end in (tie.target, tie.source):
        if end not in people or people[end].role == "professional":
            return end  # strain with the clinician belongs to the reflection
    return None


def _hard(material: Material, place: str, ties: list[Tie]) -> Sentence:
    case = material.case
    others = [other_end(tie, place) for tie in ties]
    slots = {"place": name_of(case, place), "who": names(case, others)}
    people = place in case.person or any(other not in case.person for other in others)
    opening = WORDS.say("hard_between" if people else "hard_for", **slots)
    note = brief([tie.note for tie in ties], 110)
    basis = known_by(case, [tie.basis for tie in ties])
    text = ended(f"{opening}: {note}" if note else opening, basis)
    for tie in ties:
        told = side_by_side(case, tie.accounts)
        text += f" {ended(told)}" if told else ""
    refs = tuple(tie.id for tie in ties)
    return Sentence(key=f"context/hard/{place}", text=text, refs=refs, basis=basis)


def not_begun(material: Material) -> Iterator[Sentence]:
    """Services that are ordered, awaited, refused or over."""
    for setting in material.case.settings:
        over = setting.status == "ended" and setting.note
        if over or setting.status in AWAITED | {"refused"}:
            yield _service(material, setting)


def _service(material: Material, setting: Setting) -> Sentence:
    basis = known_by(material.case, [setting.basis])
    status = label("SettingStatus", setting.status)
    opening = WORDS.say("service", name=name_of(material.case, setting.id), status=status)
    note = brief([setting.note], 90)
    text = ended(f"{opening}; {note}" if note else opening, basis)
    return Sentence(key=f"context/service/{setting.id}", text=text, refs=(setting.id,), basis=basis)
