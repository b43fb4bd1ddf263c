"""Reflection on the screen: writing one, what was written, and the clinician on the map."""

from imh.ui.reflection.on_the_map import on_the_map
from imh.ui.reflection.writing import writing
from imh.ui.reflection.written import written

__all__ = ["on_the_map", "writing", "written"]
