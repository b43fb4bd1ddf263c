"""The clinician's part in a formulation: what was changed over the draft, kept apart from it.

An :class:`Edited` is plain data that travels as JSON. It remembers each change together with the
words it was made over, so that a change survives when the case goes on, and is pointed out when
the case no longer says what it said then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from imh.case.basis import Entry
from imh.case.text import Short, Text
from imh.formulation.document import Formulation, Sentence


def _written(reason: str) -> str:
    if not reason.strip():
        raise ValueError("a reason has to be written")
    return reason


Reason = Annotated[Text, AfterValidator(_written)]


class Replaced(Entry):
    """A sentence in the clinician's words, and the draft's words it was written over."""

    text: Text
    over: Text


class Added(Entry):
    """A sentence of the clinician's own, at the end of a section or after another sentence."""

    key: Short
    section: Short
    text: Text
    after: Short | None = None


class Override(Entry):
    """A piece of evidence that the clinician counts otherwise than the app, and why.

    It is found again by its indicator and root fact. ``sentence`` is what it said then.
    """

    indicator: Short
    fact: Text
    sentence: Text
    decision: Literal["set_aside", "counts_more", "counts_less"]
    reason: Reason
    by: Short = ""


class Edited(Entry):
    """All that a clinician changed over the draft of one case.

    ``left_out`` keeps the words a sentence had when it was left out. ``order`` lists keys by
    section; ``sections`` lists sections in the order wanted; both may leave out what they do not
    move.
    """

    replaced: dict[str, Replaced] = {}
    left_out: dict[str, Text] = {}
    left_out_sections: tuple[Short, ...] = ()
    order: dict[str, tuple[str, ...]] = {}
    sections: tuple[Short, ...] = ()
    added: tuple[Added, ...] = ()
    overrides: Annotated[tuple[Override, ...], Field(max_length=200)] = ()

    def with_text(self, sentence: Sentence, text: str) -> Edited:
        """Write other words over a sentence of the draft; its own words again undo that.

        A prompt becomes part of the document, also when its words are kept as they are.
        """
        if text == sentence.text and not sentence.prompt:
            return self.as_drafted(sentence.key)
        new = Replaced(text=text, over=sentence.text)
        return self._changed(replaced={**self.replaced, sentence.key: new})

    def as_drafted(self, key: str) -> Edited:
        """Take back what was written over a sentence."""
        return self._changed(replaced={k: each for k, each in self.replaced.items() if k != key})

    def without(self, sentence: Sentence) -> Edited:
        """Leave out a sentence."""
        return self._changed(left_out={**self.left_out, sentence.key: sentence.text})

    def with_again(self, key: str) -> Edited:
        """Take in again a sentence that was left out."""
        return self._changed(left_out={k: t for k, t in self.left_out.items() if k != key})

    def without_section(self, section: str) -> Edited:
        """Leave out a whole section."""
        return self._changed(left_out_sections=_with(self.left_out_sections, section))

    def with_section_again(self, section: str) -> Edited:
        """Take in again a section that was left out."""
        kept = tuple(each for each in self.left_out_sections if each != section)
        return self._changed(left_out_sections=kept)

    def in_order(self, section: str, keys: Iterable[str]) -> Edited:
        """Put the sentences of a section into another order."""
        return self._changed(order={**self.order, section: tuple(keys)})

    def sections_in_order(self, sections: Iterable[str]) -> Edited:
        """Put the sections into another order."""
        return self._changed(sections=tuple(sections))

    def with_added(self, section: str, text: str, after: str | None = None) -> Edited:
        """Add a sentence; its key is the next free number of the section."""
        taken = {each.key for each in self.added}
        number = next(n for n in range(1, len(taken) + 2) if f"{section}/own/{n}" not in taken)
        new = Added(key=f"{section}/own/{number}", section=section, text=text, after=after)
        return self._changed(added=(*self.added, new))

    def with_override(self, override: Override) -> Edited:
        """Count a piece of evidence otherwise; a second decision on it replaces the first."""
        others = [
            each
            for each in self.overrides
            if (each.indicator, each.fact) != (override.indicator, override.fact)
        ]
        return self._changed(overrides=(*others, override))

    def seen(self, draft: Formulation, key: str) -> Edited:
        """Keep an edit although the case changed: it now stands over today's words.

        An edit of a sentence that the draft no longer holds is dropped.
        """
        today = {sentence.key: sentence.text for sentence in draft.sentences()}
        replaced, left_out = dict(self.replaced), dict(self.left_out)
        if key in replaced:
            edit = replaced.pop(key)
            if key in today:
                replaced[key] = Replaced(text=edit.text, over=today[key])
        if key in left_out:
            del left_out[key]
            if key in today:
                left_out[key] = today[key]
        return self._changed(replaced=replaced, left_out=left_out)

    def _changed(self, **fields: object) -> Edited:
        """A copy with other fields, checked like one that was read."""
        present = {name: getattr(self, name) for name in type(self).model_fields}
        return Edited.model_validate(present | fields)


def _with(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return keys if key in keys else (*keys, key)
