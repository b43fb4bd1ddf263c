"""The page about the library itself: setting one's own up, looking after it, its record."""

from imh.ui.library.own_library import own_library
from imh.ui.library.practice_library import practice_library
from imh.ui.library.team_library import team_library

__all__ = ["own_library", "practice_library", "team_library"]
