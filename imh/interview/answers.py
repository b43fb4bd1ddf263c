"""What an answer makes of the case. Every function gives the case as it is after the answer.

Whoever is telling is noted as the source, except where something else is known already: then the
answer stands beside it as their account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imh.case.basis import Basis, InformantReport
from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.edits import Add, Change, Edit, apply
from imh.case.folding import fold
from imh.case.ids import free_id
from imh.case.quick_entry import read_lines
from imh.case.quick_entry.draft import CaseDraft
from imh.case.quick_entry.draft_ties import usual_tie_kind
from imh.case.vocabulary import UNSAID
from imh.interview import respondents
from imh.interview.question_order import Screen


class NotUnderstood(ValueError):
    """Words that could not be read, with what to write instead."""


@dataclass(frozen=True)
class Telling:
    """Who is telling (ids or plain words), and whether an interpreter helps."""

    by: tuple[str, ...] = ()
    interpreter: bool = False

    @property
    def basis(self) -> Basis:
        """The source of what they tell."""
        return Basis(kind="told", by=self.by, interpreter=self.interpreter)


# Choosing


def chosen(case: Case, screen: Screen, code: str, telling: Telling) -> Case:
    """One answer of a list was chosen; ``declined`` is one of them."""
    about, ask = screen.about, screen.ask
    match ask.kind:
        case "tie":
            if screen.section.private:  # how it is for the clinician is the clinician's to tell
                telling = Telling((about[0],))
            return _tie(case, about[0], about[1], ask.field, code, telling)
        case "person":
            return apply(case, Change(id=about[0], fields={ask.field: code}))
        case "home":
            home = case.entries[about[0]]
            fields = {ask.field: code} | _source(home, ask.field, code, telling)
            return apply(case, Change(id=about[0], fields=fields))
        case "load":
            return _load(case, about[0], ask.load, code, telling)
        case "seen":
            return _seen(case, screen, code)
        case "supervision":
            before = next((r for r in case.reflections if r.kind == "supervision"), None)
            if before:
                return apply(case, Change(id=before.id, fields={"state": code}))
            return _reflection(case, {"kind": "supervision", "state": code})
    raise ValueError(f"'{ask.kind}' is not answered by choosing")


def about_topics(case: Case, screen: Screen, topics: Sequence[str]) -> Case:
    """What it is about when it is hard between two."""
    hard = [tie for tie in respondents.between(case, *screen.about) if respondents.is_hard([tie])]
    return apply(case, Change(id=hard[0].id, fields={"topics": list(topics)}))


def declined(case: Case, screen: Screen, telling: Telling) -> Case:
    """The family chose not to say: respected, and not asked again."""
    if screen.ask.kind in ("tie", "person", "home", "load", "seen", "supervision"):
        return chosen(case, screen, "declined", telling)
    return noted(case, screen, state="not_to_ask")


def nobody(case: Case, screen: Screen) -> Case:
    """Asked, and there is none."""
    return noted(case, screen, answer=screen.none)


def noted(
    case: Case,
    screen: Screen,
    *,
    answer: str = "",
    about: Sequence[str] = (),
    state: str = "answered",
) -> Case:
    """Note a question that has no field of its own as asked."""
    identifier = respondents.marker_id(screen.ask.id, screen.about)
    before = respondents.marker(case, screen.ask.id, screen.about)
    people = dict.fromkeys((*(before.about if before else screen.about), *about))
    fields: dict[str, Any] = {"state": state, "answer": answer, "about": list(people)}
    if before:
        return apply(case, Change(id=identifier, fields=fields))
    entry = {"id": identifier, "text": screen.text} | fields
    return apply(case, Add(collection="questions", entry=entry))


def _source(entry: Any, field: str, code: str, telling: Telling) -> dict[str, Any]:
    """The fields that say who told this, without putting other words into anybody's mouth."""
    basis: Basis = entry.basis
    if basis.kind == "unknown":
        return {"basis": plain(telling.basis)}
    if basis.kind == "told":
        by = list(dict.fromkeys((*basis.by, *telling.by)))
        interpreter = basis.interpreter or telling.interpreter
        return {"basis": plain(basis) | {"by": by, "interpreter": interpreter}}
    if not hasattr(entry, "accounts"):
        return {}
    main = field in ("quality", "rating", "burden", "state")
    words = f"{field.replace('_', ' ')}: {code.replace('_', ' ')}"
    account = InformantReport(basis=telling.basis, says=words, value=code if main else "")
    return {"accounts": [*plain(entry.accounts), plain(account)]}


def _tie(case: Case, one: str, other: str, field: str, code: str, telling: Telling) -> Case:
    ties = respondents.between(case, one, other)
    fields = {"quality", "strain", "contact"}
    known = [t for t in ties if field in fields and getattr(t, field) not in UNSAID]
    plain_ties = [t for t in ties if t.kind not in ("parent_of", "sibling_of", "kin")]
    tie = next(iter((*known, *plain_ties, *ties)), None)
    if tie is None:
        made = "support_to_target" if field == "support" else field
        entry = {
            "id": free_id(f"{one}-{other}", case.entries),
            "source": one,
            "target": other,
            "kind": usual_tie_kind(CaseDraft(case), one, other),
            made: code,
            "basis": plain(telling.basis),
        }
        return apply(case, Add(collection="ties", entry=entry))
    name = "support_to_target" if tie.source == one else "support_to_source"
    name = name if field == "support" else field
    return apply(case, Change(id=tie.id, fields={name: code} | _source(tie, name, code, telling)))


def _load(case: Case, person: str, kind: str, code: str, telling: Telling) -> Case:
    loads = [plain(load) for load in case.person[person].loads]
    mine = next((load for load in loads if load["kind"] == kind), None)
    if mine is None:
        loads.append({"kind": kind, "state": code, "basis": plain(telling.basis)})
    else:
        mine |= {"state": code, "basis": plain(telling.basis)}
    return apply(case, Change(id=person, fields={"loads": loads}))


def _seen(case: Case, screen: Screen, code: str) -> Case:
    caregiver, child = screen.about
    aspect = screen.ask.aspect
    for seen in case.observations:
        if seen.kind != "pair" or seen.aspect != aspect:
            continue
        if (seen.caregiver, seen.child) == screen.about:
            return apply(case, Change(id=seen.id, fields={"rating": code}))
    entry = {
        "kind": "pair",
        "id": free_id(f"{aspect}-{caregiver}-{child}", case.entries),
        "caregiver": caregiver,
        "child": child,
        "aspect": aspect,
        "rating": code,
        "basis": {"kind": "observed"},
    }
    return apply(case, Add(collection="observations", entry=entry))


# Naming people


def person_said(case: Case, screen: Screen, text: str, telling: Telling) -> Case:
    """Somebody was named, alone ("Rosa") or as in a note ("Rosa, grandmother 58")."""
    after, identifier = _introduced(case, text.strip())
    return person_meant(after, screen, identifier, telling)


def person_meant(case: Case, screen: Screen, identifier: str, telling: Telling) -> Case:
    """Somebody on the map is one of those whom the question looks for."""
    match screen.ask.adds:
        case "home":
            case = _at_home(case, identifier)
        case "helps":
            case = _tie(case, identifier, screen.about[0], "support", "some", telling)
        case "clinician":
            case = apply(case, Change(id=identifier, fields={"role": "clinician"}))
    return noted(case, screen, about=[identifier])


def _introduced(case: Case, text: str) -> tuple[Case, str]:
    name = text.partition(",")[0].strip()
    known = [key for key, person in case.person.items() if fold(person.name) == fold(name)]
    if known and "," not in text:
        return case, known[0]
    reading = read_lines(text, onto=case)
    line = reading.lines[0] if reading.lines else None
    after = reading.case
    if line is not None and line.understood and after is not None and line.about in after.person:
        return after, str(line.about)
    if "," not in text and text and not known:
        lead, _, rest = text.partition(" ")
        called = rest if rest and fold(lead) == "another" else text
        identifier = free_id(called, case.entries)
        entry = {"id": identifier, "name": called}
        return apply(case, Add(collection="people", entry=entry)), identifier
    problem = line.problem if line else reading.problem
    raise NotUnderstood(problem or "write a name, and after a comma who this is")


def _at_home(case: Case, identifier: str) -> Case:
    homes = respondents.homes(case)
    if homes:
        members = list(dict.fromkeys((*homes[0].members, identifier)))
        return apply(case, Change(id=homes[0].id, fields={"members": members}))
    members = [*case.children, identifier]
    entry = {"id": free_id("home", case.entries), "members": members}
    return apply(case, Add(collection="households", entry=entry))


# Adding other things


def event_said(case: Case, screen: Screen, fields: dict[str, Any], telling: Telling) -> Case:
    """Something that happened was told."""
    name = fields.get("title") or fields["kind"]
    entry = {"id": free_id(str(name), case.entries), "basis": plain(telling.basis)} | fields
    return noted(apply(case, Add(collection="events", entry=entry)), screen)


def place_said(
    case: Case, screen: Screen, name: str, kind: str, who: Sequence[str], telling: Telling
) -> Case:
    """A place or service was named, with those who go there."""
    identifier = free_id(name or kind, case.entries)
    entry = {"id": identifier, "name": name, "kind": kind, "basis": plain(telling.basis)}
    case = apply(case, Add(collection="settings", entry=entry))
    return noted(_tied(case, identifier, who, telling), screen)


def wider_said(
    case: Case, screen: Screen, name: str, words: str, who: Sequence[str], telling: Telling
) -> Case:
    """A language, belief, story ... was named, with those who live by it."""
    kind = screen.ask.influence
    identifier = free_id(name or kind, case.entries)
    entry = {"id": identifier, "name": name, "kind": kind, "words": words}
    entry |= {"basis": plain(telling.basis)}
    case = apply(case, Add(collection="influences", entry=entry))
    return noted(_tied(case, identifier, who, telling), screen)


def _tied(case: Case, place: str, who: Sequence[str], telling: Telling) -> Case:
    for person in who:
        entry = {
            "id": free_id(f"{person}-{place}", case.entries),
            "source": person,
            "target": place,
            "kind": usual_tie_kind(CaseDraft(case), person, place),
            "basis": plain(telling.basis),
        }
        case = apply(case, Add(collection="ties", entry=entry))
    return case


def words_said(case: Case, screen: Screen, words: str, telling: Telling) -> Case:
    """A strength in the family's own words, or what they hope for."""
    strengths = screen.ask.adds == "strengths"
    by = next((one for one in telling.by if one in case.person), None)
    entry: dict[str, Any] = {"id": free_id(screen.ask.id, case.entries)}
    if strengths:
        entry |= {"words": words, "about": list(case.children), "basis": plain(telling.basis)}
        entry |= {"by": by} if by else {}
    else:
        entry |= {"text": words, "who": [by] if by else []}
    edit: Edit = Add(collection="strengths" if strengths else "goals", entry=entry)
    return noted(apply(case, edit), screen)


def loving_said(case: Case, screen: Screen, words: str, telling: Telling) -> Case:
    """Somebody who held a caregiver when they were small."""
    person = case.person[screen.about[0]]
    figure = {"kind": "loving_figure", "note": words, "basis": plain(telling.basis)}
    resources = [*map(plain, person.resources), figure]
    return apply(case, Change(id=person.id, fields={"resources": resources}))


def reflection_said(case: Case, screen: Screen, words: str) -> Case:
    """Something that the clinician noticed about themselves."""
    return _reflection(case, {"kind": screen.ask.reflection, "text": words})


def reaction_said(
    case: Case, feeling: str, strength: str, towards: Sequence[str], words: str
) -> Case:
    """What being with the family stirs."""
    fields = {"kind": "reaction", "feeling": feeling, "strength": strength, "text": words}
    return _reflection(case, fields | {"towards": list(towards)})


def _reflection(case: Case, fields: dict[str, Any]) -> Case:
    by = next((person.id for person in case.people if person.role == "clinician"), None)
    entry = {"id": free_id(str(fields["kind"]), case.entries)} | fields
    entry |= {"by": by} if by else {}
    return apply(case, Add(collection="reflections", entry=entry))
