"""Numbers and lengths of time as they are typed: ``9m``, ``2y3m``, ``6 weeks``, ``6½``, ``-2m``."""

import re
from typing import Final

_WEEKS_A_MONTH: Final = 30.4375 / 7
_NUMBER: Final = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)(½?)")
_UNITS: Final = {
    "months": r"m|mo|mos|mth|mths|months?",
    "years": r"y|yr|yrs|yo|years?|yearsold|yearold",
    "weeks": r"w|wk|wks|weeks?",
    "days": r"d|days?",
}
_MONTHS_IN: Final = {"months": 1.0, "years": 12.0, "weeks": 1 / _WEEKS_A_MONTH, "days": 1 / 30.4375}


def read_number(text: str) -> float | None:
    """Return a bare number, None when the text is not one."""
    match = _NUMBER.fullmatch(text)
    return _value(match) if match else None


def _value(match: re.Match[str]) -> float:
    return float(match.group(1).replace(",", ".")) + (0.5 if match.group(2) else 0)


def read_duration(text: str) -> tuple[float, str] | None:
    """Return a length of time in months with the units typed, or a bare number with ""."""
    sign = -1 if text[:1] in ("-", "−", "–") else 1
    left = text[1:] if sign < 0 else text
    left = left.lower().replace("-", "").rstrip(".")
    total, units = 0.0, set[str]()
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
        if unit is None and (letters or left or units):
            return None
        total += _value(match) * _MONTHS_IN[unit or "months"]
        units |= {unit} if unit else set()
    if not text.strip("-−–"):
        return None
    return sign * (round(total, 1) if units & {"weeks", "days"} else total), "".join(units)
