"""Today's draft and the clinician's changes become one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from imh.formulation.document import Document, Flag, Formulation, Section, Sentence
from imh.formulation.edited import Edited, Override
from imh.formulation.language import one_line
from imh.formulation.wording import wording

WORDS = wording("principles")


def merge(draft: Formulation, edited: Edited | None = None, *, picture: str = "") -> Document:
    """Lay the clinician's changes over the draft.

    Every change survives. A sentence that the draft says otherwise than when it was changed is
    flagged with both wordings; one that the draft does not say any more is kept as it was
    written, and flagged. ``picture`` is the map as SVG.
    """
    edited = edited or Edited()
    sections = [_section(section, edited) for section in _all_sections(draft, edited)]
    fields = {name: getattr(draft, name) for name in Formulation.model_fields}
    fields["sections"] = tuple(
        section
        for section in _ordered(sections, edited.sections)
        if section.sentences and section.key not in edited.left_out_sections
    )
    return Document(**fields, flags=tuple(_flags(draft, edited)), picture=picture)


def is_reflection(key: str) -> bool:
    """Whether a sentence tells what the team reflected on.

    It stands in a document only while it is shared and switched on, however it was edited.
    """
    return key.partition("/")[0] == "reflection"


def _all_sections(draft: Formulation, edited: Edited) -> Iterator[Section]:
    """The draft's sections, and those that only hold what the clinician wrote."""
    headings = wording("document").blocks["headings"]
    yield from draft.sections
    present = {section.key for section in draft.sections}
    written = [each.section for each in edited.added]
    written += [key.partition("/")[0] for key in edited.replaced]
    for key in dict.fromkeys(written):
        if key not in present and key in headings and key != "reflection":
            yield Section(key=key, heading=headings[key].format(children=draft.title))


def _ordered(sections: Sequence[Section], wanted: Sequence[str]) -> list[Section]:
    by_key = {section.key: section for section in sections}
    return [by_key[key] for key in _in_order(list(by_key), wanted)]


def _section(section: Section, edited: Edited) -> Section:
    said = {sentence.key: sentence for sentence in section.sentences}
    order = list(said)
    for key, edit in edited.replaced.items():
        if key in said:
            said[key] = said[key].model_copy(update={"text": edit.text, "prompt": False})
        elif key.partition("/")[0] == section.key and not is_reflection(key):
            # the case says nothing of it any more
            said[key] = Sentence(key=key, text=edit.text)
            order.append(key)
    for own in edited.added:
        if own.section == section.key:
            said[own.key] = Sentence(key=own.key, text=own.text)
            place = order.index(own.after) + 1 if own.after in order else len(order)
            order.insert(place, own.key)
    for sentence in _overrides(section.key, edited.overrides):
        said[sentence.key] = sentence
        order.append(sentence.key)
    order = _in_order(order, edited.order.get(section.key, ()))
    kept = [said[key] for key in order if key not in edited.left_out]
    return section.model_copy(update={"sentences": tuple(_led(kept, section.sentences))})


def _in_order(present: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """What is wanted in its order; whatever is new stays behind what it follows in the draft."""
    order = [key for key in dict.fromkeys(wanted) if key in present]
    if not order:
        return list(present)
    for place, key in enumerate(present):
        if key not in order:
            before = [each for each in present[:place] if each in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return order


def _led(kept: Iterable[Sentence], before: Sequence[Sentence]) -> Iterator[Sentence]:
    """Hand the opening words of a paragraph on when the sentence that had them is left out."""
    leads: dict[str, str] = {}
    lead = ""
    for sentence in before:
        lead = sentence.lead or lead
        leads[sentence.key] = lead
    said = ""
    for sentence in kept:
        wanted = leads.get(sentence.key, sentence.lead)
        fresh = wanted if wanted != said else ""
        said = wanted or said
        yield sentence.model_copy(update={"lead": sentence.lead or fresh})


def _overrides(section: str, overrides: Iterable[Override]) -> Iterator[Sentence]:
    """Where the clinician counts the evidence otherwise, with the reason."""
    if section != "principles":
        return
    for place, each in enumerate(overrides):
        text = WORDS.say(each.decision, what=one_line(each.sentence), reason=one_line(each.reason))
        key = f"principles/override/{each.indicator}/{each.fact}"
        lead = WORDS.say("overridden") if place == 0 else ""
        yield Sentence(key=key, text=text, lead=lead, basis=each.by)


def _flags(draft: Formulation, edited: Edited) -> Iterator[Flag]:
    today = {sentence.key: sentence.text for sentence in draft.sentences()}
    edits = {key: edit.over for key, edit in edited.replaced.items()} | edited.left_out
    own = {each.key for each in edited.added}
    for key, old in edits.items():
        if key in own:
            continue
        if key not in today:
            if key in edited.replaced and not is_reflection(key):
                yield Flag(key=key, kind="gone", old=old)
        elif today[key] != old:
            yield Flag(key=key, kind="changed", old=old, new=today[key])
