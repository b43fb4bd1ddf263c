"""Reflection on the screen: writing one, what was written, and the clinician on the map."""

from imh.ui.reflection.on_the_map import on_the_map
from imh.ui.reflection.reflection_form import reflection_form
from imh.ui.reflection.reflection_list import reflection_list

__all__ = ["on_the_map", "reflection_form", "reflection_list"]
