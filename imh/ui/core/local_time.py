"""When something is, by the clock of whoever looks."""

import datetime
from zoneinfo import ZoneInfo

import streamlit as st


def zone() -> ZoneInfo | None:
    """The reader's time zone; None, which is the server's, where the browser names none."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (KeyError, ValueError, OSError):
        return None


def day(moment: datetime.datetime, zone: datetime.tzinfo, today: datetime.date) -> str:
    """The day of a moment where the reader is: ``Today``, ``Tuesday, 24 November 2026``."""
    there = moment.astimezone(zone).date()
    names = {0: "Today", 1: "Yesterday"}
    written = f"{there:%A}, {there.day} {there:%B %Y}"
    return names.get((today - there).days, written)


def clock(moment: datetime.datetime, zone: datetime.tzinfo) -> str:
    """The time of a moment where the reader is: ``14:05``."""
    return f"{moment.astimezone(zone):%H:%M}"


def until_words(until: datetime.datetime) -> str:
    """When a part ends: ``24 November 2026, 14:05``."""
    return f"{until.astimezone(zone()):%d %B %Y, %H:%M}"
