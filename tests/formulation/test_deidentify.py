"""A case without its names: nothing of them left, the same map, and the text to be read."""

from __future__ import annotations

import datetime
import re

import pytest

from imh.case import casefile
from imh.case.case import Case
from imh.case.edits import Change, SetCase, Several, apply
from imh.exchange.deidentify import deidentify
from imh.exchange.hints import hints_in
from imh.exchange.pseudonyms import pseudonyms_for
from imh.exchange.review import ReviewedText, reviewed, still_read
from imh.formulation import draft
from imh.principles.assess import assess


def test_no_name_is_left_in_any_text(case: Case) -> None:
    safe, _ = deidentify(case)
    text = casefile.dump(safe)
    given = " ".join([person.name for person in safe.people] + [s.name for s in safe.settings])
    places = [*case.settings, *case.households]
    for name in [*(person.name for person in case.people), *(place.name for place in places)]:
        if name and name.casefold() not in given.casefold():
            assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text), name
    assert not {entry for entry in case.entries if re.search(rf'"{entry}"', text)} & {
        person.id for person in case.people
    }


def test_the_evidence_stays_what_it_was(case: Case) -> None:
    before, after = assess(case), assess(deidentify(case)[0])
    assert [b.principle for b in before.bearings] == [b.principle for b in after.bearings]
    weights = sorted(round(item.contribution, 9) for item in before.items)
    assert weights == sorted(round(item.contribution, 9) for item in after.items)


def test_dates_become_ages(leo: Case) -> None:
    birth, visit = datetime.date(2030, 1, 10), datetime.date(2030, 7, 10)
    document = leo.model_dump() | {
        "visits": [{"id": "v1", "date": visit, "place": "home"}],
        "referral": {"by": "Dr Osei", "words": "never settles", "date": visit},
    }
    case = apply(Case.model_validate(document), Change.of("leo", birth_date=birth.isoformat()))
    safe, _ = deidentify(case)
    assert "2030" not in casefile.dump(safe)
    assert safe.visits[0].at_months == pytest.approx(5.9, abs=0.1)


def test_names_inside_free_text_are_replaced_whole_names_first(leo: Case) -> None:
    edit = Several(
        edits=(
            Change.of("rosa", name="Rosa Maria Pérez"),
            Change.of("marco", name="Will", note="Ana's Will will come; Rosa Maria Pérez, Pérez"),
        )
    )
    safe, _ = deidentify(apply(leo, edit))
    note = next(person.note for person in safe.people if person.note)
    assert note == "Mother's Father will come; Grandmother, Grandmother"


def test_very_old_people_are_ninety(leo: Case) -> None:
    safe, _ = deidentify(apply(leo, Change.of("rosa", age_years=97)))
    assert 90 in [person.age_years for person in safe.people]
    assert "97" not in casefile.dump(safe)


def test_every_free_text_is_offered(leo: Case) -> None:
    case = apply(leo, SetCase.of(referral={"by": "the clinic", "words": "Please see Ana"}))
    texts = {line.text for line in deidentify(case)[1]}
    shared = "I came expecting an absent father"
    assert {"the clinic", "Please see Mother", "quiet within a minute", shared} <= texts
    assert "I stop asking" not in texts  # it was not shared: nobody's to review


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("she said ana would come", "name on the map", "ana"),
        ("they moved from Oaxaca then", "capital letter", "Oaxaca"),
        ("seen on 12.03.2024 at home", "date", "12.03.2024"),
        ("since 3 April he wakes", "date", "3 April"),
        ("ring +44 20 7946 0958 after six", "phone", "+44 20 7946 0958"),
        ("lives at 14 Mill Lane", "address", "14 Mill Lane"),
        ("write to a.b@example.org", "web", "a.b@example.org"),
        ("file MRN-0049921", "record number", "MRN-0049921"),
        ("her mother, 93 years old", "age", "93 years"),
    ],
)
def test_hints_point_at_what_may_tell(leo: Case, text: str, kind: str, found: str) -> None:
    hints = hints_in(text, pseudonyms_for(leo))
    assert (kind, found) in [(hint.kind, hint.found) for hint in hints]


@pytest.mark.parametrize(
    "text", ["He may walk in the evening.", "wakes twice; soothed", "Mother sings. He listens."]
)
def test_ordinary_words_raise_no_hint(leo: Case, text: str) -> None:
    assert hints_in(text, pseudonyms_for(leo)) == ()


def test_what_the_reader_wrote_over_a_line_stands_in_the_document(leo: Case) -> None:
    safe, lines = deidentify(leo)
    line = next(one for one in lines if one.text == "quiet within a minute")
    read = {line.path: ReviewedText(was=line.text, now="soon quiet")}
    case = reviewed(safe, read)
    said = [sentence.text for sentence in draft(case, assess(case)).sentences()]
    assert any("soon quiet" in text for text in said)
    assert not any(line.text in text for text in said)
    assert still_read(lines, read) == read
    again = {line.path: ReviewedText(was="something else", now="soon quiet")}
    assert still_read(lines, again) == {}  # the case has changed under it: to be read again


def test_every_line_can_be_written_over(case: Case) -> None:
    safe, lines = deidentify(case)
    read = {line.path: ReviewedText(was=line.text, now="x") for line in lines}
    assert {one.text for one in deidentify(reviewed(safe, read))[1]} <= {"x"}
