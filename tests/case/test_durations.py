"""Lengths of time come back as they were typed."""

from imh.case.durations import read_duration, say_duration, write_duration


def test_days_and_weeks_come_back_as_they_were_typed() -> None:
    for unit, most in (("d", 60), ("w", 26)):
        for count in range(1, most):
            read = read_duration(f"{count}{unit}")
            assert read is not None
            back = read_duration(write_duration(read[0]))
            assert back is not None
            assert back[0] == read[0]
            days = count if unit == "d" else 7 * count
            assert round(read[0] * 30.4375) == days
    ten = read_duration("ten days".replace("ten", "10"))
    assert ten is not None
    assert (say_duration(ten[0]), say_duration(9), say_duration(-2.5)) == (
        "10 days",
        "9 months",
        "-2.5 months",
    )
