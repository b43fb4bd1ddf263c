"""A signed document is locked: changes come as dated addenda, and tampering shows."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from imh.case.case import Case
from imh.formulation import (
    Addendum,
    Signed,
    Tampered,
    add,
    check,
    draft,
    merge,
    sign,
    signed_document,
    to_plain_text,
)
from imh.principles.assess import assess

WHEN = datetime.datetime(2031, 5, 4, 10, 30, tzinfo=datetime.UTC)
LATER = Addendum(date=datetime.date(2031, 6, 1), by="Tess", text="Early intervention has begun.")


@pytest.fixture
def signed(leo: Case) -> Signed:
    return sign(merge(draft(leo, assess(leo)), picture="<svg/>"), "Tess Moran", WHEN)


def test_what_was_signed_holds_and_travels_as_json(signed: Signed) -> None:
    check(signed)
    check(Signed.model_validate_json(signed.model_dump_json()))


def test_prompts_are_not_signed(signed: Signed) -> None:
    assert not any(sentence.prompt for sentence in signed.document.sentences())


@pytest.mark.parametrize("field", ["by", "when", "document", "picture"])
def test_any_change_shows(signed: Signed, field: str) -> None:
    document = signed.document
    changed = {
        "by": {"by": "Somebody Else"},
        "when": {"when": WHEN + datetime.timedelta(minutes=1)},
        "document": {"document": document.model_copy(update={"title": "Other"})},
        "picture": {"document": document.model_copy(update={"picture": "<svg></svg>"})},
    }[field]
    with pytest.raises(Tampered):
        check(signed.model_copy(update=changed))


def test_addenda_are_appended_and_printed(signed: Signed) -> None:
    twice = add(add(signed, LATER), LATER.model_copy(update={"text": "Ana sleeps better."}))
    check(twice)
    assert twice.document == signed.document
    text = to_plain_text(signed_document(twice))
    assert "2031-06-01, Tess. Early intervention has begun." in text
    assert "Ana sleeps better." in text
    assert "Signed by Tess Moran on 2031-05-04 10:30" in text


def test_a_changed_or_missing_addendum_shows(signed: Signed) -> None:
    twice = add(add(signed, LATER), LATER)
    other = twice.addenda[0].model_copy(update={"text": "It never began."})
    with pytest.raises(Tampered, match="Addendum 1"):
        check(twice.model_copy(update={"addenda": (other, twice.addenda[1])}))
    with pytest.raises(Tampered):
        check(twice.model_copy(update={"addenda": twice.addenda[1:]}))


def test_nothing_is_added_to_or_printed_from_a_changed_document(signed: Signed) -> None:
    forged = signed.model_copy(update={"by": "Somebody Else"})
    with pytest.raises(Tampered):
        add(forged, LATER)
    with pytest.raises(Tampered):
        signed_document(forged)


def test_a_time_without_zone_is_refused(signed: Signed) -> None:
    with pytest.raises(ValidationError):
        sign(signed.document, "Tess", WHEN.replace(tzinfo=None))
