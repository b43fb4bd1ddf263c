"""The cases of the open library: found, opened, deleted; and those that wait to be brought in."""

from imh.ui.case_list.cases import library_cases
from imh.ui.case_list.former import former_drafts
from imh.ui.case_list.practice import practice_notice

__all__ = ["former_drafts", "library_cases", "practice_notice"]
