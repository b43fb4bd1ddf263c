"""Signing: a document is sealed as it is, and whatever comes later is a dated addendum.

The seal is a SHA-256 hash over the whole document, its picture, who signed and when; each
addendum is sealed together with the seal before it. It shows that something was changed
afterwards; it does not prove who somebody is.
"""

from __future__ import annotations

import datetime
import hashlib
import json

from pydantic import AwareDatetime

from imh.case.basis import Entry
from imh.case.text import Short, Text
from imh.formulation.document import Document, Section, Sentence
from imh.formulation.language import one_line
from imh.formulation.wording import wording

WORDS = wording("document")


class Tampered(ValueError):
    """A signed document that is no longer what was signed: which part it is."""


class Addendum(Entry):
    """What was written under a signed document later."""

    date: datetime.date
    by: Short
    text: Text
    seal: str = ""


class Signed(Entry):
    """A document under lock: who signed it, when, and the seal over it."""

    document: Document
    by: Short
    when: AwareDatetime
    seal: str
    addenda: tuple[Addendum, ...] = ()


def sign(document: Document, by: str, when: datetime.datetime) -> Signed:
    """Sign a document; what was only a prompt or a flag for the clinician is not part of it.

    Raises ValueError (pydantic) when ``when`` has no time zone.
    """
    final = document.without_prompts().model_copy(update={"flags": ()})
    unsealed = Signed(document=final, by=by, when=when, seal="")
    return unsealed.model_copy(update={"seal": _seal(unsealed)})


def add(signed: Signed, addendum: Addendum) -> Signed:
    """Append an addendum. Raises :class:`Tampered` when the document is not what was signed."""
    check(signed)
    last = signed.addenda[-1].seal if signed.addenda else signed.seal
    sealed = addendum.model_copy(update={"seal": _seal_of_addendum(addendum, last)})
    return signed.model_copy(update={"addenda": (*signed.addenda, sealed)})


def check(signed: Signed) -> None:
    """Raise :class:`Tampered` when anything differs from what was signed or added."""
    if _seal(signed) != signed.seal:
        raise Tampered("The document is not what was signed.")
    last = signed.seal
    for number, addendum in enumerate(signed.addenda, 1):
        if _seal_of_addendum(addendum, last) != addendum.seal:
            raise Tampered(f"Addendum {number} is not what was written.")
        last = addendum.seal


def _seal(signed: Signed) -> str:
    return _hash(signed.document.model_dump(mode="json"), signed.by, signed.when.isoformat())


def _seal_of_addendum(addendum: Addendum, before: str) -> str:
    return _hash(before, addendum.date.isoformat(), addendum.by, addendum.text)


def _hash(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def signed_document(signed: Signed) -> Document:
    """The signed document as it is printed: with its addenda and the signature.

    Raises :class:`Tampered` when it is not what was signed.
    """
    check(signed)
    document = signed.document
    sections = list(document.sections)
    if signed.addenda:
        said = tuple(
            Sentence(
                key=f"addenda/{number}",
                text=one_line(addendum.text),
                lead=WORDS.say("addendum", date=addendum.date.isoformat(), by=addendum.by),
            )
            for number, addendum in enumerate(signed.addenda, 1)
        )
        heading = WORDS.word("headings", "addenda")
        sections.append(Section(key="addenda", heading=heading, sentences=said))
    when = signed.when.isoformat(sep=" ", timespec="minutes")
    closing = (
        *document.closing,
        Sentence(key="closing/signed", text=WORDS.say("signed", by=signed.by, when=when)),
        Sentence(key="closing/seal", text=WORDS.say("seal", seal=signed.seal[:16])),
    )
    return document.model_copy(update={"sections": tuple(sections), "closing": closing})
