"""Tables: what is typed in a row becomes a step, and what cannot be read is told and kept."""

import pytest

from imh.case.case import Case
from imh.case.edits import apply
from imh.case.quick_entry import read_case
from imh.tables.columns import TABLES, Table
from imh.tables.rows import Row, rows_of, saving
from imh.tables.sheet import MOST_ROWS, Sheet, TooManyRows, pasted

PEOPLE, TIES, EVENTS, PLACES, WORLD = TABLES
LEO = read_case(
    """
Leo, child 9m, boy
Ana, mother 27, primary caregiver, warm -> Leo daily (told by Ana)
Rosa, maternal grandmother 58, supports Ana much practical
Ana -> Rosa: strain some about money and trust
Little Steps, daycare, in place, warm -> Leo weekly
Spanish, language, "la lengua de casa"
at 3m: separation from Ana, Leo, until 4m, burden some (record)
"""
)


def changed(case: Case, table: Table, identifier: str, **cells: object) -> tuple[Row, ...]:
    return tuple(
        Row(row.id, {**row.cells, **cells}) if row.id == identifier else row  # type: ignore[dict-item]
        for row in rows_of(case, table)
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_a_table_that_nobody_touched_changes_nothing(table: Table) -> None:
    found = saving(LEO, table, rows_of(LEO, table))
    assert (found.edits, found.problems) == ((), {})


def test_a_cell_is_read_in_the_words_of_the_screen_or_of_a_note() -> None:
    rows = changed(LEO, PEOPLE, "rosa", age_years="59", caregiver="shares the care", role="MGM")
    found = saving(LEO, PEOPLE, rows)
    assert found.problems == {}
    rosa = apply(LEO, found.step).person["rosa"]
    assert (rosa.age_years, rosa.caregiver, rosa.role) == (59, "shared", "grandparent")


def test_a_row_in_trouble_holds_up_no_other() -> None:
    rows = (
        *changed(LEO, PEOPLE, "rosa", age_years="old"),
        Row("", {"name": "Mei", "role": "friend", "age_years": "31"}),
    )
    found = saving(LEO, PEOPLE, rows)
    assert list(found.problems) == [2]
    assert found.problems[2] == (
        "age: 'old' is not understood; write an age in years (34) or in months (9m)"
    )
    after = apply(LEO, found.step)
    assert after.person["mei"].role == "friend"
    assert after.person["rosa"] == LEO.person["rosa"]


def test_what_was_typed_in_a_row_in_trouble_stays_after_saving() -> None:
    rows = (
        *changed(LEO, PEOPLE, "rosa", age_years="old", note="tired"),
        Row("", {"name": "Mei", "role": "frend"}),
        Row("", {"name": "Tom", "role": "neighbour"}),
    )
    before = Sheet.of(LEO, PEOPLE)
    sheet = Sheet(before.shown, before.start, rows)
    found = saving(LEO, PEOPLE, rows)
    after = apply(LEO, found.step)
    saved = sheet.saved(after, PEOPLE, found)
    assert [row.cells["name"] for row in saved.typed] == ["Leo", "Ana", "Rosa", "Tom", "Mei"]
    assert saved.typed[2].cells["age_years"] == "old"
    assert saved.typed[2].cells["note"] == "tired"
    assert set(saved.problems) == {2, 4}
    assert saved.problems[4].endswith("'frend' is not understood; write 'friend', if that is meant")


def test_a_deleted_row_takes_its_ties_along_and_the_index_child_stays() -> None:
    rows = tuple(row for row in rows_of(LEO, PEOPLE) if row.id != "rosa")
    after = apply(LEO, saving(LEO, PEOPLE, rows).step)
    assert "rosa" not in after.person
    assert all("rosa" not in (tie.source, tie.target) for tie in after.ties)
    alone = saving(LEO, PEOPLE, tuple(row for row in rows_of(LEO, PEOPLE) if row.id != "leo"))
    assert alone.edits == ()
    assert "cannot be removed" in alone.problems[-1]


def test_the_childs_age_is_the_age_of_the_case() -> None:
    found = saving(LEO, PEOPLE, changed(LEO, PEOPLE, "leo", age_years="1y1m"))
    assert apply(LEO, found.step).reference_age_months == 13
    too_young = saving(LEO, PEOPLE, changed(LEO, PEOPLE, "leo", age_years="3m"))
    assert "no later than 3 months" in too_young.problems[0]
    bare = saving(LEO, PEOPLE, changed(LEO, PEOPLE, "leo", age_years="9"))
    assert "months (9m)" in bare.problems[0]


def test_a_tie_names_its_ends_and_keeps_what_else_is_known() -> None:
    tie = next(tie for tie in LEO.ties if tie.topics)
    rows = (
        *changed(LEO, TIES, tie.id, strain="much", topics=["money", "power"]),
        Row("", {"source": "rosa", "target": "Leo", "quality": "close", "basis.by": "Ana, the GP"}),
        Row("", {"source": "Rosa", "quality": "strong and warm"}),
    )
    found = saving(LEO, TIES, rows)
    assert list(found.problems) == [len(rows) - 1]
    after = apply(LEO, found.step)
    assert after.entries[tie.id] == tie.model_copy(
        update={"strain": "much", "topics": ("money", "power")}
    )
    new = after.ties[-1]
    assert (new.source, new.target, new.quality) == ("rosa", "leo", "warm")
    assert new.basis.by == ("ana", "the GP")


def test_an_event_has_the_childs_age_and_those_who_took_part() -> None:
    row = Row("", {"at_months": "-2m", "kind": "move", "who": ["Ana", "Rosa"], "burden": "some"})
    late = Row("", {"at_months": "14m", "kind": "move"})
    found = saving(LEO, EVENTS, (*rows_of(LEO, EVENTS), row, late))
    assert "no later than 9 months" in found.problems[2]
    event = apply(LEO, found.step).events[-1]
    assert (event.at_months, event.who, event.burden) == (-2, ("ana", "rosa"), "some")


def test_rows_of_a_spreadsheet_come_with_headings_in_any_order_or_without() -> None:
    with_headings = pasted("role\tname\tshoe size\nfriend\tMei\t38\n", PEOPLE)
    assert [row.cells["name"] for row in with_headings] == ["Mei"]
    assert with_headings[0].cells["note"] == "38"
    without = pasted("Mei\tfriend\t31\nTom\tneighbor\t\n", PEOPLE)
    after = apply(LEO, saving(LEO, PEOPLE, (*rows_of(LEO, PEOPLE), *without)).step)
    assert after.person["mei"].age_years == 31
    assert after.person["tom"].role == "neighbour"


def test_what_is_typed_stays_when_the_case_changes_meanwhile() -> None:
    sheet = Sheet.of(LEO, PEOPLE)
    typed = changed(LEO, PEOPLE, "rosa", note="tired")
    sheet = Sheet(sheet.shown, sheet.start, typed)
    elsewhere = apply(LEO, saving(LEO, PEOPLE, changed(LEO, PEOPLE, "rosa", age_years="60")).step)
    rosa = sheet.onto(elsewhere, PEOPLE).typed[2]
    assert (rosa.cells["age_years"], rosa.cells["note"]) == ("60", "tired")


def test_more_rows_than_a_family_has_are_not_put_in() -> None:
    pasted("Mei\tfriend\n" * MOST_ROWS, PEOPLE)
    with pytest.raises(TooManyRows, match="1,001 rows were pasted; a table takes at most 1,000"):
        pasted("Mei\tfriend\n" * (MOST_ROWS + 1), PEOPLE)
