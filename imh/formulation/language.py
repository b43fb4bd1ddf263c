"""How a colleague puts things: short quotations, pronouns, who somebody is, ends of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from imh.case.case import Case
from imh.case.labels import kin_word, label
from imh.case.people import Person
from imh.case.vocabulary import PROFESSIONAL_ROLES, ROLES_WITHOUT_A_WORD
from imh.formulation.wording import wording
from imh.principles.sentences import joined, name_of

_QUOTES = '"“”'
_ENDS = ".!?"


def one_line(text: str) -> str:
    """Somebody's text without line breaks, as it stands inside a sentence."""
    return " ".join(text.split())


def clauses(text: str) -> list[str]:
    """The parts of a note: cut at semicolons and full stops, never inside a quotation."""
    line = one_line(text)
    parts, start, inside = [], 0, False
    for place, character in enumerate(line):
        if character in _QUOTES:
            inside = character == "“" or (character == '"' and not inside)
        ends = not inside and line[place + 1 : place + 2] in ("", " ")
        if ends and (character == ";" or character in _ENDS):
            parts.append(line[start : place + (character in "!?")].strip())
            start = place + 1
    parts.append(line[start:].strip())
    return [part for part in parts if part and part not in _ENDS]


def brief(texts: Iterable[str], room: int, told: set[str] | None = None) -> str:
    """As many whole parts of some notes as there is room for (characters), each said once.

    What is in ``told`` was said before; what is said now is added to it.
    """
    said: dict[str, str] = {}
    before = set() if told is None else told
    for text in texts:
        for part in clauses(text):
            taken = sum(len(each) + 2 for each in said.values())
            if part.casefold() in said or part.casefold() in before or is_about(part):
                continue
            if taken + len(part) > room:
                if not said:
                    said[part.casefold()] = _cut(part, room)
                break
            said[part.casefold()] = part
    if told is not None:
        told.update(said)
    return run_on(said.values())


def is_about(part: str) -> bool:
    """Whether a part of a note says only that a time is not exact."""
    return part.casefold().rstrip(":") in ("about", "times: about")


def run_on(parts: Iterable[str]) -> str:
    """Parts in a row: a semicolon before a small letter, a full stop before a capital."""
    text = ""
    for part in parts:
        stop = "" if _closes(text) else "."
        text += (f"{stop} " if part[:1].isupper() else "; ") + part if text else part
    return text


def _cut(part: str, room: int) -> str:
    if len(part) <= room * 1.3:
        return part
    return part[:room].rsplit(" ", 1)[0].rstrip(",:") + " …"


def quoted(words: str) -> str:
    """Somebody's words in quotation marks, unless they carry them already."""
    line = one_line(words)
    if line[:1] in _QUOTES and line[-1:] in _QUOTES and sum(line.count(q) for q in _QUOTES) == 2:
        return line
    return f"“{line}”"


def says(words: str) -> str:
    """What somebody told: as it is when it holds a quotation, else without its full stop."""
    line = one_line(words)
    return line if line[-1:] in _QUOTES else line.rstrip(".")


def ended(text: str, basis: str = "") -> str:
    """A sentence with its basis in brackets and a full stop at the end."""
    line = text.strip()
    line = line if _closes(line) else line.rstrip(".;,")
    if basis:
        return f"{line} ({basis})."
    return line if _closes(line) else line + "."


def _closes(line: str) -> bool:
    """Whether a text ends by itself: with a question, or with a quotation that ends."""
    last, before = line[-1:], line[-2:-1]
    return bool(last) and (last in "?!…" or (last in _QUOTES and before != "" and before in _ENDS))


def lowered(title: str) -> str:
    """The title of an event as it reads after a colon: ``From Aoife`` becomes ``from Aoife``.

    Only words that are surely no name begin small; they stand in ``texts/language.yaml``.
    """
    first, _, rest = title.partition(" ")
    if first.casefold() in wording("language").word("lists", "begin_small").split():
        return f"{first.lower()} {rest}" if rest else first.lower()
    return title


@dataclass(frozen=True)
class Pronouns:
    """How somebody is called after the name was said once."""

    subject: str
    object: str
    possessive: str


def pronouns(case: Case, person: str) -> Pronouns:
    """She, he, or the name again where neither word is known to fit."""
    known = {
        "female": Pronouns("she", "her", "her"),
        "male": Pronouns("he", "him", "his"),
    }
    name = name_of(case, person)
    return known.get(case.person[person].gender, Pronouns(name, name, possessive(name)))


def possessive(name: str) -> str:
    """``Milo's``, ``Mereana's``."""
    return f"{name}'s"


def names(case: Case, identifiers: Iterable[str]) -> str:
    """Names joined as in a sentence."""
    return joined(told_apart(case, identifier) for identifier in identifiers)


def told_apart(case: Case, identifier: str) -> str:
    """The name, with what somebody is to the child where two people of the case have one name."""
    name = name_of(case, identifier)
    person = case.person.get(identifier)
    same = [each for each in case.people if each.name.strip().casefold() == name.casefold()]
    what = relation(person) if person and len(same) > 1 else ""
    return f"{name} ({what})" if what else name


def children(case: Case) -> str:
    """The index child or children by name."""
    return names(case, case.children)


def relation(person: Person) -> str:
    """What somebody is to the child: ``grandmother``, ``access worker``; empty if nobody said."""
    if person.role in PROFESSIONAL_ROLES:
        return person.discipline or label("Role", person.role)
    if person.role in ROLES_WITHOUT_A_WORD:
        return ""
    return kin_word(person.role, person.gender)


def introduced(case: Case, person: str) -> str:
    """Somebody with who they are: ``Nuala, grandmother``."""
    name, what = name_of(case, person), relation(case.person[person])
    if not what or what.casefold() in name.casefold():
        return name[:1].upper() + name[1:]
    return f"{name}, {what}"


def said_before(text: str, told: Iterable[str]) -> bool:
    """Whether a phrase, quotation marks and all aside, is part of something told already."""
    plain = _plain(text)
    return any(plain in _plain(each) for each in told)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]
