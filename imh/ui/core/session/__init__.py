"""The case that is open in this browser session, and the sample cases that all sessions share.

Whatever is opened or begun is kept in the library step by step. The address of the page names the
case by its token, so that a reload or a dropped connection finds it again.
"""

from imh.ui.core.samples import samples
from imh.ui.core.session.conflicts import catch_up, settle, unresolved
from imh.ui.core.session.current import continue_with, on_screen
from imh.ui.core.session.notices import attempt, has_notice, news, notify, pop_notice
from imh.ui.core.session.opening import (
    begin,
    close_case,
    required,
    restore,
    resume,
    show,
    show_stored,
)
from imh.ui.core.session.steps import do, go_back_to, rate, redo, undo, write

__all__ = [
    "attempt",
    "begin",
    "catch_up",
    "close_case",
    "continue_with",
    "do",
    "go_back_to",
    "has_notice",
    "news",
    "notify",
    "on_screen",
    "pop_notice",
    "rate",
    "redo",
    "required",
    "restore",
    "resume",
    "samples",
    "settle",
    "show",
    "show_stored",
    "undo",
    "unresolved",
    "write",
]
