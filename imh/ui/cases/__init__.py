"""The cases of the open library: found, opened, deleted; and those that wait to be brought in."""

from imh.ui.cases.case_list import library_cases
from imh.ui.cases.legacy_import import legacy_journals_panel
from imh.ui.cases.new_case import new_case_form, open_file, practice_notice
from imh.ui.cases.sample_cases import sample_cases

__all__ = [
    "legacy_journals_panel",
    "library_cases",
    "new_case_form",
    "open_file",
    "practice_notice",
    "sample_cases",
]
