"""The quick-entry language: one line a person, a tie or an event, as a clinician would jot it.

``docs/quick-entry.md`` is its grammar for a clinician, ``syntax/grammar_words.yaml`` its words.
``syntax`` turns a line into words, ``constructs`` has a file for each thing that can be typed,
``reader`` makes a case of many lines, and ``writer`` lines of a case.
"""

from imh.case.quick_entry.reader import EntryLine, QuickEntryError, Reading, read_case, read_lines
from imh.case.quick_entry.writer import write_lines

__all__ = ["EntryLine", "QuickEntryError", "Reading", "read_case", "read_lines", "write_lines"]
