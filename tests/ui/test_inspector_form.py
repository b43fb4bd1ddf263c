"""The forms of the inspector: all of an entry can be reached, and each field does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from imh.case import casefile
from imh.case.case import Case
from imh.case.edits import EditError, apply
from imh.case.labels import label
from imh.forms import form_for
from imh.forms.controls import NOT_ASKED, Choice, Field, Number, Pick, Press, Tick
from imh.forms.event import event_in_a_line

SAMPLES = Path(__file__).parents[2] / "sample_cases"
SHOWN = ("people", "households", "settings", "influences", "ties", "events", "observations")
OF_CHILDREN = {"age_months", "gestation_weeks", "birth_date", "due_date"}
OF_ADULTS = {"role", "discipline", "age_years", "caregiver", "support_fits_task"}


@pytest.fixture(scope="module")
def remi() -> Case:
    return casefile.read(SAMPLES / "remi.json")


def field(case: Case, entry: str, name: str) -> Field:
    found = form_for(case, entry).control(name)
    assert isinstance(found, Field), f"{entry} has no field {name}"
    return found


def given(case: Case, entry: str, name: str, value: object) -> Case:
    return apply(case, field(case, entry, name).edit(value))


def pressed(case: Case, entry: str, name: str) -> tuple[Case, str | None]:
    button = form_for(case, entry).control(name)
    assert isinstance(button, Press)
    assert button.step.edit is not None
    return apply(case, button.step.edit), button.step.opens


def picked(case: Case, entry: str, name: str, option: str) -> tuple[Case, str | None]:
    pick = form_for(case, entry).control(name)
    assert isinstance(pick, Pick)
    step = pick.step(option)
    assert step.edit is not None
    return apply(case, step.edit), step.opens


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_every_entry_has_a_form_in_which_each_name_stands_once(file: Path) -> None:
    case = casefile.read(file)
    for collection in (*SHOWN, "strengths", "questions", "goals", "safety"):
        for entry in getattr(case, collection):
            names = [control.name for control in form_for(case, entry.id).controls()]
            assert len(names) == len(set(names)), f"{entry.id}: {sorted(names)}"


@pytest.mark.parametrize("collection", SHOWN)
def test_every_field_of_an_entry_can_be_reached(remi: Case, collection: str) -> None:
    for entry in getattr(remi, collection):
        reached = {
            control.name.partition(".")[0] for control in form_for(remi, entry.id).controls()
        }
        if "turn" in reached:  # a tie's ends
            reached |= {"source", "target"}
        wanted = set(type(entry).model_fields) - {"id"}
        if collection == "people":
            wanted -= OF_ADULTS if entry.id in remi.children else OF_CHILDREN
            wanted -= {"died_at_months"} if entry.life != "died" else set()
        if collection == "observations":  # what it is of was chosen when it was made
            wanted -= {"kind", "caregiver", "child", "about", "aspect", "domain", "date"}
        assert wanted <= reached, f"{entry.id}: {wanted - reached}"


@pytest.mark.parametrize(
    "entry",
    ["noemie", "remi", "home-noemie", "creche", "noemie-bastien", "noemie-remi", "noemie-one-bed"],
)
def test_whatever_is_chosen_is_what_the_form_then_shows(remi: Case, entry: str) -> None:
    for control in form_for(remi, entry).controls():
        if not isinstance(control, Choice) or control.name == "kind":
            continue
        for option in control.options:
            if option != control.value:
                after = given(remi, entry, control.name, option)
                assert field(after, entry, control.name).value == option, control.name


def test_what_nobody_asked_and_what_a_family_kept_to_itself_are_choices(remi: Case) -> None:
    quality = field(remi, "noemie-bastien", "quality")
    assert isinstance(quality, Choice)
    assert next(iter(quality.options.values())) == NOT_ASKED
    assert "asked: no tie" in quality.options.values()
    assert "family chose not to say" in quality.options.values()


def test_an_age_is_a_number_or_not_asked_or_declined(remi: Case) -> None:
    tick = field(remi, "noemie", "age declined")
    assert isinstance(tick, Tick)
    declined = apply(remi, tick.edit(True))
    assert declined.person["noemie"].age_years == "declined"
    shown = field(declined, "noemie", "age_years")
    assert isinstance(shown, Number)
    assert (shown.value, shown.empty) == (None, label("Amount", "declined"))
    assert given(declined, "noemie", "age_years", 35).person["noemie"].age_years == 35
    assert given(remi, "noemie", "age_years", None).person["noemie"].age_years == "unknown"


def test_the_childs_age_is_the_age_at_which_the_case_is_described(remi: Case) -> None:
    assert given(remi, "remi", "age_months", 28).reference_age_months == 28
    with pytest.raises(EditError, match="no later than 3 months"):
        given(remi, "remi", "age_months", 3)


def test_whoever_leaves_a_home_sleeps_there_no_more(remi: Case) -> None:
    after = given(remi, "remi", "homes", ("home-noemie",))
    noemies, bastiens = after.households
    assert "remi" in noemies.members
    assert noemies.nights == {"remi": 4}
    assert "remi" not in bastiens.members
    assert bastiens.nights == {}


def test_nights_are_set_and_taken_back_at_one_home_only(remi: Case) -> None:
    after = given(remi, "home-noemie", "nights.home-noemie.remi", 5)
    assert [home.nights for home in after.households] == [{"remi": 5}, {"remi": 3}]
    emptied = given(after, "remi", "nights.home-noemie.remi", None)
    assert [home.nights for home in emptied.households] == [{}, {"remi": 3}]


def test_a_load_begins_when_its_state_is_first_said(remi: Case) -> None:
    before = {load.kind for load in remi.person["bastien"].loads}
    kind = next(k for k in ("grief", "trauma_history", "disability") if k not in before)
    once = given(remi, "bastien", f"loads.{kind}.1.state", "none")
    twice = given(once, "bastien", f"loads.{kind}.1.state", "past")
    assert [load.state for load in twice.person["bastien"].loads if load.kind == kind] == ["past"]
    noted = given(twice, "bastien", f"loads.{kind}.1.note", "an uncle, long ago")
    assert noted.person["bastien"].loads[-1].note == "an uncle, long ago"
    assert noted.person["bastien"].loads[:-1] == remi.person["bastien"].loads


def test_a_second_rating_of_a_pair_changes_the_first(remi: Case) -> None:
    aspects = {
        seen.aspect
        for seen in remi.observations
        if seen.kind == "pair" and seen.caregiver == "noemie"
    }
    new = next(a for a in ("delight", "play", "structure", "repair") if a not in aspects)
    once = given(remi, "noemie-remi", f"PairAspect.{new}", "strength")
    twice = given(once, "noemie-remi", f"PairAspect.{new}", "concern")
    added = [seen for seen in twice.observations if seen.id not in remi.entries]
    assert [(seen.kind, seen.caregiver, seen.child) for seen in added if seen.kind == "pair"] == [
        ("pair", "noemie", "remi")
    ]
    assert added[0].at_months == remi.reference_age_months
    assert field(twice, "noemie-remi", f"PairAspect.{new}").value == "concern"


def test_only_a_caregivers_tie_with_the_child_asks_what_was_seen_of_the_two(remi: Case) -> None:
    def asks(tie: str) -> bool:
        return any(c.name.startswith("PairAspect") for c in form_for(remi, tie).controls())

    assert asks("bastien-remi-parent")
    assert not asks("remi-malo")  # a friend
    assert not asks("noemie-bastien")


def test_a_tie_turned_round_leaves_the_help_where_it_was(remi: Case) -> None:
    def helped(case: Case, tie: str) -> dict[str, object]:
        one = case.entries[tie]
        return {
            one.target: (one.support_to_target, one.kinds_to_target),
            one.source: (one.support_to_source, one.kinds_to_source),
        }

    after, _ = pressed(remi, "mme-pittet-noemie", "turn")
    assert after.entries["mme-pittet-noemie"].source == "noemie"
    assert helped(after, "mme-pittet-noemie") == helped(remi, "mme-pittet-noemie")
    assert remi.entries["mme-pittet-noemie"].support_to_target == "some"


def test_accounts_are_kept_side_by_side(remi: Case) -> None:
    one, _ = pressed(remi, "noemie-florian", "accounts.add")
    two, _ = pressed(one, "noemie-florian", "accounts.add")
    said = given(two, "noemie-florian", "accounts.1.value", "strained")
    said = given(said, "noemie-florian", "accounts.1.basis.kind", "told")
    said = given(said, "noemie-florian", "accounts.1.basis.by", ("Griet", "his doctor"))
    accounts = said.entries["noemie-florian"].accounts
    assert [account.value for account in accounts] == ["", "strained"]
    assert accounts[1].basis.by == ("griet", "his doctor")  # somebody on the map by their id
    left, _ = pressed(said, "noemie-florian", "accounts.0.remove")
    assert left.entries["noemie-florian"].accounts == accounts[1:]


def test_a_tie_is_added_to_somebody_without_one(remi: Case) -> None:
    after, opens = picked(remi, "griet", "add tie", "florian")
    tie = after.entries[opens or ""]
    assert (tie.source, tie.target, tie.quality) == ("griet", "florian", "unknown")
    pick = form_for(after, "griet").control("add tie")
    assert isinstance(pick, Pick)
    assert "florian" not in pick.options
    assert "griet" not in pick.options


def test_an_event_a_home_and_a_removal_start_from_a_person(remi: Case) -> None:
    after, opens = picked(remi, "griet", "add event", "celebration")
    assert after.entries[opens or ""].who == ("griet",)
    housed, home = pressed(remi, "griet", "new home")
    assert housed.entries[home or ""].members == ("griet",)
    gone, _ = pressed(remi, "griet", "remove")
    assert "griet" not in gone.person
    assert form_for(remi, "remi").control("remove") is None  # the only index child


def test_an_event_in_one_line_says_only_what_was_said(remi: Case) -> None:
    step = event_in_a_line(remi, "celebration", "First steps", 13, "nurture", "much")
    assert step.edit is not None
    event = apply(remi, step.edit).entries[step.opens or ""]
    assert (event.title, event.at_months, event.nurture) == ("First steps", 13, "much")
    assert event.burden == "unknown"
    bare = event_in_a_line(remi, "move", "", None, "", "")
    assert bare.edit is not None
    event = apply(remi, bare.edit).entries[bare.opens or ""]
    assert (event.kind, event.at_months, event.burden, event.nurture) == (
        ("move", None, "unknown", "unknown")
    )


def test_what_is_said_asked_and_planned_begins_from_a_person(remi: Case) -> None:
    after = given(remi, "noemie", "new strengths by", "He laughs when I sing")
    strength = after.strengths[-1]
    assert (strength.by, strength.about, strength.words) == ("noemie", (), "He laughs when I sing")
    after = given(after, "noemie", "new strengths about", "She never gave up")
    assert (after.strengths[-1].by, after.strengths[-1].about) == (None, ("noemie",))
    after = given(after, "noemie", "new questions about", "Who rests her?")
    assert (after.questions[-1].about, after.questions[-1].state) == (("noemie",), "open")
    after = given(after, "noemie", "new goals who", "Visit together")
    assert (after.goals[-1].who, after.goals[-1].text) == (("noemie",), "Visit together")
    opened = {c.step.opens for c in form_for(after, "noemie").controls() if isinstance(c, Press)}
    new = [after.strengths[-1], after.strengths[-2], after.questions[-1], after.goals[-1]]
    assert {entry.id for entry in new} <= opened
    assert not {"laugh", "rest", "visit"} & {word for e in new for word in e.id.split("-")}


def test_what_is_about_two_is_not_listed_with_one_of_them(remi: Case) -> None:
    after = given(remi, "noemie", "new questions about", "Who rests her?")
    both = given(after, "noemie-remi", "new questions about", "What do they play?")
    assert both.questions[-1].about == ("noemie", "remi")
    tie = {control.label for control in form_for(both, "noemie-remi").controls()}
    assert "What do they play?" in tie
    assert "Who rests her?" not in tie


def test_a_screening_is_a_name_of_the_list_or_any_other_and_never_items(remi: Case) -> None:
    pick = form_for(remi, "noemie").control("add screening")
    assert isinstance(pick, Pick)
    assert pick.own_words
    after, opens = picked(remi, "noemie", "add screening", "a scale of our own")
    screening = after.entries[opens or ""]
    assert (screening.about, screening.name, screening.score) == (
        ("noemie", "a scale of our own", "")
    )
    fields = {control.name for control in form_for(after, opens or "").controls()}
    assert {"name", "score", "reading", "date", "at_months"} <= fields


def test_a_concern_for_safety_is_begun_as_not_asked(remi: Case) -> None:
    after, opens = picked(remi, "remi", "add safety", "injury")
    concern = after.entries[opens or ""]
    assert (concern.who, concern.kind, concern.state) == (("remi",), "injury", "unknown")


def test_a_caregiver_and_each_child_have_their_own_observations(remi: Case) -> None:
    name = "remi.PairAspect.soothing"
    after = given(remi, "luc", name, "strength")
    seen = after.observations[-1]
    assert (seen.caregiver, seen.child, seen.aspect) == ("luc", "remi", "soothing")
    assert field(after, "luc", name).value == "strength"
