"""The family version holds nothing that is private, and cannot be seen to leave anything out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.edits import Add, Change, apply
from imh.drawing import draw
from imh.formulation import (
    family_choices,
    family_map_case,
    family_version,
    merge,
    no_strength_said,
    to_plain_text,
    without_a_strength,
)

MARK = "Quillonzephyr"
THE_TEAMS_OWN = ("reflections", "hypotheses", "questions", "safety", "agreements")
WORDS = {"note", "text", "says", "answer", "ask", "what", "with_whom", "words", "by_when", "place"}


def paper(case: Case, allowed: Iterable[str] = ()) -> str:
    """All words that are handed over: the text, and the map in words."""
    formulation = family_version(case, set(allowed))
    return to_plain_text(merge(formulation)) + formulation.map_text


def everything_switched_on(case: Case) -> set[str]:
    keys = {choice.sentence.key for choice in family_choices(case)}
    return keys | {f"map/{identifier}" for identifier in case.entries}


def with_(case: Case, collection: Any, **entry: Any) -> Case:
    return apply(case, Add(collection=collection, entry=entry))


def marked(part: Any, private: bool = False) -> Any:
    """A case file with a word in every text that is nobody's but the team's."""
    if isinstance(part, list):
        return [marked(each, private) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: [MARK for _ in value]
        if private and key in ("speaks_for", "speaks_against")
        else f"{MARK} {value}"
        if isinstance(value, str) and (key == "note" or (private and key in WORDS))
        else marked(value, private or key in (*THE_TEAMS_OWN, "accounts", "referral", "visits"))
        for key, value in part.items()
    }


def test_no_word_of_the_teams_own_is_in_it(read_sample: Callable[[str], Case]) -> None:
    spoken = Case.model_validate(marked(plain(read_sample("rue"))))
    assert all(str(plain(each)).count(MARK) for each in spoken.reflections + spoken.safety)
    assert str(plain(spoken)).count(MARK) > 100
    assert MARK not in paper(spoken)
    assert MARK not in paper(spoken, everything_switched_on(spoken))


def test_no_word_of_the_teams_own_is_in_the_picture(leo: Case) -> None:
    spoken = Case.model_validate(marked(plain(leo)))
    assert MARK not in draw(family_map_case(spoken, everything_switched_on(spoken)))


@pytest.mark.parametrize("sample", ["dalia", "milo", "rue"])
def test_it_is_the_same_page_whether_or_not_the_team_wrote_for_itself(
    sample: str, read_sample: Callable[[str], Case]
) -> None:
    case = read_sample(sample)
    silent = case.supposing(**dict.fromkeys(THE_TEAMS_OWN, ()))
    assert paper(case) == paper(silent)
    assert family_map_case(case).supposing(**dict.fromkeys(THE_TEAMS_OWN, ())) == family_map_case(
        silent
    )


@pytest.fixture
def supervised(leo: Case) -> Case:
    """Tess helps Ana, and is helped by a supervisor and in conflict with a colleague."""
    case = with_(leo, "people", id="joyce", name="Joyce", role="professional")
    case = with_(case, "people", id="farai", name="Farai", role="professional", discipline="nurse")
    case = with_(case, "settings", id="visiting", name="Home visiting", kind="home_visiting")
    for source, target, more in (
        ("joyce", "tess", {"support_to_target": "much", "kind": "works_with"}),
        ("tess", "ana", {"support_to_target": "much", "kind": "service", "quality": "strained"}),
        ("farai", "visiting", {"kind": "works_with"}),
        ("tess", "visiting", {"kind": "works_with", "quality": "conflicted"}),
    ):
        seen = {"basis": {"kind": "observed"}}
        case = with_(
            case, "ties", id=f"{source}-{target}", source=source, target=target, **more, **seen
        )
    return case


def test_who_writes_the_case_and_their_colleagues_are_off_the_map(supervised: Case) -> None:
    shown = family_map_case(supervised).entries
    assert not {"tess", "joyce", "farai", "visiting", "joyce-tess", "tess-ana"} & set(shown)
    on_page = paper(supervised)
    assert not [name for name in ("Joyce", "Farai", "Tess", "Home visiting") if name in on_page]


def test_supervision_is_never_on_it(supervised: Case) -> None:
    shown = family_map_case(supervised, everything_switched_on(supervised)).entries
    assert {"tess", "tess-ana"} <= set(shown)
    assert "joyce" not in shown
    assert "Joyce" not in paper(supervised, everything_switched_on(supervised))


def test_a_helper_in_the_familys_life_stays_on_the_map(
    read_sample: Callable[[str], Case],
) -> None:
    ezra = family_map_case(read_sample("ezra"))
    assert {"lerato", "sister-jacobs", "dr-naidoo"} <= set(ezra.entries)
    assert not [tie for tie in ezra.ties if "farida" in (tie.source, tie.target)]


def test_what_is_hard_with_a_helper_is_not_drawn(supervised: Case) -> None:
    case = with_(supervised, "people", id="mei", name="Mei", role="professional")
    case = with_(
        case,
        "ties",
        id="mei-ana",
        source="mei",
        target="ana",
        quality="strained",
        basis={"kind": "observed"},
    )
    assert {tie.id: tie.quality for tie in family_map_case(case).ties}["mei-ana"] == "unknown"


def test_whoever_works_at_a_private_place_leaves_with_it(
    read_sample: Callable[[str], Case],
) -> None:
    kaya = read_sample("baby-kaya")
    assert kaya.person["gordon"].discipline == "worker at the recovery service"
    assert "gordon" not in family_map_case(kaya).entries
    assert "recovery" not in paper(kaya)


def test_a_parent_known_only_in_confidence_is_not_addressed(leo: Case) -> None:
    case = with_(leo, "people", id="hugo", name="Hugo", role="other")
    tie = {"id": "hugo-leo", "source": "hugo", "target": "leo", "kind": "parent_of"}
    open_ = with_(case, "ties", **tie)
    secret = with_(
        case, "ties", **tie, basis={"kind": "told", "by": ["ana"], "in_confidence": True}
    )
    assert "Hugo" in family_version(open_).title
    assert "Hugo" not in paper(secret, everything_switched_on(secret))


def test_a_caregiver_stays_whose_only_tie_was_told_in_confidence(leo: Case) -> None:
    secret = {"kind": "told", "by": ["rosa"], "in_confidence": True}
    shown = family_map_case(apply(leo, Change.of("ana-leo", basis=secret)))
    assert "ana" in shown.entries
    assert not shown.ties


def strength(case: Case, person: str, kind: str) -> Case:
    return with_(
        case,
        "observations",
        id=f"{person}-play",
        kind="pair",
        caregiver=person,
        child="leo",
        aspect="play",
        rating="strength",
        basis={"kind": kind, "by": ["rosa"] if kind == "told" else []},
    )


def test_a_parent_of_whom_nothing_good_is_said_is_named_to_the_clinician(leo: Case) -> None:
    assert without_a_strength(leo) == ("marco",)
    said = no_strength_said(leo, without_a_strength(leo))
    assert said == "No strength is said of: Marco (father)."
    assert said not in paper(leo)
    assert without_a_strength(strength(leo, "marco", "observed")) == ()
    told = strength(leo, "marco", "told")
    assert without_a_strength(told) == ("marco",)
    assert without_a_strength(told, everything_switched_on(told)) == ()
    assert no_strength_said(leo, ()) == ""


def test_two_of_one_name_are_told_apart(leo: Case) -> None:
    case = apply(strength(leo, "marco", "observed"), Change.of("marco", name="Ana"))
    assert family_version(case).title == "For Ana (mother) and Ana (father)"
    assert "Ana (father) plays with Leo" in paper(case)
    assert "Ana (mother)" not in paper(leo)
