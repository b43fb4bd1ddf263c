"""Numbers and lengths of time as they are typed: ``9m``, ``2y3m``, ``6 weeks``, ``6½``, ``-2m``.

What was typed comes back as typed: ten days are kept as 0.33 months, and are ten days again.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from imh.case.time_units import DAYS_PER_MONTH, WEEKS_PER_MONTH

_DECIMALS: Final = 2  # of a month: a third of a day, so that days and weeks stay apart
_NUMBER: Final = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)([¼½¾]?)|([¼½¾])")
_UNITS: Final = {
    "months": r"m|mo|mos|mth|mths|months?",
    "years": r"y|yr|yrs|yo|years?|yearsold|yearold",
    "weeks": r"w|wk|wks|weeks?",
    "days": r"d|days?",
}
_MONTHS_IN: Final = {
    "months": 1.0,
    "years": 12.0,
    "weeks": 1 / WEEKS_PER_MONTH,
    "days": 1 / DAYS_PER_MONTH,
}
_SPACES: Final = re.compile(r"(?<![\d¼½¾])[\s-]+|[\s-]+(?![\d¼½¾])")
"""Spaces and hyphens that join nothing: "2 y 3 m", "6-weeks". Two numbers stay two."""
_AMOUNT: Final = r"(?:\d+(?:[.,]\d+)?[¼½¾]?|[¼½¾])"
_RANGE: Final = re.compile(rf"{_AMOUNT}([a-z]*)(?:\s*(?:[-–—/]|to|or)\s*| ){_AMOUNT}([a-z]*)")
_MOST_WEEKS, _MOST_DAYS = 26, 60


def read_number(text: str) -> float | None:
    """Return a bare number, None when the text is not one."""
    match = _NUMBER.fullmatch(text)
    return _value(match) if match else None


def _value(match: re.Match[str]) -> float:
    whole, *parts = match.groups("")
    part = "".join(parts)
    return float(whole.replace(",", ".") or 0) + (unicodedata.numeric(part) if part else 0)


def is_range(text: str) -> bool:
    """Tell whether a text is two numbers of which none is meant alone: "3-5", "10 or 11", "3 5".

    "2y-3m" is one length of time.
    """
    match = _RANGE.fullmatch(text.lower())
    return match is not None and (not match.group(1) or match.group(1) == match.group(2))


def read_duration(text: str) -> tuple[float, str] | None:
    """Return a length of time in months with the units typed, or a bare number with ""."""
    sign = -1 if text[:1] in ("-", "−", "–") else 1
    left = _SPACES.sub("", (text[1:] if sign < 0 else text).lower()).rstrip(".")
    if not left:
        return None
    total, units = 0.0, list[str]()
    while left:
        match = _NUMBER.match(left)
        if match is None:
            return None
        written = re.match(r"[a-z/]*", left[match.end() :])
        letters = written.group() if written else ""
        left = left[match.end() + len(letters) :]
        unit = next(
            (n for n, p in _UNITS.items() if re.fullmatch(p, letters.replace("/", ""))), None
        )
        if (unit is None and (letters or left or units)) or unit in units:
            return None
        total += _value(match) * _MONTHS_IN[unit or "months"]
        units += [unit] if unit else []
    return sign * (round(total, _DECIMALS) if {"weeks", "days"} & {*units} else total), "".join(
        units
    )


@cache
def _in_weeks_or_days() -> dict[float, tuple[int, str]]:
    """Lengths in months that are whole weeks or days; half and whole months stay months."""
    found: dict[float, tuple[int, str]] = {}
    for unit, in_a_month, most in (
        ("day", DAYS_PER_MONTH, _MOST_DAYS),
        ("week", WEEKS_PER_MONTH, _MOST_WEEKS),
    ):
        found |= {round(n / in_a_month, _DECIMALS): (n, unit) for n in range(1, most)}
    return {length: said for length, said in found.items() if length % 0.5}


def write_duration(months: float) -> str:
    """Write a length or a time in months as one types it: ``9m``, ``6w``, ``10d``, ``-2m``."""
    sign = "-" if months < 0 else ""
    said = _in_weeks_or_days().get(abs(months))
    return f"{sign}{said[0]}{said[1][0]}" if said else f"{write_number(months)}m"


def say_duration(months: float) -> str:
    """Say a length or a time in months: ``9 months``, ``6 weeks``, ``10 days``, ``-2 months``."""
    count, unit = _in_weeks_or_days().get(abs(months), (None, "month"))
    if count is None:
        return f"{months:g} months"
    sign = "-" if months < 0 else ""
    return f"{sign}{count} {unit}" + ("" if count == 1 else "s")


def write_number(value: float) -> str:
    """Write a number without needless decimals."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
