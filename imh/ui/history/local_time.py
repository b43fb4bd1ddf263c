"""When something was, where the reader is."""

import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from imh.library.revisions import Revision
from imh.ui.core import change_lines


def zone() -> datetime.tzinfo:
    """The reader's time zone; UTC where the browser does not name one that is known here."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (KeyError, ValueError, OSError):
        return datetime.UTC


def day(revision: Revision) -> str:
    """The day of a revision: ``Today``."""
    here = zone()
    return change_lines.day(revision.time, here, datetime.datetime.now(here).date())


def clock(revision: Revision) -> str:
    """The time of day of a revision: ``14:05``."""
    return change_lines.clock(revision.time, zone())
