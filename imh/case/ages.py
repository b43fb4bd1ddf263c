"""Ages counted from term, for children who were born early."""

TERM_WEEKS, EARLY_WEEKS = 40, 37
WEEKS_A_MONTH = 4.348
CORRECTED_UNTIL_MONTHS = 24


def corrected_age(months: float, gestation_weeks: float | None) -> float | None:
    """The age in months counted from term instead of birth, 0 before term is reached.

    None where no age is corrected: born at 37 weeks or later or nobody knows when, not born yet,
    or 24 months old and more.
    """
    if gestation_weeks is None or gestation_weeks >= EARLY_WEEKS:
        return None
    if not 0 <= months < CORRECTED_UNTIL_MONTHS:
        return None
    return max(0.0, months - (TERM_WEEKS - gestation_weeks) / WEEKS_A_MONTH)
