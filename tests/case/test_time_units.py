"""A month has one length wherever months meet days and weeks."""

from datetime import date, timedelta

import pytest

from imh.case.ages import TERM_WEEKS, age_before_birth, weeks_of_pregnancy
from imh.case.durations import read_duration
from imh.case.quick_entry import read_case
from imh.case.time_units import DAYS_PER_MONTH, WEEKS_PER_MONTH
from imh.exchange.deidentify import deidentify
from imh.principles.sentences import length_words


def test_twelve_months_are_a_julian_year() -> None:
    assert 12 * DAYS_PER_MONTH == 365.25
    assert WEEKS_PER_MONTH * 7 == DAYS_PER_MONTH


@pytest.mark.parametrize("weeks", range(1, TERM_WEEKS + 1))
def test_the_week_of_pregnancy_comes_back_from_the_age_that_is_kept(weeks: int) -> None:
    assert weeks_of_pregnancy(age_before_birth(weeks)) == weeks
    assert weeks_of_pregnancy(round(age_before_birth(weeks), 1)) == weeks


@pytest.mark.parametrize("days", range(1, 21))
def test_days_are_said_as_they_were_typed(days: int) -> None:
    read = read_duration(f"{days} days")
    assert read is not None
    assert length_words(read[0]).split()[1].startswith("day")
    assert round(read[0] * DAYS_PER_MONTH) == days


@pytest.mark.parametrize(("days", "months"), [(312, 10.3), (729, 24.0), (1216, 40.0), (2190, 72.0)])
def test_a_date_becomes_the_age_that_the_calendar_gives(days: int, months: float) -> None:
    """By a month of 30.44 days, the second birthday less two days would be 23.9 months."""
    born = date(2020, 1, 1)
    case = read_case(f"Leo, child 80m, born {born}\nat 1m: move")
    event = case.events[0].model_copy(
        update={"at_months": None, "date": born + timedelta(days=days)}
    )
    safe, _ = deidentify(case.model_copy(update={"events": (event,)}))
    assert safe.events[0].at_months == months
