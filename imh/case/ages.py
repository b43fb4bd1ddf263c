"""The bounds of an age, the weeks of pregnancy, and ages counted from term after an early birth."""

from typing import Final

from imh.case.time_units import WEEKS_PER_MONTH

TERM_WEEKS: Final = 40
EARLY_WEEKS: Final = 37
"""A child born before this is born early (WHO)."""
CORRECTED_UNTIL_MONTHS: Final = 24
CONCEPTION_MONTHS: Final = -10
"""The earliest age of a child: the pregnancy, generously."""
OLDEST_MONTHS: Final = 84
"""The greatest age of an index child: early childhood ends by seven years."""
EARLIEST_EVENT_MONTHS: Final = -1500
"""The earliest time a case tells of: great-grandparents' lives."""
GROWN_YEARS: Final = 16
"""From here on somebody of the family is no child to the app, and may look after one."""


def weeks_of_pregnancy(months: float) -> int:
    """The week of pregnancy of a child whose age in months is still below 0."""
    return max(1, round(TERM_WEEKS + months * WEEKS_PER_MONTH))


def age_before_birth(weeks: float) -> float:
    """The age in months, below 0, of a child in this week of pregnancy."""
    return (weeks - TERM_WEEKS) / WEEKS_PER_MONTH


def corrected_age(months: float, gestation_weeks: float | None) -> float | None:
    """The age in months counted from term instead of birth, 0 before term is reached.

    None where no age is corrected: born at 37 weeks or later or nobody knows when, not born yet,
    or 24 months old and more.
    """
    if gestation_weeks is None or gestation_weeks >= EARLY_WEEKS:
        return None
    if not 0 <= months < CORRECTED_UNTIL_MONTHS:
        return None
    return max(0.0, months + age_before_birth(gestation_weeks))
