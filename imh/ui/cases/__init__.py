"""The cases of the open library: found, opened, deleted; and those that wait to be brought in."""

from imh.ui.cases.case_list import library_cases
from imh.ui.cases.legacy_import import legacy_journals_panel
from imh.ui.cases.practice_notice import practice_notice

__all__ = ["legacy_journals_panel", "library_cases", "practice_notice"]
