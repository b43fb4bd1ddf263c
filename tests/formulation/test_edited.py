"""The clinician's changes survive, and what the case says otherwise since is pointed out."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from imh.case.case import Case
from imh.case.edits import Change, Remove, apply
from imh.formulation import (
    Document,
    Edited,
    Flag,
    Formulation,
    Override,
    Sentence,
    draft,
    merge,
    to_plain_text,
)
from imh.principles.assess import assess

STRENGTHS = "relationships/pair/ana~leo/strengths"
SLEEP = "child/leo/sleep/leo-sleep"


def written(case: Case) -> Formulation:
    return draft(case, assess(case))


def sentence(formulation: Formulation, key: str) -> Sentence:
    return next(each for each in formulation.sentences() if each.key == key)


def keys(document: Document, section: str) -> list[str]:
    return [each.key for each in document.section(section).sentences]


@pytest.fixture
def edited(leo: Case) -> Edited:
    said = written(leo)
    return (
        Edited()
        .with_text(sentence(said, STRENGTHS), "Ana knows how to calm him.")
        .without(sentence(said, SLEEP))
    )


def test_nothing_changed_gives_the_draft(leo: Case) -> None:
    said = written(leo)
    document = merge(said)
    assert document.sections == said.sections
    assert document.flags == ()


def test_edits_stand_in_the_document(leo: Case, edited: Edited) -> None:
    document = merge(written(leo), edited)
    assert sentence(document, STRENGTHS).text == "Ana knows how to calm him."
    assert SLEEP not in keys(document, "child")
    assert document.flags == ()


def test_edits_survive_as_json(edited: Edited) -> None:
    assert Edited.model_validate_json(edited.model_dump_json()) == edited


def test_a_changed_fact_is_flagged_with_old_and_new(leo: Case, edited: Edited) -> None:
    now = apply(leo, Change.of("ana-leo-soothing", note="screamed for an hour"))
    document = merge(written(now), edited)
    assert sentence(document, STRENGTHS).text == "Ana knows how to calm him."
    (flag,) = document.flags
    assert flag == Flag(
        key=STRENGTHS,
        kind="changed",
        old=sentence(written(leo), STRENGTHS).text,
        new=sentence(written(now), STRENGTHS).text,
    )
    assert "screamed" in flag.new


def test_what_was_left_out_is_flagged_when_it_changes(leo: Case, edited: Edited) -> None:
    now = apply(leo, Change.of("leo-sleep", note="sleeps through"))
    document = merge(written(now), edited)
    assert SLEEP not in keys(document, "child")
    assert [(flag.key, flag.kind) for flag in document.flags] == [(SLEEP, "changed")]


def test_an_edit_survives_a_fact_that_is_gone(leo: Case, edited: Edited) -> None:
    now = apply(leo, Remove(id="ana-leo-soothing"))
    document = merge(written(now), edited)
    assert sentence(document, STRENGTHS).text == "Ana knows how to calm him."
    assert [(flag.key, flag.kind) for flag in document.flags] == [(STRENGTHS, "gone")]


def test_a_flag_can_be_settled(leo: Case, edited: Edited) -> None:
    now = written(apply(leo, Change.of("ana-leo-soothing", note="screamed for an hour")))
    settled = edited.seen(now, STRENGTHS)
    assert merge(now, settled).flags == ()
    assert sentence(merge(now, settled), STRENGTHS).text == "Ana knows how to calm him."


def test_an_unrelated_change_raises_no_flag(leo: Case, edited: Edited) -> None:
    now = apply(leo, Change.of("rosa", name="Rosalía", age_years=58))
    assert merge(written(now), edited).flags == ()


def test_the_drafts_own_words_undo_an_edit(leo: Case, edited: Edited) -> None:
    said = written(leo)
    own = sentence(said, STRENGTHS)
    assert STRENGTHS not in edited.with_text(own, own.text).replaced
    back = edited.with_again(SLEEP)
    assert SLEEP in keys(merge(said, back), "child")


def test_order_of_sentences_and_sections(leo: Case) -> None:
    said = written(leo)
    child = [each.key for each in said.section("child").sentences]
    turned = Edited().in_order("child", child[::-1]).sections_in_order(["child", "why_now"])
    document = merge(said, turned)
    assert keys(document, "child") == child[::-1]
    order = [section.key for section in document.sections]
    assert order.index("child") < order.index("why_now")
    assert set(order) == {section.key for section in said.sections}


def test_a_section_left_out_is_taken_in_again(leo: Case) -> None:
    said = written(leo)
    without = Edited().without_section("child")
    assert "child" not in [section.key for section in merge(said, without).sections]
    assert merge(said, without.with_section_again("child")) == merge(said)


def test_a_prompt_is_kept_as_it_is_or_in_other_words(leo: Case) -> None:
    said = written(leo)
    prompt = next(each for each in said.sentences() if each.key.startswith("next_steps/watch/"))
    assert prompt.prompt
    kept = Edited().with_text(prompt, prompt.text)
    assert prompt.text in to_plain_text(merge(said, kept).without_prompts())
    assert prompt.text not in to_plain_text(merge(said).without_prompts())
    assert kept.as_drafted(prompt.key) == Edited()


def test_what_was_reflected_on_goes_when_it_is_switched_off_or_taken_back(leo: Case) -> None:
    with_it = draft(leo, assess(leo), with_reflection=True)
    edited = Edited().with_text(sentence(with_it, "reflection/r2"), "We expected too little.")
    shown = to_plain_text(merge(with_it, edited))
    assert "We expected too little." in shown
    private = apply(leo, Change.of("r2", shared=False))
    for now in (written(leo), draft(private, assess(private), with_reflection=True)):
        document = merge(now, edited)
        assert "We expected too little." not in to_plain_text(document)
        assert document.flags == ()


def test_a_new_sentence_finds_its_place_in_an_order_made_before(leo: Case) -> None:
    child = [each.key for each in written(leo).section("child").sentences]
    turned = Edited().in_order("child", child[::-1])
    new = {
        "id": "leo-growth",
        "kind": "child",
        "child": "leo",
        "domain": "growth",
        "rating": "concern",
    }
    case = Case.model_validate(
        leo.model_dump() | {"observations": [*leo.model_dump()["observations"], new]}
    )
    after = keys(merge(written(case), turned), "child")
    assert [key for key in after if key in child] == child[::-1]
    assert set(after) - set(child) == {"child/leo/growth/leo-growth"}


def test_own_sentences_and_sections_left_out(leo: Case) -> None:
    said = written(leo)
    edited = (
        Edited()
        .with_added("child", "He loves the red spoon.", after="child/leo/age")
        .with_added("next_steps", "Tess visits Marco, before Saturday.")
        .without_section("principles")
    )
    document = merge(said, edited)
    assert keys(document, "child")[1] == "child/own/1"
    assert "He loves the red spoon." in [s.text for s in document.section("child").sentences]
    assert "Tess visits Marco, before Saturday." in [
        s.text for s in document.section("next_steps").sentences
    ]
    assert "principles" not in [section.key for section in document.sections]


def test_a_paragraph_keeps_its_opening_words_when_the_first_sentence_goes(milo: Case) -> None:
    said = written(milo)
    first = sentence(said, "relationships/pair/aoife~milo/strengths")
    document = merge(said, Edited().without(first))
    assert sentence(document, "relationships/pair/aoife~milo/hard").lead == "Aoife, mother"


def test_overrides_are_written_with_their_reason(milo: Case) -> None:
    assessment = assess(milo)
    item = assessment.items[0]
    override = Override(
        indicator=item.indicator,
        fact=item.fact,
        sentence=item.sentence,
        decision="set_aside",
        reason="The last change was planned and prepared.",
    )
    document = merge(draft(milo, assessment), Edited().with_override(override))
    text = sentence(document, f"principles/override/{item.indicator}/{item.fact}").text
    assert item.sentence in text
    assert "planned and prepared" in text


def test_an_override_needs_a_reason() -> None:
    with pytest.raises(ValidationError):
        Override(indicator="R1", fact="x", sentence="", decision="set_aside", reason="  ")


def test_edits_refuse_what_no_document_can_hold(leo: Case) -> None:
    with pytest.raises(ValidationError):
        Edited().with_text(sentence(written(leo), STRENGTHS), "a\x00b")
