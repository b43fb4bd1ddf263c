"""How long a month is, wherever ages in months meet days and weeks.

The Julian year of 365.25 days (IAU) in twelve parts; a day of difference to the calendar comes
up only after a century.
"""

from typing import Final

DAYS_PER_MONTH: Final = 365.25 / 12
WEEKS_PER_MONTH: Final = DAYS_PER_MONTH / 7
