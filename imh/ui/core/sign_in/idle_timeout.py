"""How long a library may lie open unused."""

import math
import os
from datetime import timedelta

TIME_OUT = "IMH_TIMEOUT_MINUTES"
"""The environment variable with the minutes after which an unused library is closed."""


def time_out() -> timedelta:
    """How long a library may lie open unused; 15 minutes unless the setting says otherwise.

    It is at most a day, and what is no number says nothing.
    """
    try:
        minutes = float(os.environ.get(TIME_OUT, ""))
    except ValueError:
        minutes = math.nan
    if math.isnan(minutes):
        minutes = 15.0
    return timedelta(minutes=min(max(minutes, 0.05), 24 * 60))
