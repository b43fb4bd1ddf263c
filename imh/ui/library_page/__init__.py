"""The page about the library itself: setting one's own up, looking after it, its record."""

from imh.ui.library_page.own import own_library
from imh.ui.library_page.practice import practice_library
from imh.ui.library_page.team import team_library

__all__ = ["own_library", "practice_library", "team_library"]
