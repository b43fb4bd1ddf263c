"""What the draft says, what it leaves open, and what it keeps to itself."""

from __future__ import annotations

import re

import pytest

from imh.case.case import Case
from imh.case.edits import Add, Change, Remove, apply
from imh.formulation import Formulation, draft
from imh.formulation.draft import SECTIONS
from imh.principles.assess import assess
from imh.principles.safety import ADVICE, NONE_ENTERED

BROKEN = re.compile(r"\s{2}|\(\)|: \.|(?<!\.)\.\.(?!\.)|;\.|, ,|{|}")


def written(case: Case, with_reflection: bool = False) -> Formulation:
    return draft(case, assess(case), with_reflection=with_reflection)


def texts(formulation: Formulation) -> dict[str, str]:
    return {sentence.key: sentence.text for sentence in formulation.sentences()}


def everything(formulation: Formulation) -> str:
    said = [*formulation.notices, *formulation.sentences(), *formulation.closing]
    return " ".join(f"{sentence.lead} {sentence.text}" for sentence in said)


def test_milo_reads_like_this(milo: Case) -> None:
    said = texts(written(milo))
    assert said["why_now/referral"] == (
        "Emeka Obi, social worker, asked: “Who is he to hold on to?”"
    )
    assert said["relationships/pair/aoife~milo/strengths"].startswith(
        "She reads and answers Milo's signals, plays well with him and delights in him: "
    )
    assert said["relationships/pair/aoife~milo/hard"] == (
        "Coming for comfort is hard between the two: tripped and went past her to Orla; took the "
        "banana, not the lap; he does not yet bring her his hurt (seen)."
    )
    assert said["relationships/pair/nuala~milo/tie/nuala-milo"].endswith(
        'The record: "contact not requested"; '
        'Nuala: "I asked twice. The second time they said it would unsettle him."'
    )
    assert said["strengths/s1"] == "“I can't mind half of him.” (Davy)."


def test_wren_reads_like_this(wren: Case) -> None:
    said = texts(written(wren))
    assert said["child/wren/age"] == "Wren is three years and four months old."
    assert said["context/influence/river-and-land"] == (
        "River and land (her whenua is buried under a pūriri above the bend of the river), "
        "in the words of Wren: “That's me.”"
    )
    assert said["next_steps/g4"] == "Ruth Adair, in the winter: come back once."


def test_every_section_is_there_in_order(formulation: Formulation) -> None:
    keys = [section.key for section in formulation.sections]
    assert keys == [key for key in SECTIONS if key in keys]
    assert set(SECTIONS) - set(keys) <= {"reflection", "story", "context", "relationships"}


def test_keys_are_unique_and_sources_exist(case: Case, formulation: Formulation) -> None:
    keys = [sentence.key for sentence in formulation.sentences()]
    assert len(keys) == len(set(keys))
    for sentence in formulation.sentences():
        assert set(sentence.refs) <= case.entries.keys()
        assert sentence.key.partition("/")[0] in SECTIONS


def test_no_sentence_is_broken(formulation: Formulation) -> None:
    """No empty places, doubled stops, or codes of the case file."""
    for sentence in formulation.sentences():
        assert not BROKEN.search(sentence.text), sentence
        assert not re.search(r"\b[a-z]+_[a-z]+\b", sentence.text), sentence
        assert sentence.text[0].isupper() or not sentence.text[0].isalpha()


def test_what_bears_most_is_said_without_numbers(formulation: Formulation) -> None:
    said = [s for s in formulation.section("principles").sentences if s.key.endswith("/headline")]
    assert not any(character.isdigit() for character in said[0].text)


def test_safety_comes_first(rue: Case, milo: Case) -> None:
    flagged = [sentence.text for sentence in written(rue).notices]
    assert any("neglect" in text for text in flagged)
    assert ADVICE in flagged
    assert NONE_ENTERED not in flagged
    assert NONE_ENTERED in [sentence.text for sentence in written(milo).notices]


def test_the_teams_reflection_is_kept_apart(rue: Case, milo: Case) -> None:
    shared = "Sinéad Moran noticed"
    assert shared not in everything(written(milo))
    assert shared in everything(written(milo, with_reflection=True))
    without, with_it = everything(written(rue)), everything(written(rue, with_reflection=True))
    assert "Chipo Marufu noticed" not in with_it  # never shared
    about_the_writer = "Perhaps the writer's irritation"
    assert about_the_writer not in without
    assert about_the_writer in with_it
    assert "kept apart" in without


def test_a_reflection_that_was_not_shared_is_never_written_out(leo: Case) -> None:
    said = everything(written(leo, with_reflection=True))
    assert "I came expecting an absent father" in said
    assert "I stop asking" not in said


def test_told_in_confidence_is_marked(leo: Case) -> None:
    said = texts(written(leo))
    assert said["context/weighs/ana"] == (
        "What weighs on Ana: low since the birth (told by Rosa, in confidence)."
    )


def test_one_explanation_asks_for_a_second(leo: Case) -> None:
    one = {"id": "h1", "text": "Leo may miss his father.", "speaks_for": ["Sundays"]}
    case = apply(leo, Add(collection="hypotheses", entry=one))
    missing = {s.key: s for s in written(case).sentences()}
    assert missing["hypotheses/missing"].prompt
    assert missing["hypotheses/h1/against"].prompt
    assert "Second" in missing["hypotheses/missing"].lead
    two = apply(case, Add(collection="hypotheses", entry={**one, "id": "h2"}))
    assert "hypotheses/missing" not in texts(written(two))


def test_two_accounts_stand_side_by_side(leo: Case) -> None:
    accounts = [
        {"basis": {"kind": "told", "by": ["rosa"]}, "says": "he never sleeps", "value": "concern"},
        {"basis": {"kind": "told", "by": ["marco"]}, "says": "like a stone", "value": "on_track"},
    ]
    case = apply(leo, Change.of("leo-sleep", accounts=accounts, note=""))
    assert texts(written(case))["child/leo/sleep/leo-sleep"] == (
        "Of Leo's sleep there are two accounts. Rosa says: he never sleeps; Marco: like a stone."
    )


def test_corrected_age(leo: Case) -> None:
    case = apply(leo, Change.of("leo", gestation_weeks=29))
    assert texts(written(case))["child/leo/age"] == (
        "Leo is nine months old, six months corrected, and was born at 29 weeks."
    )


@pytest.mark.parametrize("person", ["marco", "rosa"])
def test_keys_survive_the_renaming_of_somebody_else(leo: Case, person: str) -> None:
    before, after = written(leo), written(apply(leo, Change.of(person, name="Xochitl")))
    assert [s.key for s in before.sentences()] == [s.key for s in after.sentences()]
    key = "relationships/pair/ana~leo/strengths"
    assert texts(before)[key] == texts(after)[key]


def test_keys_survive_what_has_nothing_to_do_with_them(milo: Case) -> None:
    before = texts(written(milo))
    after = texts(written(apply(milo, Remove(id="songs-in-irish"))))
    assert before.keys() - after.keys() == {"context/influence/songs-in-irish"}
    changed = {key for key in after if before.get(key) != after[key]}
    assert changed == {"map/around"}  # counts who is on the map


def test_an_almost_empty_case_can_be_written() -> None:
    case = Case.model_validate(
        {
            "reference_age_months": 2,
            "children": ["x"],
            "people": [{"id": "x", "role": "child"}],
        }
    )
    said = written(case)
    assert [section.key for section in said.sections if all(s.prompt for s in section.sentences)]
    assert "the baby" in texts(said)["child/x/age"].lower()
