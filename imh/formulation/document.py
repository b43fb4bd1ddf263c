"""What a written formulation is made of: sentences with their sources, in sections.

Everything is plain, immutable data that travels as JSON, so a page can edit it, a signature can
be put under it, and every output reads the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from imh.case.basis import Entry

DocumentKind = Literal["formulation", "family"]
Layout = Literal["text", "list"]


class Sentence(Entry):
    """One statement as it is printed, with what it rests on.

    ``key`` names the statement and not its words: it is made of ids and stays the same when
    somebody is renamed or something unrelated changes. ``refs`` are ids of the case's entries.
    ``basis`` says how it is known, in the words that stand at the end of ``text``. ``lead`` opens
    a paragraph ("Rosa, grandmother"). A ``prompt`` asks the clinician to write something; it is
    never part of what is signed or given away.
    """

    key: str
    text: str
    refs: tuple[str, ...] = ()
    basis: str = ""
    lead: str = ""
    prompt: bool = False


class Section(Entry):
    """One section under its heading, as running text or as a list."""

    key: str
    heading: str
    layout: Layout = "text"
    sentences: tuple[Sentence, ...] = ()


class Formulation(Entry):
    """The draft of a document, written from a case.

    ``notices`` come first whatever happens: safety, and what this document is not. ``closing``
    says on what it all rests. ``map_text`` is the map in a few sentences, for those who cannot
    see the picture.
    """

    kind: DocumentKind = "formulation"
    title: str
    subtitle: str = ""
    notices: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[Sentence, ...] = ()
    map_text: str = ""
    footer: str = ""

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the sections, in order."""
        for section in self.sections:
            yield from section.sentences

    def section(self, key: str) -> Section:
        """The section of a key. Raises KeyError when it is not there."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)


class Flag(Entry):
    """An edited sentence that the case no longer says as it did when it was edited.

    ``changed``: the draft now says ``new`` where it said ``old``. ``gone``: the draft says
    nothing of it any more, and what the clinician wrote is kept.
    """

    key: str
    kind: Literal["changed", "gone"]
    old: str
    new: str = ""


class Document(Formulation):
    """A formulation with the clinician's part in it, ready to be read, printed or signed.

    ``picture`` is the family map as SVG (empty: no picture). ``numbered`` headings are for
    professionals.
    """

    flags: tuple[Flag, ...] = ()
    picture: str = ""

    def without_prompts(self) -> Document:
        """The document as it leaves the clinician's desk."""
        sections = []
        for section in self.sections:
            written = tuple(each for each in section.sentences if not each.prompt)
            if written:
                sections.append(section.model_copy(update={"sentences": written}))
        return self.model_copy(update={"sections": tuple(sections)})
